"""The slots of a highlight as words: parties, field, sum, place.

Promises no word that a slot does not say, no figure rounded, and the article of an English name as a careful
paper would set it. Knows no sentence.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from service.domain.article import Language
from service.domain.highlight import Amount, Field, Highlight, Partner
from service.text.acts.field_words import fields_in_order, fields_told
from service.text.acts.paper_counts import papers_counted
from service.text.figures import swap_marks

_SCALES_EN = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_SCALES_VI = ((10**9, "tỷ"), (10**6, "triệu"))
_EN_BEFORE = {"USD": "US$", "VND": "VND"}
_PLACES = 3  # decimals of a figure of millions; one that needs more is written in full
_NUMBERS_EN = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_NUMBERS_VI = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_COUNTED = re.compile(
    r"(?:\d+|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|các|những|two|three|four|five|six|seven|eight|nine|ten|both|"
    r"the (?:two|three|four|five|six))\s+"
    r"(?:(?:nước|bên|quốc gia|đối tác|thành viên|công ty|doanh nghiệp|trường|countries|nations|sides|parties|"
    r"partners|members|states|companies|firms|universities)\b)",
    re.IGNORECASE,
)
_AND: dict[Language, str] = {"en": "and", "vi": "và"}


@dataclass(frozen=True, slots=True)
class Grammar:
    """Sentence frames by "instrument.status", and the words of fields, sums and names, English first."""

    frames: Mapping[str, Mapping[str, str]]
    prepositions: Mapping[str, Mapping[str, str]]
    implied: Mapping[str, frozenset[str]]
    fields: Mapping[str, tuple[str, str]]
    articles: Mapping[str, frozenset[str]]
    currencies: Mapping[str, tuple[str, str]]
    hedges: tuple[tuple[str, str, tuple[str, ...]], ...]


@lru_cache(maxsize=1)
def load_grammar() -> Grammar:
    """Read the grammar that comes with the package."""
    table = tomllib.loads(files(__package__).joinpath("gist.toml").read_text(encoding="utf-8"))
    return Grammar(
        frames=table["frames"],
        prepositions=table["prepositions"],
        implied={name: frozenset(fields) for name, fields in table["implied"].items()},
        fields={name: (words[0], words[1]) for name, words in table["fields"].items()},
        articles={name: frozenset(words) for name, words in table["articles"].items()},
        currencies={code: (words[0], words[1]) for code, words in table["currencies"].items()},
        hedges=tuple((en, vi, tuple(forms)) for en, vi, forms in table["hedges"].values()),
    )


def parties_of(highlight: Highlight) -> tuple[Partner, ...]:
    """Return the parties to be named: no group ("bốn nước") beside two that are named themselves."""
    named = tuple(one for one in highlight.partners if not _is_counted(one))
    return named if len(named) > 1 else highlight.partners


def _is_counted(partner: Partner) -> bool:
    return any(_COUNTED.match(side) for side in (partner.name.vi, partner.name.en) if side)


def words_for_parties(partners: Sequence[Partner], count: int, language: Language) -> str:
    """Return "A, B and two others"; "the parties" where there are none."""
    names = [party_name(partner, language) for partner in partners[:count]]
    if not names:
        return "the parties" if language == "en" else "các bên"
    rest = len(partners) - len(names)
    if rest > 0:
        names.append(_others(rest, language))
    return listed(names, language)


def listed(names: Sequence[str], language: Language) -> str:
    """Return "A, B and C"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {_AND[language]} {names[-1]}"


def _others(rest: int, language: Language) -> str:
    numbers = _NUMBERS_EN if language == "en" else _NUMBERS_VI
    number = numbers[rest] if rest < len(numbers) else str(rest)
    if language == "vi":
        return f"{number} bên khác"
    return f"{number} other{'s' if rest > 1 else ''}"


def party_name(partner: Partner, language: Language) -> str:
    """Return a party's name as it stands in a sentence."""
    name = bare_name(partner, language)
    if language == "vi" or partner.type in {"company", "person"}:
        return name
    if partner.type == "country" and partner.country in load_grammar().articles["countries"]:
        return f"the {name.removeprefix('the ').removeprefix('The ')}"
    return with_article(name)


def bare_name(partner: Partner, language: Language) -> str:
    """Return a party's name as it stands in a headline: without an article, a group in small letters."""
    name = partner.name.side(language) or partner.name.vi or partner.name.en
    return f"{name[:1].lower()}{name[1:]}" if _COUNTED.match(name) else name


