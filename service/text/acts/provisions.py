"""Sentences that tell what a paper provides: they bear out the signing of it and are no second paper.

Promises that of an act whose first sentence opens with "Theo bản ghi nhớ, ..." or "Under the agreement, ..."
the sentence that tells the signing becomes the first, in the same act or in the one before; "They also
agreed" gives way within its act alone. Where the article tells no signing the act stays as it is.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from service.text.acts.denied import seals_a_paper
from service.text.acts.slots import Act, act_of

_PAPER_VI = r"(?:(?:biên\s+)?bản ghi nhớ|th(?:ỏa|oả) thuận|hiệp định|hợp đồng|văn bản|mou)"
_PAPER_EN = r"(?:memorandum(?: of understanding)?|mou|agreement|deal|contract|treaty|pact|accord)"
_OPENS = re.compile(
    rf"(?:(?:cụ thể|trong đó),?\s+)?(?:cũng\s+)?theo\s+(?:nội dung\s+)?{_PAPER_VI}"
    r"(?:\s+(?:hợp tác|này|đó|trên|(?:vừa |đã |được )*ký(?: kết)?))*\s*,|"
    r"(?:under|according to|as part of)\s+(?:the|this|that|their)\s+(?:terms of the\s+)?(?:new\s+)?"
    rf"(?:[\w-]+\s+){{0,2}}?{_PAPER_EN}s?\s*,|"
    rf"(?:the|this|their)\s+{_PAPER_EN}\s+(?:also\s+)?(?:provides|calls for|covers|envisages|stipulates)\b|"
    rf"{_PAPER_VI}\s+(?:này\s+)?(?:cũng\s+)?(?:quy định|nêu rõ)\b",
    re.I,
)
# What the parties also agree to when they sign: the signing is the act, where one group has both.
_ALSO = re.compile(
    r"(?:hai (?:bên|nước)|các bên)\s+(?:đã\s+)?cũng\s+(?:đã\s+)?(?:nhất trí|thống nhất|đồng ý|cam kết)\b|"
    r"(?:the two (?:sides|countries)|both sides|they)\s+(?:have\s+)?also\s+(?:agreed|pledged|committed)\b",
    re.I,
)
_REACH = 3  # sentences before it in which the signing is told


def with_provisions(acts: Sequence[Act]) -> list[Act]:
    """Return the acts, what papers provide joined to their signing."""
    turned = [_turned(act) for act in acts]
    kept = [act for act in turned if not _is_provision(act, act.members[0])]
    for act in turned:
        kept = _joined(kept, act) if _is_provision(act, act.members[0]) else kept
    return kept


def _turned(act: Act) -> Act:
    """Return an act with the sentence that tells the signing first, if what comes first is a provision."""
    signing = next((i for i in act.evidence if _signs(act, i)), None)
    head = act.members[0]
    if signing is None or not (_is_provision(act, head) or _ALSO.match(_text(act, head))):
        return act
    members = [signing, *(index for index in act.members if index != signing)]
    support = [index for index in act.support if index != signing]
    return act_of(act.article, act.sketches, members, support=support, chance=act.chance)


def _joined(acts: Sequence[Act], provision: Act) -> list[Act]:
    """Return the acts, a provision among the evidence of the signing before it, else as one of its own."""
    start = provision.members[0]
    place = next(
        (
            place
            for index in range(start - 1, max(-1, start - 1 - _REACH), -1)
            if _signs(provision, index)
            for place, act in enumerate(acts)
            if index in act.members
        ),
        None,
    )
    if place is None:
        return [*acts, provision]
    act = acts[place]
    held = replace(act, support=(*act.support, *((start,) if start not in act.evidence else ())))
    return [*acts[:place], held, *acts[place + 1 :]]


def _is_provision(act: Act, index: int) -> bool:
    text = _text(act, index)
    opening = _OPENS.match(text)
    return opening is not None and not seals_a_paper(text[opening.end() :], act.article.language)


def _signs(act: Act, index: int) -> bool:
    text = _text(act, index)
    return not _OPENS.match(text) and seals_a_paper(text, act.article.language)


def _text(act: Act, index: int) -> str:
    sketch = act.sketches[index]
    return act.article.text[sketch.start : sketch.end].lstrip()
