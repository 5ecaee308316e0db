"""Titles in English and how far they reach: "Minister of Health of Japan", "Ambassador to Vietnam"."""

from dataclasses import replace

from service.text.entities.chunks_en import chunk_at, run_end
from service.text.entities.lexicon import longest_at, surnames_bare, titles_en
from service.text.entities.line import Line, Named
from service.text.entities.titles import OpenTitle, apposed
from service.text.folding import name_key


def title_at(line: Line, index: int, opened: OpenTitle | None, found: tuple[Named, ...]) -> OpenTitle | None:
    """Return the title at a word, with the country or body before it: "Japanese Prime Minister"."""
    known = longest_at(titles_en(), line.words, line.gaps, index)
    chunk = chunk_at(line, index) if line.words[index].capital else None
    if known is None or (
        chunk is not None and chunk.end > known[1] and not _ministers(line, index, known[1])
    ):
        return _over_link(line, index, opened)
    title, end = known
    plain = title.role in {"courtesy", "other"}
    follows = end < len(line.words) and (line.words[end].capital or line.words[end].key in {"of", "to"})
    if (plain or not line.words[index].capital) and not follows:
        return None
    end = _field_end(line, end) if title.role == "minister" else end
    if opened is not None:
        return replace(opened, role=opened.role if plain else title.role, end=end)
    return OpenTitle(title.role, end, _owner(line, index, found), apposed(line, index, found))


def _ministers(line: Line, index: int, end: int) -> bool:
    return line.key(index, end).endswith(("minister", "president", "chairman"))


def _owner(line: Line, index: int, found: tuple[Named, ...]) -> Named | None:
    """Return the country or body right before a title, with or without "'s"."""
    if not found:
        return None
    last = found[-1]
    possessive = (
        last.last == index - 1 and line.words[index - 1].key == "s" and line.gaps[index - 2] in {"'", "’"}
    )
    beside = last.last == index and line.adjacent(index)
    return last if (possessive or beside) and last.kind not in {"person", "group", "short"} else None


def _over_link(line: Line, index: int, opened: OpenTitle | None) -> OpenTitle | None:
    """Let a title reach its body over "of (the)", an ambassador's over "to Vietnam"."""
    if opened is None or index + 1 >= len(line.words) or not line.adjacent(index):
        return None
    word = line.words[index].key
    if word in {"of", "the", "at", "from"}:
        return replace(opened, end=index + 1)
    known = line.known[index + 1]
    if word == "to" and known is not None:
        return replace(opened, end=known[1])
    return None


def _field_end(line: Line, end: int) -> int:
    """Skip the field of a minister: "of Science and Technology", up to a surname or a comma."""
    if not line.adjacent(end) or line.words[end].key not in {"of", "for"}:
        return end
    first = end + 1
    best = end
    for last in range(first + 1, min(first + 8, len(line.words) + 1)):
        field = line.between(first, last)
        if line.gazetteer.entries["en"].get(name_key(f"Ministry of {field}")):
            best = last
    if best > end:
        return best
    if first < len(line.words) and line.known[first] is None and line.words[first].capital:
        stop = run_end(line, first)
        return next((i for i in range(first + 1, stop) if line.words[i].key in surnames_bare()), stop)
    return end
