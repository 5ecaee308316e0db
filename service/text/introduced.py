"""Abbreviations that an article introduces: "Viện Năng suất Việt Nam (VNPI)", "(gọi tắt là APO)", "– APO".

Promises terms for the whole of that article, its title too: an abbreviation whose long form has an official
name means that name, any other stays as it is. Knows nothing of what else the letters may mean.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.article import Language, Span, other
from service.domain.glossary import Glossary, Term
from service.text.folding import Word, words_of
from service.text.terms import TermIndex, index_terms

# "KH&CN", and what of the name's first word stands before it in "(Bộ KH&CN)".
_SHORT = r"(?:(?:Bộ|Sở|Cục|Ban|Viện|Vụ|Trường|Tổng cục|Ủy ban|Uỷ ban) )?[A-ZĐ][\w&./\-]{1,11}"
_CALLED_VI = (
    r"(?:(?:sau|dưới|từ) đây )?(?:được |tên )?(?:tiếng Anh |hay )?(?:còn )?(?:được )?(?:gọi|viết)(?: tắt)?"
    r"(?: là)?:?\s"
)
_CALLED_EN = (
    r"(?:(?:hereinafter|hereafter|henceforth|also),?\s)?"
    r"(?:(?:referred to|known|abbreviated|called)(?: as| to)?\s)?(?:the\s)?"
)
# "VNPI", in quotes or not, and what may stand before it in its bracket: "gọi tắt là", "hereinafter".
_SAID = rf"\s?(?i:{_CALLED_VI}|{_CALLED_EN})[\"'“‘«]?(?P<short>{_SHORT})[\"'”’»]?"
_BRACKET = re.compile(rf"\s?\({_SAID}(?P<rest>(?:[,;]|\s[-–—])\s[^()]*)?\s?\)")
# "(Vietnam National Productivity Institute - VNPI)"
_WITH_NAME = re.compile(rf"\s?\(\s?(?P<name>[^()]{{5,90}}?)(?:\s[-–—]|[,;:])(?=\s){_SAID}\s?\)")
# After a dash the name must end there: "Việt Nam - ASEAN ký" names two parties.
_DASH = re.compile(r"\s[-–—]\s(?P<short>[A-ZĐ]{3,8})(?=[\s]*(?:[,.;:)\]]|$))")
ANY_BRACKET = re.compile(r"\([^()]*\)")
_ROMAN = re.compile(r"[IVXLC]+")
_MONEY = re.compile(
    r"USD|VN[DĐ]|NDT|EUR|JPY|GBP|CNY|RMB|KRW|SGD|AUD|CAD|HKD|NZD|TWD|CHF|THB|INR|RUB|MYR|IDR|LAK|KHR|PHP"
)
_NAME_WORDS = 12  # of the words before the bracket, how many its name may have
_SHORTEST = 3  # letters of an abbreviation whose long form is not known
_NEAR = 4  # of those, how many are looked at for a capital: "biên bản ghi nhớ (MOU)" names nothing
_KIND = "introduced"
# "Trung tâm Năng suất quốc gia Hàn Quốc (KPC)": what stands before the bracket is the end of a longer name.
_PARTS_OF_NAMES = frozenset({"country", "province_city", "title", "field_term", "news_term"})


def introduced_terms(texts: Sequence[str], glossary: Glossary, *, source: Language) -> tuple[Term, ...]:
    """Return the terms that the texts of one article introduce and the glossary does not have so."""
    index = index_terms(glossary, source)
    found: dict[str, Term] = {}
    for text in texts:
        for match in _places(text):
            short = match["short"]
            if short not in found and _is_abbreviation(short):
                term = _term(text, match, index, source)
                if term is not None:
                    found[short] = term
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket with its marks, that holds an abbreviation and before it "gọi tắt là" at most."""

    span: Span
    short: Span