def with_article(name: str) -> str:
    """Return an English name with "the" where its form asks for it: the World Bank, the Mekong Delta."""
    articles = load_grammar().articles
    keys = re.sub(r"\s*\([^()]*\)", "", name).casefold().replace("’", "'").split()
    owned = any(key.endswith("'s") and key not in articles["common_owners"] for key in keys)
    if not keys or keys[0] == "the" or owned:
        return name
    headed = len(keys) > 1 and keys[-1] in articles["last"]
    linked = any(a in articles["before_of"] and b in articles["links"] for a, b in pairwise(keys))
    return f"the {name}" if headed or linked or name in articles["names"] else name


def words_for_field(highlight: Highlight, language: Language) -> str:
    """Return " on energy": the first field that says more than the instrument and that the sentence names.

    Of several papers all of them, in the order of the sentence.
    """
    grammar, side = load_grammar(), 0 if language == "en" else 1
    implied = grammar.implied.get(highlight.instrument, frozenset())
    fields = sorted(highlight.fields, key=lambda field: field == "diplomacy")  # every act has to do with it
    fields = [field for field in fields if field not in implied and _is_named(field, highlight)]
    if papers_counted(highlight) > 1:
        order = fields_in_order(highlight.evidence[0].text)
        fields = [field for field in order if field in fields] or fields
    named = [words for field in fields if (words := grammar.fields[field][side])]
    if not named:
        return ""
    prepositions = grammar.prepositions[language]
    words = _all_of(named, language) if papers_counted(highlight) > 1 else named[0]
    return f" {prepositions.get(highlight.instrument, prepositions['default'])} {words}"


def _all_of(fields: Sequence[str], language: Language) -> str:
    """Return "agriculture, health, and education and training"."""
    several = language == "en" and len(fields) > 1 and any(" and " in field for field in fields)
    return f"{', '.join(fields[:-1])}, and {fields[-1]}" if several else listed(fields, language)


def _is_named(field: Field, highlight: Highlight) -> bool:
    """Tell whether words of a field stand in the act's first sentence, or in another if the first has none.

    Only a meeting may be about foreign affairs: who signs a paper says nothing of what is in it.
    """
    if field == "diplomacy" and highlight.instrument != "visit":
        return False
    first, *others = (fields_told(one.text) for one in highlight.evidence)
    telling = first if highlight.instrument == "visit" else first - {"diplomacy"}
    return field in first or (not telling and any(field in told for told in others))


def words_for_sum(amounts: Sequence[Amount], language: Language) -> str:
    """Return "more than US$5 million" where there is just one sum of money, else ""."""
    if len(amounts) != 1 or amounts[0].value is None or amounts[0].currency is None:
        return ""
    side = 0 if language == "en" else 1
    figure = _figure(Decimal(str(amounts[0].value)), language)
    hedge, before = _hedge(amounts[0].text, side), _EN_BEFORE.get(amounts[0].currency)
    if before and language == "en":
        return f"{hedge}{before}{figure}"  # as translations have it
    unit = load_grammar().currencies.get(amounts[0].currency, (amounts[0].currency,) * 2)[side]
    return f"{hedge}{figure} {unit}"


def _hedge(text: str, side: int) -> str:
    for english, vietnamese, forms in load_grammar().hedges:
        if any(re.match(rf"{re.escape(form)}\b", text, re.IGNORECASE) for form in forms):
            return f"{(english, vietnamese)[side]} "
    return ""


def _figure(value: Decimal, language: Language) -> str:
    for scale, word in _SCALES_EN if language == "en" else _SCALES_VI:
        scaled = value / scale
        if scaled >= 1 and scaled == round(scaled, _PLACES):
            return f"{_grouped(scaled, language)} {word}"
    return _grouped(value, language)


def _grouped(number: Decimal, language: Language) -> str:
    """Write a number with its thousands apart and no empty decimals."""
    whole = f"{number:,f}"
    whole = whole.rstrip("0").rstrip(".") if "." in whole else whole
    return whole if language == "en" else swap_marks(whole)


def words_for_place(highlight: Highlight, language: Language) -> str:
    """Return " in the Mekong Delta" or " tại Đồng bằng sông Cửu Long"."""
    place = highlight.place.side(language) if highlight.place else ""
    if not place:
        return ""
    if language == "vi":
        return f" tại {place}"
    return f" in {with_article(place)}"
