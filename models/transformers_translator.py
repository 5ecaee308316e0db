"""Translates with transformers and torch: the reference for CTranslate2, and for a GPU.

Promises the same hypotheses as models/ctranslate2_translator.py in float32. Torch is loaded when a translator
is, not when this module is imported. Safe under threads: one batch at a time.
"""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from models.device import Device, torch_device
from models.hypotheses import Decoded, Request, hypotheses_of
from models.packed import float_folder
from models.pieces import Pieces, Tokens, longest_of
from models.registry import ModelError

if TYPE_CHECKING:
    import torch


class Generated(Protocol):
    """What generation returns: ids (rows, longest) and a score for each row."""

    sequences: "torch.Tensor"
    sequences_scores: "torch.Tensor"


class Seq2Seq(Protocol):
    """The part of a model that is used here; its published types do not describe `generate`."""

    @property
    def device(self) -> "torch.device": ...

    def generate(self, inputs: "torch.Tensor", **settings: object) -> Generated: ...


class Without:
    """Takes tokens out of the softmax, as CTranslate2 does: the rest of the probability is shared anew."""

    def __init__(self, ids: Sequence[int]) -> None:
        self._ids = list(ids)

    def __call__(self, input_ids: "torch.Tensor", scores: "torch.Tensor") -> "torch.Tensor":  # noqa: ARG002
        scores[:, self._ids] = float("-inf")
        return scores


class TransformersTranslator:
    """A sequence-to-sequence model: float32 on the CPU, bfloat16 on a GPU. `start` begins each output."""

    def __init__(
        self, model: Seq2Seq, tokens: Tokens, *, version: str, start: int | None, beam_size: int, batch: int
    ) -> None:
        self._model = model
        self._tokens = tokens
        self._start = start
        self._beam_size = beam_size
        self._batch = batch
        self._one_at_a_time = threading.Lock()
        self.version = version
        self.placeholders = tokens.placeholders

    @classmethod
    def load(
        cls,
        weights: Path,
        *,
        label: str,
        beam_size: int = 4,
        batch_sentences: int = 32,
        device: Device = "auto",
    ) -> "TransformersTranslator":
        """Load a Marian folder; `label` is as in its manifest."""
        return cls.open(
            weights, Pieces(weights), label=label, beam_size=beam_size, batch=batch_sentences, device=device
        )

    @classmethod
    def open(
        cls,
        weights: Path,
        tokens: Tokens,
        *,
        label: str,
        beam_size: int = 4,
        batch: int = 32,
        device: Device = "auto",
    ) -> "TransformersTranslator":
        """Load a folder of any family."""
        import torch
        from transformers import AutoModelForSeq2SeqLM, GenerationConfig

        place = torch_device(device)
        numbers = torch.bfloat16 if place == "cuda" else torch.float32
        try:
            with float_folder(weights) as floats:
                model = AutoModelForSeq2SeqLM.from_pretrained(floats, dtype=numbers, local_files_only=True)
        except (OSError, ValueError) as error:
            raise ModelError(
                f"{weights} holds no sequence-to-sequence model: {error}.",
                "Name a folder with config.json and weights.",
            ) from None
        own = model.generation_config
        start = _first(own.decoder_start_token_id, model.config, "decoder_start_token_id")
        ends = _first(own.eos_token_id, model.config, "eos_token_id")
        # Its own settings would force tokens, forbid words and change lengths behind our back.
        model.generation_config = GenerationConfig(  # type: ignore[no-untyped-call]  # not annotated
            eos_token_id=ends, pad_token_id=tokens.padding, decoder_start_token_id=start
        )
        torch.nn.Module.to(model, place)
        torch.nn.Module.train(model, mode=False)
        return cls(
            cast(Seq2Seq, model),
            tokens,
            version=f"{label}+torch-{'bfloat16' if place == 'cuda' else 'float32'}",
            start=start,
            beam_size=beam_size,
            batch=batch,
        )

    def translate(
        self, texts: Sequence[str], *, source: str, target: str, alternatives: int = 1
    ) -> list[list[tuple[str, float]]]:
        """Translate sentences; for each, its hypotheses (text, mean log-probability a token), best first."""
        return hypotheses_of(
            texts, self._tokens, self._decode, source=source, target=target, alternatives=alternatives
        )

    def _decode(self, inputs: list[list[str]], request: Request) -> list[list[Decoded]]:
        order = sorted(range(len(inputs)), key=lambda i: len(inputs[i]))
        found: list[list[Decoded]] = [[] for _ in inputs]
        for start in range(0, len(order), self._batch):
            chosen = order[start : start + self._batch]
            with self._one_at_a_time:
                sequences, scores = self._generate([inputs[i] for i in chosen], request)
            for row, (sequence, score) in enumerate(zip(sequences, scores, strict=True)):
                found[chosen[row // request.alternatives]].append(Decoded(self._words(sequence), score))
        return found

    def _words(self, sequence: list[int]) -> tuple[str, ...]:
        words = (self._tokens.words.get(i, "") for i in sequence)  # rows past the vocabulary have no word
        return tuple(word for word in words if word not in self._tokens.silent)

    def _generate(self, inputs: list[list[str]], request: Request) -> tuple[list[list[int]], list[float]]:
        """Return ids and scores of the hypotheses asked for, what they were forced to begin with left out."""
        import torch

        ids, mask = self._padded(inputs)
        forced = list(map(self._id, request.forced))
        starts = self._tokens.code_starts
        begun = forced[0] if starts else self._start
        with torch.inference_mode():
            output = self._model.generate(
                ids,
                attention_mask=mask,
                decoder_start_token_id=begun,
                forced_bos_token_id=forced[0] if forced and not starts else None,
                # One beam more than asked for where it is one: greedy search reports no scores.
                num_beams=max(self._beam_size, request.alternatives, 2),
                num_return_sequences=request.alternatives,
                do_sample=False,
                early_stopping=True,  # as CTranslate2 stops
                length_penalty=1.0,
                repetition_penalty=request.repetition_penalty,
                no_repeat_ngram_size=request.no_repeat_ngram_size,
                min_new_tokens=1
                if starts
                else len(forced) + 1,  # as CTranslate2 does, which forbids an empty output before the softmax
                logits_processor=[Without([self._id(token) for token in self._tokens.never])],
                renormalize_logits=True,
                max_new_tokens=longest_of(self._tokens.budget),
                max_length=None,
                return_dict_in_generate=True,
                output_scores=True,
            )
        begins = 1 if starts else 1 + len(forced)
        return output.sequences[:, begins:].tolist(), output.sequences_scores.tolist()

    def _padded(self, inputs: list[list[str]]) -> tuple["torch.Tensor", "torch.Tensor"]:
        """Return ids and attention mask, both of shape (inputs, longest)."""
        import torch

        longest = max(map(len, inputs))
        rows = [[self._id(word) for word in row] for row in inputs]
        ids = torch.tensor([row + [self._tokens.padding] * (longest - len(row)) for row in rows])
        mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
        return ids.to(self._model.device), mask.to(self._model.device)

    def _id(self, word: str) -> int:
        return self._tokens.ids.get(word, self._tokens.unknown)


def _first(own: object, config: object, name: str) -> int | None:
    """Return the id that the generation settings name, else that of the model's config."""
    found = own if own is not None else getattr(config, name, None)
    return found[0] if isinstance(found, list) else cast("int | None", found)
