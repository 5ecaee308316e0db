"""A highlight as a headline in each language, composed from its slots alone.

Promises no word that the slots do not say, no full stop, and None where nothing short enough can be said: 14
words in English, 22 syllables in Vietnamese. The sum is left out first, then further parties, then the field.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from service.domain.article import Language
from service.domain.highlight import Bilingual, Highlight
from service.text.acts.gist import load_grammar, party_name, words_for_field, words_for_sum

_LIMIT: dict[Language, int] = {"en": 14, "vi": 22}
_AND: dict[Language, str] = {"en": ", ", "vi": " và "}


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The nouns of the instruments, the patterns of the statuses, and frames that go before both."""

    nouns: Mapping[str, str]
    patterns: Mapping[str, str]
    frames: Mapping[str, str]


def headline(highlight: Highlight) -> Bilingual | None:
    """Say a highlight as a headline; to be called when names have both sides."""
    sides = _headline(highlight, "vi"), _headline(highlight, "en")
    return Bilingual(*sides) if all(sides) else None


@lru_cache(maxsize=1)
def _grammars() -> Mapping[Language, _Grammar]:
    table = tomllib.loads(files(__package__).joinpath("headline.toml").read_text(encoding="utf-8"))
    return {"vi": _Grammar(**table["vi"]), "en": _Grammar(**table["en"])}


def _headline(highlight: Highlight, language: Language) -> str:
    grammar = _grammars()[language]
    frame = grammar.frames.get(f"{highlight.instrument}.{highlight.status}")
    frame = frame or grammar.patterns[highlight.status]
    noun = grammar.nouns[highlight.instrument]
    field = words_for_field(highlight, language, load_grammar())
    worth = words_for_sum(highlight.amounts, language).rstrip(",")
    for parties, on, sum_ in ((3, field, worth), (3, field, ""), (2, field, ""), (2, "", "")):
        who = _who(highlight, parties, language)
        ending = "s" if len(highlight.partners) == 1 else ""
        words = frame.format(who=who, noun=noun, on=on, worth=sum_, s=ending)
        if who and len(words.split()) <= _LIMIT[language]:
            return f"{words[:1].upper()}{words[1:]}"
    return ""


def _who(highlight: Highlight, count: int, language: Language) -> str:
    names = [party_name(partner, language) for partner in highlight.partners[:count]] or [""]
    rest = len(highlight.partners) - len(names)
    if rest > 0:
        names.append(f"{rest} other{'s' if rest > 1 else ''}" if language == "en" else f"{rest} bên khác")
    return (
        names[0] if len(names) == 1 else _AND[language].join((", ".join(names[:-1]), names[-1])).strip(", ")
    )
