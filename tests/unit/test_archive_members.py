"""What is refused of an archive takes nothing from the files beside it, and says why."""

import io
import zipfile

import pytest

from service.adapters.documents.archives import ERRORS
from service.adapters.documents.formats import FORMATS
from service.domain.document import DocumentLimits, DocumentSection
from service.domain.job_ports import ReadOptions
from service.jobs.documents import document_files
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
