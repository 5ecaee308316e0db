"""Word links without a model: words that are written alike, and for the rest the place in the sentence.

Promises links for any two texts, monotone but for the words that are alike. Knows no dictionary: it stands in
where no translation model can be asked for its attention.
"""

from collections import Counter
from collections.abc import Sequence

from service.domain.article import Language
from service.domain.ports import Link
from service.text.search_text import fold
from service.text.word_links import Span, WordLink, words

_ALIKE, _BY_PLACE = 1.0, 0.3


class PositionAligner:
    """The aligner of a translator that cannot be asked."""

    def align(
        self,
        pairs: Sequence[tuple[str, str]],
        *,
        source: Language,  # noqa: ARG002 the port names them; places know no language
        target: Language,  # noqa: ARG002
    ) -> list[tuple[Link, ...]]:
        """Return the links of each pair."""
        return position_links(pairs)


def position_links(pairs: Sequence[tuple[str, str]]) -> list[tuple[Link, ...]]:
    """Return the links of each (source text, target text)."""
    return [_links(source, target) for source, target in pairs]


def _links(source: str, target: str) -> tuple[Link, ...]:
    rows, columns = words(source), words(target)
    alike = _alike(_keys(source, rows), _keys(target, columns))
    rest = [i for i in range(len(rows)) if i not in alike]
    free = sorted(set(range(len(columns))) - set(alike.values()))
    found = [(i, j, _ALIKE) for i, j in alike.items()]
    found += [(i, j, _BY_PLACE) for i, j in _by_place(rest, free)]
    return tuple(WordLink(*rows[i], *columns[j], weight) for i, j, weight in sorted(found))


def _keys(text: str, spans: Sequence[Span]) -> list[str]:
    return [fold(text[start:end]) or text[start:end] for start, end in spans]


def _alike(source: Sequence[str], target: Sequence[str]) -> dict[int, int]:
    """Return the words that occur once on either side, written alike but for case and diacritics."""
    once, there = Counter(source), Counter(target)
    at = {word: j for j, word in enumerate(target)}
    return {i: at[word] for i, word in enumerate(source) if once[word] == 1 and there[word] == 1}


def _by_place(rows: Sequence[int], columns: Sequence[int]) -> set[tuple[int, int]]:
    """Link every word of the longer row with the one at the same part of the way through the shorter."""
    if not rows or not columns:
        return set()
    longest = max(len(rows), len(columns))
    return {(rows[k * len(rows) // longest], columns[k * len(columns) // longest]) for k in range(longest)}
