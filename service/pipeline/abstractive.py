"""The stage that lets a sequence-to-sequence model write the summary, and believes none of it unread.

Promises that each sentence has one segment that bears it out (names, numbers, dates, sums, affirmation), and
that one without is replaced by a sentence of the extractive summary, with a finding.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.article import Article, BlockRole, Segment
from service.domain.brief import Finding, SummarySentence
from service.domain.ports import Summariser
from service.pipeline.grounding import Verdict, best_segment, unsupported, whole_segment
from service.pipeline.supported_summary import supported_summary
from service.text import sentences

_TOLD: frozenset[BlockRole] = frozenset(("lead", "paragraph", "list_item"))


@dataclass(frozen=True, slots=True)
class Abstract:
    """A summary in the article's language; the other side is still open."""

    summary: tuple[SummarySentence, ...]
    findings: tuple[Finding, ...]


def abstract(
    article: Article, segments: tuple[Segment, ...], *, extract: tuple[int, ...], summariser: Summariser
) -> Abstract:
    """Write as many sentences as `extract`, the extractive summary, has; what is refused comes from there."""
    told = [segment for segment in segments if segment.role in _TOLD] or list(segments)
    written = summariser.summarise(" ".join(segment.text for segment in told))
    texts = [written[start:end] for start, end in sentences.split(written)]
    judged = [(text, _judge(text, segments, article)) for text in texts if text.strip()]
    summary, findings = supported_summary(
        judged[: len(extract)], segments, extract=extract, language=article.language
    )
    return Abstract(summary, findings)


def _judge(text: str, segments: Sequence[Segment], article: Article) -> Verdict:
    segment = best_segment(text, segments)
    if segment is None:
        return Verdict((), (text,))
    return Verdict((whole_segment(segment),), unsupported(text, segment.text, language=article.language))
