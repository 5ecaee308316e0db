"""A highlight in one sentence of each language, composed from its slots alone.

Promises no word that the slots do not say, and at most 30 words in English (45 syllables in Vietnamese) as
long as the names allow it: the place is left out first, then the fields, the sums and further parties.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from service.domain.article import Language
from service.domain.highlight import Amount, Bilingual, Highlight, Partner
from service.text.dates import render_edtf

_LIMIT: dict[Language, int] = {"en": 30, "vi": 45}
_SCALES = ((1e12, "trillion", "nghìn tỷ"), (1e9, "billion", "tỷ"), (1e6, "million", "triệu"))
_AND: dict[Language, str] = {"en": "and", "vi": "và"}
_SINGULAR = re.compile(r"\b(are|plan) (to |cooperating)")
_DROPPED = ((), ("where",), ("where", "on"), ("where", "on", "worth"))
_COUNTRY_ARTICLE = frozenset({"US", "GB", "NL", "PH", "AE", "CZ", "DO", "MV", "BS", "GM"})


@dataclass(frozen=True, slots=True)
class Grammar:
    """Sentence frames by "instrument.status" and the names of the fields, English first."""

    frames: Mapping[str, Mapping[str, str]]
    fields: Mapping[str, tuple[str, str]]


@lru_cache(maxsize=1)
def load_grammar() -> Grammar:
    """Read the grammar that comes with the package."""
    table = tomllib.loads(files(__package__).joinpath("gist.toml").read_text(encoding="utf-8"))
    return Grammar(table["frames"], {name: (words[0], words[1]) for name, words in table["fields"].items()})


def with_gists(highlights: Sequence[Highlight]) -> tuple[Highlight, ...]:
    """Return the highlights with their gists; to be called when names have both sides."""
    return tuple(replace(one, gist=Bilingual(gist(one, "vi"), gist(one, "en"))) for one in highlights)


def gist(highlight: Highlight, language: Language) -> str:
    """Say a highlight in one sentence."""
    grammar = load_grammar()
    frame = grammar.frames[language][f"{highlight.instrument}.{highlight.status}"]
    sentence = ""
    for parties in dict.fromkeys((len(highlight.partners), min(3, len(highlight.partners)), 2)):
        for dropped in _DROPPED:
            sentence = _fill(frame, _slots(highlight, language, grammar, parties), dropped, highlight)
            if len(sentence.split()) <= _LIMIT[language]:
                return sentence
    return sentence


def _slots(highlight: Highlight, language: Language, grammar: Grammar, parties: int) -> dict[str, str]:
    return {
        "who": _who(highlight.partners, parties, language),
        "on": words_for_field(highlight, language, grammar),
        "worth": words_for_sum(highlight.amounts, language),
        "where": _where(highlight, language),
        "when": _when(highlight, language),
    }


def _fill(frame: str, slots: Mapping[str, str], dropped: Sequence[str], highlight: Highlight) -> str:
    sentence = frame.format(**{name: "" if name in dropped else text for name, text in slots.items()})
    if len(highlight.partners) == 1 and frame.startswith("{who}"):
        sentence = _SINGULAR.sub(lambda m: ("is " if m[1] == "are" else "plans ") + m[2], sentence)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _who(partners: Sequence[Partner], count: int, language: Language) -> str:
    names = [party_name(partner, language) for partner in partners[:count]]
    if not names:
        return "the parties" if language == "en" else "các bên"
    rest = len(partners) - len(names)
    if rest > 0:
        names.append(f"{rest} other{'s' if rest > 1 else ''}" if language == "en" else f"{rest} bên khác")
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {_AND[language]} {names[-1]}"


def party_name(partner: Partner, language: Language) -> str:
    """Return a party's name as it stands in a sentence."""
    name = partner.name.side(language) or partner.name.vi or partner.name.en
    needs_article = language == "en" and partner.type == "country" and partner.country in _COUNTRY_ARTICLE
    return f"the {name}" if needs_article and not name.lower().startswith("the ") else name


def words_for_field(highlight: Highlight, language: Language, grammar: Grammar) -> str:
    """Return " on trade" for the first field, "" where there is none to name."""
    side = 0 if language == "en" else 1
    named = [words for field in highlight.fields[:1] if (words := grammar.fields[field][side])]
    if not named or (highlight.instrument == "visit" and highlight.fields[:1] == ("diplomacy",)):
        return ""
    return f" on {named[0]}" if language == "en" else f" về {named[0]}"


def words_for_sum(amounts: Sequence[Amount], language: Language) -> str:
    """Return ", worth 5 million USD," where there is just one sum of money, else ""."""
    if len(amounts) != 1 or amounts[0].value is None or amounts[0].currency is None:
        return ""
    return (
        f", worth {_sum(amounts[0], language)},"
        if language == "en"
        else f", trị giá {_sum(amounts[0], language)},"
    )


def _sum(amount: Amount, language: Language) -> str:
    value = amount.value or 0.0
    for scale, english, vietnamese in _SCALES:
        if value >= scale:
            figure = f"{value / scale:.4g}"
            return (
                f"{figure} {english} {amount.currency}"
                if language == "en"
                else f"{figure.replace('.', ',')} {vietnamese} {amount.currency}"
            )
    figure = f"{value:,.0f}"
    return f"{figure if language == 'en' else figure.replace(',', '.')} {amount.currency}"


def _where(highlight: Highlight, language: Language) -> str:
    place = highlight.place.side(language) if highlight.place else ""
    if not place:
        return ""
    return f" in {place}" if language == "en" else f" tại {place}"


def _when(highlight: Highlight, language: Language) -> str:
    edtf = highlight.date.edtf
    if edtf is None:
        return ""
    words = render_edtf(edtf, language)
    if language == "vi":
        return (
            f" {words}"
            if words.startswith(("từ", "tháng", "năm", "quý"))
            else f" ngày {words}"
            if edtf.count("-") >= 2
            else f" giai đoạn {words}"
        )
    return (
        f" {words}"
        if words.startswith("since")
        else f" on {words}"
        if edtf.count("-") == 2
        else f" in {words}"
    )
