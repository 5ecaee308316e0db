"""Text to the SentencePiece pieces of a Marian folder and back, cut where a model could not read on.

Promises that every word of a text reaches the model: a text over the budget becomes several inputs, cut
between words where there are any. Knows no engine; words of the text never act as control tokens.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import sentencepiece

from models.families import family_of
from models.registry import ModelError

END = "</s>"
PAD = "<pad>"
UNKNOWN = "<unk>"
# Pieces an input may have. The positions end at 256 and a translation may be twice as long as its source.
BUDGET = 120
_MOST = 200  # of models with more positions: they are trained on sentences
# Control characters stand for protected spans; a model trained by models/recipe/protect.py places them.
PLACEHOLDERS = tuple(map(chr, range(1, 9)))


class Tokens(Protocol):
    """What an engine needs of a tokenizer. `never` are not generated; an input has `budget` at most."""

    @property
    def ids(self) -> Mapping[str, int]: ...

    @property
    def words(self) -> Mapping[int, str]: ...

    @property
    def never(self) -> tuple[str, ...]: ...

    @property
    def silent(self) -> frozenset[str]:
        """The tokens that end or fill a generated sequence."""
        ...

    @property
    def padding(self) -> int:
        """The id that fills up a batch."""
        ...

    @property
    def unknown(self) -> int:
        """The id of a token that the vocabulary lacks."""
        ...

    @property
    def budget(self) -> int: ...

    @property
    def placeholders(self) -> tuple[str, ...]:
        """Characters that the model carries across in the place of protected words."""
        ...

    @property
    def code_starts(self) -> bool:
        """Whether what is forced is the decoder's start token, and no output of its own."""
        ...

    def inputs(self, text: str, *, source: str, target: str) -> list[list[str]]:
        """Return the model's inputs for one text; [] for no words."""
        ...

    def forced(self, target: str) -> list[str]:
        """Return what a translation is forced to begin with."""
        ...

    def text(self, pieces: Sequence[str], *, target: str) -> str:
        """Return the words of generated tokens."""
        ...

    def output(self, text: str, *, target: str) -> list[str]:
        """Return the tokens that a model would generate for a translation; [] where nobody can say."""
        ...


class Pieces:
    """The tokenizer of one Marian folder: source.spm, target.spm and vocab.json."""

    def __init__(self, folder: Path, *, positions: int = 256) -> None:
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
        self._control = self._tags | {END, PAD, UNKNOWN}
        self.never = (PAD, UNKNOWN)
        self.silent = frozenset({END, PAD})
        self.padding, self.unknown = self.ids[PAD], self.ids[UNKNOWN]
        self.budget = budget_of(positions)
        self.code_starts = False
        self.placeholders = PLACEHOLDERS if _learned_placeholders(folder) else ()

    def inputs(self, text: str, *, target: str, source: str = "") -> list[list[str]]:  # noqa: ARG002 the port's
        """Return the model's inputs for one text, each `[>>target<<, *pieces, </s>]`; [] for no words."""
        codes = family_of("marian").codes.get(target, ())
        head = [code for code in codes if code in self._tags][:1]  # a model of one direction may know no tags
        return [[*head, *chunk, END] for chunk in cut(text, self._encode, budget=self.budget)]

    def forced(self, target: str) -> list[str]:  # noqa: ARG002 a Marian model is told at its input
        """Return nothing: what a translation begins with is free."""
        return []

    def text(self, pieces: Sequence[str], *, target: str = "") -> str:  # noqa: ARG002 the port's
        """Return the words of generated pieces, control tokens left out."""
        return str(self._target.decode([piece for piece in pieces if piece not in self._control])).strip()

    def output(self, text: str, *, target: str = "") -> list[str]:  # noqa: ARG002 the port's
        """Return the pieces of a translation."""
        pieces: list[str] = self._target.encode(text, out_type=str)
        return pieces

    def _encode(self, text: str) -> list[str]:
        plain = text.encode("utf-8", "replace").decode("utf-8")  # lone surrogates
        for tag in self._tags:
            plain = plain.replace(tag, " ".join(tag))
        pieces: list[str] = self._source.encode(plain, out_type=str)
        return pieces


def _learned_placeholders(folder: Path) -> bool:
    """Whether the folder's config says that the model was trained on protected pairs."""
    config = folder / "config.json"
    return config.is_file() and bool(json.loads(config.read_text(encoding="utf-8")).get("placeholders"))


def cut(text: str, encode: Callable[[str], list[str]], *, budget: int) -> list[list[str]]:
    """Return a text's pieces in runs of at most `budget`, cut between words where there are any."""
    encoded = encode(text)
    if len(encoded) <= budget:
        return [encoded] if encoded else []
    words = text.split()
    if len(words) < 2:
        return [encoded[i : i + budget] for i in range(0, len(encoded), budget)]
    middle = len(words) // 2
    halves = (words[:middle], words[middle:])
    return [run for half in halves for run in cut(" ".join(half), encode, budget=budget)]


def budget_of(positions: int) -> int:
    """Return how many pieces an input may have: half of the positions, some left for control tokens."""
    return max(8, min(positions // 2 - 8, _MOST))


def longest_of(budget: int) -> int:
    """Return how many pieces a translation may have: twice its source and a few; 250 for 256 positions."""
    return 2 * budget + 10


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
