"""Terms of a glossary in running text: where they occur, and whether an accepted form of theirs does.

Promises the longest term at a place, whichever tone spelling (hoà, hòa) and, abbreviations and one-word names
apart, whichever case. Knows nothing of meaning: a homonym is found as well.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import NamedTuple

from service.domain.article import Language
from service.domain.glossary import USER_KIND, Glossary, Term
from service.text.caching import remembered
from service.text.folding import FILLERS, Word, name_key, words_of
from service.text.homonyms import is_no_country
from service.text.other_words import is_in_other_words
from service.text.verbatim import within_verbatim

# Kinds whose wording is a writer's choice: other words than the glossary's are no mistake.
_FREE = frozenset({"field_term", "news_term", "instrument"})
# Common words of the field that a model gets wrong ("kim ngạch"): of Vietnamese alone, as the English for
# them ("value") says many other things.
CORE_KIND = "core_term"
_TWO = 2
_STEM = 4  # letters that a country's name and its adjective share: Japa-n, Japa-nese
_ADJECTIVES = {
    "France": "French", "Netherlands": "Dutch", "United Kingdom": "British", "United States": "America",
    "Switzerland": "Swiss", "Laos": "Lao", "Spain": "Spanish", "Wales": "Welsh", "Greece": "Gree",
    "Philippines": "Phil", "Turkey": "Turk", "Türkiye": "Turk", "Denmark": "Dan", "Poland": "Pol",
    "Finland": "Finn", "Sweden": "Swed", "Norway": "Norw", "Iceland": "Icel", "Ireland": "Iri",
}  # fmt: skip
_CLOSING = ")]”’\"'"
_INTRODUCES = re.compile(r"\s?\(|\s[-–—]\s")  # between a name and the abbreviation that it introduces
_SENTENCES = 256  # that an index remembers: those of the batches that are being worked at
_GAP = re.compile(r"[\s.&'’/,\-–—]{0,3}(?:(?:và|and|the)\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term in a text, by code-point offsets, `end` exclusive; `glossary` is the label of its glossary."""

    start: int
    end: int
    term: Term
    glossary: str = ""


