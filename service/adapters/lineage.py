"""Where a brief stands among those that were written of one article of a content management system.

Promises an identifier that stays the same over all versions of the article. Refuses to know who asks.
"""

import hashlib
from dataclasses import dataclass

from sqlalchemy import Connection, select

from service.adapters.cms_tables import cms_versions
from service.adapters.tables import briefs


@dataclass(frozen=True, slots=True)
class Lineage:
    """`item` is the article, `follows` the brief of its version before, `evolved_from` an earlier article."""

    item: str
    follows: str | None = None
    evolved_from: str | None = None


def item_of(guid: str) -> str:
    """Return the identifier of an article by the guid that its system gave it."""
    return hashlib.sha256(guid.encode()).hexdigest()[:32]


def lineage_of(connection: Connection, brief_id: str) -> Lineage:
    """Return where a brief stands; one that no system sent stands alone."""
    sent = select(cms_versions).where(cms_versions.c.brief_id == brief_id)
    mine = connection.execute(sent.order_by(cms_versions.c.version.desc())).first()
    if mine is None:
        return Lineage(brief_id)
    earlier = (
        select(cms_versions.c.brief_id)
        .join(briefs, briefs.c.id == cms_versions.c.brief_id)
        .where(
            cms_versions.c.system == mine.system,
            cms_versions.c.item == mine.item,
            cms_versions.c.version < mine.version,
            cms_versions.c.brief_id != brief_id,
        )
        .order_by(cms_versions.c.version.desc())
    )
    follows = connection.scalars(earlier.limit(1)).first()
    origin = item_of(mine.evolved_from) if mine.evolved_from else None
    return Lineage(mine.item, follows, origin)
