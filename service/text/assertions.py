"""What a sentence asserts that can be held against another in the same language.

That is: names, numbers, dates, sums, and whether it affirms or denies.

Promises to name every figure and proper name of a statement that its evidence lacks. In doubt it doubts: a
true sentence may be refused for its wording, an invented name or figure is not let through for its fluency.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from service.domain.article import Language
from service.text.amounts import find_amounts
from service.text.dates import DateMention, find_dates
from service.text.folding import Word, fold, words_of
from service.text.likeness import comparable
from service.text.numbers import find_numbers

_TWO_PARTIES = re.compile(r"\s(?:bên|nước|quốc gia|sides|countries|nations|parties)\b", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_CLAUSE_END = re.compile(r"[,;:()–—]\s|[.!?]\s|\s[–—-]\s")


@dataclass(frozen=True, slots=True)
class _Words:
    """The forms of assertions.toml in one language."""

    denial: re.Pattern[str]
    open: re.Pattern[str]
    openers: frozenset[str]


@lru_cache(maxsize=2)
def _words(language: Language) -> _Words:
    lists = tomllib.loads(Path(__file__).with_name("assertions.toml").read_text(encoding="utf-8"))
    denial, leaves_open = (
        re.compile(rf"\b(?:{'|'.join(lists[name][language])})\b", re.IGNORECASE)
        for name in ("denial", "open")
    )
    return _Words(denial, leaves_open, frozenset(lists["openers"][language]))


def unsupported_facts(statement: str, evidence: str, language: Language) -> tuple[str, ...]:
    """Return each name, number, date or sum of a statement that its evidence lacks, in reading order of kind.

    Where none is lacking but one of the two denies or leaves open what the other affirms, the statement.
    """
    lacking = (
        *_numbers(statement, evidence, language),
        *_dates(statement, evidence, language),
        *_sums(statement, evidence, language),
        *names_lacking(statement, evidence, language),
    )
    if lacking:
        return tuple(dict.fromkeys(lacking))
    return () if _agree(statement, evidence, language) else (statement,)


def names_lacking(statement: str, evidence: str, language: Language) -> Iterator[str]:
    """Yield runs of capitalised words that do not stand so in the evidence, whole or in two parts."""
    there = f" {' '.join(word.key for word in words_of(evidence))} "
    openers = _words(language).openers
    for run, opens in _capitalised(statement):
        if len(run) == 1 and opens and fold(run[0].text) in openers:
            continue
        keys = [word.key for word in run]
        if opens and len(keys) > 1 and keys[0] in openers and not _stands(keys, there):
            keys = keys[1:]
        if not _stands(keys, there):
            yield statement[run[0].start : run[-1].end]


def _stands(keys: list[str], there: str) -> bool:
    parts = [(keys[:cut], keys[cut:]) for cut in range(len(keys))]
    return any(all(not part or f" {' '.join(part)} " in there for part in pair) for pair in parts)


def _capitalised(text: str) -> Iterator[tuple[list[Word], bool]]:
    """Yield runs of words that start with a capital, and whether the run opens a sentence."""
    run: list[Word] = []
    opens = True
    for word in words_of(text):
        gap = text[run[-1].end : word.start] if run else ""
        if run and (not word.capital or gap.strip(" -–’'.&") or re.search(r"[.!?]\s", gap)):
            yield run, opens
            run = []
        if word.capital:
            opens = opens if run else _opens(text, word.start)
            run.append(word)
    if run:
        yield run, opens


def _opens(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \"“'(")
    return not before or before[-1] in ".!?:"


def _numbers(statement: str, evidence: str, language: Language) -> Iterator[str]:
    there = find_numbers(evidence, language)
    percents = {n.value for n in there if n.kind == "percent"}
    values = {v for n in there for v in (n.value, n.alternative) if v is not None}
    values |= {Decimal(digits) for digits in _DIGITS.findall(evidence)}
    dates = find_dates(statement, language)
    for number in find_numbers(statement, language):
        if any(d.span.start <= number.span.start < d.span.end for d in dates):
            continue
        if number.spelled and (number.value <= 1 or _is_both(statement, number.span.end, number.value)):
            continue
        if number.value not in (percents if number.kind == "percent" else values):
            yield number.text


def _is_both(statement: str, end: int, value: Decimal) -> bool:
    return value == 2 and _TWO_PARTIES.match(statement, end) is not None


def _dates(statement: str, evidence: str, language: Language) -> Iterator[str]:
    there = find_dates(evidence, language)
    said = comparable(evidence).text
    for mention in find_dates(statement, language):
        if comparable(mention.text).text not in said and not any(_covers(one, mention) for one in there):
            yield mention.text


def _covers(evidence: DateMention, statement: DateMention) -> bool:
    """Whether the evidence says the same date, or a closer one."""
    own, there = statement.pattern, evidence.pattern
    if own is None or there is None:
        return False
    if own.startswith("XXXX") and not there.startswith("XXXX"):
        return there[4:].startswith(own[4:])
    return there.startswith(own)


def _sums(statement: str, evidence: str, language: Language) -> Iterator[str]:
    there = {(m.amount.value, m.amount.currency) for m in find_amounts(evidence, language)}
    said = comparable(evidence).text
    for mention in find_amounts(statement, language):
        amount = mention.amount
        exact = comparable(amount.text).text in said
        if amount.currency and not exact and (amount.value, amount.currency) not in there:
            yield amount.text


def denies(text: str, language: Language) -> bool:
    """Whether a text says that something is not, or is no longer, so."""
    return _words(language).denial.search(text) is not None


def leaves_open(text: str, language: Language) -> bool:
    """Whether a text speaks of what is hoped for, offered or planned."""
    return _words(language).open.search(text) is not None


def _agree(statement: str, evidence: str, language: Language) -> bool:
    """Whether both affirm or both deny, and the statement is not surer than its evidence."""
    denied, told = denies(statement, language), _clauses_told(statement, evidence)
    surer = leaves_open(told, language) and not leaves_open(statement, language)
    return denied == denies(told, language) and (denied or not surer)


def _clauses_told(statement: str, evidence: str) -> str:
    """Return the clauses of the evidence that a statement repeats: at least half of the words of each."""
    own = {word.key for word in words_of(statement)}
    told = []
    for clause in _CLAUSE_END.split(evidence):
        keys = [word.key for word in words_of(clause)]
        if keys and 2 * sum(key in own for key in keys) >= len(keys):
            told.append(clause)
    return "; ".join(told) or evidence
