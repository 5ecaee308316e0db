"""What is refused of an archive takes nothing from the files beside it, and says why."""

import pytest

from service.adapters.documents.formats import FORMATS
from service.domain.document import DocumentLimits, DocumentSection
from tests.documents import zipped

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
