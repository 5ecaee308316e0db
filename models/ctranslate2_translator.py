"""Translates with CTranslate2, the engine of the service.

Promises safety under threads, hypotheses with their mean log-probability a token, no input cut, and a second,
constrained decoding where the first ran into a loop. Torch is never loaded here. Knows no article.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from math import fsum
from pathlib import Path

import ctranslate2

from models.conversion import ComputeType, converted
from models.device import Device, ctranslate2_device
from models.hypotheses import Decoded, Request, hypotheses_of
from models.pieces import Pieces, Tokens, longest_of
from models.registry import ModelError
from models.shortlist import read_shortlists, vocabulary_map

Engines = Mapping[str, ctranslate2.Translator]


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """How to decode. `threads` batches run at once, on one core each; a batch has `batch_sentences` at most.

    `reproducible` batches hold inputs of one length. Padding changes the order of additions, and int8
    rounding makes that visible (3 texts in 100): a brief would depend on what else is running. With a
    `shortlist` they hold one input, as a batch is allowed the pieces of all its sources (every second text
    would be another); a single input decodes faster with it than a full batch without.
    """

    compute_type: ComputeType = "int8"
    beam_size: int = 4
    threads: int = 2
    batch_sentences: int = 32
    reproducible: bool = True
    shortlist: bool = True  # of the weights that have one, on a CPU
    device: Device = "cpu"


class CTranslate2Translator:
    """A converted model; what tells it the languages is the business of its tokens."""

    def __init__(
        self,
        engine: ctranslate2.Translator,
        tokens: Tokens,
        *,
        version: str,
        options: EngineOptions,
        shortlisted: Engines | None = None,
    ):
        self._engine = engine
        self._shortlisted = shortlisted or {}
        self._tokens = tokens
        self._options = options
        self.version = version
        self.placeholders = tokens.placeholders

    @classmethod
    def load(
        cls, weights: Path, *, label: str, cache: Path, options: EngineOptions | None = None
    ) -> "CTranslate2Translator":
        """Load a Marian folder, converted at its first use into `cache`; `label` is as in its manifest."""
        chosen = options or EngineOptions()
        folder = converted(weights, cache=cache, compute_type=chosen.compute_type)
        pieces = Pieces(weights)
        engines = _shortlisted(folder, weights, pieces, chosen) if chosen.shortlist else {}
        if not engines:
            return cls.open(folder, pieces, label=label, options=chosen)
        version = f"{label}+ct2-{ctranslate2_device(chosen.device, chosen.compute_type)[1]}"
        any_engine = next(iter(engines.values()))
        return cls(any_engine, pieces, version=version, options=chosen, shortlisted=engines)

    @classmethod
    def open(
        cls, folder: Path, tokens: Tokens, *, label: str, options: EngineOptions
    ) -> "CTranslate2Translator":
        """Open a converted model; on a GPU it computes in sixteen bits, whatever it is stored in."""
        compute_type = ctranslate2_device(options.device, options.compute_type)[1]
        engine = _opened(folder, options)
        return cls(engine, tokens, version=f"{label}+ct2-{compute_type}", options=options)

    def translate(
        self, texts: Sequence[str], *, source: str, target: str, alternatives: int = 1
    ) -> list[list[tuple[str, float]]]:
        """Translate sentences; for each, its hypotheses (text, mean log-probability a token), best first."""
        decode = partial(self._decode, target)
        return hypotheses_of(
            texts, self._tokens, decode, source=source, target=target, alternatives=alternatives
        )

    def likelihoods(
        self, pairs: Sequence[tuple[str, str]], *, source: str, target: str
    ) -> list[float | None]:
        """Return the mean log-probability a token of each (text, translation).

        None where either is empty or too long for one input, or the tokens of an output are not known.
        """
        asked = [
            (
                self._tokens.inputs(text, source=source, target=target),
                self._tokens.output(words, target=target),
            )
            for text, words in pairs
        ]
        fit = [
            i
            for i, (inputs, output) in enumerate(asked)
            if len(inputs) == 1 and 0 < len(output) <= self._tokens.budget
        ]
        found: list[float | None] = [None] * len(pairs)
        # One length each on both sides, for the reason of `reproducible`.
        alike = sorted(fit, key=lambda i: (len(asked[i][0][0]), len(asked[i][1])))
        for _, group in groupby(alike, key=lambda i: (len(asked[i][0][0]), len(asked[i][1]))):
            places = list(group)
            scored = self._engine.score_batch(
                [asked[i][0][0] for i in places], [asked[i][1] for i in places], max_input_length=0
            )
            for i, one in zip(places, scored, strict=True):
                found[i] = fsum(one.log_probs) / len(one.log_probs)
        return found

    def _decode(self, target: str, inputs: list[list[str]], request: Request) -> list[list[Decoded]]:
        engine, shortlisted = self._shortlisted.get(target, self._engine), target in self._shortlisted
        pending: list[tuple[int, ctranslate2.AsyncTranslationResult]] = []
        forced = list(request.forced)
        begins = 0 if self._tokens.code_starts else len(forced)  # a start token is no part of the output
        alone = shortlisted and self._options.reproducible
        size = 1 if alone else self._options.batch_sentences
        for batch in batches(inputs, size=size, mixed=not self._options.reproducible):
            results = engine.translate_batch(
                [inputs[i] for i in batch],
                [forced for _ in batch] if forced else None,
                asynchronous=True,
                beam_size=max(self._options.beam_size, request.alternatives),
                num_hypotheses=request.alternatives,
                repetition_penalty=request.repetition_penalty,
                no_repeat_ngram_size=request.no_repeat_ngram_size,
                return_scores=True,
                disable_unk=True,
                max_input_length=0,  # its default cuts; inputs are below the model's positions
                min_decoding_length=1 + begins,
                max_decoding_length=longest_of(self._tokens.budget),
                use_vmap=shortlisted,
            )
            pending += zip(batch, results, strict=True)
        found: list[list[Decoded]] = [[] for _ in inputs]
        for i, result in pending:
            done = result.result()
            found[i] = [
                Decoded(tuple(h[begins:]), s) for h, s in zip(done.hypotheses, done.scores, strict=True)
            ]
        return found


def _opened(
    folder: Path, options: EngineOptions, files: dict[str, bytes] | None = None
) -> ctranslate2.Translator:
    """Open a converted model, its files from memory if they are given."""
    device, compute_type = ctranslate2_device(options.device, options.compute_type)
    try:
        return ctranslate2.Translator(
            str(folder),
            device=device,
            compute_type=compute_type,
            inter_threads=options.threads,
            intra_threads=1,
            files=files,
        )
    except (RuntimeError, ValueError) as error:
        raise ModelError(
            f"CTranslate2 cannot open {folder}: {error}.",
            "Add the model again, or set DIEMNHAN_DEVICE=cpu.",
        ) from None


def _shortlisted(folder: Path, weights: Path, pieces: Pieces, options: EngineOptions) -> Engines:
    """Open an engine for each language that the weights have a shortlist of; a GPU needs none."""
    if ctranslate2_device(options.device, options.compute_type)[0] != "cpu":
        return {}
    lists = read_shortlists(weights, len(pieces.ids))
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} if lists else {}
    return {
        language: _opened(folder, options, files | {"vmap.txt": vocabulary_map(one, pieces.words)})
        for language, one in lists.items()
    }


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
