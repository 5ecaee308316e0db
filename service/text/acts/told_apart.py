"""Which sentences tell acts of their own, however alike they sound.

Promises a yes only for two sentences that each tell a deed done and name two parties or more, where those of
the one are none of the other's (but for one that has a hand in both), where each has a day of its own, or
where the one says what "the two sides also" did. A state and its body, or a firm and its branch, are no two
parties. Knows no model.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from service.domain.article import Article, Language, Segment
from service.text.acts.denied import names_no_party, seals_a_paper
from service.text.acts.sketch import Sketch
from service.text.dates import find_dates
from service.text.entities.model import Entities, Entity, Mention
from service.text.folding import name_key

_Kind = Literal["paper", "gift", "joining", "further"]
_LEAST = 2
_PAPERS = frozenset({"mou", "agreement", "statement"})
_DAY = re.compile(r"(?:\d{4}|XXXX)-(\d\d-\d\d)")
_CIRCUMSTANCE = re.compile(
    r"\b(?:tại|ở|theo|dẫn lời|trước|sau|in|at|from|near|according to|told)\s+"
    r"(?:(?:the|thủ đô|thành phố|TP\.?|tỉnh|lời)\s+)*$",
    re.I,
)
_QUOTED = re.compile(r"\s*[\"“”]")
_GIVES: dict[Language, re.Pattern[str]] = {
    "vi": re.compile(
        r"(?<!sẽ )(?<!chưa )(?<!được )(?<!lễ )(?<!việc )\b"
        r"(?:trao tặng(?! (?:hoa|danh hiệu|huân chương|kỷ niệm|bằng))|tặng(?= (?:\S+ ){0,4}?\d)|bàn giao|"
        r"viện trợ(?! không)|trao(?! đổi))\b",
        re.I,
    ),
    "en": re.compile(r"(?<!to )(?<!will )\b(?:donated|handed over|presented)\b", re.I),
}
_JOINS: dict[Language, re.Pattern[str]] = {
    "vi": re.compile(
        r"(?<!sẽ )(?<!chưa )(?<!việc )(?<!muốn )(?<!để )\bgia nhập\b(?! (?:thị trường|ngành|clb|"
        r"câu lạc bộ|đội|(?:(?-i:[A-ZĐ])[\w-]*\s){0,3}(?-i:FC|United))\b)",
        re.I,
    ),
    "en": re.compile(
        r"\b(?:joined|acceded to)\s+(?:the\s+)?"
        r"(?!(?:[\w'’-]+\s){0,4}(?:club|team|(?-i:FC|United(?! [A-Z])))\b)(?-i:[A-Z])",
        re.I,
    ),
}
# Another deed of the same parties: "Hai bên cũng tổ chức ba khóa đào tạo."
_FURTHER: dict[Language, re.Pattern[str]] = {
    "vi": re.compile(
        r"(?:(?:ngoài ra|bên cạnh đó|đồng thời|cũng trong dịp này|nhân dịp này),?\s+)?"
        r"(?:hai (?:bên|nước|cơ quan|đơn vị|trường|công ty)|các bên|họ)\s+(?:đã\s+)?(?:cũng|còn)\s+(?:đã\s+)?"
        r"(?:cùng\s+)?(?:tổ chức|mở|khai trương|khánh thành|khởi công|thành lập|trao|triển khai)\b",
        re.I,
    ),
    "en": re.compile(
        r"(?:(?:in addition|besides|at the same time),?\s+)?(?:the two (?:sides|countries|agencies|bodies|"
        r"companies|universities)|both sides|they)\s+(?:have\s+)?also\s+(?:jointly\s+)?"
        r"(?:held|ran|organi[sz]ed|opened|launched|inaugurated|established|set up)\b",
        re.I,
    ),
}
_SAID = re.compile(
    r"\b(?:cho biết|nói|dẫn|đưa tin|theo|đăng|sai[ds]|told|report(?:s|ed)|announced|according)\b", re.I
)
_TELLS = re.compile(r"\s+(?:said|says|reported|reports|quoted|wrote|cho biết|đưa tin|dẫn)\b", re.I)
_REACH = 30  # characters before a name in which what makes it a circumstance stands


@dataclass(frozen=True, slots=True)
class _Deed:
    """A sentence that tells a deed done: the parties it names itself, and its day where it has just one."""

    kind: _Kind
    parties: frozenset[int]
    day: str | None


@dataclass(frozen=True, slots=True)
class Deeds:
    """Which sentences tell a deed so plainly that a text of a few sentences must report it.

    `apart` (n, n): that two sentences tell different acts.
    """

    plain: tuple[bool, ...]
    apart: npt.NDArray[np.bool_]


def deeds_in(
    article: Article, segments: Sequence[Segment], entities: Entities, sketches: Sequence[Sketch]
) -> Deeds:
    """Return what the words of an article's sentences alone tell of deeds done."""
    found = [_deed(article, segment, entities) for segment in segments]
    plain = (_is_plain(one, sketch, entities) for one, sketch in zip(found, sketches, strict=True))
    apart = np.zeros((len(found), len(found)), dtype=np.bool_)
    for place, one in enumerate(found):
        for further, other in enumerate(found[:place]):
            if one and other and _differ(one, other, entities):
                apart[place, further] = apart[further, place] = True
    return Deeds(tuple(plain), apart)


