"""Which sentences bear an act out: those that state it, and those that go on about it.

Promises that the first sentence stays, and that every other one names a party of the act or points back to
the sentence before it, which is evidence too. A caption bears out the act that it shows alone.
"""

from dataclasses import replace

from service.text.acts.features import INSTRUMENT_CUES
from service.text.acts.slots import Act
from service.text.acts.told_twice import is_caption
from service.text.pointing_back import points_back

_WEIGHTY = frozenset(INSTRUMENT_CUES)


def held_to(act: Act, parties: frozenset[int]) -> Act:
    """Return the act of these parties without the evidence that is not about it."""
    kept = {act.members[0]}
    members = [i for i in sorted(act.members) if i in kept or _told(act, i, kept, parties)]
    kept |= set(members)
    support = [i for i in sorted(act.support) if _borne(act, i, kept, parties)]
    return replace(
        act,
        members=tuple(i for i in act.members if i in members),
        support=tuple(i for i in act.support if i in support),
    )


def _told(act: Act, index: int, kept: set[int], parties: frozenset[int]) -> bool:
    """Tell whether a sentence of the group is about the act; the next one may then point back to it."""
    if not (act.sketches[index].parties & parties or _alike(act, index) or _goes_on(act, index, kept)):
        return False
    kept.add(index)
    return True


def _borne(act: Act, index: int, kept: set[int], parties: frozenset[int]) -> bool:
    """Tell whether a sentence of another act bears this one out too."""
    if is_caption(act, index):
        return False
    return bool(act.sketches[index].parties & parties) or _goes_on(act, index, kept)


def _alike(act: Act, index: int) -> bool:
    return bool(_WEIGHTY & act.sketches[index].cues.keys() & act.head.cues.keys())


def _goes_on(act: Act, index: int, kept: set[int]) -> bool:
    sketch = act.sketches[index]
    return index - 1 in kept and points_back(
        act.article.text[sketch.start : sketch.end], act.article.language
    )
