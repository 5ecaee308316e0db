"""What every KeyStore promises."""

from datetime import timedelta

import pytest

from service.domain.access import Grant
from service.domain.errors import NotFound
from tests.contract.conftest import Stores
from tests.samples import NOON


def test_a_token_is_known_until_its_key_is_revoked(stores: Stores) -> None:
    key, token = stores.keys.create("Toà soạn", NOON)
    assert stores.restarted().keys.check(token, NOON) == key
    stores.keys.revoke(key.id, NOON)
    assert stores.keys.check(token, NOON) is None
    assert [one.revoked_at for one in stores.keys.all()] == [NOON]


@pytest.mark.parametrize("token", ["", "x", "dn_", "dn_0000000000000000_" + "y" * 43, "Ω" * 63, "\x00"])
def test_an_unknown_token_belongs_to_nobody(stores: Stores, token: str) -> None:
    stores.keys.create("one", NOON)
    assert stores.keys.check(token, NOON) is None


def test_the_secret_of_another_key_does_not_open(stores: Stores) -> None:
    first, token = stores.keys.create("one", NOON)
    second, _ = stores.keys.create("two", NOON + timedelta(seconds=1))
    assert stores.keys.check(token.replace(first.id, second.id), NOON) is None
    assert [key.name for key in stores.keys.all()] == ["one", "two"]


def test_revoking_an_unknown_or_revoked_key_is_not_found(stores: Stores) -> None:
    key, _ = stores.keys.create("one", NOON)
    stores.keys.revoke(key.id, NOON)
    for key_id in (key.id, "nowhere"):
        with pytest.raises(NotFound):
            stores.keys.revoke(key_id, NOON)


def test_a_key_keeps_its_grant(stores: Stores) -> None:
    grant = Grant(("translate", "admin"), requests_per_minute=60, characters_per_month=500_000)
    key, token = stores.keys.create("CMS", NOON, grant)
    assert key.grant == grant
    assert stores.restarted().keys.check(token, NOON) == key
    assert stores.keys.find(key.id) == key
    assert stores.keys.find("nowhere") is None


def test_unless_told_otherwise_a_key_is_no_administrator(stores: Stores) -> None:
    key, _ = stores.keys.create("desk", NOON)
    assert key.grant.scopes == ("translate", "brief", "jobs", "glossaries")


def test_after_a_rotation_the_old_token_is_valid_for_the_time_of_grace(stores: Stores) -> None:
    key, old = stores.keys.create("desk", NOON)
    new = stores.keys.rotate(key.id, NOON, timedelta(hours=1))
    kept = stores.restarted().keys
    almost, over = NOON + timedelta(minutes=59), NOON + timedelta(hours=1)
    assert new != old
    assert [kept.check(token, almost) for token in (old, new)] == [key, key]
    assert [kept.check(token, over) for token in (old, new)] == [None, key]


def test_only_the_last_two_tokens_can_be_valid(stores: Stores) -> None:
    key, first = stores.keys.create("desk", NOON)
    second = stores.keys.rotate(key.id, NOON, timedelta(hours=1))
    third = stores.keys.rotate(key.id, NOON, timedelta(hours=1))
    assert [stores.keys.check(token, NOON) for token in (first, second, third)] == [None, key, key]
    stores.keys.revoke(key.id, NOON)
    assert [stores.keys.check(token, NOON) for token in (second, third)] == [None, None]


def test_without_grace_the_old_token_ends_at_once(stores: Stores) -> None:
    key, old = stores.keys.create("desk", NOON)
    stores.keys.rotate(key.id, NOON, timedelta(0))
    assert stores.keys.check(old, NOON) is None


def test_what_is_not_active_is_not_rotated(stores: Stores) -> None:
    key, _ = stores.keys.create("desk", NOON)
    stores.keys.revoke(key.id, NOON)
    for key_id in (key.id, "nowhere"):
        with pytest.raises(NotFound):
            stores.keys.rotate(key_id, NOON, timedelta(hours=1))


def test_the_last_use_is_kept(stores: Stores) -> None:
    key, _ = stores.keys.create("desk", NOON)
    assert key.used_at is None
    stores.keys.note_use(key.id, NOON + timedelta(minutes=5))
    (kept,) = stores.restarted().keys.all()
    assert kept.used_at == NOON + timedelta(minutes=5)
