"""Which names that an act's sentences hold are no party to it, by what they are or by the words beside them.

Promises that a treaty, a sea, a class of ships and a newspaper take part in nothing, nor does whoever a talk
is only about ("discuss Syria"), the act does without ("without the US") or reports it. Knows no model.
"""

import re
from collections.abc import Collection, Sequence

from service.text.acts.candidates import Candidate
from service.text.acts.slots import Act
from service.text.entities.model import Entities, Entity, Mention

_TREATIES = r"cptpp|tpp(?:-?11)?|evfta|evipa|rcep|nafta|usmca|coc|doc|unclos|inf|jcpoa"
_THING = re.compile(
    rf"^(?:{_TREATIES}|brexit)$|\((?:{_TREATIES})\)$|"
    r"\b(?:agreement|protocol|convention|treaty|accord|class|herald|times|tribune|gazette)(?:\s\([^()]*\))?$|"
    r"^(?:the )?(?:pacific|.+ (?:ocean|sea|strait|peninsula))$|"
    r"^(?:hội nghị|công ước|hiệp định|hiệp ước|nghị định thư|bản ghi nhớ)\b|"
    r"^(?:eo biển|biển|vịnh|bán đảo|tạp chí|tờ)\b|"
    r"^(?:super )?(?:typhoon|hurricane|cyclone|tropical storm)\b|^(?:siêu )?bão\b|"
    r"^(?:(?:thái bình|đại tây|ấn độ|bắc băng) dương|me ?kong|mê kông)$|"
    r"^(?:world cup|asian cup|aff cup|sea games|asiad|asian games|(?:para|o)lympics?(?: games)?|euro)"
    r"(?:\s\d+)?$|"
    r"^(?:thế vận hội|á vận hội)\b",
    re.I,
)
_RIVER = re.compile(r"^(?:sông .+|.+ (?:river|dam))$", re.I)  # a body may bear the name of one: "Sông Đà"
_ABOUT = re.compile(
    r"\b(?:without|in response to|sanctions on|tensions? (?:with|in|on)|pressure on|"
    r"(?:crisis|conflict|fighting|violence|war) (?:in|on|with)|discuss(?:ed|es|ing)?|"
    r"căng thẳng với|gây phẫn nộ cho|xung đột (?:ở|tại|với)|khủng hoảng (?:ở|tại)|chiến sự (?:ở|tại)|"
    r"tình hình(?: (?:ở|tại))?|mà không có|họp khẩn về|(?:công ước|hiến chương)(?: của)?|"
    r"(?:convention|charter) of)\s+(?:the\s+)?$",
    re.I,
)
_AGAINST = re.compile(
    r"\b(?:(?:đối phó(?: với)?|răn đe|chống(?: lại)?|cảnh báo|đe d(?:ọa|oạ)|nhằm vào|against|"
    r"deter(?:ring|s)?|counter(?:ing|s)?)\s+(?:the\s+)?|"
    r"(?:đối phó(?: với)?|răn đe|chống lại|against|deter(?:ring|s)?|counter(?:ing|s)?)\s+(?:[\w-]+\s+){1,6}"
    r"(?:của|từ|by|from)\s+(?:the\s+)?)$",
    re.I,
)
_LATER_STOP = re.compile(
    r"\b(?:(?:travel(?:s|l?ing)?|go(?:es|ing)?|fl(?:y|ies|ying)|head(?:s|ing)?|continu(?:e|es|ing)|"
    r"leav(?:e|es|ing)) (?:on )?(?:to|for)|on to|trước khi (?:tới|đến|sang|thăm)|rồi (?:tới|đến|sang))\s+"
    r"(?:[A-ZĐ][\w-]*(?:\s[A-ZĐ][\w-]*)*(?:,| and| và)\s+)*$"
)
_ABOUT_AFTER = re.compile(
    r"['’]s\s+(?:nuclear|missiles?|escalation|attacks?|threats?|aggression|invasion|denuclearization)\b|"
    r"\s+(?:crisis|nuclear (?:issue|program(?:me)?|threat|deal)|war|conflict|sanctions)\b",
    re.I,
)
_PAIRED = re.compile(r"\s?[-–]\s?\w")
_TOLD_BY = re.compile(r"\b(?:theo|dẫn lời|according to|told|tờ|báo|hãng tin|tạp chí)\s+(?:the\s+)?$", re.I)
_SAID_BY = re.compile(
    r"\b(?:according to|theo(?: lời)?(?: ông| bà)?)\s+$|"
    r"\baccording to (?:[\w'’-]+\s+){0,5}?(?:representative|spokes\w+|official|director|minister|head|chief|"
    r"chair\w*|president|ambassador|analyst|expert|secretary|manager|advis[eo]r),?\s+$",
    re.I,
)
_WITNESSES = re.compile(
    r"(?:\s+(?:và|and)(?:\s+(?!ký\b|signed\b)[\w.-]+){1,9}?)?(?:"
    r"\s+(?:(?:đã|cũng|cùng)\s+)*(?:chứng kiến|(?:tham )?dự (?:và chứng kiến )?lễ ký)\b|"
    r"\s+(?:also\s+)?(?:witnessed|attended|oversaw|presided over) (?:the )?(?:sign\w+|ceremony)\b|"
    r"\s+witnessed\b)",
    re.I,
)
_WITNESSED_BY = re.compile(
    r"\b(?:chứng kiến của|in the presence of|witnessed by|attended by)\s+(?:the\s+)?(?:[\w-]+\s+){0,5}$", re.I
)
_TELLS = re.compile(
    r"\s+(?:reported|quoted|wrote|đưa tin|dẫn (?:lời|(?:\w+ )?nguồn)|trích (?:lời|dẫn))\b", re.I
)
_SPEAKERS = frozenset({"person", "other"})  # a name that is known for no person's may be one
_PRESS = frozenset({"company", "other"})
_BODIES = frozenset({"agency", "university", "company"})
_SEVERAL = 2
_NEAR = 75  # characters on both sides of a name that tell how it is meant
_COUNTED = re.compile(
    r"(?:\d+|hai|ba|bốn|năm|sáu|bảy|two|three|four|five|six|seven)\s+(?:nước|quốc gia|countries|nations)\b",
    re.I,
)
_LISTED = re.compile(
    r"\s*(?:,|:|\(|là|gồm|bao gồm|gồm có|như|trong đó có|including|such as|namely|comprising|[-–])*\s*"
    r"(?:(?:là|gồm|như|including|such as)\s+)?(?:the\s+)?",
    re.I,
)


