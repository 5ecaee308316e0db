"""Which names are known: the termbase and the countries, indexed for lookup by words.

Promises the longest known name at a word, whatever its tone spelling, its conjunctions and (abbreviations and
one-word names apart) its case. Knows nothing of context: whether "Anh" is a country or a brother is decided
by who asks.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from service.domain.article import Language
from service.domain.glossary import Term
from service.domain.highlight import PartnerType
from service.text.folding import FILLERS, WORD, Word, fold, name_key

EntryKind = Literal[
    "country", "adjective", "pair", "capital", "region", "place", "body", "other"
]  # fmt: skip

_TYPES: dict[str, PartnerType] = {
    "government": "government",
    "ministry": "agency",
    "agency": "agency",
    "party_body": "agency",
    "court_parliament": "agency",
    "institute": "agency",
    "bank": "company",
    "company": "company",
    "university": "university",
    "international_org": "international_org",
    "forum": "international_org",
}
# Territories that are parties by themselves without being states.
_TERRITORIES = frozenset({"TW", "HK", "MO", "PS", "XK", "EH"})
# Kinds whose two-letter abbreviations are safe to recognise without an introduction (VN, EU, UN, WB).
_SHORT_SAFE = frozenset({"country", "international_org"})
_GENERIC = re.compile(
    r"^(?:Tập đoàn|Công ty|Hãng|Hãng hàng không|Tổng công ty)\s+|\s+(?:Group|Corporation|Motor)$"
)
_NAME_GAP = re.compile(r"[\s.&'’/,\-–—]{0,4}")


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory under its ISO 3166-1 alpha-2 code, and every form that names it."""

    code: str
    vi: str
    en: str
    vi_aliases: tuple[str, ...] = ()
    en_aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    capitals_vi: tuple[str, ...] = ()
    capitals_en: tuple[str, ...] = ()
    pair: str = ""

    @property
    def type(self) -> PartnerType:
        """Return the partner type: territories that are no states are `other`."""
        return "other" if self.code in _TERRITORIES else "country"


@dataclass(frozen=True, slots=True)
class Entry:
    """A known form. `exact`: it counts only in this very case (abbreviations, one-word names)."""

    form: str
    kind: EntryKind
    type: PartnerType
    country: str | None
    term: Term | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Known names by their keys, for each language.

    `compounds` holds the pairs of adjacent syllables that occur in Vietnamese terms, which tells where a
    name with few capitals goes on ("Khoa học", "quốc gia"); `plain_words` the English words that terms spell
    without a capital. `spellings` gives the diacritics of Vietnamese places that English drops.
    """

    entries: Mapping[Language, Mapping[tuple[str, ...], tuple[Entry, ...]]]
    longest: Mapping[Language, Mapping[str, int]]
    countries: Mapping[str, Country]
    compounds: frozenset[tuple[str, str]]
    plain_words: frozenset[str]
    spellings: Mapping[str, str]

    def __hash__(self) -> int:
        """Hash the object: there is one, and its tables are large."""
        return id(self)

    def at(
        self, words: Sequence[Word], gaps: Sequence[str], first: int, language: Language
    ) -> tuple[Entry, int] | None:
        """Return the longest entry at `words[first]` and the index after its last word."""
        limit = self.longest[language].get(words[first].key)
        if limit is None:
            return None
        keys: list[str] = []
        ends: list[int] = []
        for index in range(first, len(words)):
            if len(keys) == limit or (index > first and not _NAME_GAP.fullmatch(gaps[index - 1])):
                break
            if words[index].key not in FILLERS or not keys:
                keys.append(words[index].key)
                ends.append(index + 1)
        for length in range(len(keys), 0, -1):
            for entry in self.entries[language].get(tuple(keys[:length]), ()):
                if _fits(entry, words[first : ends[length - 1]]):
                    return entry, ends[length - 1]
        return None

    def named(self, name: str, language: Language) -> tuple[Entry, ...]:
        """Return the entries under a whole name."""
        return self.entries[language].get(name_key(name), ())


def _fits(entry: Entry, words: Sequence[Word]) -> bool:
    if entry.exact:
        return "".join(word.text for word in words) == "".join(re.findall(r"[^\W_]+", entry.form))
    if entry.kind == "place" and words[0].capital and not _spelt_like(entry.form, words):
        return False
    if words[0].capital or not entry.form[0].isupper():
        return True
    return len(words) > 2 and words[1].capital  # "các Tiểu Vương quốc Ả Rập thống nhất"


def _spelt_like(form: str, words: Sequence[Word]) -> bool:
    """Whether all words have a capital where all words of a place's name have one: "Hoà bình" is peace."""
    lower = any(word.text.islower() and word.key not in FILLERS for word in words)
    return not lower or any(part.islower() and part not in FILLERS for part in WORD.findall(form))


def build_gazetteer(
    terms: Iterable[Term], countries: Iterable[Country], spellings: Mapping[str, str] | None = None
) -> Gazetteer:
    """Index terms and countries (about 0.2 s for the whole termbase)."""
    kept = tuple(terms)
    known = tuple(countries)
    tables: dict[Language, dict[tuple[str, ...], list[Entry]]] = {
        "vi": defaultdict(list),
        "en": defaultdict(list),
    }
    pairs = frozenset(country.pair for country in known) - _names_vi(known)
    for language, entry in (*_country_entries(known), *_term_entries(kept, pairs), *_pair_entries(known)):
        key = name_key(entry.form)
        bucket = tables[language][key]
        if key:
            _file(bucket, entry)
    return Gazetteer(
        entries={language: {k: tuple(v) for k, v in table.items()} for language, table in tables.items()},
        longest={language: _lengths(table) for language, table in tables.items()},
        countries={country.code: country for country in known},
        compounds=frozenset(_compounds(kept)),
        spellings=dict(spellings or {}),
        plain_words=frozenset(
            word
            for term in kept
            for form in (term.en, *term.en_variants)
            for word in form.split()
            if word.islower()
        ),
    )


