"""Whether the sentences of an act tell it, deny it or leave it open.

Promises that an act that its most explicit sentence denies rests on the sentences that tell it, or on none.
"""

from collections.abc import Collection, Mapping

from service.domain.highlight import Instrument, Status
from service.text.acts.ahead import is_settled, tells_of_a_meeting
from service.text.acts.denied import TELLING, Verdict, denies_a_report, is_hearsay, names_no_party, verdict
from service.text.acts.features import INSTRUMENT_CUES
from service.text.acts.kinds import COME_ABOUT, Kind
from service.text.acts.sketch import Sketch
from service.text.acts.slots import Act, act_of

AHEAD: frozenset[Status] = frozenset({"proposed", "planned"})
_PLANNED: frozenset[Status] = frozenset({"planned"})
_OFF: frozenset[Status] = frozenset({"ended"})
_LEFT: Mapping[Verdict | None, frozenset[Status]] = {"open": AHEAD, "ahead": AHEAD, "off": _OFF}


def affirmed(act: Act, kind: Kind) -> Act | None:
    """Return the act as its sentences tell it: itself where none denies it, None where none tells it.

    A wish that a further sentence says was refused stays a wish.
    """
    instrument = kind.instrument
    if _overall(act, instrument) != "denied":
        return act
    if kind.status not in COME_ABOUT and _of_sentence(act, act.members[0], instrument) is None:
        return act
    telling = [index for index in act.members if _of_sentence(act, index, instrument) in TELLING]
    if not telling:
        return None
    rest = [
        index for index in act.evidence if _of_sentence(act, index, instrument) not in (*TELLING, "denied")
    ]
    support = [index for index in rest if index in act.support]
    members = [*telling, *(index for index in rest if index not in support)]
    return act_of(act.article, act.sketches, members, support=support, chance=act.chance)


def status_left(act: Act, instrument: Instrument) -> Collection[Status] | None:
    """Return which statuses the words of an act leave to it: "chưa ký", "sẽ ký"; None for all."""
    overall = _overall(act, instrument)
    if overall == "ahead" and is_settled(_text(act, act.head), act.article.language):
        return _PLANNED
    return _LEFT.get(overall)


def _overall(act: Act, instrument: Instrument) -> Verdict | None:
    """Return what the first sentence says; where it only names the act, what another one says."""
    said = [_of_sentence(act, index, instrument) for index in act.members]
    if said[0] or "told" in said or tells_of_a_meeting(_text(act, act.head), act.article.language):
        return said[0]
    others = zip(act.members, said, strict=True)
    return next((one for index, one in others if one and (one != "off" or _of_the_same(act, index))), None)


def _of_the_same(act: Act, index: int) -> bool:
    """Tell whether a further sentence names a party of the first one, and the same kind of cooperation."""
    head, other = act.head, act.sketches[index]
    kinds = frozenset(INSTRUMENT_CUES) & head.cues.keys() & other.cues.keys()
    return bool(kinds and head.parties & other.parties)


def _of_sentence(act: Act, index: int, instrument: Instrument) -> Verdict | None:
    sketch = act.sketches[index]
    said = verdict(_text(act, sketch), act.article.language, instrument)
    return "denied" if said in TELLING and _only_reported(act, sketch) else said


def _only_reported(act: Act, sketch: Sketch) -> bool:
    """Tell whether a sentence only passes on a report that the article says is denied.

    The report is about the same parties, or about "the two firms", which are those of the denial.
    """
    text = _text(act, sketch)
    return is_hearsay(text) and any(
        denies_a_report(_text(act, other)) and (other.parties & sketch.parties or names_no_party(text))
        for other in act.sketches
    )


def _text(act: Act, sketch: Sketch) -> str:
    return act.article.text[sketch.start : sketch.end]
