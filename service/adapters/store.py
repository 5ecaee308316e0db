"""Keeps briefs in the database and finds them again.

Promises that a saved brief is on the disk, comes back equal, and is found with and without diacritics.
The filters on highlights must all hold for one and the same highlight. Refuses to know how briefs come about.
"""

from collections.abc import Sequence

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Select,
    and_,
    delete,
    exists,
    false,
    func,
    insert,
    or_,
    select,
)
from sqlalchemy.sql.expression import column, literal_column, table, tuple_

from service.adapters.announcements import Saved, announce_brief
from service.adapters.brief_json import brief_from_json, brief_to_json, outline_from_json
from service.adapters.cursors import cursor_of, position_of
from service.adapters.database import reading, writing
from service.adapters.tables import briefs, highlights, stamp
from service.domain.brief import Brief
from service.domain.errors import NotFound, Outdated
from service.domain.highlight import Highlight
from service.domain.ledger import BriefOutline
from service.domain.stores import BriefPage, BriefQuery
from service.text.search_text import day_range, fold, phrases

NO_BRIEF = "The id may be wrong, or the brief may have been deleted; GET /v1/briefs lists what there is."

# PostgreSQL indexes at most 1 MiB a text; what an article says beyond this is kept, but not found by.
MAX_FOLDED = 900_000


class SqlBriefStore:
    """BriefStore on SQLite or PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save(self, brief: Brief, deliver: Sequence[str] | None = None) -> None:
        """Save, in the place of an earlier brief of the same id."""
        with writing(self._engine) as connection:
            write_brief_rows(connection, brief, deliver)

    def exchange(self, seen: Brief, brief: Brief) -> None:
        """Save `brief` in the place of `seen`, unless somebody else was faster."""
        with writing(self._engine) as connection:
            kept = connection.scalar(select(briefs.c.body).where(briefs.c.id == seen.id).with_for_update())
            if kept is None:
                raise NotFound(f"There is no brief {seen.id!r}.", NO_BRIEF)
            if brief_from_json(kept) != seen:  # not by its text: an older version wrote fewer fields
                raise Outdated(f"The brief {seen.id!r} was changed meanwhile.", "Read it again.")
            write_brief_rows(connection, brief)

    def get(self, brief_id: str) -> Brief:
        """Return a brief."""
        with reading(self._engine) as connection:
            body = connection.scalar(select(briefs.c.body).where(briefs.c.id == brief_id))
        if body is None:
            raise NotFound(f"There is no brief {brief_id!r}.", NO_BRIEF)
        return brief_from_json(body)

    def find(self, query: BriefQuery) -> BriefPage:
        """Return a page, newest first."""
        with reading(self._engine) as connection:
            rows = connection.execute(_listing(query, connection.dialect.name)).all()
        page = rows[: query.limit]
        more = len(rows) > query.limit
        next_cursor = cursor_of(page[-1].created_at, page[-1].id) if more else None
        return BriefPage(tuple(brief_from_json(row.body) for row in page), next_cursor)

    def saved(self) -> tuple[int, ...]:
        """Return the numbers of all briefs; a number is never given twice."""
        with reading(self._engine) as connection:
            return tuple(connection.scalars(select(briefs.c.seq).order_by(briefs.c.seq)))

    def outlines(self, *, after: int, limit: int) -> tuple[tuple[int, BriefOutline], ...]:
        """Return the briefs with the next numbers, without their texts."""
        wanted = select(briefs.c.seq, briefs.c.body).where(briefs.c.seq > after).order_by(briefs.c.seq)
        with reading(self._engine) as connection:
            rows = connection.execute(wanted.limit(limit)).all()
        return tuple((row.seq, outline_from_json(row.body)) for row in rows)

    def delete(self, brief_id: str) -> None:
        """Delete a brief."""
        with writing(self._engine) as connection:
            if connection.execute(delete(briefs).where(briefs.c.id == brief_id)).rowcount == 0:
                raise NotFound(f"There is no brief {brief_id!r}.", NO_BRIEF)


def write_brief_rows(connection: Connection, brief: Brief, deliver: Sequence[str] | None = None) -> None:
    """Write the brief, what it is searched by and who is told of it, within the caller's transaction."""
    replaced = connection.execute(delete(briefs).where(briefs.c.id == brief.id)).rowcount > 0
    row = {
        "id": brief.id,
        "created_at": stamp(brief.created_at),
        "language": brief.source.language,
        "body": brief_to_json(brief),
        "folded": fold(_words(brief))[:MAX_FOLDED],
    }
    seq = connection.execute(insert(briefs).values(row).returning(briefs.c.seq)).scalar_one()
    if brief.highlights:
        connection.execute(insert(highlights), [_highlight_row(seq, h) for h in brief.highlights])
    announce_brief(connection, brief, Saved(seq, replaced), deliver)


