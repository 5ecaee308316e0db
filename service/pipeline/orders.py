"""Stage: which segments of an article give orders to a machine, and the article without them.

Promises that an article read without its orders has every other letter in its place, so that offsets and
numbers of segments are those of the article; and one finding for the orders of a paragraph that follow each
other. Orders are still translated.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from service.domain.article import Article, Segment, Span
from service.domain.brief import Finding
from service.domain.highlight import Bilingual
from service.text.instructions import goes_on, hidden_spans, is_instruction

_SHOWN = 160


def orders_in(article: Article, segments: Sequence[Segment]) -> frozenset[int]:
    """Return the indexes of the segments that speak to a machine, or that no reader is meant to see."""
    hidden = tuple(Span(*place) for place in hidden_spans(article.text))
    found: set[int] = set()
    for segment in segments:
        behind = segment.index - 1 in found and not _parted(article, segments[segment.index - 1], segment)
        if (
            is_instruction(segment.text)
            or any(segment.span.overlaps(place) for place in hidden)
            or (behind and goes_on(segment.text))
        ):
            found.add(segment.index)
    return frozenset(found)


def without_orders(
    article: Article, segments: tuple[Segment, ...], orders: Collection[int]
) -> tuple[Article, tuple[Segment, ...]]:
    """Return both with spaces in the place of the orders."""
    if not orders:
        return article, segments
    text, title = article.text, article.title
    for index in orders:
        span = segments[index].span
        text = f"{text[: span.start]}{' ' * (span.end - span.start)}{text[span.end :]}"
        title = None if segments[index].role == "title" else title
    told = tuple(replace(one, text=" " * len(one.text)) if one.index in orders else one for one in segments)
    return replace(article, text=text, title=title), told


def order_findings(
    article: Article, segments: Sequence[Segment], orders: Collection[int]
) -> tuple[Finding, ...]:
    """Return a finding for each order with what goes on with it, in reading order."""
    runs: list[list[Segment]] = []
    for index in sorted(orders):
        own = segments[index]
        if runs and runs[-1][-1].index == index - 1 and not _parted(article, runs[-1][-1], own):
            runs[-1].append(own)
        else:
            runs.append([own])
    return tuple(map(_finding, runs))


def _parted(article: Article, one: Segment, another: Segment) -> bool:
    """Whether a paragraph ends between two segments."""
    return "\n" in article.text[one.span.end : another.span.start]


def _finding(run: Sequence[Segment]) -> Finding:
    words = " ".join(one.text.strip() for one in run)
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
    return Finding(
        "instruction_in_article",
        "warning",
        run[0].index,
        Bilingual(
            f"Câu này ra lệnh cho máy hoặc được giấu khỏi người đọc, không phải tin: “{shown}”. Điểm nhấn, "
            "tóm tắt và tít không lấy gì từ câu này; hãy xem lại nguồn bài.",
            f"This sentence gives orders to a machine or is hidden from readers, and is no news: “{shown}”. "
            "Highlights, summary and headlines take nothing from it; check where the article comes from.",
        ),
    )
