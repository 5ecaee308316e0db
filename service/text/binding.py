"""What the terms of a sentence demand of its translation.

Promises that a client's term is always demanded, and of the service's own glossary its core terms and what is
a name there: no other common noun ("wife", "authorities"), no English word that stands for several
("President", "English"). A brand or an abbreviation may stay in Vietnamese as it was written. Knows no
translator.
"""

import re
from collections.abc import Iterable

from service.domain.article import Language, other
from service.domain.glossary import USER_KIND
from service.text.terms import CORE_KIND, Occurrence, contains_term, is_binding

# What Vietnamese newspapers call by its own name as often as by the official one: Apple, Vinamilk, Reuters.
_BRANDS = frozenset({"company", "bank", "agency", "university", "international_org", "forum"})


def is_demanded(text: str, place: Occurrence, *, source: Language) -> bool:
    """Whether a translation must render a term as the glossary does."""
    term = place.term
    if term.kind in (USER_KIND, CORE_KIND) or not is_binding(term):
        return is_binding(term)
    written = text[place.start : place.end]
    if written.lower() == written or written.lower() in term.forms(source):
        return False
    if source == "vi":
        return True
    return term.kind != "language" and not (term.kind == "title" and " " not in written)


def missed_terms(
    text: str, places: Iterable[Occurrence], translation: str, *, source: Language
) -> list[Occurrence]:
    """Return the terms of a text that its translation should hold and does not."""
    target = other(source)
    return [
        place
        for place in places
        if is_demanded(text, place, source=source)
        and not contains_term(translation, place.term, target)
        and not (target == "vi" and _stays(text[place.start : place.end], place, translation))
    ]


def _stays(written: str, place: Occurrence, translation: str) -> bool:
    """Whether a brand or an abbreviation was left as it is: "Apple", "AFC"."""
    if place.term.kind == USER_KIND or not written.isalnum():
        return False
    may_stay = written.isupper() or place.term.kind in _BRANDS
    return may_stay and bool(re.search(rf"(?<!\w){re.escape(written)}(?!\w)", translation))
