"""Say which segments the model itself is unsure of.

Promises one finding for each translation whose confidence is below the estimator's bar, and none where
nothing calibrates the model. Reads no text.
"""

from service.domain.brief import Finding, Translation
from service.domain.highlight import Bilingual
from service.domain.ports import ConfidenceEstimator


def check_confidence(
    translations: tuple[Translation, ...], estimator: ConfidenceEstimator | None
) -> tuple[Finding, ...]:
    """Return the findings, in the order of the translations."""
    return tuple(
        finding
        for translation in translations
        for finding in low_confidence(translation.confidence, estimator, segment=translation.segment)
    )


def low_confidence(
    confidence: float | None, estimator: ConfidenceEstimator | None, *, segment: int | None = None
) -> tuple[Finding, ...]:
    """Return a finding for a confidence that is too low."""
    if confidence is None or estimator is None or confidence >= estimator.low:
        return ()
    percent = f"{100 * confidence:.0f} %"
    message = Bilingual(
        f"Mô hình không chắc về câu này (độ tin cậy {percent}): nên đối chiếu với bài gốc.",
        f"The model is unsure of this sentence (confidence {percent}): compare it with the source.",
    )
    return (Finding("low_score", "info", segment, message),)
