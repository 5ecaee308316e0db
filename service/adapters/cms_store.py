"""Keeps which versions of articles came from content management systems, and promises their briefs.

Promises that of versions which arrive twice or in the wrong order only the latest is written. Refuses to know
who sent them and how.
"""

from sqlalchemy import ColumnElement, Connection, Engine, Row, delete, insert, select

from service.adapters.cms_tables import cms_versions
from service.adapters.database import writing
from service.adapters.lineage import item_of
from service.adapters.pending import put_pending
from service.adapters.tables import briefs, pending, stamp
from service.domain.cms import CmsVersion, Reception
from service.domain.stores import PendingBrief

AnyRow = Row[tuple[object, ...]]


class SqlCmsStore:
    """CmsStore on SQLite or PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def receive(self, sent: CmsVersion, promise: PendingBrief | None) -> Reception:
        """Take a version, unless it came before or a later one did."""
        with writing(self._engine) as connection:
            earlier = _earlier(connection, sent)
            latest = max(earlier, key=lambda row: row.version, default=None)
            same = [row for row in earlier if row.sha256 == sent.sha256]
            if any(row is latest or row.version == sent.version for row in same):
                return "repeated"
            if any(row.version > sent.version for row in earlier):
                return "outdated"
            known = [row.brief_id for row in earlier]
            connection.execute(delete(pending).where(pending.c.id.in_(known)))
            connection.execute(delete(cms_versions).where(_of(sent), cms_versions.c.version == sent.version))
            connection.execute(insert(cms_versions).values(_row(sent)))
            if sent.withdrawn:
                connection.execute(delete(briefs).where(briefs.c.id.in_(known)))
                return "withdrawn"
            if promise is not None:
                put_pending(connection, promise)
        return "accepted"


def _of(sent: CmsVersion) -> ColumnElement[bool]:
    return (cms_versions.c.system == sent.system) & (cms_versions.c.item == item_of(sent.guid))


def _earlier(connection: Connection, sent: CmsVersion) -> list[AnyRow]:
    return list(connection.execute(select(cms_versions).where(_of(sent)).with_for_update()))


def _row(sent: CmsVersion) -> dict[str, str | int | None]:
    return {
        "system": sent.system, "item": item_of(sent.guid), "version": sent.version, "guid": sent.guid,
        "sha256": sent.sha256, "brief_id": sent.brief_id, "evolved_from": sent.evolved_from,
        "withdrawn": int(sent.withdrawn), "received_at": stamp(sent.received_at),
    }  # fmt: skip
