"""Translates with CTranslate2, the engine of the service.

Promises safety under threads, hypotheses with their mean log-probability a token, no input cut, and a second,
constrained decoding where the first ran into a loop. Torch is never loaded here. Knows no article.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import ctranslate2

from models.conversion import ComputeType, converted
from models.hypotheses import Decoded, joined, without_loops
from models.pieces import Pieces

_LONGEST = 250  # pieces of a translation; the positions of the model end at 256


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """How to decode. `threads` batches run at once, on one core each; a batch has `batch_sentences` at most.

    `reproducible` batches hold inputs of one length. Padding changes the order of additions, and int8
    rounding makes that visible (3 texts in 100): a brief would depend on what else is running.
    """

    compute_type: ComputeType = "int8"
    beam_size: int = 4
    threads: int = 2
    batch_sentences: int = 32
    reproducible: bool = True


class CTranslate2Translator:
    """A converted Marian model; the direction is named by a token of the input."""

    def __init__(
        self, engine: ctranslate2.Translator, pieces: Pieces, *, version: str, options: EngineOptions
    ):
        self._engine = engine
        self._pieces = pieces
        self._options = options
        self.version = version

    @classmethod
    def load(
        cls, weights: Path, *, label: str, cache: Path, options: EngineOptions | None = None
    ) -> "CTranslate2Translator":
        """Load a Marian folder, converted at its first use into `cache`; `label` is as in its manifest."""
        chosen = options or EngineOptions()
        folder = converted(weights, cache=cache, compute_type=chosen.compute_type)
        engine = ctranslate2.Translator(
            str(folder),
            device="cpu",
            compute_type=chosen.compute_type,
            inter_threads=chosen.threads,
            intra_threads=1,
        )
        version = f"{label}+ct2-{chosen.compute_type}"
        return cls(engine, Pieces(weights), version=version, options=chosen)

    def translate(
        self,
        texts: Sequence[str],
        *,
        source: str,  # noqa: ARG002 the port names it; the model recognises it
        target: str,
        alternatives: int = 1,
    ) -> list[list[tuple[str, float]]]:
        """Translate sentences; for each, its hypotheses (text, mean log-probability a token), best first."""
        parts = [self._pieces.inputs(text, target=target) for text in texts]
        flat = [part for text_parts in parts for part in text_parts]
        decoded = iter(without_loops(flat, self._decode(flat, alternatives), again=self._again))
        return [joined([next(decoded) for _ in text_parts], self._pieces.text) for text_parts in parts]

    def _again(self, inputs: list[list[str]]) -> list[list[Decoded]]:
        return self._decode(inputs, 1, repetition_penalty=1.2, no_repeat_ngram_size=4)

    def _decode(
        self,
        inputs: list[list[str]],
        alternatives: int,
        *,
        repetition_penalty: float = 1.0,
        no_repeat_ngram_size: int = 0,
    ) -> list[list[Decoded]]:
        pending: list[tuple[int, ctranslate2.AsyncTranslationResult]] = []
        for batch in batches(
            inputs, size=self._options.batch_sentences, mixed=not self._options.reproducible
        ):
            results = self._engine.translate_batch(
                [inputs[i] for i in batch],
                asynchronous=True,
                beam_size=max(self._options.beam_size, alternatives),
                num_hypotheses=alternatives,
                repetition_penalty=repetition_penalty,
                no_repeat_ngram_size=no_repeat_ngram_size,
                return_scores=True,
                disable_unk=True,
                max_input_length=0,  # its default cuts; inputs are below the model's positions
                max_decoding_length=_LONGEST,
            )
            pending += zip(batch, results, strict=True)
        found: list[list[Decoded]] = [[] for _ in inputs]
        for i, result in pending:
            done = result.result()
            found[i] = [Decoded(tuple(h), s) for h, s in zip(done.hypotheses, done.scores, strict=True)]
        return found


def batches(inputs: Sequence[Sequence[str]], *, size: int, mixed: bool) -> list[list[int]]:
    """Return the batches as indexes, the longest inputs first; unless `mixed`, of one length each."""
    order = sorted(range(len(inputs)), key=lambda i: -len(inputs[i]))
    found: list[list[int]] = []
    for i in order:
        full = not found or len(found[-1]) == size
        if full or not (mixed or len(inputs[found[-1][0]]) == len(inputs[i])):
            found.append([])
        found[-1].append(i)
    return found
