"""A sequence-to-sequence summariser in a folder: ViT5, BARTpho, mT5, BART, PEGASUS, through transformers.

Promises the model's own words by beam search, unchecked, the same for the same text, and how much of the text
they are about. Torch is loaded when a
summariser is, not when this module is imported. One text at a time.
"""

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from models.registry import ModelError

if TYPE_CHECKING:
    import torch

_BEAMS = 4
_LONGEST = 160
# T5 models are told the task in words; ViT5's news checkpoint has its own.
_PREFIXES = {"t5": "summarize: ", "mt5": "summarize: "}


@dataclass(frozen=True, slots=True)
class Written:
    """A summary, and how many of the text's tokens the model read of how many."""

    text: str
    tokens: int
    tokens_read: int


class Encoded(Protocol):
    """What a tokenizer returns for one text."""

    def __getitem__(self, name: str) -> "torch.Tensor": ...


class Seq2Seq(Protocol):
    """The part of a sequence-to-sequence model that is used here."""

    @property
    def device(self) -> "torch.device": ...

    def generate(self, inputs: "torch.Tensor", **settings: object) -> "torch.Tensor": ...


class TextTokenizer(Protocol):
    """The part of a tokenizer that is used here."""

    def __call__(self, text: str, **settings: object) -> Encoded: ...

    def decode(self, token_ids: "torch.Tensor", *, skip_special_tokens: bool) -> str: ...


class Seq2SeqSummariser:
    """Summarises with a loaded model; `window` is how many tokens of a text it reads."""

    def __init__(
        self, model: Seq2Seq, tokenizer: TextTokenizer, *, name: str, prefix: str = "", window: int = 1024
    ) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._prefix = prefix
        self._window = window
        self._one_at_a_time = threading.Lock()
        self.version = f"{name}@seq2seq"

    @classmethod
    def load(cls, folder: Path) -> "Seq2SeqSummariser":
        """Load a folder with config.json, weights and tokenizer. Raise ModelError where that fails."""
        import torch
        from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

        try:
            tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
            model = AutoModelForSeq2SeqLM.from_pretrained(folder, local_files_only=True)
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(
                f"{folder} holds no sequence-to-sequence model that can be loaded: {error}.",
                "Name a folder with config.json, weights and a tokenizer.",
            ) from None
        torch.nn.Module.to(model, "cuda" if torch.cuda.is_available() else "cpu")
        torch.nn.Module.train(model, mode=False)
        window = min(getattr(model.config, "max_position_embeddings", None) or 1024, 1024)
        return cls(
            cast(Seq2Seq, model),
            cast(TextTokenizer, tokenizer),
            name=folder.name,
            prefix=_PREFIXES.get(model.config.model_type, ""),
            window=window,
        )

    def summarise(self, text: str) -> Written:
        """Summarise a text in its own language; what is past the window is not read."""
        import torch

        tokens = self._encode(text)["input_ids"].shape[1]
        encoded = self._encode(text, truncation=True, max_length=self._window)
        with self._one_at_a_time, torch.inference_mode():
            output = self._model.generate(
                encoded["input_ids"].to(self._model.device),
                attention_mask=encoded["attention_mask"].to(self._model.device),
                num_beams=_BEAMS,
                do_sample=False,
                no_repeat_ngram_size=3,
                max_new_tokens=min(_LONGEST, self._window - 1),
                max_length=None,
            )
        words = self._tokenizer.decode(output[0], skip_special_tokens=True).strip()
        return Written(words, tokens, encoded["input_ids"].shape[1])

    def _encode(self, text: str, **cut: object) -> Encoded:
        return self._tokenizer(self._prefix + text, return_tensors="pt", verbose=False, **cut)
