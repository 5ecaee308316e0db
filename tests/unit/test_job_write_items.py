"""Tables and lines with the translations in their place: all else comes back byte for byte."""

import csv
import io
import json
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.errors import InputError, UndecodableText
from service.domain.job import ItemResult, NewItem
from service.domain.job_ports import FileFormat, ReadOptions
from service.domain.stores import Failure
from service.jobs.read_files import file_formats

FORMATS = {one.name: one for one in file_formats(40)}
BROKEN = Failure("unsupported_language", "Thai.", "Send Vietnamese.")
WISH = ReadOptions("translate", "tin", target="en")


def rendered(text: str) -> str:
    return f"[{text}]"


def results(items: Iterator[NewItem], *, failing: str = "hỏng") -> Iterator[ItemResult]:
    for position, item in enumerate(items):
        text = str(item.payload.content) if item.payload else failing
        if failing in text:
            yield ItemResult(position, item.custom_id, "failed", error=BROKEN)
        else:
            body = json.dumps({"text": rendered(text), "source": "vi"})
            yield ItemResult(position, item.custom_id, "done", body=body)


def written(form: FileFormat, content: bytes, wish: ReadOptions = WISH) -> bytes:
    assert form.write is not None
    out = io.BytesIO()
    form.write(io.BytesIO(content), results(form.read(io.BytesIO(content), wish)), out, wish)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "table", "expected"),
    [
        ("csv", "id,tin,ghi\n7,Một,x\n", "id,tin,ghi\n7,[Một],x\n"),
        ("csv", 'id;"tin"\r\n7;"Một; hai"\r\n\r\n8;Ba', 'id;"tin"\r\n7;"[Một; hai]"\r\n\r\n8;[Ba]'),
        ("csv", "sep=;\nid;tin\n7;Một\n", "sep=;\nid;tin\n7;[Một]\n"),
        ("csv", 'tin,x\n"Ông nói ""có""\nhôm qua","a,b"\n', 'tin,x\n"[Ông nói ""có""\nhôm qua]","a,b"\n'),
        ("csv", 'id,tin\n1,hỏng\n2\n3,"Ba"x\n4,Bốn\n', 'id,tin\n1,hỏng\n2\n3,"Ba"x\n4,[Bốn]\n'),
        ("csv", "tin\tx\nMột\tb\n", "tin\tx\n[Một]\tb\n"),
        ("tsv", 'id\ttin\n1\tÔng "An"\n2\t"Ông ""An"""\n', 'id\ttin\n1\t[Ông "An"]\n2\t"[Ông ""An""]"\n'),
        ("tsv", '"id"\t"tin"\r\n"1"\t"Một"\r\n', '"id"\t"tin"\r\n"1"\t"[Một]"\r\n'),
        ("txt", "Một\n \n  Hai \r\nhỏng\nBa", "[Một]\n \n[  Hai ]\r\nhỏng\n[Ba]"),
        ("txt", "dài " * 30 + "\nMột\n", "dài " * 30 + "\n[Một]\n"),
        ("txt", "\ufeff\nMột\nHai\n", "\ufeff\n[Một]\n[Hai]\n"),
        ("txt", "a" * 40 + "\nMột\n", f"[{'a' * 40}]\n[Một]\n"),
        ("txt", "a" * 39 + "\r\nMột\n", f"[{'a' * 39}]\r\n[Một]\n"),
        ("txt", "a" * 40 + "\r\r\rb\nMột\n", "a" * 40 + "\r\r\rb\n[Một]\n"),
        ("txt", " " * 41 + "x\nMột\n", " " * 41 + "x\n[Một]\n"),
        ("txt", " " * 50 + "x\nMột\n", " " * 50 + "x\n[Một]\n"),
    ],
)
def test_only_what_was_translated_is_another(name: str, table: str, expected: str) -> None:
    assert written(FORMATS[name], table.encode()).decode() == expected


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize(
    ("name", "file", "expected"), [("csv", "tin\nMột\n", "tin\n[Một]\n"), ("txt", "Một\n", "[Một]\n")]
)
def test_the_encoding_is_that_of_the_original(codec: str, name: str, file: str, expected: str) -> None:
    assert written(FORMATS[name], file.encode(codec)) == expected.encode(codec)
    wide = b"\xfe\xff" + file.encode("utf-16-be")
    assert written(FORMATS[name], wide) == b"\xfe\xff" + expected.encode("utf-16-be")


def test_a_cell_that_is_no_utf8_fails_alone_and_stays_as_it_is() -> None:
    assert written(FORMATS["csv"], b"id,tin\n\xff,M\n2,\xfe\n3,B\n") == b"id,tin\n\xff,[M]\n2,\xfe\n3,[B]\n"


def test_a_text_that_is_one_item_comes_back_as_one() -> None:
    wish = ReadOptions("translate", whole=True, target="en")
    assert written(FORMATS["txt"], "\nMột\nHai\n\n".encode(), wish).decode() == "\n[Một\nHai]\n\n"