def brackets_in(text: str) -> list[Bracket | None]:
    """Return the brackets of a text in their order, None for one that introduces no abbreviation."""
    if "(" not in text:
        return []
    known = {
        match.end(): Bracket(_without_space(match), Span(*match.span("short")))
        for match in _BRACKET.finditer(text)
        if not match["rest"] and _is_abbreviation(match["short"])
    }
    return [known.get(match.end()) for match in ANY_BRACKET.finditer(text)]


def _without_space(match: re.Match[str]) -> Span:
    return Span(match.start() + match[0].index("("), match.end())


def _places(text: str) -> list[re.Match[str]]:
    after_dashes = list(_DASH.finditer(text)) if any(dash in text for dash in "-–—") else []
    if "(" not in text:
        return after_dashes
    brackets = [match for match in _BRACKET.finditer(text) if _says_more_of(match["short"], match["rest"])]
    named = [match for match in _WITH_NAME.finditer(text) if has_initials(match["short"], match["name"])]
    return [*named, *brackets, *after_dashes]


def _says_more_of(short: str, rest: str | None) -> bool:
    """Whether what follows an abbreviation in its bracket is about it: "(WHO, UNICEF)" lists two."""
    words = words_of(rest or "")
    return not words or words[0].text[0].islower() or has_initials(short, rest or "")


def _is_abbreviation(short: str) -> bool:
    own = short.split()[-1]
    capitals = sum(letter.isupper() for letter in own)
    return capitals > 1 and not _ROMAN.fullmatch(own) and not _MONEY.fullmatch(own)


def _term(text: str, match: re.Match[str], index: TermIndex, source: Language) -> Term | None:
    short, name = match["short"], match.groupdict().get("name")
    # A name without diacritics after a Vietnamese one says it in English, and the letters are of that.
    in_english = name is not None and source == "vi" and name.isascii()
    before = text[: match.end("name") if name and not in_english else match.start()]
    full = next((place for place in index.find(before) if place.end == len(before)), None)
    if full is not None and full.term.kind in _PARTS_OF_NAMES:
        full = None
    said = before[full.start :] if full else before
    foreign = in_english or not has_initials(short.split()[-1], said)
    known = [place.term for place in index.find(short)]
    if full is not None:
        return None if known == [full.term] else _of_term(short, full.term, source, foreign=foreign)
    if known or " " in short or len(short) < _SHORTEST or not (in_english or _ends_in_name(before)):
        return None
    return Term(short, short, kind=_KIND, case_sensitive=True)


def _of_term(short: str, term: Term, source: Language, *, foreign: bool) -> Term:
    """Return the abbreviation as a term: itself if it is foreign, else the official one if any."""
    target = other(source)
    official = term.abbr_en if target == "en" else term.abbr_vi
    whole = term.preferred(target)  # of "Bộ KH&CN", which is half a name
    said = whole if " " in short and not official else official if official and not foreign else short
    accepted = tuple(form for form in (*term.forms(target), short) if form != said)
    if source == "vi":
        return Term(short, said, en_variants=accepted, kind=term.kind, country=term.country)
    return Term(said, short, vi_variants=accepted, kind=term.kind, country=term.country)


def has_initials(short: str, full: str) -> bool:
    """Whether the letters of an abbreviation are, in order, among the initials of a name's last words."""
    initials = iter(word.text[0].upper() for word in words_of(full)[-_NAME_WORDS:])
    return all(letter in initials for letter in short.upper() if letter.isalpha())


def _ends_in_name(before: str) -> bool:
    """Whether the words right before, up to a comma or the like, hold a capital inside the sentence."""
    words = words_of(before)
    near: list[Word] = []
    for word in reversed(words[-_NAME_WORDS:]):
        end = near[-1].start if near else len(before)
        if not re.fullmatch(r"[\s&/’'\-–—]*", before[word.end : end]):
            break
        near.append(word)
    starts = words[0].start if words else 0
    return any(word.capital and word.start != starts for word in near[:_NEAR])
