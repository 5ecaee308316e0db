"""Draws hypotheses of many sentences at once from a network in torch: what a GPU is good at.

Promises the ids as they were drawn and the mean log-probability of each hypothesis a piece, its end counted.
Beam search is CTranslate2's (translator.py); here the likeliest piece at each step, or chance.
"""

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor
from transformers import MarianMTModel

from models.recipe.batches import pad
from models.recipe.forward import Cache, logits_of, mean_log_probabilities
from models.recipe.vocabulary import Vocabulary

MOST = 200  # pieces of a hypothesis
_LOOK = 8  # steps between two looks at whether all are done: each waits for the device


class Drawn(NamedTuple):
    """Ids (rows, copies, T), <pad> after the end, and mean log-probabilities (rows, copies)."""

    ids: Tensor
    scores: Tensor


def longest_for(width: int) -> int:
    """Return how many pieces a hypothesis may have for a source of so many."""
    return min(MOST, 3 * width // 2 + 12)


@torch.inference_mode()
def draw(
    model: MarianMTModel, source: Tensor, temperatures: Sequence[float], vocabulary: Vocabulary
) -> Drawn:
    """Return a hypothesis for each temperature of each row of a padded source (rows, S).

    At 0 it is the likeliest piece. Scores are without <pad>, which cannot be drawn. The model must be in
    evaluation mode; the source lies on its device.
    """
    rows, copies = len(source), len(temperatures)
    longest = longest_for(source.size(1))
    cache = Cache(model, source, pad_id=vocabulary.pad, copies=copies, longest=longest)
    heat = torch.tensor(temperatures, device=source.device).clamp_min(1e-4).repeat(rows)[:, None]
    sure = heat <= 1e-4
    ids = source.new_full((rows * copies, 1), vocabulary.pad)
    ended = torch.zeros_like(ids, dtype=torch.bool)
    total = torch.zeros(ids.shape, device=source.device)
    pieces: list[Tensor] = []
    for at in range(longest):
        logits = logits_of(model, cache.step(ids, at)).squeeze(1)
        logits[:, vocabulary.pad] = -torch.inf
        chances = torch.log_softmax(logits, dim=1)
        noise = torch.empty_like(chances).exponential_().log_().neg_()  # Gumbel's: the greatest is a draw
        ids = (chances / heat + noise.masked_fill_(sure, 0.0)).argmax(1, keepdim=True)
        ids = ids.masked_fill(ended, vocabulary.pad)
        total += chances.gather(1, ids).masked_fill(ended, 0.0)
        pieces.append(ids)
        ended = ended | (ids == vocabulary.eos)
        if at % _LOOK == _LOOK - 1 and bool(ended.all()):
            break
    drawn = torch.cat(pieces, dim=1).view(rows, copies, -1)
    lengths = (drawn != vocabulary.pad).sum(2).clamp_min(1)
    return Drawn(drawn, total.view(rows, copies) / lengths)


@torch.inference_mode()
def way_back(
    model: MarianMTModel, source: Tensor, drawn: Tensor, *, language: str, vocabulary: Vocabulary
) -> Tensor:
    """Return the mean log-probability (rows, copies) of each source given each of its hypotheses.

    `source` (rows, S) begins with a tag, which is no part of the text; `language` is the source's.
    """
    rows, copies, width = drawn.shape
    tag = drawn.new_full((rows * copies, 1), vocabulary.tag(language))
    hypotheses = torch.cat([tag, drawn.reshape(-1, width)], dim=1)
    text = source[:, 1:].repeat_interleave(copies, 0)
    labels = text.masked_fill(text == vocabulary.pad, -100)
    return mean_log_probabilities(model, hypotheses, labels, pad_id=vocabulary.pad).view(rows, copies)


def likeliest(model: MarianMTModel, sources: list[list[int]], vocabulary: Vocabulary) -> list[str]:
    """Translate id sequences by the likeliest next piece, all in one batch."""
    source = pad(sources, width=max(map(len, sources)), value=vocabulary.pad).to(model.device)
    drawn = draw(model, source, [0.0], vocabulary)
    return [vocabulary.decode(row) for row in drawn.ids[:, 0].tolist()]
