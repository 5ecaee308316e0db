"""Keeps what readers propose as translations, until an editor has taken or dropped it."""

from sqlalchemy import Engine, Row, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from service.adapters.database import reading, writing
from service.adapters.interface_tables import suggestions
from service.adapters.tables import moment, stamp
from service.domain.errors import NotFound
from service.domain.suggestion import Suggestion

NO_SUGGESTION = "It may have been taken or dropped; GET /v1/suggestions lists what there is."


class SqlSuggestionStore:
    """SuggestionStore on SQLite or PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, suggestion: Suggestion) -> None:
        """Keep it, unless one with its id (a hash of its words) is kept already."""
        with writing(self._engine) as connection:
            insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
            row = {
                "id": suggestion.id,
                "language": suggestion.language,
                "source": suggestion.source,
                "target": suggestion.target,
                "owner": suggestion.owner,
                "sent_at": stamp(suggestion.sent_at),
            }
            connection.execute(insert(suggestions).values(row).on_conflict_do_nothing())

    def get(self, suggestion_id: str) -> Suggestion:
        """Return one."""
        with reading(self._engine) as connection:
            found = select(suggestions).where(suggestions.c.id == suggestion_id)
            row = connection.execute(found).one_or_none()
        if row is None:
            raise NotFound(f"There is no suggestion {suggestion_id!r}.", NO_SUGGESTION)
        return _suggestion(row)

    def newest(self, limit: int) -> tuple[Suggestion, ...]:
        """Return the newest ones."""
        latest = select(suggestions).order_by(suggestions.c.sent_at.desc(), suggestions.c.id).limit(limit)
        with reading(self._engine) as connection:
            return tuple(map(_suggestion, connection.execute(latest)))

    def delete(self, suggestion_id: str) -> None:
        """Drop one."""
        with writing(self._engine) as connection:
            gone = connection.execute(delete(suggestions).where(suggestions.c.id == suggestion_id))
            if gone.rowcount == 0:
                raise NotFound(f"There is no suggestion {suggestion_id!r}.", NO_SUGGESTION)


def _suggestion(row: Row[tuple[object, ...]]) -> Suggestion:
    return Suggestion(row.id, row.language, row.source, row.target, row.owner, moment(row.sent_at))
