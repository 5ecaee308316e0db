"""The translation memory, and what readers suggest for it."""

from collections.abc import Sequence

from diemnhan_client.call import Body, Call, Query, field_of, json_as, nothing, octets
from diemnhan_client.course import Course
from diemnhan_client.nouns.memory import (
    MatchesRequest,
    MemoryChange,
    MemoryEntry,
    MemoryImport,
    MemoryItem,
    MemoryMatch,
    MemoryPage,
    MemorySaved,
    MemorySearch,
    Suggestion,
)
from diemnhan_client.nouns.vocabulary import Language, MemoryMedia
from diemnhan_client.paging import all_pages

ALL, ONE = "/v1/memory", "/v1/memory/{entry_id}"
SUGGESTIONS = "/v1/suggestions"
EVERYTHING: MemorySearch = {}


def page(search: MemorySearch = EVERYTHING) -> Call[MemoryPage]:
    """Return a page of entries, the latest changed first."""
    return Call("GET", ALL, json_as(MemoryPage), query=_query(search))


def all_of(search: MemorySearch = EVERYTHING) -> Course[MemoryEntry]:
    """Give all entries that are found, the latest changed first."""
    return all_pages(page(search), lambda found: found["entries"])


def remember(entries: Sequence[MemoryItem]) -> Call[list[MemorySaved]]:
    """Remember pairs that an editor approved; one text has one entry, however often it is sent."""
    return Call("POST", ALL, field_of("saved", MemorySaved), body=Body(json={"entries": list(entries)}))


def get(entry_id: str) -> Call[MemoryEntry]:
    """Read an entry."""
    return Call("GET", ONE, json_as(MemoryEntry), fills={"entry_id": entry_id})


def change(entry_id: str, changed: MemoryChange) -> Call[MemoryEntry]:
    """Change what an entry says."""
    return Call("PUT", ONE, json_as(MemoryEntry), fills={"entry_id": entry_id}, body=Body(json=changed))


def forget(entry_id: str) -> Call[None]:
    """Delete an entry."""
    return Call("DELETE", ONE, nothing, fills={"entry_id": entry_id}, gone_is_done=True)


def matches(wanted: MatchesRequest) -> Call[list[list[MemoryMatch]]]:
    """Look texts up, in reading order; the matches of each, the best first."""
    return Call("POST", f"{ALL}/matches", field_of("matches", list[MemoryMatch]), body=Body(json=wanted))


def import_from(
    content: bytes, media_type: MemoryMedia, *, language: Language | None = None
) -> Call[MemoryImport]:
    """Take a TMX file or a table in; repeating it doubles nothing."""
    return Call(
        "POST",
        f"{ALL}/import",
        json_as(MemoryImport),
        query={"language": language},
        headers={"Content-Type": media_type},
        body=Body(content=content),
    )


def exported(media_type: MemoryMedia, *, language: Language | None = None) -> Call[bytes]:
    """Return the memory as TMX or as a table."""
    return Call("GET", f"{ALL}/export", octets, query={"language": language}, headers={"Accept": media_type})


def suggestions(*, limit: int = 20) -> Call[list[Suggestion]]:
    """Return what readers suggested last."""
    return Call("GET", SUGGESTIONS, field_of("suggestions", Suggestion), query={"limit": limit})


def accept(suggestion_id: str) -> Call[MemorySaved]:
    """Put a suggestion into the memory, as an editor's."""
    return Call(
        "POST",
        f"{SUGGESTIONS}/{{suggestion_id}}/accept",
        json_as(MemorySaved),
        fills={"suggestion_id": suggestion_id},
        repeatable=False,
    )


def drop(suggestion_id: str) -> Call[None]:
    """Delete a suggestion."""
    return Call(
        "DELETE",
        f"{SUGGESTIONS}/{{suggestion_id}}",
        nothing,
        fills={"suggestion_id": suggestion_id},
        gone_is_done=True,
    )


def _query(search: MemorySearch) -> Query:
    return dict(search)
