"""Say which segments the model itself is unsure of.

Promises one finding for each translation whose confidence is below the estimator's bar, and none where
nothing calibrates the model: a warning where a reader meets the words first (title, summary, quotes), a note
elsewhere. Reads no text.
"""

from collections.abc import Collection, Sequence

from service.domain.article import Segment
from service.domain.brief import Finding, Severity, SummarySentence, Translation
from service.domain.highlight import Bilingual, Quote
from service.domain.ports import ConfidenceEstimator


def check_confidence(
    translations: tuple[Translation, ...],
    estimator: ConfidenceEstimator | None,
    *,
    shown: Collection[int] = (),
) -> tuple[Finding, ...]:
    """Return the findings, in the order of the translations; `shown`: segments that readers meet first."""
    return tuple(
        finding
        for translation in translations
        for finding in low_confidence(
            translation.confidence,
            estimator,
            segment=translation.segment,
            severity="warning" if translation.segment in shown else "info",
        )
    )


def shown_first(
    segments: Sequence[Segment], summary: Sequence[SummarySentence], quotes: Sequence[Quote]
) -> frozenset[int]:
    """Return the segments whose words stand in the headline, the summary or a quote of a brief."""
    titles = {segment.index for segment in segments if segment.role == "title"}
    summed = {evidence.segment for sentence in summary for evidence in sentence.evidence}
    return frozenset(titles | summed | {quote.evidence.segment for quote in quotes})


def low_confidence(
    confidence: float | None,
    estimator: ConfidenceEstimator | None,
    *,
    segment: int | None = None,
    severity: Severity = "info",
) -> tuple[Finding, ...]:
    """Return a finding for a confidence that is too low."""
    if confidence is None or estimator is None or confidence >= estimator.low:
        return ()
    percent = f"{100 * confidence:.0f} %"
    message = Bilingual(
        f"Mô hình không chắc về câu này (độ tin cậy {percent}): nên đối chiếu với bài gốc.",
        f"The model is unsure of this sentence (confidence {percent}): compare it with the source.",
    )
    return (Finding("low_score", severity, segment, message),)
