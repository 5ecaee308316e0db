"""Makes a student's and a teacher's synthetic pairs out of what a model in torch draws: a GPU's work.

Of each sentence several hypotheses are drawn. Of pairs the one nearest to the reference becomes a target
(sequence-level interpolation: Kim and Rush 2016, 3.3), of news without references the one that the model
finds likeliest in both directions. Another becomes the source of what is real (back-translation: Sennrich et
al. 2016; of pairs too: Nguyen et al. 2020, "Data diversification"). Trains nothing.
"""

import argparse
import logging
import multiprocessing
import random
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sacrebleu.metrics.chrf import CHRF
from torch import nn
from transformers import MarianMTModel

from models.recipe.batches import LENGTHS, pad
from models.recipe.checkpoint import read_checkpoint
from models.recipe.corpora import (
    BACKTRANSLATED,
    BACKTRANSLATED_VI,
    DISTILLED,
    DISTILLED_VI,
    NEWS_SOURCES,
    Pair,
    read_prepared,
    write_prepared,
)
from models.recipe.filters import clean, reason_to_reject
from models.recipe.nbest import NEAR, SHORT, Hypothesis, nearest_of
from models.recipe.network import PRESETS, choose_device, filled
from models.recipe.sampling import draw, way_back
from models.recipe.vocabulary import Vocabulary

log = logging.getLogger("synthesise")

BESIDE = 0.4  # weight of what is real with another source, where it also stands with its own
BACK = 0.5  # weight of the way back beside the way there, in the order of hypotheses without a reference
_VOCABULARY: list[Vocabulary] = []  # of a worker


@dataclass(frozen=True, slots=True)
class Work:
    """A text to translate; `real` is what stands on the other side, "" for news."""

    text: str
    real: str
    to_english: bool
    licence: str
    weight: float


def of_pairs(pairs: list[Pair]) -> Iterator[Work]:
    """Yield both sides of each pair that is a sentence of news."""
    for pair in pairs:
        if pair.source in NEWS_SOURCES and len(pair.vi) >= SHORT:
            yield Work(pair.vi, pair.en, True, pair.licence, pair.weight)
            yield Work(pair.en, pair.vi, False, pair.licence, pair.weight)


