"""Text to the SentencePiece pieces of a Marian folder and back, cut where a model could not read on.

Promises that every word of a text reaches the model: a text over the budget becomes several inputs, cut
between words where there are any. Knows no engine; words of the text never act as control tokens.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import sentencepiece

from models.registry import ModelError

END = "</s>"
PAD = "<pad>"
# Pieces an input may have. The positions end at 256 and a translation may be twice as long as its source.
BUDGET = 120
# Control characters stand for protected spans; a model trained by models/recipe/protect.py places them.
PLACEHOLDERS = tuple(map(chr, range(1, 9)))


class Pieces:
    """The tokenizer of one Marian folder: source.spm, target.spm and vocab.json."""

    def __init__(self, folder: Path) -> None:
        try:
            self._source = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
            self._target = sentencepiece.SentencePieceProcessor(model_file=str(folder / "target.spm"))
            self.ids: dict[str, int] = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ModelError(
                f"{folder} holds no Marian tokenizer: {error}.",
                "A translation model needs source.spm, target.spm and vocab.json beside its weights.",
            ) from None
        self.words = {i: word for word, i in self.ids.items()}
        self._tags = frozenset(word for word in self.ids if word.startswith(">>") and word.endswith("<<"))
        self._control = self._tags | {END, PAD, "<unk>"}

    def inputs(self, text: str, *, target: str) -> list[list[str]]:
        """Return the model's inputs for one text, each `[>>target<<, *pieces, </s>]`; [] for no words."""
        tag = f">>{target}<<"
        head = [tag] if tag in self._tags else []  # a model of one direction knows no tags
        return [[*head, *chunk, END] for chunk in self._chunks(text)]

    def text(self, pieces: Sequence[str]) -> str:
        """Return the words of generated pieces, control tokens left out."""
        return str(self._target.decode([piece for piece in pieces if piece not in self._control])).strip()

    def _chunks(self, text: str) -> list[list[str]]:
        encoded = self._encode(text)
        if len(encoded) <= BUDGET:
            return [encoded] if encoded else []
        words = text.split()
        if len(words) < 2:
            return [encoded[i : i + BUDGET] for i in range(0, len(encoded), BUDGET)]
        middle = len(words) // 2
        return [*self._chunks(" ".join(words[:middle])), *self._chunks(" ".join(words[middle:]))]

    def _encode(self, text: str) -> list[str]:
        plain = text.encode("utf-8", "replace").decode("utf-8")  # lone surrogates
        for tag in self._tags:
            plain = plain.replace(tag, " ".join(tag))
        pieces: list[str] = self._source.encode(plain, out_type=str)
        return pieces


def is_loop(pieces: Sequence[str]) -> bool:
    """Whether a generated sequence repeats itself: the same 1 to 8 pieces, many times in a row."""
    size = len(pieces)
    for width in range(1, 9):
        needed = max(3, 9 // width)  # "ha ha ha" may be meant, 9 times is a loop
        run = 0
        for i in range(width, size):
            run = run + 1 if pieces[i] == pieces[i - width] else 0
            if run >= width * (needed - 1):
                return True
    return False
