"""Makes a student's targets out of its own hypotheses: of each sentence's, the one nearest to the reference.

Sequence-level interpolation (Kim and Rush 2016, 3.3): a target that the student nearly says by itself and
that is better than what it would say. Both directions, each from its side of the same pairs. Trains nothing.
"""

import argparse
import logging
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from sacrebleu.metrics.chrf import CHRF

from models.ctranslate2_translator import CTranslate2Translator, EngineOptions
from models.micro_batcher import BatchTranslator
from models.recipe.corpora import DISTILLED, DISTILLED_VI, INDOMAIN, NEWS, Pair, read_prepared, write_prepared
from models.recipe.filters import clean, reason_to_reject
from models.recipe.paths import runs_folder

log = logging.getLogger(__name__)

HYPOTHESES = 8
NEAR = 35.0  # chrF below which a pair is likelier misaligned than hard
SHORT = 25  # characters: captions and names are no sentences
_OWN = 5.0  # what a point of mean log-probability weighs in points of chrF
_PART = 512


def nearest(hypotheses: Sequence[tuple[str, float]], reference: str) -> tuple[str, float]:
    """Return the hypothesis that is nearest by chrF, its own score weighing a little, and its chrF."""
    measure = CHRF()
    near = [measure.sentence_score(text, [reference]).score for text, _ in hypotheses]
    best = max(range(len(near)), key=lambda i: near[i] + _OWN * hypotheses[i][1])
    return hypotheses[best][0], near[best]


def distilled(translator: BatchTranslator, pairs: Sequence[Pair], *, to_english: bool) -> Iterator[Pair]:
    """Yield for each pair its source with the nearest hypothesis, if it is near and fit to train on."""
    way = ("vi", "en") if to_english else ("en", "vi")
    sides = [(pair.vi, pair.en) if to_english else (pair.en, pair.vi) for pair in pairs]
    sources = [source for source, _ in sides]
    found = translator.translate(sources, source=way[0], target=way[1], alternatives=HYPOTHESES)
    for pair, (source, reference), hypotheses in zip(pairs, sides, found, strict=True):
        text, near = nearest(hypotheses, reference)
        vi, en = (source, clean(text)) if to_english else (clean(text), source)
        made = Pair(DISTILLED if to_english else DISTILLED_VI, pair.licence, vi, en)
        if near >= NEAR and reason_to_reject(made) is None:
            yield made


def main() -> None:
    """Read prepared pairs, the best sources first, and write the student's."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="a Marian folder: the student")
    parser.add_argument("--pairs", type=Path, default=runs_folder() / "data" / "pairs-main.tsv")
    parser.add_argument("--out", type=Path, default=runs_folder() / "data" / "distilled.tsv")
    parser.add_argument("--limit", type=int, help="pairs")
    args = parser.parse_args()
    ranks = {source: -weight for source, weight in {INDOMAIN: 3.0, **NEWS}.items()}
    news = [p for p in read_prepared(args.pairs) if p.source in ranks and len(p.vi) >= SHORT]
    pairs = sorted(news, key=lambda pair: ranks[pair.source])[: args.limit]
    made: list[Pair] = []
    with tempfile.TemporaryDirectory() as cache:
        options = EngineOptions(beam_size=HYPOTHESES, reproducible=False)
        translator = CTranslate2Translator.load(
            args.model, label="student", cache=Path(cache), options=options
        )
        for start in range(0, len(pairs), _PART):
            part = pairs[start : start + _PART]
            made += [pair for way in (True, False) for pair in distilled(translator, part, to_english=way)]
            log.info("%d of %d pairs, %d targets", start + len(part), len(pairs), len(made))
    write_prepared(args.out, made)


if __name__ == "__main__":
    main()