class _Read(NamedTuple):
    """A text's words and their keys, without what a name may have or lack: "Khoa học và", "- Công nghệ"."""

    text: str
    words: tuple[Word, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Form:
    """A written form of a term: its words, their keys, what stands between them, and what before and after.

    `exact`: an abbreviation or one capitalised word, whose case must agree. `before` and `after` are symbols
    that belong to the form of a client's term (C++, (KPC)); nothing in others.
    """

    words: tuple[str, ...]
    keys: tuple[str, ...]
    gaps: tuple[str, ...]
    exact: bool
    term: Term
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class _Layer:
    """One glossary in one language: its forms by their words' keys, and which lengths begin with a key.

    Thousands of names that begin alike ("Trung tâm ...") so cost no more than one.
    """

    label: str
    forms: Mapping[tuple[str, ...], tuple[_Form, ...]]
    lengths: Mapping[str, tuple[int, ...]]  # the longest first

    def longest(self, read: _Read, i: int) -> _Form | None:
        """Return the longest form that stands at word `i`."""
        for length in self.lengths.get(read.keys[i], ()):
            for form in self.forms.get(read.keys[i : i + length], ()):
                if _matches(read.text, read.words[i : i + length], form):
                    return form
        return None

    def begins(self, read: _Read, places: range) -> bool:
        """Tell whether a form begins at one of these words."""
        return any(self.longest(read, place) for place in places)


@dataclass(frozen=True, slots=True)
class TermIndex:
    """What finds terms. `find` returns those of a text in reading order, and remembers the last texts.

    There are no overlaps: it is the longest at a place, and of these the first. A term whose wording is free
    gives way to one of an earlier glossary in it: a client's "bản ghi nhớ" in "ký bản ghi nhớ".
    """

    find: Callable[[str], tuple[Occurrence, ...]]


def _find(layers: tuple[_Layer, ...], text: str) -> tuple[Occurrence, ...]:
    read = _read(text)
    words, begins = read.words, {key for layer in layers for key in read.keys if key in layer.lengths}
    found: list[Occurrence] = []
    i = 0
    while i < len(words):
        label, form = _at(layers, read, i) if read.keys[i] in begins else ("", None)
        if form is None or _is_homonym(read, i, form):
            i += 1
            continue
        last = i + len(form.keys) - 1
        start, end = words[i].start - len(form.before), words[last].end + len(form.after)
        if form.term.kind != USER_KIND and within_verbatim(text, start, end):
            i += 1
            continue
        found.append(Occurrence(start, end, form.term, label))
        i = last + 1
    return tuple(_narrowed(text, found))


def _at(layers: tuple[_Layer, ...], read: _Read, i: int) -> tuple[str, _Form | None]:
    label, longest = "", None
    for place, layer in enumerate(layers):
        form = layer.longest(read, i)
        if form is None or (longest is not None and len(form.keys) <= len(longest.keys)):
            continue
        inside = range(i + 1, i + len(form.keys))
        if not is_binding(form.term) and (longest or any(one.begins(read, inside) for one in layers[:place])):
            continue
        label, longest = layer.label, form
    return label, longest


def _narrowed(text: str, found: Sequence[Occurrence]) -> Iterator[Occurrence]:
    """Take its abbreviation from a name that introduces one: that stands for itself, not for the name."""
    for place, following in itertools.zip_longest(found, found[1:]):
        short = following and text[following.start : following.end]
        if short and short.isupper() and _INTRODUCES.fullmatch(text, place.end, following.start):
            yield replace(place, term=replace(place.term, abbr_vi="", abbr_en=""))
        else:
            yield place


def _is_homonym(read: _Read, i: int, form: _Form) -> bool:
    """Whether a term is none here: "Trần Tuấn Anh" is not from Great Britain."""
    if form.term.kind == CORE_KIND:
        return is_in_other_words(read.words, i, i + len(form.keys) - 1)
    if len(form.keys) > 1 or form.term.kind != "country":
        return False
    words = read.words
    before, after = words[i - 1] if i else None, words[i + 1] if i + 1 < len(words) else None
    return is_no_country(read.text, words[i], before=before, after=after)


def is_binding(term: Term) -> bool:
    """Whether a translation must use an accepted form: names, titles and whatever a client asks for."""
    return term.kind not in _FREE


@lru_cache(maxsize=32)
def index_terms(glossary: Glossary, language: Language) -> TermIndex:
    """Index a glossary's forms in one language; earlier terms go before later ones of the same form."""
    layers = tuple(_layer(layer, language) for layer in glossary.layers or (glossary,))
    return TermIndex(remembered(_SENTENCES)(partial(_find, layers)))


@lru_cache(maxsize=32)
def _layer(glossary: Glossary, language: Language) -> _Layer:
    by_keys: defaultdict[tuple[str, ...], list[_Form]] = defaultdict(list)
    for term in glossary.terms:
        for text in () if language == "en" and term.kind == CORE_KIND else term.forms(language):
            form = _form(text, term)
            if form.keys and (len(form.keys) > 1 or len(text) > 2 or term.kind == USER_KIND):
                by_keys[form.keys].append(form)
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for keys in by_keys:
        lengths[keys[0]].add(len(keys))
    return _Layer(
        glossary.label,
        {keys: _distinct(forms) for keys, forms in by_keys.items()},
        {key: tuple(sorted(found, reverse=True)) for key, found in lengths.items()},
    )


def _distinct(same: list[_Form]) -> tuple[_Form, ...]:
    """Leave out forms that an earlier one always answers for; those that are found in few places go first."""
    found: dict[tuple[tuple[str, ...], str, str], _Form] = {}
    for form in same:
        strict = form.term.case_sensitive or form.exact
        found.setdefault((form.words if strict else (), form.before, form.after), form)
    order = sorted(found.values(), key=lambda form: (not form.term.case_sensitive, not form.exact))
    return tuple(sorted(order, key=lambda form: -len(form.before + form.after)))


def contains_term(text: str, term: Term, language: Language) -> bool:
    """Whether an accepted form of the term stands in the text; of a country, its adjective in English too."""
    for form in term.forms(language):
        literal = _is_literal(form, term)
        if (_find_literal(text, form) if literal else _first_word(text, form)) is not None:
            return True
    return language == "en" and term.kind == "country" and _has_adjective(text, term.en)


def find_rendering(text: str, term: Term, language: Language) -> tuple[int, int] | None:
    """Return where an accepted form of the term stands: the preferred one if it does, else another."""
    for form in term.forms(language):
        place = _find_literal(text, form) if _is_literal(form, term) else find_form(text, form)
        if place is not None:
            return place[0], place[1] + _tail(text, place[1], form)
    return None


def _tail(text: str, end: int, form: str) -> int:
    """Return how many symbols that end a form, the bracket of "Taiwan (China)", follow in the text."""
    symbols = form[len(form.rstrip(_CLOSING)) :]
    return len(symbols) if text.startswith(symbols, end) else 0


def find_form(text: str, form: str) -> tuple[int, int] | None:
    """Return where a form stands, whatever its case; an English plural counts."""
    first = _first_word(text, form)
    if first is None:
        return None
    words = _read(text).words
    return words[first].start, words[first + len(_keys(form)) - 1].end


def _first_word(text: str, form: str) -> int | None:
    """Return at which word a form begins."""
    wanted, keys = _keys(form), _keys_of_text(text)
    if not wanted or (wanted[0] not in keys and f"{wanted[0]}s" not in keys):
        return None
    for i in range(len(keys) - len(wanted) + 1):
        if _same(keys[i], wanted[0]) and all(map(_same, keys[i + 1 :], wanted[1:])):
            return i
    return None


def _is_literal(form: str, term: Term) -> bool:
    """Whether a form counts as it is written alone."""
    return term.case_sensitive or (term.kind == USER_KIND and _has_edges(form))


def _has_adjective(text: str, country: str) -> bool:
    stem = _ADJECTIVES.get(country) or country.split()[-1][:_STEM]
    return stem in text and any(word.text.startswith(stem) for word in words_of(text))


def _form(text: str, term: Term) -> _Form:
    _, words, keys = _read(text)
    written = tuple(word.text for word in words)
    exact = len(keys) == 1 and written[0] != written[0].lower()
    if not words or term.kind != USER_KIND:
        return _Form(written, keys, (), exact, term)
    gaps = tuple(text[a.end : b.start] for a, b in itertools.pairwise(words))
    return _Form(written, keys, gaps, exact, term, *_edges(text, words))


def _edges(text: str, words: tuple[Word, ...]) -> tuple[str, str]:
    """Return the symbols before the first and after the last word: those of "C++" and "(KPC)"."""
    everything = words_of(text)  # with the fillers: the "The" of a name is no symbol
    before, after = text[: everything[0].start], text[everything[-1].end :]
    outer = everything[0].start == words[0].start, everything[-1].end == words[-1].end
    return before if outer[0] else "", after if outer[1] else ""


def _has_edges(form: str) -> bool:
    return not (form[:1].isalnum() and form[-1:].isalnum())


def _find_literal(text: str, form: str) -> tuple[int, int] | None:
    """Return where a form stands exactly as it is written, not within a longer word."""
    start = text.find(form)
    while start >= 0:
        end = start + len(form)
        cut = text[max(start - 1, 0) : start + 1].isalnum() and start > 0
        if not cut and not (form[-1].isalnum() and text[end : end + 1].isalnum()):
            return start, end
        start = text.find(form, start + 1)
    return None


_keys = lru_cache(maxsize=16_384)(name_key)  # of forms
_keys_of_text = remembered(2048)(
    name_key
)  # each hypothesis is asked for every form of every term of its sentence


@remembered(1024)
def _read(text: str) -> _Read:
    words = tuple([word for word in words_of(text) if word.key not in FILLERS])
    return _Read(text, words, tuple([word.key for word in words]))


def _same(found: str, wanted: str) -> bool:
    return found == wanted or (found == wanted + "s" and len(wanted) > 2)


def _matches(text: str, run: tuple[Word, ...], form: _Form) -> bool:
    if not _case_agrees(run, form):
        return False
    start, end = run[0].start, run[-1].end
    if not (text[:start].endswith(form.before) and text.startswith(form.after, end)):
        return False
    between = enumerate(itertools.pairwise(run))
    return all(
        _GAP.fullmatch(gap := text[a.end : b.start]) or (n < len(form.gaps) and gap == form.gaps[n])
        for n, (a, b) in between
    )


def _case_agrees(run: tuple[Word, ...], form: _Form) -> bool:
    first, wanted = run[0].text, form.words[0]
    if form.term.case_sensitive:
        return all(_shape(word.text) == _shape(own) for word, own in zip(run, form.words, strict=True))
    if form.exact:
        return _shape(first) == _shape(wanted) or (first.isupper() and len(wanted) > 4)
    place = form.term.kind == "province_city" and len(run) == _TWO and form.words[1][:1].isupper()
    if place and run[1].text[:1].islower():
        return False  # "Quỹ Hoà bình" is a fund for peace, not Hòa Bình's
    # A name in capitals is not found in small letters: "ba vì" is no Ba Vì. A client's term is, unless it
    # is marked as case-sensitive.
    return form.term.kind == USER_KIND or not (wanted[:1].isupper() and first[:1].islower())


def _shape(word: str) -> tuple[bool, ...]:
    """Return which letters are capitals: where two spellings of one word (Hoà, Hòa) agree in case."""
    return tuple(letter.isupper() for letter in word)
