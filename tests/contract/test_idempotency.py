"""What every IdempotencyStore promises."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from service.adapters.database import open_database
from service.adapters.idempotency import SqlIdempotencyStore
from service.domain.errors import IdempotencyMismatch, InProgress
from service.domain.stores import StoredAnswer
from tests.contract.conftest import Stores
from tests.samples import NOON

ANSWER = StoredAnswer(201, "application/json", b'{"a": "\xc3\xa1"}', "/v1/briefs/b1")


def test_the_first_request_claims_the_key_and_the_second_must_wait(stores: Stores) -> None:
    assert stores.idempotency.begin("k", "f", NOON) is None
    with pytest.raises(InProgress):
        stores.idempotency.begin("k", "f", NOON)


def test_the_answer_is_repeated_even_after_a_restart(stores: Stores) -> None:
    stores.idempotency.begin("k", "f", NOON)
    stores.idempotency.finish("k", ANSWER)
    again = stores.restarted().idempotency
    again.recover(NOON)
    assert again.begin("k", "f", NOON) == ANSWER


def test_another_payload_is_refused_whether_the_first_is_done_or_not(stores: Stores) -> None:
    stores.idempotency.begin("k", "f", NOON)
    with pytest.raises(IdempotencyMismatch):
        stores.idempotency.begin("k", "other", NOON)
    stores.idempotency.finish("k", ANSWER)
    with pytest.raises(IdempotencyMismatch):
        stores.idempotency.begin("k", "other", NOON)


def test_a_forgotten_key_can_be_claimed_again(stores: Stores) -> None:
    stores.idempotency.begin("k", "f", NOON)
    stores.idempotency.forget("k")
    assert stores.idempotency.begin("k", "other", NOON) is None


def test_the_key_of_a_dead_request_is_free_after_recovery(stores: Stores) -> None:
    stores.idempotency.begin("k", "f", NOON)
    later = NOON + timedelta(hours=1)
    again = stores.restarted().idempotency
    again.recover(later)
    assert again.begin("k", "f", later) is None


def test_old_answers_are_dropped(stores: Stores) -> None:
    stores.idempotency.begin("k", "f", NOON)
    stores.idempotency.finish("k", ANSWER)
    assert stores.idempotency.begin("k", "other", NOON + timedelta(hours=73)) is None


def test_of_many_at_the_same_time_exactly_one_claims_the_key(stores: Stores) -> None:
    def begin(_: int) -> str:
        try:
            return "claimed" if stores.idempotency.begin("k", "f", NOON) is None else "answered"
        except InProgress:
            return "told to wait"

    with ThreadPoolExecutor(8) as threads:
        outcomes = list(threads.map(begin, range(16)))
    assert sorted(outcomes) == ["claimed"] + ["told to wait"] * 15


def test_a_key_is_told_as_it_was_sent_and_not_whose_it_is(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/t.sqlite3")
    store = SqlIdempotencyStore(engine)
    store.begin("owner:k:1", "f", NOON)
    with pytest.raises(InProgress, match="The first request with the Idempotency-Key 'k:1' is"):
        store.begin("owner:k:1", "f", NOON)
    with pytest.raises(IdempotencyMismatch, match="The Idempotency-Key 'k:1' was"):
        store.begin("owner:k:1", "other", NOON)
    engine.dispose()
