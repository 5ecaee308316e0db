"""What is refused of an archive takes nothing from the files beside it, and says why."""

import io
import json
import zipfile

import pytest

from service.adapters.documents.archives import ERRORS
from service.adapters.documents.formats import FORMATS
from service.domain.document import DocumentLimits, DocumentSection
from service.domain.job import ItemResult, NewItem
from service.domain.job_ports import ReadOptions
from service.jobs.documents import document_files
from service.jobs.read_files import file_formats
from tests.documents import member, translated, zipped

PAGE = "<p>Hai bên ký kết thỏa thuận hợp tác.</p>"
ZIP = next(one for one in FORMATS if one.name == "zip")


def sections(members: dict[str, str | bytes], limits: DocumentLimits) -> dict[str, DocumentSection]:
    return {one.name: one for one in ZIP.open(zipped(members), "en", limits).sections}


@pytest.mark.parametrize("refused", ["phim.mp4", "../a.html", "b.zip", "bom.html"])
def test_a_large_member_that_is_refused_leaves_room_for_a_page_behind_it(refused: str) -> None:
    found = sections({refused: b" " * 17_000_000, "tin.html": PAGE}, DocumentLimits(unpacked=1_000))
    assert found[refused].fault is not None
    assert found["tin.html"].fault is None
    assert found["tin.html"].units == 1


def test_what_is_opened_shares_one_limit_and_a_member_past_it_does_not_stop_a_smaller_one() -> None:
    limits = DocumentLimits(unpacked=2 * len(PAGE.encode()) + 10)
    found = sections({"a.html": PAGE, "b.html": PAGE * 2, "c.html": PAGE, "d.html": PAGE}, limits)
    faults = {name: section.fault and section.fault.code for name, section in found.items()}
    assert faults == {"a.html": None, "b.html": "too_large", "c.html": None, "d.html": "too_large"}


def doubled() -> bytes:
    """Return an archive with three files called a.txt, and another one."""
    content = zipped({"a.txt": TEXT, "b.txt": "x", "a.bin": "Hai", "c.txt": LATEST, "d.txt": "Ký kết"})
    for name in (b"b.txt", b"a.bin", b"c.txt"):
        content = content.replace(name, b"a.txt")
    return content


TEXT, LATEST = "Hai bên ký kết thỏa thuận.", "Hai bên gặp nhau ở Hà Nội."


@pytest.mark.parametrize("options", [ReadOptions("brief"), ReadOptions("translate", target="en")])
def test_of_files_of_one_name_the_latest_is_used_and_the_others_have_failed(options: ReadOptions) -> None:
    archive = next(one for one in document_files(FORMATS, (), DocumentLimits()) if one.name == "zip")
    found = list(archive.read(io.BytesIO(doubled()), options))
    good = [str(item.payload.content) for item in found if item.payload is not None]
    assert good == [LATEST, "Ký kết"]
    failed = {item.custom_id: item.error.cause for item in found if item.error is not None}
    assert list(failed) == [f"a.txt (double {n})" for n in (1, 2, 3)]
    assert all("'a.txt'; that one is used" in cause for cause in failed.values())


def test_the_translated_archive_has_the_latest_of_files_of_one_name() -> None:
    done = translated("a.zip", doubled())
    assert member(done, "a.txt") == "Nội Hà ở nhau gặp bên Hai."
    assert member(done, ERRORS).count("that one is used") == 3
    with zipfile.ZipFile(io.BytesIO(done)) as package:
        assert sorted(package.namelist()) == ["a.txt", "d.txt", ERRORS]


def answered(members: dict[str, str | bytes], options: ReadOptions) -> bytes:
    """Return an archive with the texts of its tables in capitals, written without the name of a column."""
    archive = next(one for one in document_files(FORMATS, ITEMS, DocumentLimits()) if one.name == "zip")
    content, out = zipped(members), io.BytesIO()
    found = list(archive.read(io.BytesIO(content), ReadOptions("translate", "tin", target="en")))
    done = (_done(number, item) for number, item in enumerate(found))
    assert archive.write is not None
    archive.write(io.BytesIO(content), done, out, options)
    return out.getvalue()


def _done(number: int, item: NewItem) -> ItemResult:
    if item.payload is None:
        return ItemResult(number, item.custom_id, "failed", error=item.error)
    body = json.dumps({"text": str(item.payload.content).upper()})
    return ItemResult(number, item.custom_id, "done", body=body)


ITEMS = file_formats(1000)
TABLE, ONE = "id,tin\n1,một\n", "tin\nmột\n"


def test_a_table_that_cannot_be_written_again_does_not_withhold_the_others() -> None:
    done = answered({"a.csv": TABLE, "b.csv": ONE}, ReadOptions("translate", None, target="en"))
    assert member(done, "b.csv") == "tin\nMỘT\n"
    assert "a.csv: No column was chosen" in member(done, ERRORS)


@pytest.mark.parametrize("end", [b"A", b"\x00\xd8A\x00\n\x00"])
def test_a_table_that_broke_off_is_told_of_beside_the_others(end: bytes) -> None:
    broken = TABLE.encode("utf-16") + end
    done = answered({"a.csv": broken, "b.csv": ONE}, ReadOptions("translate", "tin", target="en"))
    assert member(done, "b.csv") == "tin\nMỘT\n"
    assert "a.csv: The file begins as UTF-16" in member(done, ERRORS)


def test_the_longest_name_of_a_file_that_an_id_begins_with_is_meant() -> None:
    done = answered({"a.csv": ONE, "a.csv#b.csv": "tin\nhai\n"}, ReadOptions("translate", "tin", target="en"))
    assert member(done, "a.csv") == "tin\nMỘT\n"
    assert member(done, "a.csv#b.csv") == "tin\nHAI\n"
