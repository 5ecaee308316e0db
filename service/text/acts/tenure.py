"""Who takes the chair of an organisation or is elected to it.

Promises a holder and an organisation, both named in the sentence, and the term of office where it is given.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.article import Article, Language, Segment
from service.text.acts.when import Dated
from service.text.entities.model import Entities, Mention

_BEFORE: dict[Language, re.Pattern[str]] = {
    "vi": re.compile(
        r"\b(?:đảm nhận|đảm nhiệm|giữ|tiếp nhận|nắm giữ|tiếp quản|làm)\s+"
        r"(?:(?:vị trí|chức vụ|chức|vai trò|cương vị|cương vị là|ghế|là)\s+)*"
        r"chủ tịch\s+(?:luân phiên\s+)?(?:của\s+)?$",
        re.I,
    ),
    "en": re.compile(
        r"\b(?:tak(?:e|es|ing)|took|assum(?:e|es|ed|ing)|hold(?:s|ing)?|held)\s+(?:over\s+)?"
        r"(?:(?:the|its)\s+)?(?:rotating\s+)?(?:(?:chair(?:manship)?|presidency)\s+of\s+)?(?:the\s+)?$",
        re.I,
    ),
}
_ELECTED: dict[Language, re.Pattern[str]] = {
    "vi": re.compile(
        r"(?<!không )(?<!chưa )\b(?:trúng cử|đắc cử|được bầu)\s+(?:(?:làm|là|vào|vị trí|ghế)\s+)*"
        r"(?:ủy|uỷ|thành) viên\s+(?:(?:không )?thường trực\s+)?(?:của\s+)?$|"
        r"\btrở thành\s+(?:ủy|uỷ) viên\s+(?:(?:không )?thường trực\s+)?(?:của\s+)?$|"
        r"(?<!không )(?<!chưa )\b(?:trúng cử|đắc cử|được bầu)\s+vào\s+$",
        re.I,
    ),
    "en": re.compile(
        r"(?<!not )(?<!never )\b(?:elected|re-elected)\s+(?:as\s+)?(?:a\s+)?(?:non-permanent\s+)?"
        r"(?:member\s+of|to)\s+(?:the\s+)?$|"
        r"\bwon\s+a\s+(?:non-permanent\s+)?seat\s+(?:on|in)\s+(?:the\s+)?$",
        re.I,
    ),
}
# What a sentence only says somebody is or does: an office where its term is given behind the organisation.
_HELD: dict[Language, re.Pattern[str]] = {
    "vi": re.compile(
        r"(?<!không )(?<!chưa )\b(?:là|làm)\s+(?:(?:(?:ủy|uỷ) viên|thành viên)(?:\s+không thường trực)?|"
        r"chủ tịch(?:\s+luân phiên)?)\s+(?:của\s+)?$",
        re.I,
    ),
    "en": re.compile(
        r"(?<!not )(?<!to )\b(?:(?:is|was|becomes?|became|be|serv(?:es?|ed|ing) as)\s+(?:an?\s+|the\s+)?"
        r"(?:non-permanent\s+|rotating\s+)?(?:member|chair)\s+of|chair(?:s|ed|ing)?)\s+(?:the\s+)?$",
        re.I,
    ),
}
_TERM: dict[Language, re.Pattern[str]] = {
    "vi": re.compile(r"[^.;,]{0,40}?(?:\bnhiệm kỳ\b|\b(?:năm\s+)?20\d\d\b)", re.I),
    "en": re.compile(
        r"(?:['’]s)?(?!\s+(?:\w+\s+){0,3}(?:meetings?|summits?|sessions?|conferences?|talks|forums?)\b)"
        r"[^.;,]{0,40}?(?:\bterm\b|\b(?:in|for|from)\s+20\d\d\b)",
        re.I,
    ),
}
_CHAIR = re.compile(r"chủ tịch|chair", re.I)
_SEAT_TERM = re.compile(r"nhiệm kỳ|term", re.I)  # a year alone may be that of joining
_MEETING = re.compile(r"\b(?:summits?|meetings?|conferences?|forums?|hội nghị|diễn đàn|kỳ họp)\b", re.I)
_AFTER_EN = re.compile(r"(?:['’]s)?\s+(?:rotating\s+)?(?:chair(?:manship)?|presidency)\b", re.I)
_CHAIR_OF = re.compile(r"\b(?:chair(?:manship)?|presidency)\s+of\s+(?:the\s+)?$", re.I)
_THIS_OFFICE = re.compile(
    r"\b(?:vai trò|cương vị|vị trí|trọng trách|nhiệm kỳ)\s+(?:\w+\s+){0,2}(?:này|đó)\b|"
    r"\bthis (?:role|position|term)\b",
    re.I,
)
_AHEAD = re.compile(r"\b(?:sẽ|dự kiến|sắp|will|is to|is expected to|is due to)\s+(?:\S+\s+){0,2}$", re.I)
_OVER = re.compile(r"\b(?:chaired|was|served as|từng (?:là|làm|giữ|đảm nhiệm|đảm nhận))\b", re.I)
_REACH = 60  # characters before the organisation in which the words of taking office stand
_MOST = 4
WEIGHTIER = frozenset({"sign", "visit", "statement", "mou", "agreement"})  # acts that a chair takes part in


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office in an organisation: its holder, and whether it still lies ahead or is told as past."""

    segment: int
    start: int
    holder: Mention
    body: Mention
    ahead: bool
    over: bool = False


