"""A title on its way to the name that it announces, and the person to whom it is an apposition."""

from dataclasses import dataclass

from service.text.entities.lexicon import Role
from service.text.entities.line import Line, Named

_APPOSING = frozenset({",", "-", "–", "(", "—"})


@dataclass(frozen=True, slots=True)
class OpenTitle:
    """A title that has been read: for whom its bearer speaks, the index after it and what belongs to it, the
    body named in it, and the position (in the names found) of the person to whom it is an apposition.
    """

    role: Role
    end: int
    body: Named | None = None
    person: int | None = None

    def reaches(self, line: Line, index: int) -> bool:
        """Whether a word follows the title directly, or its body's abbreviation in brackets."""
        gap = line.gaps[index - 1].strip(" .")
        return index == self.end and (not gap or (gap == ")" and self.body is not None))


def apposed(line: Line, index: int, found: tuple[Named, ...]) -> int | None:
    """Return the position of the person right before a title: "ông Noh Kyoo Sung, Chủ tịch KPC"."""
    for position in range(len(found) - 1, -1, -1):
        if found[position].kind == "person" and found[position].last == index:
            return position if line.gaps[index - 1].strip(" ") in _APPOSING else None
    return None
