"""Sentences that go on with the direct speech of the sentence before belong to its act.

Promises the same groups where no speech runs over the end of a sentence. Knows the curly quotation marks.
"""

from collections.abc import Sequence

from service.domain.article import Segment

_OPEN, _CLOSE = "“", "”"


def speech_kept_together(groups: Sequence[Sequence[int]], segments: Sequence[Segment]) -> list[list[int]]:
    """Return the groups; one whose first sentence goes on with a speech joins that of the sentence before.

    A group that another joins keeps its own sentences first.
    """
    kept = {members[0]: list(members) for members in groups}
    for head in sorted(kept):
        if head - 1 in kept and _runs_on(segments[head - 1].text):
            joined = kept.pop(head)
            kept[head - 1] += [index for index in joined if index not in kept[head - 1]]
            kept[head] = kept[head - 1]  # a third sentence of the speech finds its group here
    return [list(members) for head, members in kept.items() if members[0] == head]


def _runs_on(text: str) -> bool:
    """Tell whether a speech that a sentence opens is still open at its end."""
    return text.rfind(_OPEN) > text.rfind(_CLOSE)
