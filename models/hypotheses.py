"""What a decoder gave back, put together to the hypotheses of whole texts.

Promises one hypothesis at least for each text and that a loop is answered with a second decoding. Knows no
engine.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import fsum

from models.pieces import is_loop


@dataclass(frozen=True, slots=True)
class Decoded:
    """Generated pieces and their mean log-probability a piece (the end token counts)."""

    pieces: tuple[str, ...]
    score: float


def without_loops(
    inputs: Sequence[list[str]],
    found: Sequence[list[Decoded]],
    *,
    again: Callable[[list[list[str]]], list[list[Decoded]]],
) -> list[list[Decoded]]:
    """Drop hypotheses that repeat themselves; where nothing is left, decode again under constraints."""
    kept = [[one for one in hypotheses if not is_loop(one.pieces)] for hypotheses in found]
    looped = [i for i, hypotheses in enumerate(kept) if not hypotheses]
    if looped:
        for i, hypotheses in zip(looped, again([inputs[i] for i in looped]), strict=True):
            kept[i] = hypotheses
    return kept


def joined(
    parts: Sequence[list[Decoded]], text_of: Callable[[Sequence[str]], str]
) -> list[tuple[str, float]]:
    """Return a text's hypotheses from those of its parts: best with best, second with second, and so on."""
    if not parts:
        return [("", 0.0)]
    count = min(len(hypotheses) for hypotheses in parts)
    return [_join([hypotheses[i] for hypotheses in parts], text_of) for i in range(count)]


def _join(parts: Sequence[Decoded], text_of: Callable[[Sequence[str]], str]) -> tuple[str, float]:
    tokens = [len(part.pieces) + 1 for part in parts]
    total = fsum(part.score * size for part, size in zip(parts, tokens, strict=True))
    return " ".join(text_of(part.pieces) for part in parts), total / sum(tokens)
