"""News articles with abstracts, as the summary's training and measurement read them.

Promises articles with a body and an abstract, captions taken out of the body. Trains nothing.
"""

import json
import lzma
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Story:
    """A news article, its sentences without the abstract, and the abstract."""

    title: str
    abstract: str
    sentences: tuple[str, ...]


def read_stories(path: Path) -> Iterator[Story]:
    """Read vietnews.*.jsonl.xz; articles without a body are left out."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            captions = set(row["captions"])
            body = tuple(sentence for sentence in row["body"] if sentence not in captions)
            if body and row["abstract"].strip():
                yield Story(row["title"], row["abstract"], body)


def overlap_f1(candidate: Sequence[str], reference: Sequence[str], order: int) -> float:
    """Return ROUGE-N F1 of words."""
    ours, theirs = (
        Counter(zip(*(words[i:] for i in range(order)), strict=False)) for words in (candidate, reference)
    )
    shared = sum((ours & theirs).values())
    total = sum(ours.values()) + sum(theirs.values())
    return 2 * shared / total if total else 0.0
