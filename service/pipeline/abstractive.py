"""The stage that lets a sequence-to-sequence model write the summary, and believes none of it unread.

Promises that each sentence has one segment that bears it out (names, numbers, dates, sums, affirmation), and
that one without is replaced by a sentence of the extractive summary, with a finding; and a finding where the
article is longer than what the model reads.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.article import Article, BlockRole, Segment
from service.domain.brief import Finding, SummarySentence
from service.domain.highlight import Bilingual
from service.domain.ports import Summariser, WrittenSummary
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
    spoken = [segment for segment in segments if segment.text.strip()]
    told = [segment for segment in spoken if segment.role in _TOLD] or spoken
    written = summariser.summarise(" ".join(segment.text for segment in told))
    texts = [written.text[start:end] for start, end in sentences.split(written.text)]
    judged = [(text, _judge(text, segments, article)) for text in texts if text.strip()]
    summary, findings = supported_summary(
        judged[: len(extract)], segments, extract=extract, language=article.language
    )
    return Abstract(summary, (*_unread(written), *findings))


def _unread(written: WrittenSummary) -> tuple[Finding, ...]:
    """Return the finding on an article that is longer than what the model reads."""
    seen, tokens = written.tokens_read, written.tokens
    if seen >= tokens:
        return ()
    share = min(round(100 * seen / tokens), 99)
    vi = f"Mô hình tóm tắt chỉ đọc {share} % đầu của bài ({seen} trên {tokens} token), không đọc phần sau."
    en = (
        f"The summariser read about the first {share} % of the article ({seen} of {tokens} tokens), "
        "and nothing after that."
    )
    return (Finding("truncated", "warning", None, Bilingual(vi, en)),)


def _judge(text: str, segments: Sequence[Segment], article: Article) -> Verdict:
    segment = best_segment(text, segments)
    if segment is None:
        return Verdict((), (text,))
    return Verdict((whole_segment(segment),), unsupported(text, segment.text, language=article.language))
