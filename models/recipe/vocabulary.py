"""Text to the ids of the Marian vocabulary and back, faster than the Hugging Face tokenizer.

SentencePiece's own ids and those of vocab.json differ: <pad> must be the last entry.
"""

import json
from pathlib import Path

import sentencepiece


class Vocabulary:
    """The pieces of one Marian folder (source.spm and vocab.json; both languages share them)."""

    def __init__(self, folder: Path) -> None:
        self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
        ids: dict[str, int] = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
        unknown = ids["<unk>"]
        size = self._pieces.get_piece_size()
        self._id_of = [ids.get(self._pieces.id_to_piece(i), unknown) for i in range(size)]
        self._piece_of = {i: self._pieces.id_to_piece(n) for n, i in enumerate(self._id_of)}
        self._tags = {language: ids[f">>{language}<<"] for language in ("vi", "en")}
        self.eos, self.pad, self.size = ids["</s>"], ids["<pad>"], len(ids)

    def tag(self, language: str) -> int:
        """Return the id of the token that names the target language."""
        return self._tags[language]

    def encode(self, text: str, *, sample: bool = False) -> list[int]:
        """Return piece ids; sampled segmentation is subword regularisation (Kudo 2018)."""
        if sample:
            found = self._pieces.encode(text, out_type=int, enable_sampling=True, alpha=0.3, nbest_size=-1)
        else:
            found = self._pieces.encode(text, out_type=int)
        return [self._id_of[i] for i in found]

    def decode(self, ids: list[int]) -> str:
        """Return the text up to the first </s>, without special tokens."""
        if self.eos in ids:
            ids = ids[: ids.index(self.eos)]
        special = {self.pad, self.eos, *self._tags.values()}
        pieces = [self._piece_of[i] for i in ids if i not in special and i in self._piece_of]
        return str(self._pieces.decode(pieces))


def seed_sampling(seed: int) -> None:
    """Make the segmentations that are sampled from now on those of a seed (below 2**32 - 1)."""
    sentencepiece.set_random_generator_seed(seed)
