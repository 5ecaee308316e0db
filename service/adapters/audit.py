"""The audit log in the database. The table refuses changes itself; see migration 0007."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Engine, insert, select

from service.adapters.database import reading, writing
from service.adapters.tables import audit_log, moment, stamp
from service.domain.audit import AuditEntry

PAGE = 500


class SqlAuditLog:
    """AuditLog on SQLite or PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def record(self, entry: AuditEntry) -> None:
        """Append an entry."""
        row = {
            "at": stamp(entry.at),
            "actor": entry.actor[:200],
            "act": entry.act,
            "subject": entry.subject,
        }
        with writing(self._engine) as connection:
            connection.execute(insert(audit_log).values(row))

    def entries(self, *, since: datetime | None = None) -> Iterator[AuditEntry]:
        """Return the entries in the order in which they were recorded, a page in memory at a time."""
        wanted = select(audit_log).order_by(audit_log.c.seq).limit(PAGE)
        if since is not None:
            wanted = wanted.where(audit_log.c.at >= stamp(since))
        last = 0
        while True:
            with reading(self._engine) as connection:
                rows = connection.execute(wanted.where(audit_log.c.seq > last)).all()
            yield from (AuditEntry(moment(row.at), row.actor, row.act, row.subject) for row in rows)
            if len(rows) < PAGE:
                return
            last = rows[-1].seq
