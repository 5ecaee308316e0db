"""Texts to a decoder and back: what both engines have in common.

Promises one hypothesis at least for each text and that a loop is answered with a second decoding. Knows no
engine.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Protocol

from models.pieces import Tokens, is_loop


@dataclass(frozen=True, slots=True)
class Decoded:
    """Generated pieces and their mean log-probability a piece (the end token counts, forced ones too)."""

    pieces: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Request:
    """How to decode: what each output is forced to begin with, how many to return, and against loops."""

    forced: tuple[str, ...] = ()
    alternatives: int = 1
    repetition_penalty: float = 1.0
    no_repeat_ngram_size: int = 0


class Decode(Protocol):
    """An engine: for each input its hypotheses, best first, what they were forced to begin with left out."""

    def __call__(self, inputs: list[list[str]], request: Request) -> list[list[Decoded]]: ...


def hypotheses_of(
    texts: Sequence[str],
    tokens: Tokens,
    decode: Decode,
    *,
    source: str,
    target: str,
    alternatives: int,
) -> list[list[tuple[str, float]]]:
    """Translate sentences; for each, its hypotheses (text, mean log-probability a token), best first."""
    parts = [tokens.inputs(text, source=source, target=target) for text in texts]
    flat = [part for text_parts in parts for part in text_parts]
    forced = tuple(tokens.forced(target))

    costless = 0 if tokens.code_starts else len(forced)

    def again(inputs: list[list[str]]) -> list[list[Decoded]]:
        return decode(inputs, Request(forced, repetition_penalty=1.2, no_repeat_ngram_size=4))

    def text_of(pieces: Sequence[str]) -> str:
        return tokens.text(pieces, target=target)

    found = decode(flat, Request(forced, alternatives)) if flat else []
    kept = without_loops(flat, found, again=again)
    decoded = iter([[_free(one, costless) for one in part] for part in kept])
    return [joined([next(decoded) for _ in text_parts], text_of) for text_parts in parts]


def _free(one: Decoded, costless: int) -> Decoded:
    """Take forced tokens out of the mean: engines count them, at a log-probability of 0."""
    free = len(one.pieces) + 1
    return Decoded(one.pieces, one.score * (free + costless) / free)


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