def of_news(path: Path) -> Iterator[Work]:
    """Yield the sentences of a file, one a line; class D, as the articles are."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield Work(line, "", True, "D", 1.0)


def hypotheses_of(work: Work, texts: list[str], scores: list[float], measure: CHRF) -> list[Hypothesis]:
    """Return what was drawn with its nearness to what is real, 0 where nothing is."""
    near = [measure.sentence_score(t, [work.real]).score if work.real else 0.0 for t in texts]
    return [Hypothesis(clean(t), s, n) for t, s, n in zip(texts, scores, near, strict=True)]


def pairs_of(work: Work, found: list[Hypothesis], chance: random.Random) -> Iterator[Pair]:
    """Yield the pair with the best hypothesis as a target, and one with another as the source."""
    best = nearest_of(found)
    other = chance.choice([one for one in found if one.text != best.text] or [best])
    kinds = (DISTILLED, BACKTRANSLATED) if work.to_english else (DISTILLED_VI, BACKTRANSLATED_VI)
    weights = (work.weight, work.weight * BESIDE if work.real else work.weight)
    for kind, one, weight in zip(kinds, (best, other), weights, strict=True):
        sides = (work.text, one.text) if work.to_english else (one.text, work.text)
        pair = Pair(kind, work.licence, *sides, weight)
        if (not work.real or one.near >= NEAR) and reason_to_reject(pair) is None:
            yield pair


def _begin(folder: Path) -> None:
    _VOCABULARY[:] = [Vocabulary(folder)]


def _finish(part: list[Work], ids: NDArray[np.int16], scores: NDArray[np.float32], seed: int) -> list[Pair]:
    """Return the pairs that a batch of hypotheses makes."""
    chance, measure, vocabulary = random.Random(seed), CHRF(), _VOCABULARY[0]
    made: list[Pair] = []
    for work, rows, own in zip(part, ids.tolist(), scores.tolist(), strict=True):
        texts = [vocabulary.decode(row) for row in rows]
        made += pairs_of(work, hypotheses_of(work, texts, own, measure), chance)
    return made


class Synthesis:
    """A model on its device, and how it draws."""

    def __init__(self, model: MarianMTModel, vocabulary: Vocabulary, heat: list[float], *, rows: int) -> None:
        self._model = model.train(False)
        self._vocabulary = vocabulary
        self._heat = heat
        self._rows = rows  # hypotheses at a time

    def batches(self, works: list[Work]) -> Iterator[tuple[list[Work], list[list[int]]]]:
        """Yield texts of similar lengths with their piece ids, the longest first: they need most."""
        tag, eos = self._vocabulary.tag, self._vocabulary.eos
        coded = [[tag("en" if w.to_english else "vi"), *self._vocabulary.encode(w.text), eos] for w in works]
        order = sorted(
            (i for i, c in enumerate(coded) if len(c) <= LENGTHS[-1]), key=lambda i: -len(coded[i])
        )
        size = max(1, self._rows // len(self._heat))
        for start in range(0, len(order), size):
            part = order[start : start + size]
            yield [works[i] for i in part], [coded[i] for i in part]

    def drawn(
        self, part: list[Work], sources: list[list[int]]
    ) -> tuple[NDArray[np.int16], NDArray[np.float32]]:
        """Return ids (texts, hypotheses, T) and their scores; those of news by both directions."""
        width = -(-max(map(len, sources)) // 8) * 8
        source = pad(sources, width=width, value=self._vocabulary.pad).to(self._model.device)
        ids, scores = draw(self._model, source, self._heat, self._vocabulary)
        if not part[0].real:
            back = way_back(self._model, source, ids, language="vi", vocabulary=self._vocabulary)
            scores = scores + BACK * back
        return ids.cpu().numpy().astype(np.int16), scores.float().cpu().numpy()

    def pairs(self, works: list[Work], pool: ProcessPoolExecutor) -> list[Pair]:
        """Return the pairs of all texts; the processes of the pool measure while the device draws."""
        waiting: list[Future[list[Pair]]] = []
        done = 0
        for part, sources in self.batches(works):
            ids, scores = self.drawn(part, sources)
            waiting.append(pool.submit(_finish, part, ids, scores, len(waiting)))
            done += len(part)
            if len(waiting) % 20 == 0:
                log.info("%d of %d texts", done, len(works))
        return [pair for future in waiting for pair in future.result()]


def load(checkpoint: Path, preset: str, vocabulary: Vocabulary, device: str) -> MarianMTModel:
    """Return the averaged weights of a run on a device, bf16 on CUDA."""
    model = filled(read_checkpoint(checkpoint).average, preset=preset, vocabulary=vocabulary)
    where = choose_device(device)
    nn.Module.to(model, where, torch.bfloat16 if where.type == "cuda" else torch.float32)
    return model


def parse() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path, help="last.pt of a run")
    parser.add_argument("--preset", choices=sorted(PRESETS), default="teacher")
    parser.add_argument("--vocabulary", type=Path, required=True, help="a Marian folder")
    parser.add_argument("--pairs", type=Path, help="prepared pairs")
    parser.add_argument("--news", type=Path, help="Vietnamese sentences, one a line")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--heat", type=float, nargs="+", default=[0.0, 0.5, 0.5, 0.7], help="temperatures")
    parser.add_argument("--rows", type=int, default=6144, help="hypotheses at a time")
    parser.add_argument("--limit", type=int, help="texts of each kind")
    parser.add_argument("--workers", type=int, default=2, help="processes that measure")
    parser.add_argument("--device", default="auto")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    """Draw, choose and write the pairs."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    args = parse()
    torch.manual_seed(args.seed)
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(args.workers, fork, initializer=_begin, initargs=(args.vocabulary,)) as pool:
        pool.submit(len, ()).result()  # forks before the device is in use
        vocabulary = Vocabulary(args.vocabulary)
        model = load(args.checkpoint, args.preset, vocabulary, args.device)
        synthesis = Synthesis(model, vocabulary, args.heat, rows=args.rows)
        works = [list(of_pairs(read_prepared(args.pairs))) if args.pairs else []]
        works.append(list(of_news(args.news)) if args.news else [])
        made = [pair for some in works for pair in synthesis.pairs(some[: args.limit], pool)]
    write_prepared(args.out, made)
    log.info("%d texts, %d pairs kept", sum(map(len, works)), len(made))


if __name__ == "__main__":
    main()