def tenures(article: Article, segments: Sequence[Segment], entities: Entities) -> tuple[Tenure, ...]:
    """Return the first office that each sentence tells of."""
    found = (_tenure(article, segment, entities) for segment in segments)
    return tuple(tenure for tenure in found if tenure)


def _tenure(article: Article, segment: Segment, entities: Entities) -> Tenure | None:
    named = [m for m in entities.mentions_in(segment.index) if not m.inside and not m.short]
    for body in named:
        if entities[body].type != "international_org":
            continue
        start = max(segment.span.start, body.start - _REACH)
        held = _held(article, segment, body)
        elected = held or _ELECTED[article.language].search(article.text, start, body.start)
        match = elected or _BEFORE[article.language].search(article.text, start, body.start)
        holder = next((m for m in reversed(named) if match and m.end <= match.start()), None)
        if match is None or holder is None or not (elected or _chair(article, body, match)):
            continue
        if elected and entities[holder].type == "person":
            continue  # a seat of one's own
        if entities.party(holder.entity) != entities.party(body.entity):
            ahead = bool(_AHEAD.search(article.text, start, match.start()))
            over = bool(_OVER.search(article.text, start, body.start)) and not ahead
            return Tenure(segment.index, match.start(), holder, body, ahead, over)
    return None


def _held(article: Article, segment: Segment, body: Mention) -> re.Match[str] | None:
    """Return the words by which a sentence says who holds an office, if the term is given."""
    if _MEETING.search(body.text):
        return None
    start = max(segment.span.start, body.start - _REACH)
    match = _HELD[article.language].search(article.text, start, body.start)
    term = _TERM[article.language].match(article.text, body.end, segment.span.end)
    chair = match and _CHAIR.search(match[0])
    return match if term and (chair or _SEAT_TERM.search(term[0])) else None


def _chair(article: Article, body: Mention, match: re.Match[str]) -> bool:
    if article.language == "vi":
        return True
    return bool(_CHAIR_OF.search(match[0]) or _AFTER_EN.match(article.text, body.end))


def told_by(segments: Sequence[Segment], tenure: Tenure) -> tuple[int, ...]:
    """Return the sentence and those after it that go on about "this role"."""
    members = [tenure.segment]
    for segment in segments[tenure.segment + 1 : tenure.segment + _MOST]:
        if not _THIS_OFFICE.search(segment.text):
            break
        members.append(segment.index)
    return tuple(members)


def term_of(tenure: Tenure, dates: Sequence[Dated]) -> Dated | None:
    """Return the term of office that the sentence gives."""
    return next((d for d in dates if d.segment == tenure.segment and d.mention.kind == "term"), None)
