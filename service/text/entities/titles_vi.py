"""Titles in Vietnamese and how far they reach: over their field, a body, a country, to the person's name."""

from dataclasses import replace

from service.text.entities.lexicon import function_words_vi, longest_at, titles_vi, verbs_vi
from service.text.entities.line import Line
from service.text.entities.tails_vi import head_at, is_compound
from service.text.entities.titles import OpenTitle

_LONGEST_FIELD = 7
_LEARNED = frozenset({"tiến sĩ", "giáo sư"})


def title_at(line: Line, index: int, opened: OpenTitle | None) -> OpenTitle | None:
    """Return the title at a word; one that is open already goes on in it."""
    known = longest_at(titles_vi(), line.words, line.gaps, index)
    head = head_at(line, index)
    if known is None or (head is not None and head[1] > known[1]):
        return _over_genitive(line, index, opened)
    title, end = known
    plain = title.role in {"courtesy", "other"}
    if plain and _is_country(line, index, opened):
        return None
    if plain and not ((line.adjacent(end) or line.gaps[end - 1] == ". ") and line.words[end].capital):
        return None
    if title.role == "body" or title.form in _LEARNED:
        end = _lower_field_end(line, end)
    elif not plain:
        end = _field_end(line, end)
    if opened is None:
        return OpenTitle(title.role, end)
    return replace(opened, role=opened.role if plain else title.role, end=end)


def _is_country(line: Line, index: int, opened: OpenTitle | None) -> bool:
    """Whether a form of address is the state behind a title of office: "Thủ tướng Anh Boris Johnson"."""
    if opened is None or opened.role in {"courtesy", "other"} or opened.body is not None:
        return False
    known = line.known[index]
    return line.words[index].capital and known is not None and known[0].kind == "country"


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


def _lower_field_end(line: Line, end: int) -> int:
    """Skip a field in small letters up to a capital: "chuyên gia ngôn ngữ cơ thể Darren Stanton"."""
    for index in range(end, min(end + _LONGEST_FIELD, len(line.words))):
        word = line.words[index]
        if not line.adjacent(index) or head_at(line, index) is not None:
            return index if index == end else _field_end(line, end)
        if word.capital:
            return index
        pair = (word.key, line.words[index + 1].key) if index + 1 < len(line.words) else (word.key,)
        if word.key in function_words_vi() or (word.key,) in verbs_vi() or pair in verbs_vi():
            break
    return _field_end(line, end)


def _field_end(line: Line, end: int) -> int:
    """Skip the field of a title: "Bộ trưởng Quốc phòng", "cố vấn kinh tế"."""
    while line.adjacent(end) and is_compound(line, end):
        if head_at(line, end) is not None or line.known[end] is not None:
            break
        end += 2
        if end + 1 < len(line.words) and line.words[end].key == "và" and is_compound(line, end + 1):
            end += 1
    return end
