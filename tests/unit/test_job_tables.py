"""Tables and lines as spreadsheets and other programs write them: separators, encodings, quotation marks."""

import io
from datetime import UTC, datetime

import pytest

from service.domain.article import Payload
from service.domain.errors import BinaryInput, MalformedInput, UndecodableText
from service.domain.job import NewItem
from service.domain.job_ports import FieldColumn, ReadOptions
from service.jobs.read_files import file_formats

FORMATS = {one.name: one for one in file_formats(1_000)}
CHOSEN = ReadOptions("translate", column="tin", id_column="id")


def read(name: str, content: str | bytes, options: ReadOptions = CHOSEN) -> list[NewItem]:
    sent = content.encode() if isinstance(content, str) else content
    return list(FORMATS[name].read(io.BytesIO(sent), options))


def said(items: list[NewItem]) -> dict[str, str]:
    return {
        item.custom_id: str(item.payload.content) if item.payload else f"{item.error and item.error.cause}"
        for item in items
    }


@pytest.mark.parametrize(
    "content",
    [
        'id;tin\r\n1;"Một; hai"\r\n2;Ba, bốn\r\n',
        'sep=;\r\nid;tin\r\n1;"Một; hai"\r\n2;Ba, bốn\r\n',
        'id,tin\n1,Một; hai\n2,"Ba, bốn"\n',
        "id\ttin\n1\tMột; hai\n2\tBa, bốn\n",
        '"id";"tin"\n"1";"Một; hai"\n"2";"Ba, bốn"\n',
        'sep=,\nid,tin\n1,Một; hai\n2,"Ba, bốn"\n',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_is_read_whatever_a_spreadsheet_parts_its_cells_with(content: str, encoding: str) -> None:
    assert said(read("csv", content.encode(encoding))) == {"1": "Một; hai", "2": "Ba, bốn"}


def test_the_columns_of_a_table_say_what_is_known_of_its_articles() -> None:
    fields = {"title": "tựa", "language": "3", "published_at": "ngày", "id": "mã"}
    about = tuple(FieldColumn(field, column, f"{field}_column") for field, column in fields.items())
    content = "mã,tin,tiếng,ngày,tựa\n7,Một,vi,2019-08-06,T\n8,Hai\n9,Ba,vi,5/8/2019,T\n"
    known, short, wrong = read("csv", content, ReadOptions("brief", column="tin", about=about))
    published = datetime(2019, 8, 6, tzinfo=UTC)
    assert known.payload == Payload("Một", "text", title="T", language="vi", published_at=published, id="7")
    assert short.payload == Payload("Hai", "text", id="8")
    assert wrong.error is not None
    assert "`published_at` is '5/8/2019'" in wrong.error.cause
    absent = (FieldColumn("url", "link", "url_column"),)
    with pytest.raises(MalformedInput, match="no column 'link'") as refused:
        read("csv", content, ReadOptions("brief", column="tin", about=absent))
    assert "`url_column`" in refused.value.remedy


def test_a_name_that_two_columns_have_is_refused_with_their_numbers() -> None:
    content = "tin,id,tin\nMột,1,Hai\n"
    with pytest.raises(MalformedInput, match="2 columns 'tin', number 1 and 3") as refused:
        read("csv", content)
    assert "`column`" in refused.value.remedy
    assert said(read("csv", content, ReadOptions("translate", column="3", id_column="id"))) == {"1": "Hai"}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_lines_and_whole_texts_may_be_in_utf16(encoding: str) -> None:
    line = '{"custom_id": "a", "text": "Cảm ơn"}\r\n\r\n{"custom_id": "b", "text": "Xin chào"}'
    assert said(read("jsonl", line.encode(encoding))) == {"a": "Cảm ơn", "b": "Xin chào"}
    text = "Cảm ơn.\r\nXin chào.".encode(encoding)
    assert said(read("txt", text)) == {"0": "Cảm ơn.", "1": "Xin chào."}
    assert said(read("txt", text, ReadOptions("translate", whole=True))) == {"0": "Cảm ơn.\r\nXin chào."}
    assert said(read("tsv", "id\ttin\n1\tCảm ơn".encode(encoding))) == {"1": "Cảm ơn"}
    assert said(read("ninjs", '{"body_text": "Cảm ơn"}'.encode(encoding))) == {"0": '{"body_text": "Cảm ơn"}'}


def test_big_endian_is_utf16_too() -> None:
    assert said(read("txt", b"\xfe\xff" + "Cảm ơn".encode("utf-16-be"))) == {"0": "Cảm ơn"}


def test_a_line_of_utf16_that_is_too_long_fails_alone() -> None:
    found = said(read("txt", f"{'x' * 3_000}\nok".encode("utf-16")))
    assert found == {"0": "Line 1 of the file: The item is longer than 1,000 bytes.", "1": "ok"}


@pytest.mark.parametrize("name", ["jsonl", "csv", "txt"])
def test_what_only_begins_as_utf16_is_refused(name: str) -> None:
    with pytest.raises(UndecodableText, match="UTF-16"):
        read(name, "id,tin\n".encode("utf-16") + b"x")


def test_what_is_no_text_is_refused_without_its_bytes_in_the_answer() -> None:
    with pytest.raises(BinaryInput, match="no table"):
        read("csv", "id,tin\n1,Một\n".encode("utf-16-le"))
    with pytest.raises(MalformedInput) as error:
        read("csv", b"m\xe3,t\xean\n1,2\n")
    assert error.value.cause == "There is no column 'tin'; there are m?, t?n."


def test_a_quotation_in_a_tsv_is_words() -> None:
    content = 'id\ttin\n1\t"Cảm ơn" ông nói.\n2\t"Xin chào."\n3\tÔng nói: "Tốt\n'
    assert said(read("tsv", content)) == {"1": '"Cảm ơn" ông nói.', "2": '"Xin chào."', "3": 'Ông nói: "Tốt'}


def test_a_tsv_that_was_quoted_all_the_same_is_unquoted() -> None:
    assert said(read("tsv", 'id\ttin\n1\t"""Cảm ơn"" ông nói."\n')) == {"1": '"Cảm ơn" ông nói.'}
    assert said(read("tsv", '"id"\t"tin"\n"1"\t"Cảm ơn."\n')) == {"1": "Cảm ơn."}


def test_a_row_of_a_csv_with_a_bad_quotation_fails_alone() -> None:
    content = 'id,tin\n1,Một\n2,"Hai" ba\n3,"Bốn\nnăm" sáu\n4,Bảy\n5,"Tám\n\nchín\n'
    assert [next(iter(said([item]).values())) for item in read("csv", content)] == [
        "Một",
        "Line 3 cannot be read: there is text behind a closing quotation mark.",
        "The row in the lines 4 to 5 cannot be read: there is text behind a closing quotation mark.",
        "Bảy",
        "The row in the lines 7 to 9 cannot be read: a quotation mark is never closed.",
    ]


def test_a_row_that_cannot_be_read_is_never_called_as_an_earlier_one() -> None:
    found = read("csv", 'id,tin\n1,Một\n2,"Hai" ba\n3,Ba\n')
    assert [item.custom_id for item in found] == ["1", "item 1", "3"]


def test_a_header_that_cannot_be_read_refuses_the_table() -> None:
    with pytest.raises(MalformedInput, match="Line 1 "):
        read("csv", 'id,"tin" x\n1,Một\n')


def test_an_id_that_was_given_before_fails_alone() -> None:
    given = '{"custom_id": "a", "text": "một"}\n{"custom_id": "a", "text": "hai"}\n'
    found = read("jsonl", given + '{"custom_id": "3", "text": "ba"}\n{"text": "bốn"}\n')
    assert [item.custom_id for item in found] == ["a", "a", "3", "3"]
    assert [item.error and item.error.cause for item in found] == [
        None,
        "The custom_id 'a' is the id of an earlier item.",
        None,
        "The item has no custom_id, and its position '3' is the id of an earlier item.",
    ]


def test_an_id_that_is_null_or_empty_is_the_position() -> None:
    content = '{"custom_id": null, "text": "một"}\n{"custom_id": "", "text": "hai"}\n'
    assert said(read("jsonl", content)) == {"0": "một", "1": "hai"}


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ('{"text": "a", "text": "b"}', "The JSON has the key 'text' twice in one object."),
        ('{"ninjs": {"x": 1, "x": 2}}', "The JSON has the key 'x' twice in one object."),
        ('{"text": NaN}', "The JSON holds NaN, which JSON has no name for."),
        ('{"ninjs": {"x": ' + "9" * 5_000 + "}}", "The JSON holds a number that is too long."),
        ('{"ninjs": ' + "[" * 100_000, "The JSON is nested too deeply."),
        ('{"text": }', "This is no JSON: Expecting value (column 10)."),
    ],
)
def test_a_line_of_json_that_cannot_be_meant_says_why_in_its_own_words(line: str, cause: str) -> None:
    formats = {one.name: one for one in file_formats(1_000_000)}
    (item,) = formats["jsonl"].read(io.BytesIO(line.encode()), CHOSEN)
    assert item.error is not None
    assert item.error.cause == f"Line 1 of the file: {cause}"


def test_a_broken_line_is_named_by_its_number_in_the_file_and_its_column() -> None:
    content = '{"text": "một"}\n\n{"text": "hai"\n{"text": "ba"}\r\n7\n'
    formats = {one.name: one for one in file_formats(1_000_000)}
    found = formats["jsonl"].read(io.BytesIO(content.encode()), CHOSEN)
    assert [item.error.cause for item in found if item.error is not None] == [
        "Line 3 of the file: This is no JSON: Expecting ',' delimiter (column 15).",
        "Line 5 of the file: This is no JSON object.",
    ]
