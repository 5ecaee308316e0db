"""Versions of articles that arrive twice, late or are withdrawn, on the fake and on the real store."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from service.adapters.cms_store import SqlCmsStore
from service.adapters.database import open_database
from service.adapters.lineage import item_of, lineage_of
from service.adapters.pending import SqlPendingStore
from service.adapters.store import SqlBriefStore
from service.domain.article import Payload
from service.domain.cms import CmsStore, CmsVersion
from service.domain.errors import NotFound
from service.domain.request import BriefOptions
from service.domain.stores import BriefStore, PendingBrief, PendingStore
from tests.contract.conftest import empty_postgres
from tests.delivery_fakes import FakeCmsStore
from tests.fakes import FakeBriefStore, FakePendingStore
from tests.samples import NOON, a_brief


@dataclass(frozen=True)
class Kept:
    """The stores on one database."""

    cms: CmsStore
    briefs: BriefStore
    pending: PendingStore


@pytest.fixture(params=["fake", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Kept]:
    if request.param == "fake":
        briefs = FakeBriefStore()
        pending = FakePendingStore(briefs)
        yield Kept(FakeCmsStore(briefs, pending), briefs, pending)
        return
    engine = open_database(
        f"sqlite:///{tmp_path}/t.sqlite3" if request.param == "sqlite" else empty_postgres()
    )
    yield Kept(SqlCmsStore(engine), SqlBriefStore(engine), SqlPendingStore(engine))
    engine.dispose()


def version(number: int, *, withdrawn: bool = False, evolved: str | None = None) -> CmsVersion:
    at = NOON + timedelta(minutes=number)
    return CmsVersion("superdesk", "urn:x", number, f"{number:064x}", f"b{number}", at, evolved, withdrawn)


def promise(number: int) -> PendingBrief:
    return PendingBrief(f"b{number}", Payload(f"Bản {number}", "text"), BriefOptions(), NOON)


def test_a_version_is_promised_once(kept: Kept) -> None:
    assert kept.cms.receive(version(1), promise(1)) == "accepted"
    assert kept.pending.claim(NOON) == promise(1)
    assert kept.cms.receive(version(1), promise(1)) == "repeated"
    assert kept.pending.claim(NOON) is None


def test_a_later_version_takes_the_place_of_one_that_is_still_to_be_written(kept: Kept) -> None:
    kept.cms.receive(version(1), promise(1))
    claimed = kept.pending.claim(NOON)
    assert claimed is not None
    assert kept.cms.receive(version(2), promise(2)) == "accepted"
    assert kept.pending.complete(a_brief("b1")) is False
    assert kept.pending.claim(NOON) == promise(2)
    assert kept.pending.complete(a_brief("b2")) is True


def test_a_version_that_comes_too_late_changes_nothing(kept: Kept) -> None:
    kept.cms.receive(version(3), promise(3))
    assert kept.cms.receive(version(2), promise(2)) == "outdated"
    assert kept.pending.claim(NOON) == promise(3)
    assert kept.pending.claim(NOON) is None


def test_a_withdrawn_article_loses_its_briefs_and_does_not_come_back(kept: Kept) -> None:
    kept.cms.receive(version(1), promise(1))
    kept.pending.claim(NOON)
    assert kept.pending.complete(a_brief("b1"))
    assert kept.cms.receive(version(2, withdrawn=True), None) == "withdrawn"
    with pytest.raises(NotFound):
        kept.briefs.get("b1")
    assert kept.cms.receive(version(1), promise(1)) in ("repeated", "outdated")
    assert kept.pending.claim(NOON) is None


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(f"sqlite:///{tmp_path}/l.sqlite3")
    yield engine
    engine.dispose()


def test_briefs_of_one_article_know_each_other(database: Engine) -> None:
    cms, pending = SqlCmsStore(database), SqlPendingStore(database)
    for number in (1, 2):
        cms.receive(version(number, evolved="urn:earlier"), promise(number))
        pending.claim(NOON)
        pending.complete(a_brief(f"b{number}"))
    with database.connect() as connection:
        first, second = lineage_of(connection, "b1"), lineage_of(connection, "b2")
        alone = lineage_of(connection, "other")
    assert (first.item, first.follows) == (item_of("urn:x"), None)
    assert (second.item, second.follows, second.evolved_from) == (first.item, "b1", item_of("urn:earlier"))
    assert (alone.item, alone.follows) == ("other", None)
