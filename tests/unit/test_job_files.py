"""Files to items: every line and row that holds something is one, and a bad one says why."""

import io
import json
from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from service.api.schemas import BriefRequest
from service.domain.article import Payload
from service.domain.errors import EmptyInput, MalformedInput
from service.domain.job import NewItem
from service.domain.job_ports import ReadOptions
from service.jobs.item_fields import described
from service.jobs.read_files import file_formats

FORMATS = {one.name: one for one in file_formats(100)}
PLAIN = ReadOptions("translate")


def read(name: str, content: bytes, options: ReadOptions = PLAIN) -> list[NewItem]:
    return list(FORMATS[name].read(io.BytesIO(content), options))


def said(items: list[NewItem]) -> list[str]:
    return [
        str(item.payload.content) if item.payload else str(item.error and item.error.code) for item in items
    ]


def test_each_line_of_json_is_an_item_and_blank_lines_are_none() -> None:
    first, second = '{"custom_id": "a", "text": "một"}', '{"html": "<p>hai</p>"}'
    third = '{"custom_id": 3, "text": "ba"}'
    items = read("jsonl", f"\ufeff{first}\r\n\n  \n{second}\n{third}".encode())
    assert [item.custom_id for item in items] == ["a", "1", "3"]
    assert said(items) == ["một", "<p>hai</p>", "ba"]
    assert [item.payload and item.payload.media for item in items] == ["text", "html", "text"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"nonsense", "malformed_input"),
        (b"[1]", "malformed_input"),
        (b"[" * 99, "malformed_input"),
        (b'{"text": "a", "html": "b"}', "malformed_input"),
        (b'{"text": 1}', "malformed_input"),
        (b'{"custom_id": [], "text": "a"}', "malformed_input"),
        (b'{"txt": "a"}', "malformed_input"),
        (b'{"text": "  "}', "empty_input"),
        (b'{"text": "\xff"}', "undecodable_text"),
        (b'{"text": "\\ud800"}', "undecodable_text"),
        (b'{"text": "\\u0000"}', "binary_input"),
        (b'{"text": "' + b"x" * 100 + b'"}', "too_large"),
        (b'{"text": "' + b"x" * 1000 + b'"}', "too_large"),
    ],
)
def test_a_line_that_is_no_item_fails_alone(line: bytes, code: str) -> None:
    assert said(read("jsonl", line + b'\n{"text": "sau"}')) == [code, "sau"]


def test_a_ninjs_item_is_kept_as_its_json() -> None:
    (item,) = read("jsonl", b'{"ninjs": {"uri": "urn:1", "headline": "A"}}')
    assert item.payload is not None
    assert json.loads(item.payload.content) == {"uri": "urn:1", "headline": "A"}


def test_an_item_says_of_its_article_what_is_said_of_one_that_is_sent_alone() -> None:
    told = {"title": "T", "url": "https://a.vn", "id": "7", "language": "vi", "published_at": "2019-08-06"}
    (known,) = read("jsonl", json.dumps({"text": "Tin", **told}, separators=(",", ":")).encode())
    published = datetime(2019, 8, 6, tzinfo=UTC)
    assert known.payload == Payload(
        "Tin", "text", title="T", url="https://a.vn", id="7", language="vi", published_at=published
    )
    (bare,) = read(
        "jsonl", json.dumps({"text": "Tin", **dict.fromkeys(told)}, separators=(",", ":")).encode()
    )
    assert bare.payload == Payload("Tin", "text")


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("language", "fr", "neither 'vi' nor 'en'"),
        ("language", 1, "neither 'vi' nor 'en'"),
        ("published_at", "ngày 5/8", "no time of a publication"),
        ("published_at", "0001-01-01", "no time of a publication"),
        ("published_at", [], "no time of a publication"),
        ("published_at", "2019", "a number and not a time in ISO 8601"),
        ("published_at", "43682", "a number and not a time in ISO 8601"),
        ("published_at", " 43682.5 ", "a number and not a time in ISO 8601"),
        ("published_at", "20190805", "a number and not a time in ISO 8601"),
        ("published_at", "-1e5", "a number and not a time in ISO 8601"),
        ("published_at", 1564996200, "a number and not a time in ISO 8601"),
        ("url", "javascript:alert(1)", "no address of the web"),
        ("url", "a.vn", "no address of the web"),
        ("url", "https://a.vn\n", "no address of the web"),
    ],
)
def test_what_an_item_says_wrongly_is_its_error_and_names_the_field(
    field: str, value: object, says: str
) -> None:
    (item,) = read("jsonl", json.dumps({"custom_id": "a", "text": "Tin", field: value}).encode())
    assert item.custom_id == "a"
    assert item.error is not None
    assert f"`{field}`" in item.error.cause
    assert says in item.error.cause


