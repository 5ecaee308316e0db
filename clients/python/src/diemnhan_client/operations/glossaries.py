"""The desks' own terms: kept, changed, in and out as files."""

from collections.abc import Sequence

from diemnhan_client.call import Body, Call, Tagged, field_of, json_as, matching, nothing, octets, tagged
from diemnhan_client.course import Course
from diemnhan_client.nouns.glossaries import (
    DeskGlossaries,
    DeskGlossariesRequest,
    Glossary,
    GlossaryEntry,
    GlossaryFile,
    GlossaryPage,
    GlossaryPatch,
    GlossaryRequest,
)
from diemnhan_client.nouns.vocabulary import GlossaryMedia
from diemnhan_client.paging import all_pages

ALL, ONE = "/v1/glossaries", "/v1/glossaries/{glossary_id}"
ENTRIES, DEFAULTS = f"{ONE}/entries", f"{ALL}/defaults"
READ = tagged(json_as(Glossary))


def defaults() -> Call[DeskGlossaries]:
    """Return what this key's requests use where they name no glossary."""
    return Call("GET", DEFAULTS, json_as(DeskGlossaries))


def choose_defaults(chosen: DeskGlossariesRequest) -> Call[DeskGlossaries]:
    """Choose what this key's requests use where they name no glossary."""
    return Call("PUT", DEFAULTS, json_as(DeskGlossaries), body=Body(json=chosen))


def create(glossary: GlossaryRequest) -> Call[Tagged[Glossary]]:
    """Keep a glossary. Sent twice it would be two, so that it is not sent again by itself."""
    return Call("POST", ALL, READ, body=Body(json=glossary), repeatable=False)


def create_from(content: bytes, media_type: GlossaryMedia, known: GlossaryFile) -> Call[Tagged[Glossary]]:
    """Keep a glossary from a CSV, TSV or TBX file."""
    return Call(
        "POST",
        ALL,
        READ,
        query=dict(known),
        headers={"Content-Type": media_type},
        body=Body(content=content),
        repeatable=False,
    )


def page(*, limit: int = 20, cursor: str | None = None) -> Call[GlossaryPage]:
    """Return a page of glossaries, newest first, without their entries."""
    return Call("GET", ALL, json_as(GlossaryPage), query={"limit": limit, "cursor": cursor})


def all_of() -> Course[Glossary]:
    """Give all glossaries, newest first, without their entries."""
    return all_pages(page(limit=100), lambda found: found["glossaries"])


def get(glossary_id: str) -> Call[Tagged[Glossary]]:
    """Read what a glossary is, with its version."""
    return Call("GET", ONE, READ, fills={"glossary_id": glossary_id})


def replace(
    glossary_id: str, glossary: GlossaryRequest, *, if_match: str | None = None
) -> Call[Tagged[Glossary]]:
    """Put another in its place."""
    return Call(
        "PUT",
        ONE,
        READ,
        fills={"glossary_id": glossary_id},
        headers=matching(if_match),
        body=Body(json=glossary),
        repeatable=if_match is None,
    )


def change(
    glossary_id: str, changed: GlossaryPatch, *, if_match: str | None = None
) -> Call[Tagged[Glossary]]:
    """Change its name, its direction, or whether it applies by default."""
    return Call(
        "PATCH",
        ONE,
        READ,
        fills={"glossary_id": glossary_id},
        headers=matching(if_match),
        body=Body(json=changed),
        repeatable=if_match is None,
    )


def delete(glossary_id: str, *, if_match: str | None = None) -> Call[None]:
    """Delete a glossary; briefs keep what it made of them."""
    return Call(
        "DELETE",
        ONE,
        nothing,
        fills={"glossary_id": glossary_id},
        headers=matching(if_match),
        gone_is_done=True,
    )


def entries(glossary_id: str) -> Call[list[GlossaryEntry]]:
    """Read its entries."""
    return Call("GET", ENTRIES, field_of("entries", GlossaryEntry), fills={"glossary_id": glossary_id})


def exported(glossary_id: str, media_type: GlossaryMedia) -> Call[bytes]:
    """Read its entries as a CSV, TSV or TBX file."""
    return Call("GET", ENTRIES, octets, fills={"glossary_id": glossary_id}, headers={"Accept": media_type})


def replace_entries(
    glossary_id: str, wanted: Sequence[GlossaryEntry], *, if_match: str | None = None
) -> Call[Tagged[Glossary]]:
    """Put other entries in the place of all that there are."""
    return _entries(glossary_id, Body(json={"entries": list(wanted)}), {}, if_match)


def replace_entries_from(
    glossary_id: str, content: bytes, media_type: GlossaryMedia, *, if_match: str | None = None
) -> Call[Tagged[Glossary]]:
    """Put the entries of a CSV, TSV or TBX file in the place of all that there are."""
    return _entries(glossary_id, Body(content=content), {"Content-Type": media_type}, if_match)


def _entries(
    glossary_id: str, body: Body, headers: dict[str, str], if_match: str | None
) -> Call[Tagged[Glossary]]:
    return Call(
        "PUT",
        ENTRIES,
        READ,
        fills={"glossary_id": glossary_id},
        headers={**headers, **matching(if_match)},
        body=body,
        repeatable=if_match is None,
    )
