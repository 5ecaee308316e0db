"""Acts that an article tells twice, such as once in its body and once below a picture.

Promises to merge a caption with a fuller telling (the same instrument, the same parties or some of them,
dates that do not contradict) and two sentences of the body with the same instrument, parties and day and a
field in common. Acts without a day stay apart: of annotated ones alike in the rest every third is another.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from service.domain.highlight import ActDate
from service.text.acts.draft import Draft
from service.text.acts.slots import Act
from service.text.acts.when import Dated
from service.text.entities.model import Entities

_CAPTION = re.compile(
    r"\s*(?:\(?(?:ảnh|photo)\b|(?:quang cảnh|toàn cảnh|lễ (?:ký|trao|khai trương|khánh thành)|tọa đàm|"
    r"toạ đàm|hội thảo|buổi (?:lễ|làm việc|tọa đàm)|signing ceremony|seminar|workshop)\b"
    r"(?!.*\b(?:đã|sẽ|was|were|will)\b))",
    re.I,
)
_CAPTION_WORDS = 30
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def is_caption(act: Act, index: int) -> bool:
    """Tell whether a sentence is a line below a picture: what is seen, without a finite verb."""
    sketch = act.sketches[index]
    text = act.article.text[sketch.start : sketch.end]
    return index > 1 and len(sketch.words) <= _CAPTION_WORDS and bool(_CAPTION.match(text))


def told_once(drafts: Sequence[Draft]) -> list[Draft]:
    """Return each act once, in the order given; what is told twice keeps the evidence of both."""
    kept: list[Draft] = []
    for draft in drafts:
        twin = next((place for place, one in enumerate(kept) if _same(one, draft)), None)
        if twin is None:
            kept.append(draft)
        else:
            kept[twin] = _joined(kept[twin], draft)
    return kept


def of_parties(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the acts that name a party.

    One may be all that the words name: to ask for two costs as many acts as it spares false ones.
    """
    return [one for one in drafts if one.members]


def _same(one: Draft, other: Draft) -> bool:
    captions = [is_caption(draft.act, draft.act.members[0]) for draft in (one, other)]
    if one.kind.instrument != other.kind.instrument:
        return False
    apart = one.act.members[0] == other.act.members[0]  # one sentence tells both
    alike = one.members == other.members and bool({*one.kind.fields} & {*other.kind.fields})
    if alike and not apart and _same_day(one.date, other.date):
        return True
    return (
        any(captions)
        and bool(one.members and other.members)
        and (one.members <= other.members or other.members <= one.members)
        and _compatible(one.date, other.date)
    )


def _same_day(one: ActDate, other: ActDate) -> bool:
    if one.edtf or other.edtf:
        return one.edtf == other.edtf and bool(_DAY.fullmatch(one.edtf or ""))
    return one.text is not None and one.text == other.text


def _compatible(one: ActDate, other: ActDate) -> bool:
    if not (one.edtf and other.edtf):
        return True
    return one.edtf.startswith(other.edtf) or other.edtf.startswith(one.edtf)


def _joined(one: Draft, other: Draft) -> Draft:
    """Return the fuller telling, of two sentences of the body the earlier, with the evidence of both."""
    captions = [is_caption(draft.act, draft.act.members[0]) for draft in (one, other)]
    later = captions[0] == captions[1] and other.act.members[0] < one.act.members[0]
    if later or (captions[0] and not captions[1]):
        one, other = other, one
    act = replace(
        one.act,
        members=tuple(dict.fromkeys(one.act.members + other.act.members)),
        support=tuple(i for i in one.act.support if i not in other.act.members),
        chance=max(one.act.chance, other.act.chance),
    )
    parties = {candidate.entity: candidate for candidate in one.parties + other.parties}
    date = one.date if one.date.edtf or not other.date.edtf else other.date
    return replace(one, act=act, parties=tuple(parties.values()), date=date)


def with_captions(drafts: Sequence[Draft], dates: Sequence[Dated], entities: Entities) -> list[Draft]:
    """Return the acts, those without a date dated by the caption that names a party of theirs alone.

    A caption that only repeats an act is no act of its own.
    """
    absorbed: set[int] = set()
    dated = []
    for draft in drafts:
        for one in dates if draft.date.edtf is None else ():
            if one.edtf and _shows(draft, one.segment, drafts, entities):
                draft = _captioned(draft, one)
                absorbed.add(one.segment)
                break
        dated.append(draft)
    return [draft for draft in dated if draft.act.members[0] not in absorbed]


def _shows(draft: Draft, segment: int, drafts: Sequence[Draft], entities: Entities) -> bool:
    """Tell whether a caption names a party that no other act has, its own apart."""
    if segment in draft.act.members or not is_caption(draft.act, segment):
        return False
    named = draft.act.sketches[segment].parties & draft.members
    elsewhere = [one for one in drafts if one is not draft and one.act.members[0] != segment]
    return any(
        not entities.entities[party].group and not any(party in one.members for one in elsewhere)
        for party in named
    )


def _captioned(draft: Draft, one: Dated) -> Draft:
    act = draft.act
    members = (*act.members, one.segment)
    date = ActDate(act.article.text[one.start : one.end], one.edtf)
    return replace(draft, act=replace(act, members=members), date=date)
