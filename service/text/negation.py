"""Negations that a translation may have lost: "received no application" as "đã nhận được đơn".

Promises the word of the source only where it denies for certain and the translation holds nothing that could
stand for it: neither a word of denial nor one that denies by itself ("refused", "lack", "unlikely"). Judges
nothing else. The words are in negation.toml.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from service.domain.article import Language, other
from service.text.caching import remembered


@dataclass(frozen=True, slots=True)
class _Words:
    """What denies in a language, and what may stand for a denial in it."""

    denies: re.Pattern[str]
    may_deny: re.Pattern[str]


def lost_negation(source_text: str, target_text: str, *, source: Language) -> str | None:
    """Return the denying word of the source where nothing in the translation denies."""
    found = _denial_in(source_text, source)
    return found if found and not _words(other(source)).may_deny.search(target_text) else None


@remembered(512)
def _denial_in(text: str, language: Language) -> str | None:
    found = _words(language).denies.search(text)
    return found[0] if found else None


@lru_cache(maxsize=2)
def _words(language: Language) -> _Words:
    table = tomllib.loads(files(__package__).joinpath("negation.toml").read_text(encoding="utf-8"))[language]
    denies = "|".join(
        _denial(one["word"], one.get("after", []), one.get("before", []), asks=one.get("asks", False))
        for one in table["denies"]
    )
    may_deny = rf"\b(?:{'|'.join(table['may_deny'])})\b"
    return _Words(re.compile(denies, re.IGNORECASE), re.compile(may_deny, re.IGNORECASE))


def _denial(word: str, after: list[str], before: list[str], *, asks: bool) -> str:
    behind = "".join(rf"(?<!{one} )" for one in after)
    ahead = rf"(?!\s(?:{'|'.join(before)})\b)" if before else ""
    question = r"(?!\s?[?.”\"]|$)" if asks else ""
    return rf"\b{behind}(?:{word})\b{question}{ahead}"
