"""The fields of work that names of bodies and firms state: "Du lịch", "Tourism".

Promises the longest known field at a word, in either direction. Knows no heads of names and no places.
"""

from collections.abc import Sequence
from functools import lru_cache

from service.domain.article import Language
from service.text.entities.lexicon import rows_of
from service.text.folding import FILLERS, Word, name_key

_LONGEST = 9


@lru_cache(maxsize=4)
def fields(source: Language, *, firm: bool = False) -> dict[tuple[str, ...], str]:
    """Return fields by their key in one language in the words of the other; `firm`: as firms have them."""
    found: dict[tuple[str, ...], str] = {}
    own: dict[tuple[str, ...], str] = {}
    for vietnamese, english, of in rows_of("fields.tsv", 3):
        said, other = (vietnamese, english) if source == "vi" else (english, vietnamese)
        table = own if of == "firm" and source == "vi" else found
        table.setdefault(name_key(said), other)
    return found | own if firm else own | found


@lru_cache(maxsize=2)
def wordings(source: Language) -> dict[tuple[str, ...], tuple[frozenset[str], ...]]:
    """Return the words of every form that a field has in the other language."""
    found: dict[tuple[str, ...], tuple[frozenset[str], ...]] = {}
    for vietnamese, english, _ in rows_of("fields.tsv", 3):
        said, other = (vietnamese, english) if source == "vi" else (english, vietnamese)
        words = frozenset(name_key(other)) - FILLERS
        found[name_key(said)] = (*found.get(name_key(said), ()), words)
    return found


def field_at(
    words: Sequence[Word], first: int, source: Language, *, firm: bool = False
) -> tuple[str, int] | None:
    """Return the other language's words for the longest field at `first`, and the index after it."""
    table = fields(source, firm=firm)
    keys: list[str] = []
    best: tuple[str, int] | None = None
    for index in range(first, min(first + _LONGEST, len(words))):
        if words[index].key not in FILLERS:
            keys.append(words[index].key)
            if tuple(keys) in table:
                best = table[tuple(keys)], index + 1
        elif index == first:
            return None
    return best


def listed(parts: Sequence[str], link: str) -> str:
    """Join the fields of a name: "Culture, Sports and Tourism"."""
    return f"{', '.join(parts[:-1])} {link} {parts[-1]}" if len(parts) > 1 else "".join(parts)
