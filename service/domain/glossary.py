"""Glossaries: the termbase's and the desks' own, as terms with one rendering in each language.

A UserGlossary is what a desk keeps; a Glossary is what the pipeline matches with. Knows no file format.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from service.domain.article import Language, other

Direction = Literal["vi-en", "en-vi", "both"]
NO_GLOSSARY = "none"  # in the place of an id: no glossary is to be used
USER_KIND = "user"  # the kind of a term that a client asked for: it goes before any other and is binding


@dataclass(frozen=True, slots=True)
class Term:
    """A term, its accepted variants and abbreviations; `kind` and `country` as in termbase/README.md.

    A term that is `case_sensitive` is found only as it is written, and rendered exactly so.
    """

    vi: str
    en: str
    vi_variants: tuple[str, ...] = ()
    en_variants: tuple[str, ...] = ()
    abbr_vi: str = ""
    abbr_en: str = ""
    kind: str = ""
    country: str | None = None
    case_sensitive: bool = False

    def preferred(self, language: Language) -> str:
        """Return the official rendering."""
        return self.vi if language == "vi" else self.en

    def forms(self, language: Language) -> tuple[str, ...]:
        """Return every accepted form, the preferred one first, abbreviation last."""
        forms = (self.vi, *self.vi_variants, self.abbr_vi) if language == "vi" else (
            self.en, *self.en_variants, self.abbr_en)  # fmt: skip
        return tuple(form for form in forms if form)


@dataclass(frozen=True, slots=True)
class Glossary:
    """Terms under one name; `version` changes with the content (a short sha256).

    With `layers` it is those, the earlier before the later, and `terms` are all of theirs.
    """

    name: str
    version: str
    terms: tuple[Term, ...]
    direction: Direction = "both"
    layers: tuple["Glossary", ...] = ()

    def __hash__(self) -> int:
        """Hash what stands for the content: thousands of terms need not be hashed at each look-up."""
        return hash((self.name, self.version, self.direction, len(self.terms)))

    @property
    def label(self) -> str:
        """Name and version, `institutions@1a2b3c4d5e6f`."""
        return f"{self.name}@{self.version}"


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A desk's term in both languages; a variant is found and accepted as well, but never written."""

    vi: str
    en: str
    vi_variants: tuple[str, ...] = ()
    en_variants: tuple[str, ...] = ()
    case_sensitive: bool = False
    note: str = ""

    @property
    def do_not_translate(self) -> bool:
        """Whether it stays as it is."""
        return self.vi == self.en

    def side(self, language: Language) -> str:
        """Return the term in one language."""
        return self.vi if language == "vi" else self.en


@dataclass(frozen=True, slots=True)
class GlossaryCard:
    """A stored glossary without its entries. `revision` counts its changes from 1.

    `version` is a hash of what it says (direction and entries): the same content has the same version.
    """

    id: str
    name: str
    direction: Direction
    default: bool
    entry_count: int
    version: str
    revision: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class UserGlossary:
    """A stored glossary. A `default` one applies to every request that names none."""

    card: GlossaryCard
    entries: tuple[GlossaryEntry, ...]

    def __hash__(self) -> int:
        """Hash the card, which changes with the entries."""
        return hash(self.card)


@dataclass(frozen=True, slots=True)
class DeskDefaults:
    """The glossary that a desk's requests use where they name none, for each direction.

    An id, NO_GLOSSARY, or None: those that are default for everybody.
    """

    vi_en: str | None = None
    en_vi: str | None = None

    def of(self, source: Language) -> str | None:
        """Return what is chosen for translations from a language."""
        return self.vi_en if source == "vi" else self.en_vi


@dataclass(frozen=True, slots=True)
class GlossaryPage:
    """Cards, newest first, and the cursor of the next page (None at the end)."""

    cards: tuple[GlossaryCard, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class GlossaryFile:
    """What a file says; `passed_over` is how many of its concepts lack Vietnamese or English."""

    entries: tuple[GlossaryEntry, ...]
    passed_over: int = 0


@dataclass(frozen=True, slots=True)
class GlossaryFormat:
    """A file format: `read` takes a file's bytes, which of two nameless columns is the source, and how many
    entries are too many; it raises InputError, naming the place.
    """

    read: Callable[[bytes, Direction, int], GlossaryFile]
    write: Callable[[UserGlossary], bytes]


GlossaryFormats = Mapping[str, GlossaryFormat]


def new_glossary(
    glossary_id: str,
    entries: tuple[GlossaryEntry, ...],
    *,
    name: str,
    direction: Direction,
    default: bool,
    now: datetime,
) -> UserGlossary:
    """Return the first revision of a glossary."""
    version = content_version(direction, entries)
    card = GlossaryCard(glossary_id, name, direction, default, len(entries), version, 1, now, now)
    return UserGlossary(card, entries)


def next_revision(
    before: UserGlossary,
    *,
    now: datetime,
    name: str | None = None,
    direction: Direction | None = None,
    default: bool | None = None,
    entries: tuple[GlossaryEntry, ...] | None = None,
) -> UserGlossary:
    """Return a glossary changed in what is given."""
    old = before.card
    kept = before.entries if entries is None else entries
    to = direction or old.direction
    card = GlossaryCard(
        id=old.id,
        name=old.name if name is None else name,
        direction=to,
        default=old.default if default is None else default,
        entry_count=len(kept),
        version=content_version(to, kept),
        revision=old.revision + 1,
        created_at=old.created_at,
        updated_at=now,
    )
    return UserGlossary(card, kept)


def content_version(direction: Direction, entries: tuple[GlossaryEntry, ...]) -> str:
    """Return the version of a glossary that says this."""
    digest = hashlib.sha256(direction.encode())
    for entry in entries:
        sides = (entry.vi, entry.en, entry.vi_variants, entry.en_variants, entry.case_sensitive, entry.note)
        digest.update(repr(sides).encode())
    return digest.hexdigest()[:12]


def sources_of(direction: Direction) -> tuple[Language, ...]:
    """Return the languages that a glossary of this direction translates from."""
    if direction == "both":
        return ("vi", "en")
    return ("vi",) if direction == "vi-en" else ("en",)


def first_language(direction: Direction) -> Language:
    """Return the language that stands first where nothing else says so."""
    return sources_of(direction)[0]


def pair_of(entry: GlossaryEntry, source: Language) -> tuple[str, str]:
    """Return the term and its rendering."""
    return entry.side(source), entry.side(other(source))
