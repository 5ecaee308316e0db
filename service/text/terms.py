"""Terms of a glossary in running text: where they occur, and whether an accepted form of theirs does.

Promises the longest term at a place, whichever tone spelling (hoà, hòa) and, abbreviations and one-word names
apart, whichever case. Knows nothing of meaning: a homonym is found as well.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from service.domain.article import Language
from service.domain.glossary import Glossary, Term
from service.text.folding import FILLERS, Word, words_of

# Kinds whose wording is a writer's choice: other words than the glossary's are no mistake.
_FREE = frozenset({"field_term", "news_term", "instrument"})
_STEM = 4  # letters that a country's name and its adjective share: Japa-n, Japa-nese
_ADJECTIVES = {
    "France": "French", "Netherlands": "Dutch", "United Kingdom": "British", "United States": "America",
    "Switzerland": "Swiss", "Laos": "Lao", "Spain": "Spanish", "Wales": "Welsh", "Greece": "Gree",
    "Philippines": "Phil", "Turkey": "Turk", "Türkiye": "Turk", "Denmark": "Dan", "Poland": "Pol",
    "Finland": "Finn", "Sweden": "Swed", "Norway": "Norw", "Iceland": "Icel", "Ireland": "Iri",
}  # fmt: skip
_GAP = re.compile(r"[\s.&'’/,\-–—]{0,3}(?:(?:và|and|the)\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term in a text, by code-point offsets; `end` is exclusive."""

    start: int
    end: int
    term: Term


@dataclass(frozen=True, slots=True)
class _Form:
    """A written form of a term. `exact`: an abbreviation or one capitalised word, whose case must agree."""

    text: str
    keys: tuple[str, ...]
    exact: bool
    term: Term


@dataclass(frozen=True, slots=True)
class TermIndex:
    """The forms of a glossary in one language by their first word's key, longest first."""

    forms: dict[str, tuple[_Form, ...]]

    def find(self, text: str) -> tuple[Occurrence, ...]:
        """Return the terms in reading order, without overlaps."""
        words = _content_words(text)
        found: list[Occurrence] = []
        i = 0
        while i < len(words):
            form = next(self._at(text, words, i), None)
            if form is None:
                i += 1
                continue
            last = i + len(form.keys) - 1
            found.append(Occurrence(words[i].start, words[last].end, form.term))
            i = last + 1
        return tuple(found)

    def _at(self, text: str, words: tuple[Word, ...], i: int) -> Iterator[_Form]:
        for form in self.forms.get(words[i].key, ()):
            if _matches(text, words[i : i + len(form.keys)], form):
                yield form


def is_binding(term: Term) -> bool:
    """Whether a translation must use an accepted form: names, titles and whatever a client asks for."""
    return term.kind not in _FREE


@lru_cache(maxsize=16)
def index_terms(glossary: Glossary, language: Language) -> TermIndex:
    """Index a glossary's forms in one language; earlier terms go before later ones of the same form."""
    by_key: defaultdict[str, dict[tuple[str, ...], _Form]] = defaultdict(dict)
    for term in glossary.terms:
        for text in term.forms(language):
            form = _form(text, term)
            if form.keys and (len(form.keys) > 1 or len(text) > 2):
                by_key[form.keys[0]].setdefault(form.keys, form)
    return TermIndex(
        {key: tuple(sorted(f.values(), key=lambda form: -len(form.keys))) for key, f in by_key.items()}
    )


def contains_term(text: str, term: Term, language: Language) -> bool:
    """Whether an accepted form of the term stands in the text; of a country, its adjective in English too."""
    if any(find_form(text, form) is not None for form in term.forms(language)):
        return True
    return language == "en" and term.kind == "country" and _has_adjective(text, term.en)


def find_form(text: str, form: str) -> tuple[int, int] | None:
    """Return where a form stands, whatever its case; an English plural counts."""
    wanted = _keys(form)
    words = _content_words(text)
    for i in range(len(words) - len(wanted) + 1):
        run = words[i : i + len(wanted)]
        if run and all(_same(word.key, key) for word, key in zip(run, wanted, strict=True)):
            return run[0].start, run[-1].end
    return None


def _has_adjective(text: str, country: str) -> bool:
    stem = _ADJECTIVES.get(country) or country.split()[-1][:_STEM]
    return any(word.text.startswith(stem) for word in words_of(text))


def _form(text: str, term: Term) -> _Form:
    keys = _keys(text)
    exact = len(keys) == 1 and text[:1].isupper()
    return _Form(text, keys, exact, term)


def _keys(text: str) -> tuple[str, ...]:
    return tuple(word.key for word in _content_words(text))


def _content_words(text: str) -> tuple[Word, ...]:
    """Return the words without those that a name may have or lack: "Khoa học và" and "- Công nghệ"."""
    return tuple(word for word in words_of(text) if word.key not in FILLERS)


def _same(found: str, wanted: str) -> bool:
    return found == wanted or (found == wanted + "s" and len(wanted) > 2)


def _matches(text: str, run: tuple[Word, ...], form: _Form) -> bool:
    if tuple(word.key for word in run) != form.keys:
        return False
    if form.exact and run[0].text != form.text and not (run[0].text.isupper() and len(form.text) > 4):
        return False
    # A name in capitals is not found in small letters: "ba vì" is no Ba Vì.
    if form.text[:1].isupper() and run[0].text[:1].islower():
        return False
    gaps = (text[a.end : b.start] for a, b in itertools.pairwise(run))
    return all(_GAP.fullmatch(gap) for gap in gaps)
