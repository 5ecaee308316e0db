"""Writes the sentences of the Vietnamese news sample, one a line: what is translated without a reference.

Promises that no sentence is held out or comes twice.
"""

import argparse
import logging
from collections.abc import Iterator
from pathlib import Path

from models.recipe.corpora import read_articles
from models.recipe.filters import HeldOut, clean, folded
from models.recipe.paths import runs_folder
from models.recipe.prepare import held_out_texts

log = logging.getLogger(__name__)

MIN_WORDS, MAX_WORDS = 5, 60


def news_sentences(shared: Path) -> Iterator[str]:
    """Yield each different sentence of the news sample once, in their order, none that is held out."""
    held_out = HeldOut(clean(text) for text in held_out_texts(shared))
    path = shared / "data" / "vietnews.train.jsonl.xz"
    seen: set[str] = set()
    for sentences in read_articles(path):
        for sentence in map(clean, sentences):
            key = folded(sentence)
            if MIN_WORDS <= len(sentence.split()) <= MAX_WORDS and key not in seen:
                seen.add(key)
                if not held_out.overlaps(sentence):
                    yield sentence


def main() -> None:
    """Read the articles and write their sentences."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=runs_folder() / "data" / "news.txt")
    args = parser.parse_args()
    found = list(news_sentences(args.shared))
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text("\n".join(found) + "\n", encoding="utf-8")
    log.info("%d sentences", len(found))


if __name__ == "__main__":
    main()
