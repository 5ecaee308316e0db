"""The table of the versions of articles that content management systems sent; a migration creates it.

`item` is a hash of the `guid`, which may be too long for an index. `withdrawn` is 1 where that version said
that the article is not to be used any more.
"""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text

from service.adapters.tables import metadata

cms_versions = Table(
    "cms_versions",
    metadata,
    Column("system", String(64), primary_key=True),
    Column("item", String(64), primary_key=True),
    Column("version", BigInteger, primary_key=True),
    Column("guid", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("brief_id", String(200), nullable=False),
    Column("evolved_from", Text),
    Column("withdrawn", Integer, nullable=False),
    Column("received_at", String(32), nullable=False),
    Index("cms_versions_by_brief", "brief_id"),
)
