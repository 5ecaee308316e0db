"""Footnotes and other indices of marked-up text: sup and sub elements that hold no words.

Promises tokens whose raw texts, joined, are the document, each such element made one token. What is part of a
formula or a unit of measurement (CO2, km2) stays text. Refuses to know where an index goes in a translation.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from service.text.html_tokens import Token

INDICES = frozenset(("sup", "sub"))
_MOST_TOKENS = 8  # of an index: a link, and what it is marked with
_LOOKED_BACK = 4  # tags between an index and the word before it
_MARK = re.compile(r"\s*(?:[^\w\s]|\d|\s(?=\S)){1,16}\s*|\s*\[[^\][]{1,8}\]\s*")
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
        if end:
            yield Token("other", "".join(token.raw for token in row[i:end]), row[i].name)
        else:
            yield row[i]
        i = end or i + 1


def _end(row: Sequence[Token], start: int, splits: Callable[[Token], bool]) -> int | None:
    """Return where the index that begins at a token ends, None where none does."""
    first = row[start]
    if first.kind != "open" or first.name not in INDICES or first.raw.endswith("/>") or splits(first):
        return None
    for end in range(start + 1, min(start + _MOST_TOKENS, len(row))):
        token = row[end]
        if token.kind == "other" or splits(token):
            return None
        if token.name == first.name:
            is_index = token.kind == "close" and _is_index(row, start, end)
            return end + 1 if is_index else None
    return None


def _is_index(row: Sequence[Token], start: int, close: int) -> bool:
    content = "".join(token.text for token in row[start:close] if token.kind == "text")
    lettered = row[start].name == "sup" and bool(_LETTERS.fullmatch(content))
    if not lettered and not _MARK.fullmatch(content):
        return False
    before = next(
        (token.text for token in row[max(0, start - _LOOKED_BACK) : start][::-1] if token.kind == "text"), ""
    )
    following = row[close + 1].text[:1] if close + 1 < len(row) and row[close + 1].kind == "text" else ""
    if row[start].name == "sub":
        in_word = before[-1:].isalnum() and following.isalpha()
        return not in_word and not _FORMULA.search(before)
    if lettered:
        return bool(before.strip()) and not _LETTER_BEFORE.search(before)
    return not (content.strip() in ("2", "3") and _LENGTH.search(before))
