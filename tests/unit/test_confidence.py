"""Confidence follows the model's score by a calibration that belongs to its weights."""

from pathlib import Path

import numpy as np
import pytest

from models.confidence import (
    FEATURES,
    FILE,
    CalibratedConfidence,
    Calibration,
    Curve,
    load_confidence,
    to_toml,
)
from models.recipe.calibrate import Bin, Sample, bar, calibration_error, fitted, reliability
from models.registry import MANIFESTS, WEIGHTS, ModelError, load_manifest
from service.domain.article import Segment, Span
from service.domain.brief import SummarySentence, Translation
from service.domain.confidence import Decoding
from service.domain.highlight import Bilingual, Evidence, Quote
from service.domain.ports import ConfidenceEstimator
from service.pipeline.check_confidence import check_confidence, shown_first

CURVE = Curve(bias=3.0, weights={"score": 4.0, "length": 0.5, "stretch": -1.0})
CALIBRATION = Calibration(model="toy@1", good_from_chrf=50.0, low=0.2, to_en=CURVE, to_vi=CURVE)


def scored(score: float, source: str = "Hai bên ký.") -> Decoding:
    return Decoding(source, "The two sides signed.", score)


@pytest.fixture
def estimator() -> ConfidenceEstimator:
    return CalibratedConfidence(CALIBRATION)


def test_a_higher_score_gives_a_higher_confidence(estimator: ConfidenceEstimator) -> None:
    found = [estimator.confidence([scored(s)], target="en") for s in (-3.0, -1.0, -0.5, -0.1)]
    assert found == sorted(found)
    assert all(0 < one < 1 for one in found)


def test_no_score_makes_a_certainty(estimator: ConfidenceEstimator) -> None:
    assert estimator.confidence([scored(-1e6)], target="vi") == 0.01
    assert estimator.confidence([scored(1e6)], target="vi") == 0.99


def test_of_several_pieces_the_longer_weighs_more(estimator: ConfidenceEstimator) -> None:
    good, bad = scored(-0.1), scored(-2.0, source="Hai bên ký một bản ghi nhớ mới về hợp tác kinh tế.")
    both = estimator.confidence([good, bad], target="en")
    ends = [estimator.confidence([one], target="en") for one in (bad, good)]
    assert ends[0] < both < sum(ends) / 2


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(to_toml(CALIBRATION), encoding="utf-8")
    found = load_confidence(tmp_path, label="toy@1")
    assert found is not None
    same = CalibratedConfidence(CALIBRATION)
    assert found.low == same.low
    assert found.confidence([scored(-0.4)], target="en") == same.confidence([scored(-0.4)], target="en")


def test_a_calibration_of_other_weights_is_none(tmp_path: Path) -> None:
    assert load_confidence(tmp_path, label="toy@1") is None
    (tmp_path / FILE).write_text(to_toml(CALIBRATION), encoding="utf-8")
    assert load_confidence(tmp_path, label="toy@2") is None


@pytest.mark.parametrize(
    "content",
    ["model =", 'model = "toy@1"', to_toml(CALIBRATION).replace("stretch", "shrink"), "\ufeff\x00"],
)
def test_a_broken_calibration_names_its_remedy(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=r"models\.recipe\.calibrate"):
        load_confidence(tmp_path, label="toy@1")


def test_the_shipped_calibration_is_of_the_shipped_weights() -> None:
    manifest = load_manifest(MANIFESTS / "vien.toml")
    assert FILE in manifest.files
    assert load_confidence(WEIGHTS / "vien", label=manifest.label) is not None


def test_what_the_model_is_unsure_of_is_a_finding(estimator: ConfidenceEstimator) -> None:
    translations = tuple(
        Translation(i, "text", "model", -0.5, (), confidence)
        for i, confidence in enumerate([0.9, 0.1, None, 0.2])
    )
    (finding,) = check_confidence(translations, estimator)
    assert (finding.code, finding.segment) == ("low_score", 1)
    assert "10 %" in finding.message.en
    assert check_confidence(translations, None) == ()


def test_what_readers_meet_first_is_a_warning(estimator: ConfidenceEstimator) -> None:
    translations = tuple(Translation(i, "text", "model", -0.5, (), 0.1) for i in range(3))
    found = check_confidence(translations, estimator, shown={0, 2})
    assert [one.severity for one in found] == ["warning", "info", "warning"]


def test_title_summary_and_quotes_are_met_first() -> None:
    segments = tuple(Segment(i, Span(i, i + 1), "x", "title" if i == 1 else "paragraph") for i in range(5))
    at = [Evidence(i, i, i + 1, "x") for i in range(5)]
    words = Bilingual("x", "x")
    assert shown_first(segments, (SummarySentence(words, (at[3],)),), (Quote("X", words, at[4]),)) == {
        1,
        3,
        4,
    }


def test_a_fit_finds_that_good_translations_have_high_scores() -> None:
    rng = np.random.default_rng(1)
    scores = rng.uniform(-2, 0, 400)
    samples = [Sample("Hai bên ký.", "They sign.", float(s), bool(rng.random() < 1 + s / 2)) for s in scores]
    curve = fitted(samples, [1.0] * len(samples))
    assert set(curve.weights) == set(FEATURES)
    assert curve.weights["score"] > 1


def test_reliability_compares_confidence_with_what_is_good() -> None:
    confidences, good = np.array([0.05, 0.95, 0.95, 1.0]), np.array([0.0, 1.0, 1.0, 0.0])
    bins = reliability(confidences, good)
    assert bins[0] == Bin(1, 0.05, 0.0)
    assert bins[1].count == 3
    assert bins[1].confidence == pytest.approx(2.9 / 3)
    assert bins[1].good == pytest.approx(2 / 3)
    assert calibration_error(bins) == pytest.approx((0.05 + 0.9) / 4)


def test_the_bar_disturbs_few_good_translations() -> None:
    confidences = np.linspace(0.005, 0.995, 100)
    good = (confidences > 0.5).astype(float)
    assert bar(confidences, good) == 0.51
