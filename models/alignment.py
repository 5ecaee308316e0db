"""Which words of a translation stand for which words of its source, by the translation model's own attention.

Promises links for any pair of texts, whoever wrote them, the same ones at every call and in any company.
The model reads each pair in both directions with the other text as its forced output, and a link is what
both directions see. Knows no article and no markup.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import ctranslate2
import numpy as np
import numpy.typing as npt
import sentencepiece

from models.alignment_weights import with_attention_of
from models.conversion import converted
from models.pieces import END
from models.registry import ModelError

Matrix = npt.NDArray[np.float64]
Span = tuple[int, int]

# Chosen on tests/data/alignment/words.tsv (docs/models.md): the first decoder layer, at the step that reads a
# word rather than at the one that writes it, all heads together, so that a new training may permute them.
_LAYER = 0
_SHARPENING = 2  # exponent of the attention, which the mean over the heads has flattened
_LEAST = 0.1  # of a link's weight, 0..1
_LONGEST = 200  # pieces on either side; the positions of the model end at 256
_BATCH = 32

_WORD = re.compile(r"\w+(?:(?:[.,/%\-]+|['’](?!s\b))\w+)*%?|['’]s\b|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Link:
    """Words that stand for each other, as code-point offsets (end exclusive), and how surely, 0..1."""

    source_start: int
    source_end: int
    target_start: int
    target_end: int
    weight: float


@dataclass(frozen=True, slots=True)
class _Side:
    """A text from `start` on, with its pieces and for each the index of its word (-1: none)."""

    text: str
    start: int
    words: tuple[Span, ...]
    pieces: tuple[str, ...]
    owners: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Chunk:
    """A pair, or a part of one that is too long for the model; `pair` is the pair's position."""

    pair: int
    source: _Side
    target: _Side


class AttentionAligner:
    """A Marian model of both directions, named by a token of the input, that is asked where it looks."""

    def __init__(
        self, engine: ctranslate2.Translator, tokenizers: dict[str, sentencepiece.SentencePieceProcessor]
    ) -> None:
        self._engine = engine
        self._tokenizers = tokenizers

    @classmethod
    def load(cls, weights: Path, *, cache: Path, threads: int = 1) -> "AttentionAligner":
        """Load the Marian folder of a translation model; its conversion in `cache` is shared with it."""
        try:
            tokenizers = {
                side: sentencepiece.SentencePieceProcessor(model_file=str(weights / f"{side}.spm"))
                for side in ("source", "target")
            }
            vocabulary = json.loads((weights / "vocab.json").read_text(encoding="utf-8"))
        except (OSError, ValueError, RuntimeError) as error:  # SentencePiece raises the last
            raise ModelError(
                f"{weights} holds no Marian tokenizer: {error}.", "Align with the model of the service."
            ) from None
        if not {">>vi<<", ">>en<<"} <= set(vocabulary):
            raise ModelError(
                f"{weights} does not translate in both directions.", "Align with the model of the service."
            )
        engine = ctranslate2.Translator(
            "alignment",
            device="cpu",
            compute_type="int8",
            inter_threads=threads,
            intra_threads=1,
            files=with_attention_of(converted(weights, cache=cache, compute_type="int8"), layer=_LAYER),
        )
        return cls(engine, tokenizers)

    def align(self, pairs: Sequence[tuple[str, str]], *, source: str, target: str) -> list[tuple[Link, ...]]:
        """Return the links of each (source text, target text), in the order of the source."""
        chunks = [chunk for i, pair in enumerate(pairs) for chunk in self._chunks(i, pair)]
        forward = self._attention([(chunk.source, chunk.target) for chunk in chunks], target)
        backward = self._attention([(chunk.target, chunk.source) for chunk in chunks], source)
        found: list[list[Link]] = [[] for _ in pairs]
        for chunk, there, back in zip(chunks, forward, backward, strict=True):
            found[chunk.pair] += _links(chunk, np.sqrt(there * back.T))
        return [tuple(links) for links in found]

    def _chunks(
        self, pair: int, texts: tuple[str, str], starts: tuple[int, int] = (0, 0)
    ) -> Iterator[_Chunk]:
        source = self._side("source", texts[0], starts[0])
        target = self._side("target", texts[1], starts[1])
        if not source.words or not target.words:
            return
        longest = max(len(source.pieces), len(target.pieces))
        if longest <= _LONGEST:
            yield _Chunk(pair, source, target)
        elif min(len(source.words), len(target.words)) > 1:
            cuts = (_middle(source), _middle(target))
            yield from self._chunks(pair, (texts[0][: cuts[0]], texts[1][: cuts[1]]), starts)
            beyond = (starts[0] + cuts[0], starts[1] + cuts[1])
            yield from self._chunks(pair, (texts[0][cuts[0] :], texts[1][cuts[1] :]), beyond)

    def _side(self, side: str, text: str, start: int) -> _Side:
        plain = text.encode("utf-8", "replace").decode("utf-8")  # lone surrogates
        words = tuple(match.span() for match in _WORD.finditer(plain))
        encoded = self._tokenizers[side].encode(plain, return_type="proto").pieces
        at = _characters(plain)
        owners = _owners([(at[piece.begin], at[piece.end]) for piece in encoded], words)
        return _Side(plain, start, words, tuple(piece.piece for piece in encoded), owners)

    def _attention(self, sides: Sequence[tuple[_Side, _Side]], language: str) -> list[Matrix]:
        """Return for each (text read, text written) the shares of attention, written words × read words."""
        found: list[Matrix] = [np.zeros((0, 0))] * len(sides)
        pending: list[tuple[int, ctranslate2.AsyncTranslationResult]] = []
        for batch in _same_lengths(sides):
            results = self._engine.translate_batch(
                [[f">>{language}<<", *sides[i][0].pieces, END] for i in batch],
                target_prefix=[[*sides[i][1].pieces, END] for i in batch],
                asynchronous=True,
                beam_size=1,
                return_attention=True,
                return_end_token=True,  # with END in the prefix nothing is generated beyond it
                max_input_length=0,
            )
            pending += zip(batch, results, strict=True)
        for i, result in pending:
            read, written = sides[i]
            # Rows are steps, the first of which reads no piece; columns are language, pieces, END.
            rows = np.asarray(result.result().attention[0])[1 : len(written.pieces) + 1, 1:-1]
            found[i] = _by_word(rows, read, written)
        return found


