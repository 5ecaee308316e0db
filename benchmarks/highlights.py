"""How well highlights are found: the shared scorer on held-out articles, and what each component adds.

Usage: python -m benchmarks.highlights [--folds 6] [--measure] [--ablate]

Without flags: cross-validation over the training articles, every article scored by models that have not seen
it. `--ablate`: the same with one part left out at a time.
`--measure`: the shipped weights on ../shared/gold/gold.* and en.*, for reporting only.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path

from benchmarks.highlight_data import (
    SHARED,
    Annotated,
    Prepared,
    as_article,
    fold_of,
    gazetteer,
    read_gold,
)
from benchmarks.highlight_labels import whole_acts
from benchmarks.highlight_rows import Corpus, as_model, read_corpus, train
from service.domain.highlight import Highlight
from service.pipeline.highlight import Acts, highlight, load_acts
from service.text.acts.cues import load_lexicons

SCORER = SHARED / "eval" / "score_highlights.py"


@dataclass(frozen=True, slots=True)
class Aim:
    """A figure of the scorer, what it is called and its target."""

    key: str
    what: str
    least: float


AIMS = (
    Aim("precision", "highlight precision", 0),
    Aim("recall", "highlight recall", 0),
    Aim("f1", "highlight F1", 0.75),
    Aim("instrument_accuracy", "instrument on matched", 0.80),
    Aim("status_accuracy", "status on matched", 0.80),
    Aim("partner_f1", "partner F1", 0.75),
    Aim("date_accuracy", "dates", 0.90),
    Aim("field_jaccard", "field overlap", 0.70),
    Aim("false_alarm_rate", "false alarms (at most 0.10)", 0),
    Aim("grounded", "grounded", 1.0),
)


def as_brief(name: str, highlights: Sequence[Highlight]) -> dict[str, object]:
    """Return what the scorer reads of a brief."""
    return {
        "id": name,
        "highlights": [
            {
                "instrument": one.instrument,
                "status": one.status,
                "partners": [
                    {"name": {"vi": partner.name.vi, "en": partner.name.en}} for partner in one.partners
                ],
                "date": {"text": one.date.text, "edtf": one.date.edtf},
                "fields": list(one.fields),
                "evidence": [{"text": evidence.text} for evidence in one.evidence],
            }
            for one in highlights
        ],
    }


def score(
    articles: Sequence[Annotated], briefs: Iterable[dict[str, object]], prefix: str
) -> dict[str, float]:
    """Run the shared scorer on the briefs of these articles."""
    names = {article.id for article in articles}
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("gold", "articles", "briefs")]
        for path, stem in zip(paths[:2], ("gold", "articles"), strict=True):
            lines = (SHARED / "gold" / f"{prefix}{stem}.jsonl").read_text(encoding="utf-8").splitlines()
            path.write_text("\n".join(line for line in lines if line and json.loads(line)["id"] in names))
        paths[2].write_text("\n".join(json.dumps(brief, ensure_ascii=False) for brief in briefs))
        command = [sys.executable, str(SCORER), *map(str, paths)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def extract(article: Annotated, acts: Acts) -> dict[str, object]:
    """Return the brief of an article, as far as the scorer reads it."""
    built, segments = as_article(article)
    return as_brief(article.id, highlight(built, segments, gazetteer=gazetteer(), acts=acts))


@dataclass(frozen=True, slots=True)
class Variant:
    """The extractor with something changed: articles left out of training, or thresholds set otherwise."""

    name: str
    drop: Callable[[Prepared], bool] = lambda _: False
    thresholds: Mapping[str, float] = field(default_factory=dict)


FULL = Variant("train, held out")
ABLATIONS = (
    FULL,
    Variant("without the extra articles", lambda one: not (_in_train(one) or one.gold.news)),
    Variant("without the news sample", lambda one: one.gold.news),
    Variant("without English articles", lambda one: one.gold.language == "en"),
    Variant("without the whole articles", lambda one: one.gold.id in whole_acts()),
    Variant("without taking repeats away", thresholds={"repeat": 2.0}),
    Variant("without the article threshold", thresholds={"article": 0.0}),
)


@lru_cache(maxsize=1)
def _train_ids() -> frozenset[str]:
    return frozenset(article.id for article in read_gold("train."))


def _in_train(one: Prepared) -> bool:
    return one.gold.key in _train_ids()


def cross_validate(corpus: Corpus, folds: int, variant: Variant = FULL) -> list[dict[str, object]]:
    """Return the briefs of the annotated training articles, each by models trained without it."""
    briefs = []
    for fold in range(folds):
        known = corpus.without(partial(_left_out, fold=fold, folds=folds, variant=variant))
        model = as_model(train(known), corpus.idf)
        model = replace(model, thresholds={**model.thresholds, **variant.thresholds})
        acts = Acts(load_lexicons(), model)
        briefs += [
            extract(one.gold, acts)
            for one in corpus.prepared
            if one.gold.id in _train_ids() and fold_of(one.gold.key, folds) == fold
        ]
    return briefs


def _left_out(one: Prepared, *, fold: int, folds: int, variant: Variant) -> bool:
    return fold_of(one.gold.key, folds) == fold or variant.drop(one)


def table(columns: dict[str, dict[str, float]]) -> str:
    """Return figures as a Markdown table, one column for each set of articles."""
    head = f"| | aim | {' | '.join(columns)} |\n|---|---|{'---|' * len(columns)}"
    rows = [
        f"| {aim.what} | {aim.least or ''} | "
        + " | ".join(
            "–" if column[aim.key] is None else f"{column[aim.key]:.3f}" for column in columns.values()
        )
        + " |"
        for aim in AIMS
    ]
    return "\n".join([head, *rows])


def main() -> None:
    """Print the table of aims and figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, default=6)
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--ablate", action="store_true")
    arguments = parser.parse_args()
    columns: dict[str, dict[str, float]] = {}
    if arguments.measure:
        for name, prefix in (("gold", ""), ("English gold", "en.")):
            articles = read_gold(prefix)
            columns[name] = score(articles, [extract(one, load_acts()) for one in articles], prefix)
    else:
        corpus = read_corpus()
        for variant in ABLATIONS if arguments.ablate else (FULL,):
            briefs = cross_validate(corpus, arguments.folds, variant)
            columns[variant.name] = score(read_gold("train."), briefs, "train.")
    print(table(columns))


if __name__ == "__main__":
    main()