def _file(bucket: list[Entry], entry: Entry) -> None:
    """Add an entry to those under its key; the term of one that is there already is kept with it."""
    for position, other in enumerate(bucket):
        if entry.kind == other.kind and entry.country == other.country:
            if other.term is None:
                bucket[position] = replace(other, term=entry.term)
            return
    bucket.append(entry)


def _lengths(table: Iterable[tuple[str, ...]]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for key in table:
        if key:
            longest[key[0]] = max(len(key), longest.get(key[0], 0))
    return longest


def _country_entries(countries: Iterable[Country]) -> Iterator[tuple[Language, Entry]]:
    for country in countries:
        code, kind = country.code, country.type
        for form in (country.vi, *country.vi_aliases):
            yield "vi", Entry(form, "country", kind, code, exact=_brief(form))
        for form in (country.en, *country.en_aliases):
            yield "en", Entry(form, "country", kind, code, exact=_brief(form))
            if " " not in form and not form.isupper():
                yield "vi", Entry(form, "country", kind, code, exact=True)
        for form in country.adjectives:
            yield "en", Entry(form, "adjective", kind, code, exact=True)
            if form.endswith(("an", "i", "k", "n")):
                yield "en", Entry(f"{form}s", "adjective", kind, code, exact=True)
        for form in country.capitals_vi:
            yield "vi", Entry(form, "capital", kind, code)
        for form in (country.vi, *country.capitals_vi) if code == "VN" else ():
            yield "en", Entry(form, "capital" if form in country.capitals_vi else "country", kind, code)
        for form in country.capitals_en:
            yield "en", Entry(form, "capital", kind, code)


def _names_vi(countries: Iterable[Country]) -> frozenset[str]:
    return frozenset(name for country in countries for name in (country.vi, *country.vi_aliases))


def _pair_entries(countries: Iterable[Country]) -> Iterator[tuple[Language, Entry]]:
    for country in countries:
        if country.pair:
            yield "vi", Entry(country.pair, "pair", country.type, country.code, exact=True)


def _term_entries(terms: Iterable[Term], pairs: frozenset[str]) -> Iterator[tuple[Language, Entry]]:
    for term in terms:
        if term.kind in {"title", "language"}:
            continue  # would hide the country in "US President"
        kind = _entry_kind(term)
        kind_type: PartnerType = _TYPES.get(term.kind, "country" if kind == "country" else "other")
        if kind == "place":
            kind_type = "government"
        if term.country in _TERRITORIES and kind == "country":
            kind_type = "other"
        for language, form, exact in _forms(term):
            if kind in {"country", "region"} and (
                form in pairs or form.startswith("nước ") or form.endswith(" cũ")
            ):
                continue  # "Thái", "Ấn" name countries in pairs only
            yield language, Entry(form, kind, kind_type, term.country, term, exact)
            if language == "vi" and kind == "place" and term.country == "VN" and not form.isascii():
                yield "en", Entry(form, kind, kind_type, term.country, term, exact)  # "Quảng Ninh Province"


def _entry_kind(term: Term) -> EntryKind:
    if term.kind == "country":
        return "country" if term.country else "region"
    if term.kind == "province_city":
        return "country" if term.country in _TERRITORIES and _whole(term) else "place"
    return "body" if term.kind in _TYPES else "other"


def _whole(term: Term) -> bool:
    return term.vi in {"Đài Loan", "Hong Kong", "Ma Cao"}


def _forms(term: Term) -> Iterator[tuple[Language, str, bool]]:
    """Yield language, form and whether its case counts; terms that name no party give abbreviations only."""
    if _entry_kind(term) == "other":
        yield from (("vi", form, True) for form in {term.abbr_vi, term.abbr_en} if len(form) > 1)
        yield from (("en", form, True) for form in {term.abbr_en} if len(form) > 1)
        return
    for form in (term.vi, *term.vi_variants):
        if form.lower() != form:
            yield "vi", form, _brief(form)
    for form in (term.en, *term.en_variants):
        if form.lower() != form:
            yield "en", form, _brief(form)
            if term.kind in {"company", "bank", "international_org", "university"}:
                yield "vi", form, True
    for form in {term.abbr_vi, term.abbr_en} - {""}:
        if len(form) > 2 or term.kind in _SHORT_SAFE:
            yield "vi", form, True
            yield "en", form, True
    short = _GENERIC.sub("", term.vi)
    if term.kind == "company" and short != term.vi and short.isascii() and short.isalpha() and len(short) > 4:
        yield "vi", short, True
        yield "en", short, True


def _brief(form: str) -> bool:
    """Whether a form is so short that its case is part of it: one word, or capitals only."""
    return " " not in form or form.isupper()


def _compounds(terms: Iterable[Term]) -> Iterator[tuple[str, str]]:
    for term in terms:
        if term.kind not in _TYPES and term.kind not in {"field_term", "core_term"}:
            continue
        for form in (term.vi, *term.vi_variants):
            words = form.split()
            for left, right in itertools.pairwise(words):
                if right.islower() and left.isalpha() and right.isalpha():
                    yield fold(left), fold(right)