@pytest.mark.parametrize(("field", "longest"), [("title", 1_000), ("id", 1_000), ("url", 2_048)])
def test_what_an_item_says_is_as_long_as_of_an_article_that_is_sent_alone(field: str, longest: int) -> None:
    value = "https://a.vn/".ljust(longest, "x")
    assert getattr(described("Tin", "text", {field: value}), field) == value
    BriefRequest.model_validate({"text": "Tin", field: value})
    with pytest.raises(MalformedInput, match=f"`{field}` is no string of up to {longest:,} characters"):
        described("Tin", "text", {field: f"{value}x"})
    with pytest.raises(ValidationError, match=f"at most {longest} characters"):
        BriefRequest.model_validate({"text": "Tin", field: f"{value}x"})


def test_a_table_gives_the_chosen_column_and_ids() -> None:
    content = 'id,tin,ghi chú\n7,"một, ""hai""\nba",x\n\n8,bốn,\n'.encode()
    for column in ("tin", "2"):
        items = read("csv", content, ReadOptions("translate", column=column, id_column="id"))
        assert [item.custom_id for item in items] == ["7", "8"]
        assert said(items) == ['một, "hai"\nba', "bốn"]


def test_the_only_column_needs_no_choice_and_tabs_part_a_tsv() -> None:
    assert said(read("csv", "tin\nmột\n".encode())) == ["một"]
    assert said(read("tsv", b"a\tb\n1\thai, ba\n", ReadOptions("translate", column="b"))) == ["hai, ba"]


def test_a_row_that_is_short_empty_or_not_utf8_fails_alone() -> None:
    content = b"a,b\n1\n2, \n3,\xff\n4,ok\n"
    assert said(read("csv", content, ReadOptions("translate", column="b"))) == [
        "malformed_input", "empty_input", "undecodable_text", "ok",
    ]  # fmt: skip


def test_a_column_of_html_is_html() -> None:
    (item,) = read("csv", b"a\n<b>x</b>\n", ReadOptions("translate", html=True))
    assert item.payload is not None
    assert item.payload.media == "html"


@pytest.mark.parametrize("column", [None, "c", "0", "3", "-1"])
def test_a_table_without_the_column_is_refused_with_those_that_there_are(column: str | None) -> None:
    with pytest.raises(MalformedInput, match="a, b"):
        read("csv", b"a,b\n1,2\n", ReadOptions("translate", column=column))


def test_an_empty_table_is_refused() -> None:
    with pytest.raises(EmptyInput):
        read("csv", b"")


def test_text_is_an_item_a_line_or_one_in_all() -> None:
    content = "Một.\n\nHai.\r\n".encode()
    assert said(read("txt", content)) == ["Một.", "Hai."]
    assert said(read("txt", content, ReadOptions("translate", whole=True))) == ["Một.\n\nHai."]


def test_a_text_that_is_too_long_fails_as_a_whole() -> None:
    assert said(read("txt", b"x" * 101, ReadOptions("translate", whole=True))) == ["too_large"]
    assert said(read("txt", b"x" * 101 + b"\nok")) == ["too_large", "ok"]


def test_an_item_that_fails_keeps_its_id_where_that_can_be_told() -> None:
    content = (
        b'{"custom_id": "a", "text": ""}\n{"custom_id": "b\\u0000", "text": "x"}\n{"custom_id": "\\ud800"}'
    )
    assert [item.custom_id for item in read("jsonl", content)] == ["a", "1", "2"]
