"""Sentences that tell several acts at once, cut into the part of each.

Promises parts only where different deeds of one subject are coordinated ("tiếp nhận ..., khánh thành ... và
ký ..."), where papers are listed ("gồm thỏa thuận ..., biên bản ghi nhớ ...") or where clauses have parties
of their own, and only parts that name somebody. Knows no models.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from service.domain.article import Language

_SIGNED = "sign"


@dataclass(frozen=True, slots=True)
class Part:
    """What one act has of a sentence for itself, by offsets into it; all acts share what is before `lead`."""

    lead: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Words:
    """`verbs` of doing by what they do, with `before` them; `join` stands between two.

    Papers (`paper`) are listed after `lists`, with `next` between two; `break_` is between whole clauses.
    """

    verbs: Mapping[str, str]
    before: str
    after: str
    join: str
    paper: str
    lists: str
    next: str
    break_: str


_WORDS: dict[Language, _Words] = {
    "vi": _Words(
        verbs={
            _SIGNED: r"k[ýí](?: kết)?|gia hạn",
            "gift": r"tiếp nhận|nhận|trao tặng|trao|tặng|bàn giao",
            "open": r"khánh thành|khai trương|khởi công|mở",
            "end": r"chấm dứt|h(?:ủy|uỷ)|rút khỏi",
            "buy": r"đặt mua|mua",
            "meet": r"tiếp|hội đàm|hội kiến|thăm",
        },
        before=r"(?:(?:đã|vừa|sẽ|cũng|chính thức|cùng)\s+)*",
        after=r"(?!\s+(?:tục|theo|cận|xúc|thị|sinh|túc|giả|ức|cả|được|thấy|thức|định|rộng|đầu|ra|nhau|đổi|"
        r"dò)\b)",
        join=r"(?:,\s+(?:(?:và|đồng thời|sau đó|buổi \w+|sáng|chiều|tối)\s+)*|\s+(?:và|đồng thời)\s+)",
        paper=r"(?:th(?:ỏa|oả) thuận|hiệp định|hợp đồng|(?:biên )?bản ghi nhớ|bản thoả thuận|tuyên bố|"
        r"kế hoạch|"
        r"chương trình|dự án|nghị định thư|ý định thư)\b",
        lists=r"(?:\b(?:bao gồm|gồm có|gồm|có|như|là)\b\s*:?|:)\s*",
        next=r"(?:[,;]\s+(?:và\s+|cùng\s+)?|\s+và\s+)",
        break_=r";\s+|,?\s+trong khi(?: đó)?,?\s+",
    ),
    "en": _Words(
        verbs={
            _SIGNED: r"signed|renewed|extended",
            "gift": r"received|donated|handed over|granted",
            "open": r"opened|inaugurated|launched",
            "end": r"ended|terminated|cancell?ed|withdrew from",
            "buy": r"bought|ordered",
            "meet": r"met|visited",
        },
        before=r"(?:(?:also|then|officially|jointly)\s+)*",
        after="",
        join=r"(?:,\s+(?:and\s+|then\s+)*|\s+and\s+)",
        paper=r"(?:(?:an?|the|two|three|its)\s+)?(?:[\w-]+\s+){0,3}?(?:agreement|memorandum|mou|contract|"
        r"treaty|"
        r"statement|deal|protocol|plan|programme?|letter of intent)\b",
        lists=r"(?:\b(?:including|comprising|comprised?|include[sd]?|are|were)\b\s*:?|:)\s*",
        next=r"(?:[,;]\s+(?:and\s+)?|\s+and\s+)",
        break_=r";\s+|,?\s+while\s+",
    ),
}


@dataclass(frozen=True, slots=True)
class _Rules:
    first: re.Pattern[str]
    joined: re.Pattern[str]
    paper: re.Pattern[str]
    lists: re.Pattern[str]
    next: re.Pattern[str]
    break_: re.Pattern[str]


@cache
def _rules(language: Language) -> _Rules:
    words = _WORDS[language]
    kinds = "|".join(f"(?P<{kind}>{verbs})" for kind, verbs in words.verbs.items())
    verb = rf"\b{words.before}(?:{kinds})\b{words.after}"
    patterns = (
        verb,
        rf"{words.join}{verb}",
        words.paper,
        words.lists,
        rf"{words.next}(?P<start>{words.paper})",
        words.break_,
    )
    return _Rules(*(re.compile(pattern, re.I) for pattern in patterns))


def parts_of(sentence: str, language: Language, named: Sequence[int]) -> tuple[Part, ...]:
    """Return the parts of a sentence that tells several acts; none where it tells one.

    `named` are the offsets at which it names parties.
    """
    rules = _rules(language)
    return (
        _listed(sentence, rules, named)
        or _coordinated(sentence, rules, named)
        or _clauses(sentence, rules, named)
    )


def _coordinated(sentence: str, rules: _Rules, named: Sequence[int]) -> tuple[Part, ...]:
    """Return the deeds of one subject, if they are different ones or several signings."""
    first = rules.first.search(sentence)
    if first is None or not any(offset < first.start() for offset in named):
        return ()
    verbs = [first, *rules.joined.finditer(sentence, first.end())]
    kinds = [verb.lastgroup for verb in verbs]
    if any(one == other != _SIGNED for one, other in pairwise(kinds)):
        return ()
    starts = [first.start(), *(verb.start() for verb in verbs[1:])]
    return _naming(first.start(), starts, len(sentence), named, each=True)


def _listed(sentence: str, rules: _Rules, named: Sequence[int]) -> tuple[Part, ...]:
    """Return the papers of a list; those that name nobody are no acts of their own."""
    for opening in rules.lists.finditer(sentence):
        head = rules.paper.match(sentence, opening.end())
        if head:
            items = rules.next.finditer(sentence, head.end())
            starts = [head.start(), *(item.start("start") for item in items)]
            return _naming(head.start(), starts, len(sentence), named, each=False)
    return ()


def _clauses(sentence: str, rules: _Rules, named: Sequence[int]) -> tuple[Part, ...]:
    """Return the clauses of a sentence if each has a verb of doing and two parties of its own."""
    starts = [0, *(match.end() for match in rules.break_.finditer(sentence))]
    parts = _naming(0, starts, len(sentence), named, each=True)
    rich = all(
        sum(part.start <= offset < part.end for offset in named) > 1
        and rules.first.search(sentence, part.start, part.end)
        for part in parts
    )
    return parts if rich else ()


def _naming(
    lead: int, starts: Sequence[int], end: int, named: Sequence[int], *, each: bool
) -> tuple[Part, ...]:
    """Return the parts that name somebody, if there are several. `each`: none unless all of them do."""
    spans = list(zip(starts, (*starts[1:], end), strict=True))
    parts = tuple(Part(lead, *span) for span in spans if any(span[0] <= offset < span[1] for offset in named))
    return parts if len(parts) > 1 and not (each and len(parts) < len(spans)) else ()
