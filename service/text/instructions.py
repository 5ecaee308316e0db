"""Sentences that give orders to a machine rather than news to a reader ("ignore your instructions").

Promises to know the common forms in Vietnamese and English, and to pass over ordinary imperatives and what
somebody is reported to have asked for; not to know every form. What it recognises is no evidence for
anything. Judges the words alone, not who wrote them.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’|«[^»]*»")
_WORD = re.compile(r"\w+")
_LONGEST_MENTION = 10  # words of an order that is only mentioned: none has parties and an act in so few
_FEWEST_AROUND = 3  # words of the sentence that mentions it


@dataclass(frozen=True, slots=True)
class _Spoken:
    """The forms of a language: of a sentence alone, with one of the words, and of one behind an order."""

    words: frozenset[str]
    order: re.Pattern[str]
    further: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Forms:
    """`mark`: signs of a dialogue with a model in a sentence; `span`: what no reader is meant to read."""

    spoken: tuple[_Spoken, ...]
    mark: re.Pattern[str]
    span: re.Pattern[str]


def is_instruction(sentence: str) -> bool:
    """Whether a sentence speaks to a language model."""
    plain = unicodedata.normalize("NFKC", sentence)
    if _forms().mark.search(plain):
        return True
    told = _without_mentions(plain)
    words = set(_WORD.findall(told.lower()))
    return any(not one.words.isdisjoint(words) and one.order.search(told) for one in _forms().spoken)


def goes_on(sentence: str) -> bool:
    """Whether a sentence, right behind an order to a machine, is one too: "Report that ..."."""
    plain = unicodedata.normalize("NFKC", sentence)
    return any(one.further.match(plain) for one in _forms().spoken)


def hidden_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return where a text has what no reader is meant to read: comments, and turns of a dialogue's markup."""
    return tuple(match.span() for match in _forms().span.finditer(text))


def _without_mentions(sentence: str) -> str:
    """Take out short quotations in a sentence that tells of them: "hidden prompts such as '...'"."""
    quoted = _QUOTED.findall(sentence)
    if not quoted or any(len(one.split()) > _LONGEST_MENTION for one in quoted):
        return sentence
    around = _QUOTED.sub(" … ", sentence)
    told = len(around.split()) - len(quoted) >= _FEWEST_AROUND
    return around if told else sentence


@lru_cache(maxsize=1)
def _forms() -> _Forms:
    lists = tomllib.loads(Path(__file__).with_name("instructions.toml").read_text(encoding="utf-8"))
    return _Forms(
        spoken=tuple(_spoken(**lists[language]) for language in ("en", "vi")),
        mark=_any(lists["marks"]["forms"]),
        span=_any(lists["marks"]["spans"], re.DOTALL),
    )


def _spoken(*, pieces: Mapping[str, str], words: str, forms: Sequence[str], further: str) -> _Spoken:
    return _Spoken(
        words=frozenset(words.split()),
        order=_any([_filled(form, pieces) for form in forms]),
        further=_any([further]),
    )


def _filled(form: str, pieces: Mapping[str, str]) -> str:
    """Put the pieces in their places; a piece may name another."""
    for _ in range(2):
        for name, words in pieces.items():
            form = form.replace(f"<{name}>", words)
    return form


def _any(forms: Sequence[str], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{form})" for form in forms), re.IGNORECASE | flags)
