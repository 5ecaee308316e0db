"""Archives as jobs: an item for whatever is in them, by its path, and a cause for what cannot be used."""

import io
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.adapters.documents.archives import ERRORS
from service.adapters.documents.formats import FORMATS
from service.domain.document import DocumentLimits
from service.domain.errors import EmptyInput, InputError, MalformedInput, TooLarge
from service.domain.job import ItemResult, NewItem
from service.domain.job_ports import FileFormat, ReadOptions
from service.jobs.documents import document_files
from service.jobs.read_files import file_formats
from tests.documents import member, word_file, zipped

LINES = file_formats(1_000)
BRIEF = ReadOptions("brief")
TRANSLATE = ReadOptions("translate", target="en")
TEXT = "Hai bên ký kết thỏa thuận hợp tác."
PAGE = f"<h1>Ký kết</h1><p>{TEXT}</p>"
LINE = f'{{"custom_id": "tin-1", "text": "{TEXT}"}}\n'


def formats(limits: DocumentLimits) -> dict[str, FileFormat]:
    return {one.name: one for one in document_files(FORMATS, LINES, limits)}


def items(
    members: Mapping[str, str | bytes], options: ReadOptions, limits: DocumentLimits | None = None
) -> list[NewItem]:
    archive = formats(limits or DocumentLimits())["zip"]
    return list(archive.read(io.BytesIO(zipped(members)), options))


def told(found: list[NewItem]) -> dict[str, str]:
    """Return of each item what it holds, or the code of its error."""
    return {
        item.custom_id: str(item.payload.content) if item.payload else str(item.error and item.error.code)
        for item in found
    }


def causes(found: list[NewItem]) -> dict[str, str]:
    return {item.custom_id: item.error.cause for item in found if item.error is not None}


def test_each_article_of_an_archive_is_an_item_called_by_its_path() -> None:
    word = word_file(f"<w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p>")
    ninjs = '{"uri": "urn:1", "body_text": "x"}'
    found = items(
        {"a/tin.txt": f"Ký kết\n\n2.000\n\n{TEXT}", "b.html": PAGE, "c.docx": word, "d.json": ninjs}, BRIEF
    )
    assert told(found) == {
        "a/tin.txt": f"Ký kết\n\n2.000\n\n{TEXT}", "b.html": PAGE, "c.docx": TEXT, "d.json": ninjs,
    }  # fmt: skip
    assert [item.payload and item.payload.media for item in found] == ["text", "html", "text", "ninjs"]


def test_what_no_brief_can_be_written_of_is_an_item_with_its_cause_and_the_others_are_briefed() -> None:
    bad: dict[str, str | bytes] = {
        "phim.mp4": b"\0" * 100_000, "../tin.txt": TEXT, "bom.html": b" " * 17_000_000,
        "x.zip": zipped({"a": TEXT}), "cu.po": "", "hong.docx": b"PK", "rong.txt": " ",
        "anh.txt": b"\xff\xd8\xff\xe0\0\0JFIF",
    }  # fmt: skip
    found = items({**bad, "sau.txt": TEXT}, BRIEF, DocumentLimits(unpacked=1_000))
    assert found[-1].payload is not None
    failed = {item.custom_id: item.error.code for item in found[:-1] if item.error is not None}
    assert failed == {
        "phim.mp4": "unsupported_media", "../tin.txt": "malformed_input", "bom.html": "too_large",
        "x.zip": "unsupported_media", "cu.po": "unsupported_media", "hong.docx": "malformed_input",
        "rong.txt": "empty_input", "anh.txt": "binary_input",
    }  # fmt: skip
    said = causes(found)
    assert "leads out of the archive" in said["../tin.txt"]
    assert "made to fill the memory" in said["bom.html"]
    assert ".mp4" in said["phim.mp4"]


