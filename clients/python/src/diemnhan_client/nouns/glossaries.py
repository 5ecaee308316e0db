"""A desk's own terms."""

from collections.abc import Sequence
from typing import Required, TypedDict

from diemnhan_client.nouns.vocabulary import Direction


class GlossaryEntry(TypedDict, total=False):
    """A term in both languages. One that is not translated needs one side only."""

    vi: str
    en: str
    vi_variants: Sequence[str]
    en_variants: Sequence[str]
    case_sensitive: bool
    do_not_translate: bool
    note: str


class Glossary(TypedDict):
    """A glossary without its entries. `version` is a hash of what it says."""

    id: str
    name: str
    direction: Direction
    default: bool
    entry_count: int
    version: str
    created_at: str
    updated_at: str
    passed_over: int


class GlossaryPage(TypedDict):
    """A page of glossaries, newest first; `next_cursor` is null on the last page."""

    glossaries: list[Glossary]
    next_cursor: str | None


class GlossaryRequest(TypedDict, total=False):
    """A glossary with its entries."""

    name: Required[str]
    direction: Direction
    default: bool
    entries: Required[Sequence[GlossaryEntry]]


class GlossaryPatch(TypedDict, total=False):
    """What is to change; entries are replaced at their own address."""

    name: str | None
    direction: Direction | None
    default: bool | None


class DeskGlossariesRequest(TypedDict, total=False):
    """A desk's choice for each direction: an id, "none", or None for what is default for everybody."""

    vi_en: str | None
    en_vi: str | None


class AppliedGlossary(TypedDict):
    """A glossary that a request without one is translated with, in one direction."""

    direction: Direction
    id: str
    name: str
    version: str


class DeskGlossaries(TypedDict):
    """A desk's choice, and what its requests that name no glossary are translated with."""

    vi_en: str | None
    en_vi: str | None
    applied: list[AppliedGlossary]


class GlossaryFile(TypedDict, total=False):
    """What goes with a glossary that is sent as a file."""

    name: Required[str]
    direction: Direction
    default: bool
