"""Titles in Vietnamese and how far they reach: over their field, a body, a country, to the person's name."""

from dataclasses import dataclass, replace

from service.text.entities.lexicon import Role, longest_at, titles_vi
from service.text.entities.line import Line, Named
from service.text.entities.tails_vi import head_at, is_compound

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
        """Whether a word follows the title directly."""
        return index == self.end and not line.gaps[index - 1].strip(" .")


def title_at(line: Line, index: int, opened: OpenTitle | None) -> OpenTitle | None:
    """Return the title at a word; one that is open already goes on in it."""
    known = longest_at(titles_vi(), line.words, line.gaps, index)
    head = head_at(line, index)
    if known is None or (head is not None and head[1] > known[1]):
        return _over_genitive(line, index, opened)
    title, end = known
    plain = title.role in {"courtesy", "other"}
    if plain and not (end < len(line.words) and line.words[end].capital):
        return None
    if not plain:
        end = _field_end(line, end)
    if opened is None:
        return OpenTitle(title.role, end)
    return replace(opened, role=opened.role if plain else title.role, end=end)


def _over_genitive(line: Line, index: int, opened: OpenTitle | None) -> OpenTitle | None:
    """Let a title reach its body over "của", and an ambassador's over "tại Việt Nam"."""
    if opened is None or index + 1 >= len(line.words):
        return None
    if opened.body is None and line.words[index].key == "của":
        return replace(opened, end=index + 1)
    known = line.known[index + 1]
    if opened.body is not None and line.words[index].key == "tại" and known is not None:
        return replace(opened, end=known[1])
    return None


def _field_end(line: Line, end: int) -> int:
    """Skip the field of a title: "Bộ trưởng Quốc phòng", "cố vấn kinh tế"."""
    while line.adjacent(end) and is_compound(line, end):
        if head_at(line, end) is not None or line.known[end] is not None:
            break
        end += 2
        if end + 1 < len(line.words) and line.words[end].key == "và" and is_compound(line, end + 1):
            end += 1
    return end


def apposed(line: Line, index: int, found: tuple[Named, ...]) -> int | None:
    """Return the position of the person right before a title: "ông Noh Kyoo Sung, Chủ tịch KPC"."""
    for position in range(len(found) - 1, -1, -1):
        if found[position].kind == "person" and found[position].last == index:
            return position if line.gaps[index - 1].strip(" ") in _APPOSING else None
    return None