def _same_lengths(sides: Sequence[tuple[_Side, _Side]]) -> Iterator[list[int]]:
    """Yield batches without padding, which changes the order of additions and so, by int8 rounding, links."""
    groups: dict[tuple[int, int], list[int]] = {}
    for i, (read, written) in enumerate(sides):
        groups.setdefault((len(read.pieces), len(written.pieces)), []).append(i)
    for group in groups.values():
        yield from (group[i : i + _BATCH] for i in range(0, len(group), _BATCH))


def _by_word(rows: Matrix, read: _Side, written: _Side) -> Matrix:
    """Sum the attention of pieces (written × read) up to words, the mean over the pieces that are written."""
    summed = np.zeros((len(written.words), len(read.words)))
    owners = np.asarray(read.owners)
    columns = owners >= 0
    for row, word in zip(rows, written.owners, strict=True):
        if word >= 0:
            np.add.at(summed[word], owners[columns], row[columns])
    return _share(_share(summed) ** _SHARPENING)


def _share(matrix: Matrix) -> Matrix:
    shares: Matrix = matrix / np.maximum(matrix.sum(axis=1, keepdims=True), 1e-9)
    return shares


def _links(chunk: _Chunk, weights: Matrix) -> Iterator[Link]:
    """Yield the links that are the best of one of their words; weights are target words × source words."""
    best = (weights >= weights.max(axis=1, keepdims=True)) | (weights >= weights.max(axis=0, keepdims=True))
    chosen = best & (weights > _LEAST)
    for source, target in np.argwhere(chosen.T):
        a, b = chunk.source.words[source], chunk.target.words[target]
        yield Link(
            a[0] + chunk.source.start,
            a[1] + chunk.source.start,
            b[0] + chunk.target.start,
            b[1] + chunk.target.start,
            round(float(weights[target, source]), 4),
        )


def _characters(text: str) -> list[int]:
    """Return the index of the character that each octet of the text in UTF-8 belongs to, and the end."""
    at = [i for i, char in enumerate(text) for _ in char.encode()]
    return [*at, len(text)]


def _owners(pieces: Sequence[Span], words: Sequence[Span]) -> tuple[int, ...]:
    """Return for each piece the word that it shares most characters with, -1 for none."""
    owners: list[int] = []
    word = 0
    for start, end in pieces:
        while word < len(words) and words[word][1] <= start:
            word += 1
        shared = [
            (min(end, words[i][1]) - max(start, words[i][0]), -i)
            for i in range(word, min(word + 4, len(words)))
        ]
        most, place = max(shared, default=(0, 0))
        owners.append(-place if most > 0 else -1)
    return tuple(owners)


def _middle(side: _Side) -> int:
    """Return where the middle word of a text begins, in its own offsets."""
    return side.words[len(side.words) // 2][0]
