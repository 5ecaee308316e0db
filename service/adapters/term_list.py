"""The terms that fired in a brief, each once, with the segments that it stands in."""

from dataclasses import dataclass

from service.domain.brief import Brief


@dataclass(frozen=True, slots=True)
class ListedTerm:
    """A term, its rendering, whose it is, and the numbers of the segments."""

    term: str
    rendering: str
    glossary: str
    segments: tuple[int, ...]


def terms_of(brief: Brief) -> tuple[ListedTerm, ...]:
    """Return the terms in the order in which they first stand."""
    found: dict[tuple[str, str, str], dict[int, None]] = {}
    for segment in brief.segments:
        for use in segment.term_uses:
            found.setdefault((use.term, use.rendering, use.glossary), {})[segment.index] = None
    return tuple(ListedTerm(*told, tuple(numbers)) for told, numbers in found.items())
