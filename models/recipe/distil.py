"""Makes a student's targets out of its own hypotheses: of each sentence's, the one nearest to the reference.

Sequence-level interpolation (Kim and Rush 2016, 3.3): a target that the student nearly says by itself and
that is better than what it would say. Both directions, each from its side of the same pairs. Keeps the other
hypotheses too, for prefer.py. Trains nothing.
"""

import argparse
import logging
import tempfile
from pathlib import Path

from models.ctranslate2_translator import CTranslate2Translator, EngineOptions
from models.recipe.corpora import INDOMAIN, NEWS, read_prepared, write_prepared
from models.recipe.nbest import HYPOTHESES, SHORT, NBest, n_best, write_n_best
from models.recipe.paths import runs_folder

log = logging.getLogger(__name__)

_PART = 512


def main() -> None:
    """Read prepared pairs, the best sources first, and write the student's."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="a Marian folder: the student")
    parser.add_argument("--pairs", type=Path, default=runs_folder() / "data" / "pairs-main.tsv")
    parser.add_argument("--out", type=Path, default=runs_folder() / "data" / "distilled.tsv")
    parser.add_argument("--limit", type=int, help="pairs")
    args = parser.parse_args()
    ranks = {source: -weight for source, weight in {INDOMAIN: 3.0, **NEWS}.items()}
    news = [p for p in read_prepared(args.pairs) if p.source in ranks and len(p.vi) >= SHORT]
    pairs = sorted(news, key=lambda pair: ranks[pair.source])[: args.limit]
    found: list[NBest] = []
    with tempfile.TemporaryDirectory() as cache:
        options = EngineOptions(beam_size=HYPOTHESES, reproducible=False)
        translator = CTranslate2Translator.load(
            args.model, label="student", cache=Path(cache), options=options
        )
        for start in range(0, len(pairs), _PART):
            part = pairs[start : start + _PART]
            found += [one for way in (True, False) for one in n_best(translator, part, to_english=way)]
            log.info("%d of %d pairs", start + len(part), len(pairs))
    write_n_best(args.out.with_suffix(".jsonl"), found)
    write_prepared(args.out, [made for one in found if (made := one.pair())])


if __name__ == "__main__":
    main()
