"""Sentences that go on with the direct speech of the sentence before belong to its act.

Promises the same groups where no speech runs over the end of a sentence. Knows the curly quotation marks.
"""

from collections.abc import Sequence

from service.domain.article import Segment

_OPEN, _CLOSE = "“", "”"


def speech_kept_together(groups: Sequence[Sequence[int]], segments: Sequence[Segment]) -> list[list[int]]:
    """Return the groups, each sentence that goes on with a speech in the group of the sentence before."""
    home = {index: place for place, members in enumerate(groups) for index in members}
    for index in sorted(home):
        if index - 1 in home and _runs_on(segments[index - 1].text):
            home[index] = home[index - 1]
    kept = [[index for index in members if home[index] == place] for place, members in enumerate(groups)]
    for index in sorted(home):
        if index not in kept[home[index]]:
            kept[home[index]].append(index)
    return [members for members in kept if members]


def _runs_on(text: str) -> bool:
    """Tell whether a speech that a sentence opens is still open at its end."""
    return text.rfind(_OPEN) > text.rfind(_CLOSE)