def test_a_translation_with_the_separator_or_a_line_break_is_put_between_quotation_marks() -> None:
    found = iter([ItemResult(0, "0", "done", body=json.dumps({"text": 'one, "two"\nthree'}))])
    out, write = io.BytesIO(), FORMATS["csv"].write
    assert write is not None
    write(io.BytesIO(b"tin,x\nM,b\n"), found, out, WISH)
    assert out.getvalue() == b'tin,x\n"one, ""two""\nthree",b\n'


cells = st.text(st.sampled_from('aế ,;"\t\n\r'), max_size=6)


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=5), st.sampled_from(["csv", "tsv"]))
def test_whatever_is_in_a_table_what_has_no_translation_is_as_it_was(
    rows: list[tuple[str, str]], name: str
) -> None:
    content = "".join(f"{left},{right}\n" for left, right in [("tin", "x"), *rows]).encode()
    form = FORMATS[name]
    assert form.write is not None
    out = io.BytesIO()
    try:
        form.write(io.BytesIO(content), iter(()), out, ReadOptions("translate", "1", target="en"))
    except InputError:
        return  # no table: no job was accepted with it
    assert out.getvalue() == content


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=5))
def test_the_translated_cells_of_a_table_are_read_again_as_what_they_are(
    rows: list[tuple[str, str]],
) -> None:
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\n")
    writer.writerows([("tin", "x"), *rows])
    content = table.getvalue().encode()
    form = FORMATS["csv"]
    before = [item.payload.content for item in form.read(io.BytesIO(content), WISH) if item.payload]
    again = form.read(io.BytesIO(written(form, content)), WISH)
    assert [item.payload.content for item in again if item.payload] == [rendered(str(t)) for t in before]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
@given(st.text(st.sampled_from("aế \t\n\r\v\ufeff"), max_size=25))
def test_a_text_takes_as_many_results_as_it_has_items(codec: str, text: str) -> None:
    form = {one.name: one for one in file_formats(3)}["txt"]
    assert form.write is not None
    content = text.encode(codec)
    given_out = results(form.read(io.BytesIO(content), WISH))
    extra = ItemResult(-1, "one more", "done", body=json.dumps({"text": "one more"}))
    left, out = iter([*given_out, extra]), io.BytesIO()
    form.write(io.BytesIO(content), left, out, WISH)
    assert list(left) == [extra]


def test_a_text_without_a_translation_as_a_whole_stays_as_it_is() -> None:
    wish = ReadOptions("translate", whole=True, target="en")
    content = "hỏng\r\n".encode() + b"\xff\n" * 50
    assert written(FORMATS["txt"], content, wish) == content


def test_a_whole_text_past_the_limit_is_refused_and_not_cut() -> None:
    wish = ReadOptions("translate", whole=True, target="en")
    (item,) = FORMATS["txt"].read(io.BytesIO(b"a" * 40 + b"\nb"), wish)
    assert item.error is not None
    assert item.error.code == "too_large"


def put(form: str, content: bytes, text: str) -> bytes:
    write, out = FORMATS[form].write, io.BytesIO()
    assert write is not None
    write(io.BytesIO(content), iter([ItemResult(0, "0", "done", body=json.dumps({"text": text}))]), out, WISH)
    return out.getvalue()


@pytest.mark.parametrize(
    ("text", "line"),
    [("one\n \ntwo", "one two"), (" one \t two ", " one two "), ("one  two", "one  two"), ("\n", " ")],
)
def test_line_breaks_of_a_translation_become_spaces_in_a_line(text: str, line: str) -> None:
    assert put("tsv", b"tin\nM\n", text) == f"tin\n{line}\n".encode()


def test_long_stretches_of_breaks_and_spaces_take_no_long_time() -> None:
    many = 300_000  # what takes the square of that does not end
    cell = b'tin\n"a' + b"\n" * many + b'b"\n'
    assert put("csv", cell, "x") == b'tin\n"x"\n'
    text = "a" + " " * many + "b"
    assert put("tsv", b"tin\nM\n", text) == f"tin\n{text}\n".encode()


def test_a_long_cell_is_found_in_little_memory() -> None:
    cell = b'tin\n"' + b'a""' * 200_000 + b'"\n'
    tracemalloc.start()
    assert put("csv", cell, "x") == b'tin\n"x"\n'
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 12 * len(cell)


@pytest.mark.parametrize("end", [b"A", b"\x00\xd8A\x00\n\x00"])
@pytest.mark.parametrize("form", ["csv", "txt"])
def test_a_file_that_does_not_go_on_as_utf16_says_so(form: str, end: bytes) -> None:
    with pytest.raises(UndecodableText, match="begins as UTF-16"):
        put(form, "tin\nabc\n".encode("utf-16") + end, "x")
