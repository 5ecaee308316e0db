"""Register in Vietnamese: how formally a translation from English addresses its reader.

Promises to replace a pronoun only where it cannot be anything else ("bạn" is also a friend, "tôi" lime), and
never another word; that a text without "you" and "I" comes back as it is. English has no such forms.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

Register = Literal["more", "less"]

_YOU = re.compile(r"\b(?:you|your|yours|yourself|yourselves)\b", re.IGNORECASE)
_I = re.compile(r"\bI\b|\b(?:me|my|mine|myself)\b")
_OTHERS = re.compile(r"\b(?:he|she|they|him|her|them|his|hers|their|theirs|who|we|our|us)\b", re.IGNORECASE)
_NAME_INSIDE = re.compile(r"(?<=[a-z,;] )(?!I\b)[A-Z]")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pronoun's forms in the other register, and the neighbouring words beside which they stay."""

    form: re.Pattern[str]
    to: str
    not_after: frozenset[str]
    not_before: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Rules:
    """What formality.toml holds."""

    signs: dict[Register, re.Pattern[str]]
    you: dict[Register, _Rule]
    i: dict[Register, _Rule]
    friends: re.Pattern[str]
    address: re.Pattern[str]


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    table = tomllib.loads(Path(__file__).with_name("formality.toml").read_text(encoding="utf-8"))
    registers: tuple[Register, Register] = ("more", "less")
    return _Rules(
        signs={register: _any_of(table["signs"][register]) for register in registers},
        you={register: _rule(table["you"][register]) for register in registers},
        i={register: _rule(table["i"][register]) for register in registers},
        friends=_any_of(table["friends"]["words"]),
        address=_any_of([*table["signs"]["more"], *table["signs"]["less"], *table["address"]["words"]]),
    )


def _rule(row: dict[str, list[str]]) -> _Rule:
    return _Rule(
        _any_of(row["from"]), str(row["to"]), frozenset(row["not_after"]), frozenset(row["not_before"])
    )


def _any_of(words: list[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)


def register_fit(english: str, vietnamese: str, register: Register) -> int:
    """Rate a translation: its words of this register less those of the other; 0 where nobody is addressed."""
    if not (_YOU.search(english) or _I.search(english)):
        return 0
    signs = _rules().signs
    opposite: Register = "less" if register == "more" else "more"
    return len(signs[register].findall(vietnamese)) - len(signs[opposite].findall(vietnamese))


def same_but_register(one: str, another: str) -> bool:
    """Whether two translations differ in how they address people alone."""
    words = _rules().address
    return _bare(words, one) == _bare(words, another)


def _bare(words: re.Pattern[str], text: str) -> list[str]:
    return _WORD.findall(words.sub(" ", text).lower())


def in_register(english: str, vietnamese: str, register: Register) -> str:
    """Return a translation with its pronouns in a register, as far as that is safe."""
    rules = _rules()
    if _YOU.search(english) and not rules.friends.search(english):
        vietnamese = _replaced(vietnamese, rules.you[register])
    if _I.search(english) and (register == "more" or _speaker_is_alone(english, vietnamese)):
        vietnamese = _replaced(vietnamese, rules.i[register])
    return vietnamese


def _speaker_is_alone(english: str, vietnamese: str) -> bool:
    """Say whether "mình" can only be the speaker: it also means "himself", and "we" between friends."""
    others = _OTHERS.search(english) or _NAME_INSIDE.search(english)
    return not others and "mình" not in vietnamese.lower()


def _replaced(text: str, rule: _Rule) -> str:
    def put(match: re.Match[str]) -> str:
        before = _WORD.findall(text[: match.start()].lower())[-1:]
        after = _WORD.findall(text[match.end() :].lower())[:1]
        if rule.not_after.intersection(before) or rule.not_before.intersection(after):
            return match[0]
        return rule.to.capitalize() if match[0][0].isupper() else rule.to

    return rule.form.sub(put, text)
