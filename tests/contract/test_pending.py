"""What every PendingStore promises."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.domain.article import Payload
from service.domain.errors import NotFound
from service.domain.request import BriefOptions
from service.domain.stores import Failure, PendingBrief
from service.domain.usage import Charge, Usage
from tests.contract.conftest import Stores
from tests.samples import NOON, a_brief

WANTED = PendingBrief(
    "b1",
    Payload(
        "Việt Nam 🙂", "text", title="Tên", language="vi", url="https://x.vn/", published_at=NOON, id="7"
    ),
    BriefOptions(summary_sentences=5, glossary=(("bản ghi nhớ", "MOU"),)),
    NOON,
)


def test_a_promise_comes_back_as_it_was_given_even_after_a_restart(stores: Stores) -> None:
    stores.pending.put(WANTED)
    assert stores.restarted().pending.claim(NOON) == WANTED


def test_bytes_in_any_encoding_come_back_as_bytes(stores: Stores) -> None:
    wanted = replace(WANTED, payload=Payload(b"Vi\xeat \x00\xff", "html", charset="windows-1258"))
    stores.pending.put(wanted)
    assert stores.pending.claim(NOON) == wanted


def test_the_oldest_is_claimed_first_and_each_once(stores: Stores) -> None:
    stores.pending.put(replace(WANTED, id="late", accepted_at=NOON + timedelta(seconds=1)))
    stores.pending.put(replace(WANTED, id="early"))
    claimed = [stores.pending.claim(NOON) for _ in range(3)]
    assert [one.id if one else None for one in claimed] == ["early", "late", None]


def test_a_completed_promise_is_a_brief(stores: Stores) -> None:
    stores.pending.put(WANTED)
    assert stores.pending.complete(a_brief("b1"))
    assert stores.briefs.get("b1") == a_brief("b1")
    with pytest.raises(NotFound):
        stores.pending.look("b1")


def test_a_withdrawn_promise_saves_no_brief(stores: Stores) -> None:
    stores.pending.put(WANTED)
    stores.pending.claim(NOON)
    stores.pending.withdraw("b1")
    assert not stores.pending.complete(a_brief("b1"))
    with pytest.raises(NotFound):
        stores.briefs.get("b1")


def test_a_failure_is_kept_and_not_tried_again(stores: Stores) -> None:
    failure = Failure("too_short", "Một từ.", "Gửi thêm.")
    stores.pending.put(WANTED)
    assert stores.pending.look("b1") is None
    stores.pending.fail("b1", failure)
    again = stores.restarted().pending
    again.recover()
    assert again.look("b1") == failure
    assert again.claim(NOON) is None


def test_what_a_dead_process_had_claimed_is_free_after_recovery(stores: Stores) -> None:
    stores.pending.put(WANTED)
    stores.pending.claim(NOON)
    much_later = NOON + timedelta(hours=1)
    again = stores.restarted().pending
    again.recover()
    assert again.claim(much_later) == WANTED


def test_a_promise_that_keeps_killing_the_process_is_given_up(stores: Stores) -> None:
    stores.pending.put(WANTED)
    for attempt in range(3):
        stores.pending.recover()
        assert stores.pending.claim(NOON + timedelta(hours=attempt)) is not None
    stores.pending.recover()
    assert stores.pending.claim(NOON + timedelta(hours=9)) is None
    failure = stores.pending.look("b1")
    assert failure is not None
    assert failure.code == "internal_error"


CHARGED = replace(WANTED, charge=Charge("key", "2026-11", Usage(10)))


def charged(stores: Stores) -> int:
    return stores.usage.read("key", "2026-11").characters


@pytest.mark.parametrize("end", ["failed", "withdrawn", "replaced", "given up"])
def test_what_was_counted_for_a_promise_that_is_not_kept_is_given_back_once(stores: Stores, end: str) -> None:
    stores.usage.spend("key", "2026-11", Usage(17), limit=None)
    stores.pending.put(CHARGED)
    assert stores.pending.claim(NOON) == CHARGED
    assert charged(stores) == 17
    if end == "failed":
        for _ in range(2):
            stores.pending.fail("b1", Failure("x", "y", "z"))
    elif end == "replaced":
        stores.pending.put(WANTED)
    elif end == "given up":
        for hours in range(1, 5):
            stores.pending.claim(NOON + timedelta(hours=hours))
    if end != "replaced":
        stores.pending.withdraw("b1")
    assert charged(stores) == 7


def test_what_was_counted_for_a_promise_that_is_kept_stays(stores: Stores) -> None:
    stores.usage.spend("key", "2026-11", Usage(10), limit=None)
    stores.pending.put(CHARGED)
    assert stores.pending.complete(a_brief("b1"))
    assert charged(stores) == 10


def test_a_released_promise_can_be_tried_any_number_of_times(stores: Stores) -> None:
    stores.pending.put(WANTED)
    for _ in range(5):
        assert stores.pending.claim(NOON) == WANTED
        stores.pending.release("b1")


def test_an_unknown_promise_is_not_found(stores: Stores) -> None:
    with pytest.raises(NotFound):
        stores.pending.look("nowhere")
    with pytest.raises(NotFound):
        stores.pending.withdraw("nowhere")
