"""The pieces that a translation may consist of, by the pieces of its source: a tenth of the vocabulary.

A decoder weighs every piece of its vocabulary at every step; what comes of a given sentence is nearly all
among the likeliest translations of its pieces, learnt from the training pairs (models/recipe/shortlist.py).
Promises lists that fit the vocabulary, or no lists. Decodes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from models.registry import ModelError

FILE = "shortlist.npz"


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Of one target language: what is `always` allowed, and what a piece of the source may become.

    For source piece i that is `pieces[starts[i]:starts[i + 1]]`; all are ids of the vocabulary.
    """

    always: NDArray[np.uint16]
    starts: NDArray[np.uint32]
    pieces: NDArray[np.uint16]


def read_shortlists(weights: Path, vocabulary: int) -> dict[str, Shortlist]:
    """Return the lists of a model's folder by target language, {} where it has none."""
    path = weights / FILE
    if not path.is_file():
        return {}
    try:
        with np.load(BytesIO(path.read_bytes()), allow_pickle=False) as arrays:
            languages = sorted({name.rpartition("_")[2] for name in arrays.files})
            found = {
                language: Shortlist(
                    *(arrays[f"{part}_{language}"] for part in ("always", "starts", "pieces"))
                )
                for language in languages
            }
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise ModelError(f"{path} cannot be read: {error}.", _REMEDY) from None
    for one in found.values():
        last = max(one.always.max(initial=0), one.pieces.max(initial=0))
        if len(one.starts) != vocabulary + 1 or last >= vocabulary or one.starts[-1] != len(one.pieces):
            raise ModelError(f"{path} is of another vocabulary.", _REMEDY)
    return found


_REMEDY = "Make it again (models/recipe/run.sh shortlist), or delete it: the model runs without, slower."


def write_shortlists(lists: Mapping[str, Shortlist], weights: Path) -> None:
    """Write the lists into a model's folder."""
    arrays = {
        f"{part}_{language}": getattr(one, part)
        for language, one in lists.items()
        for part in ("always", "starts", "pieces")
    }
    np.savez_compressed(weights / FILE, **arrays)


def vocabulary_map(one: Shortlist, words: Mapping[int, str]) -> bytes:
    """Return a list as CTranslate2 reads it: a source piece, a tab, the pieces; without a source, always."""
    lines = ["\t" + " ".join(words[i] for i in one.always.tolist())]
    for i, (start, end) in enumerate(zip(one.starts.tolist(), one.starts[1:].tolist(), strict=False)):
        lines.append(words[i] + "\t" + " ".join(words[k] for k in one.pieces[start:end].tolist()))
    return ("\n".join(lines) + "\n").encode()
