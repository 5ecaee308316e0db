"""What every KeyStore promises."""

from datetime import timedelta

import pytest

from service.domain.errors import NotFound
from tests.contract.conftest import Stores
from tests.samples import NOON


def test_a_token_is_known_until_its_key_is_revoked(stores: Stores) -> None:
    key, token = stores.keys.create("Toà soạn", NOON)
    assert stores.restarted().keys.check(token) == key
    stores.keys.revoke(key.id, NOON)
    assert stores.keys.check(token) is None
    assert [one.revoked_at for one in stores.keys.all()] == [NOON]


@pytest.mark.parametrize("token", ["", "x", "dn_", "dn_0000000000000000_" + "y" * 43, "Ω" * 63, "\x00"])
def test_an_unknown_token_belongs_to_nobody(stores: Stores, token: str) -> None:
    stores.keys.create("one", NOON)
    assert stores.keys.check(token) is None


def test_the_secret_of_another_key_does_not_open(stores: Stores) -> None:
    first, token = stores.keys.create("one", NOON)
    second, _ = stores.keys.create("two", NOON + timedelta(seconds=1))
    assert stores.keys.check(token.replace(first.id, second.id)) is None
    assert [key.name for key in stores.keys.all()] == ["one", "two"]


def test_revoking_an_unknown_or_revoked_key_is_not_found(stores: Stores) -> None:
    key, _ = stores.keys.create("one", NOON)
    stores.keys.revoke(key.id, NOON)
    for key_id in (key.id, "nowhere"):
        with pytest.raises(NotFound):
            stores.keys.revoke(key_id, NOON)
