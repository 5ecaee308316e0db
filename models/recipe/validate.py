"""Dev loss and greedy chrF of the weights in training; evaluate.py does the published numbers."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sacrebleu
import torch
from torch import Tensor
from transformers import MarianMTModel

from models.recipe.batches import Batch, Batching, cut, encode
from models.recipe.corpora import Pair, read_tsv
from models.recipe.network import loss_of, trainable
from models.recipe.sampling import likeliest
from models.recipe.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class DevScore:
    """loss in nats per target token without smoothing; chrF (0 to 100) of greedy output."""

    loss: float
    to_english: float
    to_vietnamese: float

    def __str__(self) -> str:
        mean = (self.to_english + self.to_vietnamese) / 2
        return (
            f"dev_loss={self.loss:.4f} chrf_vien={self.to_english:.2f} "
            f"chrf_envi={self.to_vietnamese:.2f} chrf_mean={mean:.2f}"
        )


@contextmanager
def weights_swapped(model: MarianMTModel, weights: dict[str, Tensor]) -> Iterator[None]:
    """Put other weights (the moving average) into the model for the length of a block."""
    own = {name: p.detach().clone() for name, p in trainable(model)}
    _copy_into(model, weights)
    try:
        yield
    finally:
        _copy_into(model, own)


@torch.no_grad()
def _copy_into(model: MarianMTModel, weights: dict[str, Tensor]) -> None:
    for name, parameter in trainable(model):
        parameter.copy_(weights[name])


class DevSet:
    """The dev file's first rows: many for the loss, a few for chrF."""

    def __init__(self, path: Path, vocabulary: Vocabulary, *, rows: int, scored: int) -> None:
        self._vocabulary = vocabulary
        self._rows = read_tsv(path)
        pairs = [Pair("dev", "D", vi, en) for vi, en in self._rows[:rows]]
        examples = [encode(p, vocabulary, to_english=to) for p in pairs for to in (True, False)]
        self._batches = list(cut(examples, Batching(tokens=2048, keep_rest=True), vocabulary.pad))
        self._scored = sorted(self._rows[:scored], key=lambda row: len(row[0]))

    @torch.no_grad()
    def loss(self, model: MarianMTModel) -> float:
        """Return the mean loss per target token in both directions."""
        total, count = 0.0, 0
        for cpu_batch in self._batches:
            batch = Batch(*(tensor.to(model.device) for tensor in cpu_batch))
            real = int(batch.labels.ge(0).sum())
            total += real * float(loss_of(model, batch, pad_id=self._vocabulary.pad, smoothing=0.0))
            count += real
        return total / count if count else math.nan

    def chrf(self, model: MarianMTModel, *, to_english: bool) -> float:
        """Return the chrF of greedy translations of the scored rows."""
        hypotheses: list[str] = []
        pairs = [Pair("dev", "D", vi, en) for vi, en in self._scored]
        size = 40 if model.device.type == "cpu" else len(pairs)
        for start in range(0, len(pairs), size):
            part = pairs[start : start + size]
            sources = [encode(p, self._vocabulary, to_english=to_english).source for p in part]
            hypotheses += likeliest(model, sources, self._vocabulary)
        references = [p.en if to_english else p.vi for p in pairs]
        return sacrebleu.corpus_chrf(hypotheses, [references]).score

    def score(self, model: MarianMTModel) -> DevScore:
        """Return loss and chrF in evaluation mode."""
        model.train(False)
        result = DevScore(
            self.loss(model),
            self.chrf(model, to_english=True) if self._scored else math.nan,
            self.chrf(model, to_english=False) if self._scored else math.nan,
        )
        model.train()
        return result
