"""Tables and lines with the translations in their place: all else comes back byte for byte."""

import csv
import io
import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.errors import InputError
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
