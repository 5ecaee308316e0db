"""Makes synthetic pairs of monolingual Vietnamese news: for en to vi, or for vi to en.

Back-translation (Sennrich et al. 2016): the English side is the model's, sampled, the Vietnamese
side is real, and only en to vi learns. Distillation (Kim and Rush 2016): the English is a better
model's best, searched, and only vi to en learns from it.
"""

import argparse
import logging
import tempfile
from itertools import islice
from pathlib import Path

from models.recipe.corpora import BACKTRANSLATED, DISTILLED, Pair, write_prepared
from models.recipe.filters import clean, reason_to_reject
from models.recipe.news import news_sentences
from models.recipe.paths import runs_folder
from models.recipe.translator import Translator

log = logging.getLogger(__name__)


def synthetic_pairs(
    translator: Translator, sentences: list[str], *, source: str, temperature: float | None
) -> list[Pair]:
    """Return the pairs that pass the filters of real ones; class D, as the articles are."""
    english = translator.translate(sentences, to_english=True, temperature=temperature)
    pairs = [Pair(source, "D", vi, clean(en)) for vi, en in zip(sentences, english, strict=True)]
    return [pair for pair in pairs if reason_to_reject(pair) is None]


def main() -> None:
    """Translate the articles' sentences and write the pairs."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="a Marian folder")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=runs_folder() / "data" / "synthetic.tsv")
    parser.add_argument("--limit", type=int, help="sentences")
    parser.add_argument("--temperature", type=float, help="sample; without it beam search")
    parser.add_argument("--beam", type=int, default=1)
    parser.add_argument("--distil", action="store_true", help="pairs for vi to en")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    parser.add_argument("--seed", type=int, default=1, help="of what is sampled")
    args = parser.parse_args()
    sentences = list(islice(news_sentences(args.shared), args.limit))
    with tempfile.TemporaryDirectory() as folder:
        seed = args.seed if args.temperature else None
        translator = Translator.convert(
            args.model, Path(folder) / "ct2", device=args.device, beam=args.beam, seed=seed
        )
        source = DISTILLED if args.distil else BACKTRANSLATED
        pairs = synthetic_pairs(translator, sentences, source=source, temperature=args.temperature)
    write_prepared(args.out, pairs)
    log.info("%d sentences, %d pairs kept", len(sentences), len(pairs))


if __name__ == "__main__":
    main()
