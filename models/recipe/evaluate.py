"""Scores a Marian folder as it is served: CTranslate2, int8, beam 4; writes JSON.

sacreBLEU's BLEU and chrF with signatures, fidelity of numbers, dates and names, all with bootstrap
intervals, and the same fidelity of the references (the ceiling of the rules). `--scores` prints the fidelity
as the manifest has its scores. Trains nothing.
"""

import argparse
import json
import logging
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import ctranslate2
from sacrebleu.metrics.base import Metric
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

from models.ctranslate2_translator import CTranslate2Translator, EngineOptions
from models.micro_batcher import BatchTranslator
from models.recipe.corpora import read_gold_references, read_tsv
from models.recipe.fidelity import Fidelity, fidelity
from models.recipe.filters import clean
from models.reranking import RerankingTranslator

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Interval:
    """A score (0 to 100) with the half-width of its 95 % bootstrap interval."""

    score: float
    half_width: float
    signature: str


@dataclass(frozen=True, slots=True)
class Result:
    """One test set in one direction."""

    name: str
    direction: str  # vi-en or en-vi
    segments: int
    bleu: Interval
    chrf: Interval
    fidelity: Fidelity
    reference_fidelity: Fidelity
    sentences_per_second: float


@dataclass(frozen=True, slots=True)
class TestSet:
    """Sentence pairs; domain references exist in English only."""

    name: str
    rows: list[tuple[str, str]]
    both: bool = True


def read_test_sets(shared: Path, limit: int | None) -> list[TestSet]:
    """Return VLSP dev and tst, FLORES dev and the domain set, each cut to a limit."""
    names = ("vlsp-dev", "vlsp-tst", "flores-dev")
    sets = [TestSet(name, read_tsv(shared / "data" / "dev" / f"{name}.tsv")) for name in names]
    gold = shared / "gold"
    references = read_gold_references(gold / "gold.jsonl", gold / "articles.jsonl")
    sets.append(TestSet("domain", references, both=False))
    return [TestSet(s.name, s.rows[:limit], s.both) for s in sets]


def interval(metric: Metric, hypotheses: list[str], references: list[str], samples: int) -> Interval:
    """Score a corpus and bootstrap the interval."""
    score = metric.corpus_score(hypotheses, [references], n_bootstrap=samples)
    half_width = float(getattr(score, "_ci", 0.0))
    return Interval(score.score, half_width, str(metric.get_signature()))


def measure(translator: BatchTranslator, test_set: TestSet, *, to_english: bool, samples: int) -> Result:
    """Translate one set in one direction and score it."""
    vi, en = (list(side) for side in zip(*test_set.rows, strict=True))
    sources, references = (vi, en) if to_english else (en, vi)
    started = time.perf_counter()
    ways = ("vi", "en") if to_english else ("en", "vi")
    found = translator.translate([clean(s) for s in sources], source=ways[0], target=ways[1])
    hypotheses = [best for ((best, _), *_) in found]
    seconds = time.perf_counter() - started
    return Result(
        test_set.name,
        "vi-en" if to_english else "en-vi",
        len(sources),
        interval(BLEU(), hypotheses, references, samples),
        interval(CHRF(), hypotheses, references, samples),
        fidelity(sources, hypotheses, to_english=to_english, samples=samples),
        fidelity(sources, references, to_english=to_english, samples=samples),
        len(sources) / seconds,
    )


def evaluate(translator: BatchTranslator, sets: list[TestSet], samples: int) -> list[Result]:
    """Measure every set in every direction it has."""
    results = []
    for test_set in sets:
        for to_english in (True, False) if test_set.both else (True,):
            result = measure(translator, test_set, to_english=to_english, samples=samples)
            log.info("%s", summary(result))
            results.append(result)
    return results


def summary(r: Result) -> str:
    """Return one line for the log."""
    return (
        f"{r.name:10} {r.direction} n={r.segments} "
        f"BLEU {r.bleu.score:.2f} ± {r.bleu.half_width:.2f} "
        f"chrF {r.chrf.score:.2f} ± {r.chrf.half_width:.2f} "
        f"{' '.join(_kinds(r))} "
        f"{r.sentences_per_second:.0f} sentences/s"
    )


def _shares(r: Result) -> list[tuple[str, float, float, float, int]]:
    """Return of each kind of fact: share, half-width, the references' share, and of how many segments."""
    own, ceiling = r.fidelity, r.reference_fidelity
    return [
        ("numbers", own.numbers, own.numbers_half_width, ceiling.numbers, own.numbers_segments),
        ("dates", own.dates, own.dates_half_width, ceiling.dates, own.dates_segments),
        ("names", own.names, own.names_half_width, ceiling.names, own.names_segments),
    ]


def _kinds(r: Result) -> list[str]:
    return [
        f"{kind} {share:.3f} ± {half:.3f} (reference {ceiling:.3f})"
        for kind, share, half, ceiling, _ in _shares(r)
    ]


def manifest_scores(results: list[Result]) -> str:
    """Return the fidelity shares as [[scores]] of a manifest, in percent."""
    return "\n".join(
        f'[[scores]]\ntest = "{r.name}, {r.direction}"\nmetric = "{kind} survive, %"\n'
        f"value = {100 * share:.1f}\n"
        f'note = "{n} segments; 95 % interval ± {100 * half:.1f}; references {100 * ceiling:.1f}"\n'
        for r in results
        for kind, share, half, ceiling, n in _shares(r)
    )


def main() -> None:
    """Score the model folder of the command line."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="a Marian folder")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, help="where the JSON goes")
    parser.add_argument("--limit", type=int, help="rows of each set")
    parser.add_argument("--beam", type=int, default=4)
    parser.add_argument("--rerank", type=int, default=0, help="hypotheses ordered by both directions")
    parser.add_argument("--samples", type=int, default=500, help="bootstrap samples")
    parser.add_argument("--scores", action="store_true", help="print the fidelity for the manifest")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    args = parser.parse_args()
    sets = read_test_sets(args.shared, args.limit)
    with tempfile.TemporaryDirectory() as folder:
        options = EngineOptions(beam_size=args.beam, device=args.device)
        engine = CTranslate2Translator.load(args.model, label="measured", cache=Path(folder), options=options)
        translator = RerankingTranslator(engine, considered=args.rerank) if args.rerank else engine
        results = evaluate(translator, sets, args.samples)
    if args.scores:
        print(manifest_scores(results))
    if args.out:
        settings = {
            "beam": args.beam,
            "rerank": args.rerank,
            "engine": f"ctranslate2 {ctranslate2.__version__} int8",
        }
        report = {**settings, "results": [asdict(r) for r in results]}
        args.out.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
