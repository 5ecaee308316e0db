"""What the entries of a glossary must be like, whatever they were sent in.

Promises clean entries (NFC, single spaces, no control or invisible characters), none of which says nothing,
can never be found, or contradicts another, in whichever tone spelling (hoà, hòa). Each error names the place
that the caller gave. Knows no file format.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from service.domain.errors import MalformedInput, TooLarge
from service.domain.glossary import Direction, GlossaryEntry, pair_of, sources_of
from service.text.folding import WORD, fold, name_key
from service.text.normalise import cleaned

MAX_TERM = 500  # characters
MAX_NOTE = 1000
MAX_VARIANTS = 50
_SHOWN = 60  # characters of a term in an error
_NAMES = {"vi": "Vietnamese", "en": "English"}
_DIRECTION = {"vi": "from Vietnamese", "en": "from English"}
_SPACES = re.compile(r"\s+")

Placed = tuple[str, GlossaryEntry]
# By a term as it is found: the place where it stood first, and its rendering.
_Seen = dict[tuple[str, tuple[bool, ...] | None], tuple[str, str]]


def checked_entries(rows: Iterable[Placed], direction: Direction, limit: int) -> tuple[GlossaryEntry, ...]:
    """Return the entries of (place, entry) rows, each entry once. Raises InputError."""
    seen: _Seen = {}
    kept: dict[GlossaryEntry, None] = {}
    for place, entry in rows:
        clean = _clean(place, entry)
        if clean in kept:
            continue
        for source in sources_of(direction)[:1]:
            pair = pair_of(clean, source)
            _compare(place, pair, seen, way=f" ({_DIRECTION[source]})", cased=clean.case_sensitive)
        kept[clean] = None
        if len(kept) > limit:
            raise TooLarge(
                f"The glossary has more than {limit} entries.",
                "Split it; the operator can raise DIEMNHAN_MAX_GLOSSARY_ENTRIES.",
            )
    if not kept:
        raise MalformedInput("The glossary has no entries.", "Send at least one term with its rendering.")
    return tuple(kept)


def checked_pairs(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return the terms of one request, with their renderings, as clean as entries. Raises MalformedInput."""
    seen: _Seen = {}
    kept: dict[tuple[str, str], None] = {}
    for number, (term, rendering) in enumerate(pairs, 1):
        place = f"Term {number} of `glossary` (“{_SPACES.sub(' ', term)[:_SHOWN]}”)"
        clean = _form(place, term, "wording", MAX_NOTE), _form(place, rendering, "rendering", MAX_NOTE)
        _compare(place, clean, seen)
        kept[clean] = None
    return tuple(kept)


def _compare(place: str, pair: tuple[str, str], seen: _Seen, *, way: str = "", cased: bool = False) -> None:
    """Remember a term with its rendering. Raises MalformedInput where it had another one before."""
    term, rendering = pair
    key = WORD.sub(lambda word: fold(word.group()), term)
    shape = tuple(letter.isupper() for letter in term) if cased else None
    earlier, said = seen.setdefault((key, shape), (place, rendering))
    if said != rendering:
        raise MalformedInput(
            f"{place} renders “{term}”{way} as “{rendering}”, {_lower(earlier)} as “{said}”.",
            "Keep one of them; a rendering that is merely accepted belongs into the variants.",
        )


def _clean(place: str, entry: GlossaryEntry) -> GlossaryEntry:
    clean = replace(
        entry,
        vi=_side(place, entry.vi, "vi"),
        en=_side(place, entry.en, "en"),
        vi_variants=_variants(place, entry.vi_variants, "vi"),
        en_variants=_variants(place, entry.en_variants, "en"),
        note=_text(place, entry.note, "remark", MAX_NOTE),
    )
    return replace(
        clean,
        vi_variants=tuple(form for form in clean.vi_variants if form != clean.vi),
        en_variants=tuple(form for form in clean.en_variants if form != clean.en),
    )


def _variants(place: str, variants: tuple[str, ...], language: str) -> tuple[str, ...]:
    if len(variants) > MAX_VARIANTS:
        raise MalformedInput(
            f"{place} has {len(variants)} {_NAMES[language]} variants; {MAX_VARIANTS} are taken.",
            "Leave some out, or split the entry.",
        )
    if odd := next((form for form in variants if "|" in form), None):
        raise MalformedInput(f"{place}: the variant “{odd}” holds a “|”.", "“|” stands between variants.")
    return tuple(dict.fromkeys(_side(place, form, language) for form in variants))


def _side(place: str, text: str, language: str) -> str:
    return _form(place, text, f"{_NAMES[language]} side", MAX_TERM)


def _form(place: str, text: str, what: str, limit: int) -> str:
    clean = _text(place, text, what, limit)
    if not clean:
        raise MalformedInput(
            f"{place} has no {what}.",
            "Fill it in, or take the entry out; a term that stays as it is has both sides the same.",
        )
    if not name_key(clean):
        raise MalformedInput(
            f"{place}: “{clean}” has no word by which it could be found.",
            "A term needs a letter or a digit, and more than “và”, “and” or “the”.",
        )
    return clean


def _text(place: str, text: str, what: str, limit: int) -> str:
    clean = _SPACES.sub(" ", unicodedata.normalize("NFC", cleaned(text).text)).strip()
    if len(clean) > limit:
        raise MalformedInput(
            f"The {what} of {_lower(place)} has {len(clean)} characters; {limit} are taken.", "Shorten it."
        )
    odd = next((letter for letter in clean if unicodedata.category(letter) in {"Cc", "Cs", "Co", "Cn"}), None)
    if odd is not None:
        raise MalformedInput(
            f"The {what} of {_lower(place)} holds the character U+{ord(odd):04X}, which is no text.",
            "Take it out.",
        )
    return clean


def _lower(place: str) -> str:
    return place[:1].lower() + place[1:]
