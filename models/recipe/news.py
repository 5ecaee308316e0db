"""Writes the sentences of the Vietnamese news sample, one a line: what is translated without a reference.

Promises that no sentence is held out or comes twice.
"""

import argparse
import logging
from pathlib import Path

from models.recipe.backtranslate import news_sentences
from models.recipe.filters import HeldOut, clean
from models.recipe.paths import runs_folder
from models.recipe.prepare import held_out_texts

log = logging.getLogger(__name__)


def main() -> None:
    """Read the articles and write their sentences."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=runs_folder() / "data" / "news.txt")
    args = parser.parse_args()
    held_out = HeldOut(clean(text) for text in held_out_texts(args.shared))
    found = list(news_sentences(args.shared / "data" / "vietnews.train.jsonl.xz", held_out))
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text("\n".join(found) + "\n", encoding="utf-8")
    log.info("%d sentences", len(found))


if __name__ == "__main__":
    main()
