"""What a Vietnamese article calls a body for short: "Tổng cục" where it speaks of one Tổng cục alone.

Promises a term only where each full name that begins with the word means the same body; then the word alone
is that body, "Directorate" in English. Where an unknown name begins with it, it is left to the model.
"""

import re
from collections.abc import Iterator, Sequence

from service.domain.glossary import Glossary, Term
from service.text.terms import TermIndex, index_terms

_HEADS = ("Tổng cục", "Ủy ban", "Uỷ ban", "Hiệp hội", "Học viện", "Tập đoàn", "Trung tâm")
# "Tổng cục trưởng" is a person, "Ủy ban nhân dân" has no other name, "Trung tâm thương mại" is a shop.
_OTHER = r"(?:trưởng|nhân dân|thương mại|thành phố)\b"
_FOLLOWING = re.compile(r"\s+(\w)")
_OFFICE = re.compile(r"(?:the )?(.+?)(?: (?:of|for|on) .*)?", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")


def short_names(texts: Sequence[str], glossary: Glossary) -> tuple[Term, ...]:
    """Return a term for each word that stands for one body in these texts of one article."""
    index = index_terms(glossary, "vi")
    return tuple(term for head in _HEADS for term in _term(head, texts, index))


def _term(head: str, texts: Sequence[str], index: TermIndex) -> Iterator[Term]:
    places = [(text, match) for text in texts for match in re.finditer(rf"\b{head}\b(?!\s+{_OTHER})", text)]
    full = [(text, match) for text, match in places if _goes_on(text, match.end())]
    alone = any(match.start() for text, match in places if not _goes_on(text, match.end()))
    meant = {_body(text, match.start(), index) for text, match in full}
    if alone and len(meant) == 1 and (body := meant.pop()):
        noun = _head_of(body)
        yield Term(head, f"the {noun}", en_variants=(f"The {noun}",), kind="agency", case_sensitive=True)


def _goes_on(text: str, end: int) -> bool:
    """Tell whether a capitalised word follows: the name goes on."""
    following = _FOLLOWING.match(text, end)
    return following is not None and following.group(1).isupper()


def _body(text: str, start: int, index: TermIndex) -> str:
    """Return the English name of the body whose name begins here; "" for an unknown one."""
    return next((place.term.preferred("en") for place in index.find(text) if place.start == start), "")


def _head_of(name: str) -> str:
    """Return the noun of an English name: Directorate for Standards, Korea Productivity Center."""
    plain = _IN_BRACKETS.sub("", name)
    match = _OFFICE.fullmatch(plain)
    return (match.group(1) if match else plain).split()[-1]
