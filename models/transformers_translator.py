"""Translates with transformers and torch: the reference for CTranslate2, and for a GPU.

Promises the same hypotheses as models/ctranslate2_translator.py in float32. Torch is loaded when a translator
is, not when this module is imported. Safe under threads: one batch at a time.
"""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from models.hypotheses import Decoded, joined, without_loops
from models.pieces import END, PAD, Pieces
from models.registry import ModelError

if TYPE_CHECKING:
    import torch

_LONGEST = 250


class Generated(Protocol):
    """What generation returns: ids (rows, longest) and a score for each row."""

    sequences: "torch.Tensor"
    sequences_scores: "torch.Tensor"


class Seq2Seq(Protocol):
    """The part of MarianMTModel that is used here; its published types do not describe `generate`."""

    @property
    def device(self) -> "torch.device": ...

    def generate(self, inputs: "torch.Tensor", **settings: object) -> Generated: ...


class TransformersTranslator:
    """A Marian model in float32 on the GPU, where there is one, else the CPU."""

    def __init__(
        self,
        model: Seq2Seq,
        pieces: Pieces,
        *,
        version: str,
        beam_size: int = 4,
        batch_sentences: int = 32,
    ) -> None:
        self._model = model
        self._pieces = pieces
        self._beam_size = beam_size
        self._batch = batch_sentences
        self._one_at_a_time = threading.Lock()
        self.version = version

    @classmethod
    def load(
        cls, weights: Path, *, label: str, beam_size: int = 4, batch_sentences: int = 32
    ) -> "TransformersTranslator":
        """Load a Marian folder; `label` is as in its manifest."""
        import torch
        from transformers import MarianMTModel

        pieces = Pieces(weights)
        try:
            model = MarianMTModel.from_pretrained(weights, dtype=torch.float32, local_files_only=True)
        except (OSError, ValueError) as error:
            raise ModelError(
                f"{weights} holds no Marian model: {error}.", "Name a folder with config.json and weights."
            ) from None
        for word in (PAD, "<unk>"):  # never generated, and no part of the softmax, as in CTranslate2
            model.final_logits_bias[0, pieces.ids[word]] = float("-inf")
        model.generation_config.bad_words_ids = None
        torch.nn.Module.to(model, "cuda" if torch.cuda.is_available() else "cpu")
        torch.nn.Module.train(model, mode=False)
        version = f"{label}+torch-float32"
        return cls(
            cast(Seq2Seq, model),
            pieces,
            version=version,
            beam_size=beam_size,
            batch_sentences=batch_sentences,
        )

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
        order = sorted(range(len(inputs)), key=lambda i: len(inputs[i]))
        found: list[list[Decoded]] = [[] for _ in inputs]
        for start in range(0, len(order), self._batch):
            chosen = order[start : start + self._batch]
            with self._one_at_a_time:
                sequences, scores = self._generate(
                    [inputs[i] for i in chosen],
                    alternatives,
                    repetition_penalty=repetition_penalty,
                    no_repeat_ngram_size=no_repeat_ngram_size,
                )
            for row, (sequence, score) in enumerate(zip(sequences, scores, strict=True)):
                found[chosen[row // alternatives]].append(Decoded(self._words(sequence), score))
        return found

    def _words(self, sequence: list[int]) -> tuple[str, ...]:
        return tuple(word for word in map(self._pieces.words.__getitem__, sequence) if word not in (END, PAD))

    def _generate(
        self,
        inputs: list[list[str]],
        alternatives: int,
        *,
        repetition_penalty: float,
        no_repeat_ngram_size: int,
    ) -> tuple[list[list[int]], list[float]]:
        """Return ids and scores of `alternatives` hypotheses an input."""
        import torch

        ids, mask = self._padded(inputs)
        with torch.inference_mode():
            output = self._model.generate(
                ids,
                attention_mask=mask,
                # One beam more than asked for where it is one: greedy search reports no scores.
                num_beams=max(self._beam_size, alternatives, 2),
                num_return_sequences=alternatives,
                early_stopping=True,  # as CTranslate2 stops
                length_penalty=1.0,
                repetition_penalty=repetition_penalty,
                no_repeat_ngram_size=no_repeat_ngram_size,
                min_new_tokens=1,  # as CTranslate2 does, which forbids an empty output before the softmax
                renormalize_logits=True,
                max_new_tokens=_LONGEST,
                max_length=None,
                return_dict_in_generate=True,
                output_scores=True,
            )
        return output.sequences.tolist(), output.sequences_scores.tolist()

    def _padded(self, inputs: list[list[str]]) -> tuple["torch.Tensor", "torch.Tensor"]:
        """Return ids and attention mask, both of shape (inputs, longest)."""
        import torch

        longest = max(map(len, inputs))
        unknown, pad = self._pieces.ids["<unk>"], self._pieces.ids[PAD]
        rows = [[self._pieces.ids.get(word, unknown) for word in row] for row in inputs]
        ids = torch.tensor([row + [pad] * (longest - len(row)) for row in rows])
        mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
        return ids.to(self._model.device), mask.to(self._model.device)