def _words(brief: Brief) -> str:
    texts = [brief.source.title or "", brief.headline.vi, brief.headline.en]
    for sentence in brief.summary:
        texts += [sentence.text.vi, sentence.text.en]
    for highlight in brief.highlights:
        texts += [highlight.gist.vi, highlight.gist.en]
        texts += [side for partner in highlight.partners for side in (partner.name.vi, partner.name.en)]
    for segment in brief.segments:
        texts += [segment.source, segment.target]
    return "\n".join(texts)


def _highlight_row(seq: int, highlight: Highlight) -> dict[str, str | int | None]:
    sides = (side for partner in highlight.partners for side in (partner.name.vi, partner.name.en))
    names = [name for name in map(fold, sides) if name]
    days = day_range(highlight.date.edtf)
    return {
        "brief_seq": seq,
        "rank": highlight.rank,
        "instrument": highlight.instrument,
        "fields": f" {' '.join(highlight.fields)} ",
        "partners": f" {' | '.join(names)} ",
        "countries": f" {' '.join(partner.country or '' for partner in highlight.partners)} ",
        "first_day": days[0] if days else None,
        "last_day": days[1] if days else None,
    }


def _listing(query: BriefQuery, dialect: str) -> Select[tuple[str, str, str]]:
    wanted = select(briefs.c.created_at, briefs.c.id, briefs.c.body)
    if query.language:
        wanted = wanted.where(briefs.c.language == query.language)
    if query.text is not None:
        wanted = wanted.where(_says(phrases(query.text), dialect))
    if of_one_highlight := _highlight_conditions(query):
        wanted = wanted.where(exists().where(highlights.c.brief_seq == briefs.c.seq, *of_one_highlight))
    if query.cursor:
        wanted = wanted.where(tuple_(briefs.c.created_at, briefs.c.id) < tuple_(*position_of(query.cursor)))
    return wanted.order_by(briefs.c.created_at.desc(), briefs.c.id.desc()).limit(query.limit + 1)


def _says(wanted: list[str], dialect: str) -> ColumnElement[bool]:
    if not wanted:  # a query of nothing but punctuation finds nothing
        return false()
    if dialect == "postgresql":
        words = func.to_tsvector(literal_column("'simple'"), briefs.c.folded)
        return and_(*(words.op("@@")(func.phraseto_tsquery(literal_column("'simple'"), p)) for p in wanted))
    match = literal_column("brief_words").op("MATCH")(" ".join(f'"{phrase}"' for phrase in wanted))
    return briefs.c.seq.in_(select(column("rowid")).select_from(table("brief_words")).where(match))


def _highlight_conditions(query: BriefQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.instrument:
        conditions.append(highlights.c.instrument == query.instrument)
    if query.field:
        conditions.append(highlights.c.fields.contains(f" {query.field} ", autoescape=True))
    if query.partner is not None:
        named = highlights.c.partners.contains(f" {fold(query.partner)} ", autoescape=True)
        located = highlights.c.countries.contains(f" {query.partner} ", autoescape=True)
        is_code = len(query.partner) == 2 and query.partner.isascii() and query.partner.isupper()
        conditions.append(or_(named, located) if is_code else named)
    if since := day_range(query.date_from):
        conditions.append(highlights.c.last_day >= since[0])
    if until := day_range(query.date_to):
        conditions.append(highlights.c.first_day <= until[1])
    return conditions
