"""Keeps the desks' glossaries in the database.

Promises that a glossary comes back equal, and that a change to an outdated revision is refused. Refuses
to know how glossaries are used.
"""

from functools import lru_cache

from pydantic import TypeAdapter
from sqlalchemy import Connection, Engine, Row, delete, insert, or_, select, update
from sqlalchemy.sql.expression import tuple_

from service.adapters.cursors import cursor_of, position_of
from service.adapters.database import reading, writing
from service.adapters.glossary_tables import desk_glossaries, glossaries
from service.adapters.tables import moment, stamp
from service.domain.errors import NotFound, Outdated
from service.domain.glossary import (
    NO_GLOSSARY,
    DeskDefaults,
    GlossaryCard,
    GlossaryEntry,
    GlossaryPage,
    UserGlossary,
)

LISTED = [column for column in glossaries.c if column.name != "entries"]


class SqlGlossaryStore:
    """GlossaryStore on SQLite or PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create(self, glossary: UserGlossary) -> None:
        """Keep a new glossary."""
        with writing(self._engine) as connection:
            connection.execute(insert(glossaries).values(_row(glossary)))

    def get(self, glossary_id: str) -> UserGlossary:
        """Return a glossary with its entries."""
        with reading(self._engine) as connection:
            row = connection.execute(select(glossaries).where(glossaries.c.id == glossary_id)).one_or_none()
        if row is None:
            raise _missing(glossary_id)
        return _glossary(row)

    def find(self, *, limit: int, cursor: str | None) -> GlossaryPage:
        """Return a page of cards, newest first."""
        wanted = select(*LISTED).order_by(glossaries.c.created_at.desc(), glossaries.c.id.desc())
        if cursor is not None:
            wanted = wanted.where(tuple_(glossaries.c.created_at, glossaries.c.id) < position_of(cursor))
        with reading(self._engine) as connection:
            rows = connection.execute(wanted.limit(limit + 1)).all()
        page = rows[:limit]
        more = len(rows) > limit
        following = cursor_of(page[-1].created_at, page[-1].id) if more else None
        return GlossaryPage(tuple(_card(row) for row in page), following)

    def defaults(self) -> tuple[UserGlossary, ...]:
        """Return those that are default, oldest first."""
        wanted = select(glossaries).where(glossaries.c.is_default == 1)
        with reading(self._engine) as connection:
            rows = connection.execute(wanted.order_by(glossaries.c.created_at, glossaries.c.id)).all()
        return tuple(_glossary(row) for row in rows)

    def desk_defaults(self, desk: str) -> DeskDefaults:
        """Return what a desk has chosen."""
        wanted = select(desk_glossaries).where(
            desk_glossaries.c.desk == desk,
            or_(
                desk_glossaries.c.glossary_id == NO_GLOSSARY,
                desk_glossaries.c.glossary_id.in_(select(glossaries.c.id)),
            ),
        )
        with reading(self._engine) as connection:
            found = {row.direction: row.glossary_id for row in connection.execute(wanted)}
        return DeskDefaults(found.get("vi-en"), found.get("en-vi"))

    def choose_for_desk(self, desk: str, chosen: DeskDefaults) -> None:
        """Keep a desk's choice."""
        ways = {"vi-en": chosen.vi_en, "en-vi": chosen.en_vi}
        rows = [
            {"desk": desk, "direction": direction, "glossary_id": glossary_id}
            for direction, glossary_id in ways.items()
            if glossary_id is not None
        ]
        with writing(self._engine) as connection:
            for wanted in {row["glossary_id"] for row in rows} - {NO_GLOSSARY}:
                known = select(glossaries.c.id).where(glossaries.c.id == wanted)
                if connection.scalar(known) is None:
                    raise _missing(wanted)
            connection.execute(delete(desk_glossaries).where(desk_glossaries.c.desk == desk))
            if rows:
                connection.execute(insert(desk_glossaries), rows)

    def replace(self, glossary: UserGlossary) -> None:
        """Keep the next revision."""
        card = glossary.card
        before = glossaries.c.id == card.id, glossaries.c.revision == card.revision - 1
        with writing(self._engine) as connection:
            changed = connection.execute(update(glossaries).where(*before).values(_row(glossary))).rowcount
            if changed == 0:
                raise _gone(connection, card.id)

    def delete(self, glossary_id: str, revision: int | None = None) -> None:
        """Delete it; given a revision, only that one."""
        wanted = delete(glossaries).where(glossaries.c.id == glossary_id)
        if revision is not None:
            wanted = wanted.where(glossaries.c.revision == revision)
        chosen = delete(desk_glossaries).where(desk_glossaries.c.glossary_id == glossary_id)
        with writing(self._engine) as connection:
            if connection.execute(wanted).rowcount == 0:
                raise _gone(connection, glossary_id)
            connection.execute(chosen)


@lru_cache(maxsize=1)
def _entries() -> TypeAdapter[tuple[GlossaryEntry, ...]]:
    return TypeAdapter(tuple[GlossaryEntry, ...])


def _missing(glossary_id: str) -> NotFound:
    return NotFound(f"There is no glossary {glossary_id!r}.", "GET /v1/glossaries lists what there is.")


def _gone(connection: Connection, glossary_id: str) -> NotFound | Outdated:
    known = select(glossaries.c.revision).where(glossaries.c.id == glossary_id)
    if connection.scalar(known) is None:
        return _missing(glossary_id)
    return Outdated(
        f"The glossary {glossary_id!r} was changed meanwhile.", "Read it again, and change what is there now."
    )


def _row(glossary: UserGlossary) -> dict[str, str | int]:
    card = glossary.card
    return {
        "id": card.id,
        "name": card.name,
        "direction": card.direction,
        "is_default": int(card.default),
        "entry_count": card.entry_count,
        "version": card.version,
        "revision": card.revision,
        "created_at": stamp(card.created_at),
        "updated_at": stamp(card.updated_at),
        "entries": _entries().dump_json(glossary.entries).decode(),
    }


def _card(row: Row[tuple[object, ...]]) -> GlossaryCard:
    return GlossaryCard(
        id=row.id,
        name=row.name,
        direction=row.direction,
        default=bool(row.is_default),
        entry_count=row.entry_count,
        version=row.version,
        revision=row.revision,
        created_at=moment(row.created_at),
        updated_at=moment(row.updated_at),
    )


def _glossary(row: Row[tuple[object, ...]]) -> UserGlossary:
    return UserGlossary(_card(row), _entries().validate_json(row.entries))
