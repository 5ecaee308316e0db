"""A highlight as a headline in each language, composed from its slots alone.

Promises no word that the slots do not say, no full stop, and None where nothing short enough can be said: 14
words in English, 22 syllables in Vietnamese. The sum is left out first, then further parties, then the field.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from service.domain.article import Language
from service.domain.highlight import Bilingual, Highlight, Partner
from service.text.acts.gist import between, frame_kind, role_of
from service.text.acts.paper_counts import with_count
from service.text.acts.slot_words import bare_name, listed, words_for_field, words_for_sum

_LIMIT: dict[Language, int] = {"en": 14, "vi": 22}
_JOINT = re.compile(r"joint (?P<thing>project|facility)|(?P<vật>dự án|cơ sở) chung")
_PRICELESS = frozenset({"statement", "visit", "membership", "other"})
_MOST = 3  # parties that a headline may name


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
    parties, org = role_of(highlight)
    if not parties:
        return ""
    grammar, kind = _grammars()[language], frame_kind(highlight, org)
    frame = grammar.frames.get(f"{kind}.{highlight.status}") or grammar.patterns[highlight.status]
    frame = with_count(frame, highlight, language)
    noun = grammar.nouns[highlight.instrument]
    if len(parties) == 1:
        frame, noun = _alone(frame), _alone(noun)
    body = bare_name(org, language) if org else ""
    field, worth = words_for_field(highlight, language), _worth(highlight, language)
    for count, on, sum_ in ((_MOST, field, worth), (_MOST, field, ""), (2, field, ""), (2, "", "")):
        slots = _parties(parties, count, language) | {"noun": noun, "on": on, "worth": sum_, "org": body}
        words = frame.format(**slots)
        if len(words.split()) <= _LIMIT[language]:
            return f"{words[:1].upper()}{words[1:]}"
    return ""


def _alone(words: str) -> str:
    """Take "joint" off what one party has for itself."""
    return _JOINT.sub(lambda match: match["thing"] or match["vật"], words)


def _worth(highlight: Highlight, language: Language) -> str:
    words = "" if highlight.instrument in _PRICELESS else words_for_sum(highlight.amounts, language)
    return words and f" {'worth' if language == 'en' else 'trị giá'} {words}"


def _parties(parties: Sequence[Partner], count: int, language: Language) -> dict[str, str]:
    """Return the parties as a subject and as an adjunct, and the endings of a verb that they take."""
    names = [bare_name(one, language) for one in parties[:count]]
    if len(parties) > count:
        names.append("others" if language == "en" else "các bên khác")
    several = len(parties) > 1
    who = listed(names, language) if language == "vi" or len(names) != 2 else ", ".join(names)
    whom = listed(names, language)
    return {
        "who": who,
        "who_and": whom,
        "between": between(whom, language, several=True) if several else _with(whom, language),
        "s": "" if several else "s",
        "es": "" if several else "es",
        "ies": "y" if several else "ies",
        "have": "ve" if several else "s",
    }


def _with(name: str, language: Language) -> str:
    return f" with {name}" if language == "en" else f" của {name}"
