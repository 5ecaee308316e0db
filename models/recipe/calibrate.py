"""Fits the confidence of an embedded translation model and pins it; reports how well it holds on other news.

python -m models.recipe.calibrate vien [--shared ../shared]

A translation is good where its sentence chrF against the reference reaches GOOD. Fitted on VLSP dev and, at a
quarter of the weight, FLORES dev (the service reads news); reported on VLSP tst. Run it whenever the weights
or their version change: about four minutes of two cores. Writes calibration.toml beside the weights.
"""

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sacrebleu.metrics.chrf import CHRF
from sklearn.linear_model import LogisticRegression

from models.confidence import FEATURES, FILE, CalibratedConfidence, Calibration, Curve, features, to_toml
from models.ctranslate2_translator import CTranslate2Translator, EngineOptions
from models.recipe.corpora import read_tsv
from models.recipe.filters import clean
from models.registry import MANIFESTS, WEIGHTS, load_manifest, pin

GOOD = 50.0
FLAGGED = 0.02  # share of good translations that the low-score finding may disturb
SETS = {"vlsp-dev": 1.0, "flores-dev": 0.25}
HELD_OUT = "vlsp-tst"
SERVED_BEAM = 2  # the service's default for the embedded model
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """A translated sentence, and whether it is good."""

    source: str
    text: str
    score: float
    good: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The sentences of a tenth of the scale: how many, their mean confidence, and the share that is good."""

    count: int
    confidence: float
    good: float


def translated(
    translator: CTranslate2Translator, rows: Sequence[tuple[str, str]], target: str
) -> list[Sample]:
    """Translate the rows (Vietnamese, English) into one language and compare with the other column."""
    sources, references = zip(*(row if target == "en" else row[::-1] for row in rows), strict=True)
    cleaned = [clean(source) for source in sources]
    found = translator.translate(cleaned, source="vi" if target == "en" else "en", target=target)
    chrf = CHRF()
    return [
        Sample(source, text, score, chrf.sentence_score(text, [reference]).score >= GOOD)
        for source, reference, [(text, score)] in zip(cleaned, references, found, strict=True)
    ]


def fitted(samples: Sequence[Sample], weights: Sequence[float]) -> Curve:
    """Fit one direction."""
    inputs = np.array([features(sample) for sample in samples])
    labels = np.array([sample.good for sample in samples])
    model = LogisticRegression(C=100, max_iter=1000).fit(inputs, labels, sample_weight=weights)
    return Curve(
        bias=round(float(model.intercept_[0]), 5),
        weights={name: round(float(w), 5) for name, w in zip(FEATURES, model.coef_[0], strict=True)},
    )


def bar(confidences: Numbers, good: Numbers) -> float:
    """Return the highest confidence, in steps of 0.01, below which few good translations lie."""
    steps = [step / 100 for step in range(1, 100)]
    return max((s for s in steps if np.mean(confidences[good == 1] < s) <= FLAGGED), default=0.0)


def reliability(confidences: Numbers, good: Numbers) -> list[Bin]:
    """Return the tenths of the scale that hold sentences, lowest first."""
    tenths = np.minimum((confidences * 10).astype(int), 9)
    return [
        Bin(int(inside.sum()), float(confidences[inside].mean()), float(good[inside].mean()))
        for inside in (tenths == tenth for tenth in range(10))
        if inside.any()
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error, 0 to 1: the mean gap between confidence and what is good."""
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.confidence - one.good) for one in bins) / total


def calibrated(translator: CTranslate2Translator, shared: Path, label: str) -> Calibration:
    """Fit both directions and the bar on the dev sets."""
    curves, everything = {}, dict[str, list[Sample]]()
    for target in ("en", "vi"):
        samples, weights = list[Sample](), list[float]()
        for name, weight in SETS.items():
            found = translated(translator, _rows(shared, name), target)
            samples, weights = [*samples, *found], [*weights, *[weight] * len(found)]
        curves[target], everything[target] = fitted(samples, weights), samples
    made = Calibration(model=label, good_from_chrf=GOOD, low=0.0, to_en=curves["en"], to_vi=curves["vi"])
    both = [_judged(made, samples, target) for target, samples in everything.items()]
    low = bar(*(np.concatenate(side) for side in zip(*both, strict=True)))
    return made.model_copy(update={"low": low})


def report(calibration: Calibration, samples: Sequence[Sample], target: str) -> str:
    """Return the reliability table of one direction as Markdown."""
    confidences, good = _judged(calibration, samples, target)
    bins = reliability(confidences, good)
    flagged = confidences < calibration.low
    return "\n".join(
        [
            f"{HELD_OUT} to {target}: {len(samples)} sentences, {good.mean():.0%} good, "
            f"ECE {calibration_error(bins):.3f}",
            "| sentences | confidence | good |\n|---|---|---|",
            *(f"| {one.count} | {one.confidence:.2f} | {one.good:.2f} |" for one in bins),
            f"below {calibration.low}: {flagged.mean():.1%} of all, "
            f"{flagged[good == 1].mean():.1%} of the good, {flagged[good == 0].mean():.1%} of the others",
        ]
    )


def _judged(calibration: Calibration, samples: Sequence[Sample], target: str) -> tuple[Numbers, Numbers]:
    estimator = CalibratedConfidence(calibration)
    confidences = [estimator.confidence([sample], target=target) for sample in samples]
    return np.array(confidences), np.array([float(sample.good) for sample in samples])


def _rows(shared: Path, name: str) -> list[tuple[str, str]]:
    return read_tsv(shared / "data" / "dev" / f"{name}.tsv")


def main() -> None:
    """Fit, write, pin and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="?", default="vien", help="a model of models/manifests")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    options = parser.parse_args()
    manifest, weights = load_manifest(MANIFESTS / f"{options.name}.toml"), WEIGHTS / options.name
    with tempfile.TemporaryDirectory() as cache:
        translator = CTranslate2Translator.load(
            weights,
            label=manifest.label,
            cache=Path(cache),
            options=EngineOptions(beam_size=SERVED_BEAM, reproducible=False),
        )
        calibration = calibrated(translator, options.shared, manifest.label)
        (weights / FILE).write_text(to_toml(calibration), encoding="utf-8")
        pin(MANIFESTS / f"{options.name}.toml", weights)
        for target in ("en", "vi"):
            samples = translated(translator, _rows(options.shared, HELD_OUT), target)
            print(report(calibration, samples, target), end="\n\n")


if __name__ == "__main__":
    main()