def _deed(article: Article, segment: Segment, entities: Entities) -> _Deed | None:
    kind = _kind(segment, article.language)
    if kind is None:
        return None
    parties = frozenset(
        entities.party(mention.entity)
        for mention in entities.mentions_in(segment.index)
        if _acts(article, segment, mention, entities)
    )
    if len(parties) < _LEAST and kind != "further" and not names_no_party(segment.text):
        return None
    found = () if _SAID.search(segment.text) else find_dates(segment.text, article.language)
    days = {match[1] for one in found if one.pattern and (match := _DAY.fullmatch(one.pattern))}
    return _Deed(kind, parties, days.pop() if len(days) == 1 else None)


def _kind(segment: Segment, language: Language) -> _Kind | None:
    if segment.role == "title" or _QUOTED.match(segment.text):
        return None
    if seals_a_paper(segment.text, language):
        return "paper"
    if _FURTHER[language].match(segment.text):
        return "further"
    if _GIVES[language].search(segment.text):
        return "gift"
    return "joining" if _JOINS[language].search(segment.text) else None


def _acts(article: Article, segment: Segment, mention: Mention, entities: Entities) -> bool:
    """Tell whether a name may be a party: no group, no person without a state, none of the circumstances."""
    party = entities.entities[entities.party(mention.entity)]
    if mention.inside or mention.short or mention.speaker or party.group or party.type == "person":
        return False
    before = article.text[max(segment.span.start, mention.start - _REACH) : mention.start]
    return not (_CIRCUMSTANCE.search(before) or _TELLS.match(article.text, mention.end))


def _is_plain(deed: _Deed | None, sketch: Sketch, entities: Entities) -> bool:
    """Tell whether a deed is plain: a paper that is called by its name, or what crosses a border."""
    if deed is None or deed.kind == "further":
        return deed is not None
    if deed.kind == "paper":
        return bool(_PAPERS & sketch.cues.keys())
    return len({entities.entities[party].country for party in deed.parties}) > 1


def _differ(one: _Deed, other: _Deed, entities: Entities) -> bool:
    if one.day and other.day and one.day != other.day:
        return True
    if "further" in {one.kind, other.kind}:
        return one.kind != other.kind
    shared = one.parties & other.parties
    ours, theirs = ([entities.entities[i] for i in deed.parties - shared] for deed in (one, other))
    return bool(ours and theirs and len(shared) < _LEAST) and not any(
        _related(first, second) for first in ours for second in theirs
    )


def _related(one: Entity, other: Entity) -> bool:
    """Tell whether two names may mean one party: a state and its body, a firm and its branch."""
    state = "country" in {one.type, other.type} or one.place != other.place
    if state and one.country == other.country:
        return True
    first, second = set(name_key(one.name)), set(name_key(other.name))
    return first <= second or second <= first