def test_an_encrypted_article_is_an_item_with_its_cause() -> None:
    content = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT}))
    content[content.index(b"PK\x03\x04") + 6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    found = list(formats(DocumentLimits())["zip"].read(io.BytesIO(bytes(content)), BRIEF))
    assert causes(found) == {"a.txt": "The file is encrypted."}
    assert found[1].payload is not None


def test_articles_of_an_archive_share_the_limits_of_bytes_and_of_files() -> None:
    limits = DocumentLimits(unpacked=len(PAGE.encode()) + 5, members=2)
    found = items({"a.html": PAGE, "b.html": PAGE}, BRIEF, limits)
    assert told(found) == {"a.html": PAGE, "b.html": "too_large"}
    with pytest.raises(TooLarge, match="3 members"):
        items({"a.html": PAGE, "b.html": PAGE, "c.html": PAGE}, BRIEF, limits)


@pytest.mark.parametrize("options", [BRIEF, TRANSLATE])
def test_an_archive_without_a_file_or_that_is_none_is_refused(options: ReadOptions) -> None:
    with pytest.raises(EmptyInput):
        items({"a/": b""}, options)
    with pytest.raises(MalformedInput):
        list(formats(DocumentLimits())["zip"].read(io.BytesIO(b"PK nonsense"), options))


@pytest.mark.parametrize("options", [BRIEF, TRANSLATE])
def test_files_of_items_in_an_archive_give_the_items_that_they_hold(options: ReadOptions) -> None:
    table = f"id,tin\n7,{TEXT}\n8,\n"
    found = items(
        {"a/bai.jsonl": f"{LINE}nonsense\n", "b.csv": table, "c.tsv": table.replace(",", "\t")},
        replace(options, column="tin", id_column="id"),
    )
    assert told(found) == {
        "a/bai.jsonl#tin-1": TEXT, "a/bai.jsonl#1": "malformed_input",
        "b.csv#7": TEXT, "b.csv#8": "empty_input", "c.tsv#7": TEXT, "c.tsv#8": "empty_input",
    }  # fmt: skip


def test_a_file_of_items_that_cannot_be_read_fails_alone_behind_what_was_read_of_it() -> None:
    members = {
        "a.csv": "x,y\n1,2\n",
        "b.jsonl": "\n",
        "c.csv": f'tin\n{TEXT}\n"dở',
        "../d.jsonl": LINE,
        "e.txt": TEXT,
    }
    found = items(members, TRANSLATE)
    assert told(found) == {
        "a.csv": "malformed_input", "b.jsonl": "empty_input", "c.csv#0": TEXT, "c.csv#1": "malformed_input",
        "../d.jsonl": "malformed_input", "e.txt#0": TEXT,
    }  # fmt: skip
    assert "x, y" in causes(found)["a.csv"]


def test_documents_and_files_of_items_share_what_may_be_unpacked() -> None:
    limits = DocumentLimits(unpacked=len(TEXT.encode()) + len(LINE.encode()))
    found = items({"a.jsonl": LINE, "b.txt": TEXT, "c.jsonl": LINE}, TRANSLATE, limits)
    assert told(found) == {"a.jsonl#tin-1": TEXT, "b.txt#0": TEXT, "c.jsonl": "too_large"}


def test_a_document_that_is_in_the_target_language_already_has_an_item_that_says_so() -> None:
    english = "Both sides signed a cooperation agreement in Hanoi on Monday."
    found = items({"a.txt": english, "b.txt": TEXT}, TRANSLATE)
    assert told(found) == {"a.txt": english, "b.txt#0": TEXT}
    assert [item.payload and item.payload.language for item in found] == ["en", "vi"]
    assert told(items({"a.txt": english}, TRANSLATE)) == {"a.txt": english}


def test_the_translated_archive_says_where_the_translations_of_items_are() -> None:
    original = io.BytesIO(zipped({"a.jsonl": LINE, "b.txt": TEXT}))
    results = [
        ItemResult(0, "a.jsonl#tin-1", "done", body='{"text": "Wrong place."}'),
        ItemResult(1, "b.txt#0", "done", body='{"text": "Both sides sign."}'),
    ]
    out = io.BytesIO()
    write = formats(DocumentLimits())["zip"].write
    assert write is not None
    write(original, iter(results), out, TRANSLATE)
    assert member(out.getvalue(), "b.txt") == "Both sides sign."
    assert "a.jsonl: The file holds items" in member(out.getvalue(), ERRORS)


def test_an_archive_whose_directory_points_before_the_file_gives_causes() -> None:
    content = bytearray(zipped({"a.txt": TEXT, "b.jsonl": LINE}))
    end = content.index(b"PK\x05\x06") + 16  # where the directory is said to start
    content[end : end + 4] = (10**6).to_bytes(4, "little")
    for options in (BRIEF, TRANSLATE):
        found = list(formats(DocumentLimits())["zip"].read(io.BytesIO(bytes(content)), options))
        assert told(found) == {"a.txt": "malformed_input", "b.jsonl": "malformed_input"}


def test_a_file_without_a_name_fails_alone() -> None:
    content = zipped({"a": TEXT, "b.txt": TEXT})
    at = content.index(b"PK\x01\x02")
    nameless = content[: at + 28] + b"\0\0\x01\0" + content[at + 32 :]  # the name is taken for an extra field
    for options in (BRIEF, TRANSLATE):
        found = list(formats(DocumentLimits())["zip"].read(io.BytesIO(nameless), options))
        assert causes(found) == {"file 0": "The file has no name."}
        assert found[1].payload is not None


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_damaged_archive_is_refused_or_has_causes_in_it(damage: list[tuple[int, int]]) -> None:
    word = word_file(f"<w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p>")
    content = bytearray(zipped({"a.txt": TEXT, "b.jsonl": LINE, "c.docx": word, "d.mp4": b""}))
    for place, octet in damage:
        content[place % len(content)] = octet
    for options in (BRIEF, TRANSLATE):
        with suppress(InputError):
            found = list(formats(DocumentLimits())["zip"].read(io.BytesIO(bytes(content)), options))
            assert all(item.custom_id and (item.payload or item.error) for item in found)


def test_every_ending_that_jobs_read_as_items_is_opened_in_an_archive() -> None:
    endings = {suffix for one in LINES for suffix in one.suffixes}
    found = items({f"a{ending}": "{}" for ending in endings}, BRIEF)
    assert [item.custom_id for item in found if item.error and item.error.code == "unsupported_media"] == []
    translated = items({f"a{ending}": "{}" for ending in endings}, TRANSLATE)
    assert [one.custom_id for one in translated if one.error and one.error.code == "unsupported_media"] == []


def test_a_page_in_an_old_charset_is_an_article_as_text() -> None:
    page = formats(DocumentLimits())["html"]
    (item,) = page.read(io.BytesIO("<p>Caf\xe9 au lait</p>".encode("latin-1")), BRIEF)
    assert item.payload is not None
    assert isinstance(item.payload.content, str)
    assert item.payload.content.startswith("<p>Caf")


def test_a_ninjs_file_is_one_item() -> None:
    (item,) = next(one for one in LINES if one.name == "ninjs").read(
        io.BytesIO(b'{\n"uri": "urn:1"}\n'), BRIEF
    )
    assert item.payload is not None
    assert item.payload.media == "ninjs"


def test_tables_in_an_archive_are_written_again_and_what_holds_items_else_is_told_of() -> None:
    archive = formats(DocumentLimits())["zip"]
    content = zipped(
        {
            "a/bang.csv": f"id,tin\n1,{TEXT}\n2,\n",
            "b.tsv": "id\ttin\n1\tHai.\n",
            "c.csv": "id,khac\n1,Ba.\n",
            "d.jsonl": LINE,
            "e.txt": TEXT,
        }
    )
    wish = ReadOptions("translate", "tin", target="en")
    found = [
        ItemResult(i, item.custom_id, "failed", error=item.error)
        if item.payload is None
        else ItemResult(i, item.custom_id, "done", body=f'{{"text": "<{item.custom_id}>"}}')
        for i, item in enumerate(archive.read(io.BytesIO(content), wish))
    ]
    out = io.BytesIO()
    assert archive.write is not None
    archive.write(io.BytesIO(content), iter(found), out, wish)
    made = out.getvalue()
    assert member(made, "a/bang.csv") == "id,tin\n1,<a/bang.csv#0>\n2,\n"
    assert member(made, "b.tsv") == "id\ttin\n1\t<b.tsv#0>\n"
    assert member(made, "e.txt") == "<e.txt#0>"
    told = member(made, ERRORS).splitlines()
    assert [line.partition(":")[0] for line in told] == ["c.csv", "d.jsonl"]
    assert "no column 'tin'" in told[0]


def test_what_systems_put_into_archives_is_passed_over() -> None:
    extra = (
        "__MACOSX/._t.txt",
        "a/__MACOSX/x.txt",
        "._tin.txt",
        "a/.DS_Store",
        "Thumbs.db",
        "a\\desktop.ini",
    )
    for options in (BRIEF, TRANSLATE):
        found = items({**dict.fromkeys(extra, b"\0\5"), "tin.txt": TEXT}, options)
        assert [item.custom_id.partition("#")[0] for item in found] == ["tin.txt"]
