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


class GlossaryFile(TypedDict, total=False):
    """What goes with a glossary that is sent as a file."""

    name: Required[str]
    direction: Direction
    default: bool
