"""Stage: an Article's blocks into Segments, the units of translation and of evidence.

Promises that every letter of every block lies in exactly one segment, in reading order, numbered from 0.
Refuses to know what a segment says: bylines and date lines are kept like the rest, with their role.
"""

from collections.abc import Iterator

from service.domain.article import Article, Block, BlockRole, Segment, Span
from service.text import sentences

_WHOLE: frozenset[BlockRole] = frozenset(("title", "heading", "byline", "dateline"))


def segment(article: Article) -> tuple[Segment, ...]:
    """Return the article's segments; a title, heading, byline or date line is never cut into sentences."""
    spans = ((block, span) for block in article.blocks for span in _spans(article, block))
    return tuple(
        Segment(index=index, span=span, text=article[span], role=block.role)
        for index, (block, span) in enumerate(spans)
    )


def _spans(article: Article, block: Block) -> Iterator[Span]:
    text, offset = article[block.span], block.span.start
    cut = sentences.lines if block.role in _WHOLE else sentences.split
    for start, end in cut(text):
        yield Span(offset + start, offset + end)
