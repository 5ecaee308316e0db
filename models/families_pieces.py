"""Text to the tokens of a Hugging Face tokenizer and back, by the rows of models/families.py.

Promises that words of a text never act as control tokens, that one loaded tokenizer serves many threads, and
that torch is not loaded. Knows no engine.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol, cast

import sentencepiece

from models.families import END, SOURCE, TARGET, Family
from models.pieces import Pieces, Tokens, budget_of, cut
from models.registry import ModelError


class HubTokenizer(Protocol):
    """The part of transformers' tokenizers that is used here; nothing of it changes their state."""

    @property
    def all_special_tokens(self) -> list[str]: ...

    @property
    def unk_token(self) -> str: ...

    @property
    def eos_token(self) -> str: ...

    @property
    def pad_token(self) -> str: ...

    def get_vocab(self) -> dict[str, int]: ...

    def tokenize(self, text: str) -> list[str]: ...

    def convert_tokens_to_string(self, tokens: list[str]) -> str: ...


class HubPieces:
    """A tokenizer of transformers with the row of its family."""

    def __init__(
        self,
        tokenizer: HubTokenizer,
        family: Family,
        *,
        positions: int,
        prefixes: Mapping[str, str] | None = None,
    ) -> None:
        self._tokenizer = tokenizer
        self._family = family
        self._prefixes = {**family.prefixes, **(prefixes or {})}
        self.ids: dict[str, int] = tokenizer.get_vocab()
        self.words = {i: word for word, i in self.ids.items()}
        self._codes = {language: _code(family, language, self.ids) for language in family.codes}
        special = {*tokenizer.all_special_tokens, *self._codes.values(), *_language_tokens(family, self.ids)}
        self._control = frozenset(special)
        self._spelled = re.compile("|".join(map(re.escape, sorted(special, key=len, reverse=True))))
        self.never = (tokenizer.unk_token,)
        self.silent = frozenset({tokenizer.eos_token, tokenizer.pad_token})
        self.padding, self.unknown = self.ids[tokenizer.pad_token], self.ids[tokenizer.unk_token]
        self.budget = budget_of(positions)
        self.code_starts = family.code_starts
        self.placeholders: tuple[str, ...] = ()

    def inputs(self, text: str, *, source: str, target: str) -> list[list[str]]:
        """Return the model's inputs for one text, laid out as the family wants it; [] for no words."""
        prefix = self._prefixes.get(source, "").strip()
        head = [*self._filled(self._family.head, source, target), *(self._encode(prefix) if prefix else [])]
        tail = self._filled(self._family.tail, source, target)
        return [[*head, *run, *tail] for run in cut(text, self._encode, budget=self.budget)]

    def forced(self, target: str) -> list[str]:
        """Return what a translation is forced to begin with."""
        return self._filled(self._family.decoder, "", target)

    def text(self, pieces: Sequence[str], *, target: str) -> str:
        """Return the words of generated tokens, control tokens and the family's own prefix left out."""
        # Models have rows past their vocabulary, which engines name in their own ways.
        words = [piece for piece in pieces if piece in self.ids and piece not in self._control]
        text = self._tokenizer.convert_tokens_to_string(words).strip()
        return text.removeprefix(self._family.answers.get(target, "").strip()).strip()

    def output(self, text: str, *, target: str) -> list[str]:  # noqa: ARG002 the port's
        """Return nothing: what an added model would generate is not asked for."""
        return []

    def _filled(self, layout: Sequence[str], source: str, target: str) -> list[str]:
        codes = {SOURCE: self._codes.get(source), TARGET: self._codes.get(target)}
        filled = [codes.get(token) or token for token in layout]
        if not self._family.code_is_word:
            return filled
        return [part for one in filled for part in ([one] if one == END else self._tokenizer.tokenize(one))]

    def _encode(self, text: str) -> list[str]:
        plain = text.encode("utf-8", "replace").decode("utf-8")  # lone surrogates
        spelled = self._spelled.sub(lambda found: " ".join(found[0]), plain)
        return self._tokenizer.tokenize(spelled) if spelled.strip() else []


class PlainTokenizer:
    """SentencePiece's own reading of a spiece.model whose ids are the model's: MADLAD."""

    unk_token, eos_token, pad_token = "<unk>", "</s>", "<s>"

    def __init__(self, file: Path) -> None:
        self._model = sentencepiece.SentencePieceProcessor(model_file=str(file))
        self.all_special_tokens = [self.unk_token, self.eos_token, self.pad_token]

    def get_vocab(self) -> dict[str, int]:
        """Return every piece with its id."""
        return {self._model.id_to_piece(i): i for i in range(self._model.get_piece_size())}

    def tokenize(self, text: str) -> list[str]:
        """Return a text's pieces."""
        pieces: list[str] = self._model.encode(text, out_type=str)
        return pieces

    def convert_tokens_to_string(self, tokens: list[str]) -> str:
        """Return the words of pieces."""
        return str(self._model.decode(tokens))


def load_tokens(folder: Path, family: Family, *, positions: int, prefixes: Mapping[str, str]) -> Tokens:
    """Load the tokenizer of a folder; raise ModelError where it is missing or lacks the languages."""
    if not family.tokenizer:
        return Pieces(folder, positions=positions)
    if family.name == "madlad" and (plain := folder / "spiece.model").is_file():
        return HubPieces(PlainTokenizer(plain), family, positions=positions, prefixes=prefixes)
    import transformers  # two seconds and 50 MB, without torch: only for families that need it

    loader = getattr(transformers, family.tokenizer)
    try:
        tokenizer = cast(HubTokenizer, loader.from_pretrained(folder, local_files_only=True))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:  # by what is missing
        raise ModelError(
            f"{folder} holds no tokenizer of the family {family.name}: {error}.",
            "It needs tokenizer.json, or the SentencePiece file of the family, beside config.json.",
        ) from None
    return HubPieces(tokenizer, family, positions=positions, prefixes=prefixes)


def _code(family: Family, language: str, vocabulary: Mapping[str, int]) -> str:
    for code in family.codes[language]:
        if code in vocabulary:
            return code
    raise ModelError(
        f"The vocabulary has no {' or '.join(family.codes[language])}.",
        f"A model of the family {family.name} needs it for its {language} side; name another --family.",
    )


def _language_tokens(family: Family, vocabulary: Mapping[str, int]) -> set[str]:
    """Return the tokens of the other languages that the tokenizer does not call special: <2xx>, __xx__."""
    if family.name == "madlad":
        return {word for word in vocabulary if word.startswith("<2") and word.endswith(">")}
    return {word for word in vocabulary if word.startswith("__") and word.endswith("__") and len(word) > 4}
