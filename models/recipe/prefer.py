"""Trains a student to prefer the better of its own hypotheses: the chrF to expect, beside their likelihood.

Minimum risk training (Shen et al. 2016) over a few hypotheses of distil.py: the chances that the network
gives them among each other are moved towards those nearer to the reference, while the likelihood of the
nearest one and pairs with placeholders hold it where it is. Starts from a folder of weights.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from transformers import MarianMTModel

from models.recipe.batches import LENGTHS, Batch, Batching, Position, in_order, pad
from models.recipe.corpora import Pair, read_prepared
from models.recipe.nbest import Hypothesis, NBest, read_n_best
from models.recipe.objective import SMOOTHING, Likelihood
from models.recipe.train import Training, add_run_options, begin, build_model, carry_out, plan_of
from models.recipe.vocabulary import Vocabulary

COMPARED = 3  # hypotheses of a source: the nearest, the likeliest, the farthest
STEEPNESS = 15.0  # of the chances among them, for a point of mean log-probability a token
WEIGHT = 4.0  # of the expected chrF (0 to 1) beside the likelihood
_CHUNK = 4_000  # sources encoded at a time


class Ranked(NamedTuple):
    """source (rows, S); decoder and labels (COMPARED * rows, T), a source's together; near (rows, COMPARED).

    Of each source the first is the nearest hypothesis. Labels are -100 at pads; nearness is 0 to 1.
    """

    source: Tensor
    decoder: Tensor
    labels: Tensor
    near: Tensor


class _Example(NamedTuple):
    source: list[int]
    targets: list[list[int]]
    near: list[float]


def compared(one: NBest, random: np.random.Generator) -> list[Hypothesis]:
    """Return the nearest, the likeliest and the farthest, any others where two of them are one."""
    best = one.nearest
    farthest = min(one.hypotheses, key=lambda h: h.near)
    others = [one.hypotheses[i] for i in random.permutation(len(one.hypotheses))]
    chosen: list[Hypothesis] = []
    for hypothesis in (best, one.hypotheses[0], farthest, *others):
        if all(hypothesis.text != h.text for h in chosen):
            chosen.append(hypothesis)
    return [*chosen, *[best] * COMPARED][:COMPARED]


def ranked(examples: Sequence[_Example], vocabulary: Vocabulary) -> Ranked:
    """Pad examples to their longest."""
    targets = [target for example in examples for target in example.targets]
    width = max(map(len, targets))
    return Ranked(
        pad([e.source for e in examples], width=max(len(e.source) for e in examples), value=vocabulary.pad),
        pad([[vocabulary.pad, *target[:-1]] for target in targets], width=width, value=vocabulary.pad),
        pad(targets, width=width, value=-100),
        torch.tensor([e.near for e in examples]) / 100,
    )


class ExpectedNearness:
    """The likelihood of the nearest hypotheses and the chrF to expect, batches of plain pairs in between."""

    def __init__(
        self, lists: list[NBest], pairs: list[Pair], vocabulary: Vocabulary, batching: Batching
    ) -> None:
        self._lists = lists
        self._vocabulary = vocabulary
        self._batching = batching
        self._plain = Likelihood(pairs, vocabulary, batching) if pairs else None

    def batches(self, start: Position) -> Iterator[tuple[Batch | Ranked, Position]]:
        """Yield each batch with the position of the one that follows it, without end."""
        return in_order(start, lambda _: -(-len(self._lists) // _CHUNK), self._chunk)

    def _chunk(self, epoch: int, chunk: int) -> list[Batch | Ranked]:
        order = np.random.default_rng((self._batching.seed, epoch)).permutation(len(self._lists))
        random = np.random.default_rng((self._batching.seed, epoch, chunk))
        chosen = [self._lists[i] for i in order[chunk * _CHUNK : (chunk + 1) * _CHUNK]]
        examples = [self._encoded(one, random) for one in chosen]
        batches: list[Batch | Ranked] = [ranked(part, self._vocabulary) for part in self._cut(examples)]
        if self._plain is not None:
            beside = self._plain.batches(Position(epoch, chunk, 0))
            batches += [batch for (batch, _), _ in zip(beside, range(len(batches) // 6 + 1), strict=False)]
        return [batches[i] for i in random.permutation(len(batches))]

    def _encoded(self, one: NBest, random: np.random.Generator) -> _Example:
        vocabulary, chosen = self._vocabulary, compared(one, random)
        tag = vocabulary.tag("en" if one.to_english else "vi")
        source = [tag, *vocabulary.encode(one.text), vocabulary.eos]
        targets = [[*vocabulary.encode(h.text), vocabulary.eos] for h in chosen]
        return _Example(source, targets, [h.near for h in chosen])

    def _cut(self, examples: list[_Example]) -> Iterator[list[_Example]]:
        def longest(example: _Example) -> int:
            return max(len(example.source), *map(len, example.targets))

        fit = [example for example in examples if longest(example) <= LENGTHS[-1]]
        part: list[_Example] = []
        for example in sorted(fit, key=longest):
            if part and COMPARED * longest(example) * (len(part) + 1) > self._batching.tokens:
                yield part
                part = []
            part.append(example)
        if part:
            yield part

    def loss(self, model: MarianMTModel, batch: Batch | Ranked) -> Tensor:
        """Return the scalar to minimise."""
        if isinstance(batch, Batch):
            assert self._plain is not None, "its batches are those of the pairs"
            return self._plain.loss(model, batch)
        on_device = Ranked(*(tensor.to(model.device, non_blocking=True) for tensor in batch))
        return risk(model, on_device, pad_id=self._vocabulary.pad)

    def size(self, batch: Batch | Ranked) -> tuple[int, int]:
        """Return the target tokens of a batch, and its tokens with pads, of the longer side."""
        return int(batch.labels.ge(0).sum()), max(batch.source.numel(), batch.labels.numel())


def risk(model: MarianMTModel, batch: Ranked, *, pad_id: int) -> Tensor:
    """Return the cross-entropy of the nearest hypotheses less WEIGHT times the chrF to expect."""
    mask = (batch.source != pad_id).long()
    encoded = model.model.encoder(input_ids=batch.source, attention_mask=mask).last_hidden_state
    hidden = model.model.decoder(
        input_ids=batch.decoder,
        encoder_hidden_states=encoded.repeat_interleave(COMPARED, 0),
        encoder_attention_mask=mask.repeat_interleave(COMPARED, 0),
        use_cache=False,
    ).last_hidden_state
    labels = batch.labels.flatten()
    real = labels.ge(0).nonzero().squeeze(1)
    logits = functional.linear(hidden.flatten(0, 1).index_select(0, real), model.lm_head.weight).float()
    chances = functional.log_softmax(logits, dim=1)
    told = chances.gather(1, labels.index_select(0, real)[:, None]).squeeze(1)
    rows = torch.div(real, batch.labels.size(1), rounding_mode="floor")
    zeros = torch.zeros(len(batch.labels), device=told.device)
    means = zeros.index_add(0, rows, told) / zeros.index_add(0, rows, torch.ones_like(told))
    first = (rows % COMPARED == 0).nonzero().squeeze(1)
    likelihood = (1 - SMOOTHING) * told[first].mean() + SMOOTHING * chances[first].mean()
    among = torch.softmax(STEEPNESS * means.view(-1, COMPARED), dim=1)
    return -likelihood - WEIGHT * (among * batch.near).sum(1).mean()


def parse(arguments: list[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hypotheses", type=Path, required=True, help="the .jsonl of distil.py")
    parser.add_argument(
        "--pairs", type=Path, nargs="*", default=[], help="plain pairs, a seventh of the batches"
    )
    return add_run_options(parser).parse_args(arguments)


def main(arguments: list[str]) -> None:
    """Train, or go on training, the run that the command line names."""
    args = parse(arguments)
    begin(args, arguments)
    vocabulary = Vocabulary(args.vocabulary)
    lists = [one for one in read_n_best(args.hypotheses) if one.pair()]
    pairs = [pair for path in args.pairs for pair in read_prepared(path)]
    learning = ExpectedNearness(lists, pairs, vocabulary, Batching(args.tokens, seed=args.seed))
    training = Training(build_model(args, vocabulary), learning, plan_of(args), pad=vocabulary.pad)
    carry_out(args, training, vocabulary)


if __name__ == "__main__":
    main(sys.argv[1:])