def takes_part(act: Act, party: int, entities: Entities) -> bool:
    """Tell whether a name may be a party, by its kind and by where the act's sentences have it."""
    entity = entities.entities[party]
    if entity.type != "country" and _is_thing(entity):
        return False
    stated = {act.sketches[index].index for index in act.evidence}
    named = [m for m in entities.mentions if m.segment in stated and entities.party(m.entity) == party]
    standing = [m for m in named if not m.inside] or named
    if not standing:
        return True
    return any(not (_aside(act, one, entity) or _watches(act, one, entities)) for one in standing)


def _is_thing(entity: Entity) -> bool:
    """Tell whether an entity is no party by its name; a firm that is named after a river is one."""
    river = entity.type not in _BODIES and _RIVER.search(entity.name)
    return bool(river or _THING.search(entity.name))


def _watches(act: Act, mention: Mention, entities: Entities) -> bool:
    """Tell whether a name is that of a person who only sees two others sign."""
    sketch = act.sketches[mention.segment]
    text, here = act.article.text, entities.mentions_in(mention.segment)
    if entities[mention].type != "person":
        return False
    seen_by = _WITNESSED_BY.search(text[max(sketch.start, mention.start - _NEAR) : mention.start])
    if not (seen_by or _WITNESSES.match(text, mention.end, sketch.end)):
        return False
    others = {
        entities.party(m.entity) for m in here if not (m.inside or m.short or entities[m].type == "person")
    }
    return len(others - {entities.party(mention.entity)}) >= _SEVERAL


def _aside(act: Act, mention: Mention, entity: Entity) -> bool:
    text = act.article.text
    sketch = act.sketches[mention.segment]
    before = text[max(sketch.start, mention.start - _NEAR) : mention.start]
    after = text[mention.end : min(sketch.end, mention.end + _NEAR)]
    if entity.type in _PRESS and (_TOLD_BY.search(before) or _TELLS.match(after)):
        return True
    if entity.type in _SPEAKERS and _SAID_BY.search(before):
        return True
    if mention.short or _PAIRED.match(after):
        return False
    return any(words.search(before) for words in (_ABOUT, _AGAINST, _LATER_STOP)) or bool(
        _ABOUT_AFTER.match(after)
    )


def distinct(parties: Collection[int], entities: Entities) -> int:
    """Count the parties; a body and the state that it belongs to are one where they stand alone."""
    found = [entities.entities[party] for party in parties]
    types = {entity.type for entity in found}
    alone = len(found) == _SEVERAL and len({entity.country for entity in found}) == 1
    return 1 if alone and "country" in types and types & _BODIES else len(found)


def without_groups(act: Act, chosen: Sequence[Candidate], entities: Entities) -> list[Candidate]:
    """Leave out a group whose members, which follow it, are parties: "3 nước Lào, Việt Nam, ..."."""
    return [one for one in chosen if not _told_apart(act, one, chosen, entities)]


def _told_apart(act: Act, one: Candidate, chosen: Sequence[Candidate], entities: Entities) -> bool:
    if not entities.entities[one.entity].group:
        return False
    parties = {other.entity for other in chosen} - {one.entity}
    if _COUNTED.match(entities.entities[one.entity].name):
        here = {other.entity for other in chosen if other.mention.segment == one.mention.segment}
        if sum(entities.entities[party].type == "country" for party in here & parties) >= _SEVERAL:
            return True
    return any(
        _members_after(act, group, parties, entities) >= _SEVERAL
        for group in entities.mentions
        if entities.party(group.entity) == one.entity
    )


def _members_after(act: Act, group: Mention, parties: set[int], entities: Entities) -> int:
    """Count the parties that a list right behind the name of a group names."""
    at, count = group.end, 0
    for mention in entities.mentions_in(group.segment):
        if mention.start < at or mention.inside:
            continue
        between = act.article.text[at : mention.start]
        joined = _LISTED.fullmatch(between) or (count and re.fullmatch(r"\s*,?\s*(?:và|and)?\s*", between))
        if not joined:
            break
        at, count = mention.end, count + (entities.party(mention.entity) in parties)
    return count
