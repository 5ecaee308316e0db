"""Footnotes and other indices of marked-up text: sup and sub elements and references that hold no words.

Promises tokens whose raw texts, joined, are the document, each such element made one token. What is part of a
formula or a unit of measurement (CO2, km2) stays text. Refuses to know where an index goes in a translation.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from service.text.html_tokens import Token, attributes

INDICES = frozenset(("sup", "sub"))
_NOTES = frozenset(("noteref", "backlink", "doc-noteref", "doc-backlink"))  # of EPUB, and of web pages
_MOST_TOKENS = 8  # of an index: a link, and what it is marked with
_LOOKED_BACK = 4  # tags between an index and the word before it
_MARK = re.compile(r"\s*(?:[^\w\s]|\d|\s(?=\S)){1,16}\s*|\s*\[[^\][]{1,8}\]\s*")
_NOTE = re.compile(r"\s*(?:\[[^\][\s]{1,8}\]|[*†‡§]+)\s*")
_LETTERS = re.compile(r"\s*[a-z](?:\s?,\s?[a-z])*\s*")  # footnotes too, but for the o of "No" and its like
_LETTER_BEFORE = re.compile(r"(?<![^\W_])[^\W\d_]\Z")
_FORMULA = re.compile(r"(?<![^\W_])[A-Z][A-Za-z\d]{0,7}\Z", re.ASCII)
_LENGTH = re.compile(r"(?<![^\W\d_])(?:[kcdm]?m|µm)\Z")


def with_indices(tokens: Iterable[Token], splits: Callable[[Token], bool]) -> Iterator[Token]:
    """Yield the tokens, an index as one token of the kind "other" with its element's name."""
    row = list(tokens)
    i = 0
    while i < len(row):
        end = _end(row, i, splits)
        if end:  # in its place, so that what it says is no word before the next one
            row[i:end] = [Token("other", "".join(token.raw for token in row[i:end]), "sup")]
        yield row[i]
        i += 1


def is_index(content: str, *, before: str, following: str, lowered: bool = False) -> bool:
    """Tell whether what is raised (or lowered) is an index, by the text before it and the sign after it."""
    lettered = not lowered and bool(_LETTERS.fullmatch(content))
    if not lettered and not _MARK.fullmatch(content):
        return False
    if lowered:
        in_word = before[-1:].isalnum() and following.isalpha()
        return not in_word and not _FORMULA.search(before)
    if lettered:
        return bool(before.strip()) and not _LETTER_BEFORE.search(before)
    return not (content.strip() in ("2", "3") and _LENGTH.search(before))


def _end(row: Sequence[Token], start: int, splits: Callable[[Token], bool]) -> int | None:
    """Return where the index that begins at a token ends, None where none does."""
    first = row[start]
    if first.kind != "open" or first.raw.endswith("/>") or splits(first):
        return None
    is_link = first.name == "a" and "=" in first.raw
    if first.name not in INDICES and not is_link:
        return None
    for end in range(start + 1, min(start + _MOST_TOKENS, len(row))):
        token = row[end]
        if token.kind == "other" or splits(token):
            return None
        if token.name == first.name:
            found = token.kind == "close" and (_is_note if is_link else _is_index)(row, start, end)
            return end + 1 if found else None
    return None


def _is_note(row: Sequence[Token], start: int, close: int) -> bool:
    """Whether a link is the mark of a note, or of the way back from it: it says so or looks so."""
    content = _content(row, start, close)
    if not _MARK.fullmatch(content) and not _LETTERS.fullmatch(content):
        return False
    values = {one.name: one.value for one in attributes(row[start].raw)}
    said = f"{values.get('epub:type', '')} {values.get('role', '')}".split()
    return not _NOTES.isdisjoint(said) or ("#" in values.get("href", "") and bool(_NOTE.fullmatch(content)))


def _is_index(row: Sequence[Token], start: int, close: int) -> bool:
    before = next(
        (token.text for token in row[max(0, start - _LOOKED_BACK) : start][::-1] if token.kind == "text"), ""
    )
    following = row[close + 1].text[:1] if close + 1 < len(row) and row[close + 1].kind == "text" else ""
    lowered = row[start].name == "sub"
    return is_index(_content(row, start, close), before=before, following=following, lowered=lowered)


def _content(row: Sequence[Token], start: int, close: int) -> str:
    return "".join(token.text for token in row[start:close] if token.kind == "text")
