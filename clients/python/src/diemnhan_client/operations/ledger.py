"""The ledger: one record an act of cooperation, however many articles report it."""

from diemnhan_client.call import Call, json_as
from diemnhan_client.course import Course
from diemnhan_client.nouns.ledger import CooperationRecord, LedgerSearch, RecordPage, Timeline
from diemnhan_client.paging import all_pages

ALL = "/v1/ledger"
EVERYTHING: LedgerSearch = {}


def page(search: LedgerSearch = EVERYTHING) -> Call[RecordPage]:
    """Return a page of records, the most recently first seen first."""
    return Call("GET", ALL, json_as(RecordPage), query=dict(search))


def all_of(search: LedgerSearch = EVERYTHING) -> Course[CooperationRecord]:
    """Give all records that are found."""
    return all_pages(page(search), lambda found: found["records"])


def get(record_id: str) -> Call[CooperationRecord]:
    """Read a record."""
    return Call("GET", f"{ALL}/{{record_id}}", json_as(CooperationRecord), fills={"record_id": record_id})


def timeline_page(name: str, *, limit: int = 20, cursor: str | None = None) -> Call[Timeline]:
    """Return a page of the records of a partner, the oldest act first; its name in either language."""
    return Call(
        "GET",
        "/v1/partners/{name}/timeline",
        json_as(Timeline),
        fills={"name": name},
        query={"limit": limit, "cursor": cursor},
    )


def timeline(name: str) -> Course[CooperationRecord]:
    """Give all records of a partner, the oldest act first."""
    return all_pages(timeline_page(name, limit=100), lambda found: found["records"])
