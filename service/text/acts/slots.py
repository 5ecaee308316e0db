"""How a phrase of the article stands to an act: features for choosing partners and dates.

Promises the same features for every kind of slot: where the phrase is, what stands beside it, how far the
act's own cue is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.article import Article
from service.text.acts.kind_features import pivot_of
from service.text.acts.sketch import Sketch
from service.text.folding import fold

_WORD = re.compile(r"[^\W_]+|[(),;:–\-/\"“”]")


@dataclass(frozen=True, slots=True)
class Act:
    """A group of sentences that state one act, the most explicit first, within its article.

    `support` are further sentences that bear it out, which other acts may share. `pivot` is the offset of the
    cue that the act hangs on, in the first sentence; from `start` to `end` is what the act has of that
    sentence for itself.
    """

    article: Article
    sketches: Sequence[Sketch]
    members: tuple[int, ...]
    support: tuple[int, ...]
    chance: float
    pivot: int
    start: int
    end: int

    @property
    def evidence(self) -> tuple[int, ...]:
        """Return every sentence that the act rests on."""
        return self.members + self.support

    @property
    def head(self) -> Sketch:
        """Return the most explicit sentence."""
        return self.sketches[self.members[0]]


def act_of(
    article: Article,
    sketches: Sequence[Sketch],
    members: Sequence[int],
    *,
    support: Sequence[int] = (),
    chance: float = 1.0,
) -> Act:
    """Return a group as an act."""
    head = sketches[members[0]]
    return Act(
        article, sketches, tuple(members), tuple(support), chance, pivot_of(head), head.start, head.end
    )


def place_features(act: Act, segment: int, start: int, end: int) -> dict[str, float]:
    """Return where a phrase stands: in which of the act's sentences, and on which side of the pivot."""
    features = {"after pivot": 0.0}
    if segment == act.head.index:
        gap = (start - act.pivot) / 60
        features["in head"] = 1.0
        features["after pivot"] = float(start > act.pivot)
        features[f"gap{int(max(-3, min(3, gap)))}"] = 1.0
        features["head start"] = float(start - act.head.start < 5)
    elif segment in {act.sketches[index].index for index in act.evidence}:
        features["in member"] = 1.0
    else:
        distance = segment - act.head.index
        features["outside"] = 1.0
        features[f"away{max(-3, min(3, distance))}"] = 1.0
    features["in title"] = float(segment == act.sketches[0].index)
    features["in lead"] = float(len(act.sketches) > 1 and segment == act.sketches[1].index)
    return features | _beside(act.article.text, start, end)


def _beside(text: str, start: int, end: int) -> dict[str, float]:
    before = [fold(word) for word in _WORD.findall(text[max(0, start - 24) : start])[-2:]]
    after = [fold(word) for word in _WORD.findall(text[end : end + 24])[:1]]
    features = {f"after:{word}": 1.0 for word in before[-1:]} | {f"before:{word}": 1.0 for word in after}
    if len(before) == 2:
        features[f"after2:{' '.join(before)}"] = 1.0
    return features
