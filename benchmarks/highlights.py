"""How well highlights are found: the shared scorer on held-out articles, and what each component adds.

Usage: python -m benchmarks.highlights [--folds 6] [--wide] [--measure] [--ablate]

Without flags: cross-validation over the training articles, every article scored by models that have not seen
it. `--wide`: also over the articles that were annotated for the project, in both languages: one reading, but
many. `--ablate`: the training articles with one part left out at a time.
`--measure`: the shipped weights on ../shared/gold/gold.* and en.*, for reporting only. `make bench` reports
the same, and how long each stage of a brief takes; `python -m benchmarks.run ablation` the ablation.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path

from benchmarks import stages
from benchmarks.highlight_data import (
    SHARED,
    Annotated,
    Prepared,
    as_article,
    fold_of,
    gazetteer,
    read_gold,
)
from benchmarks.highlight_labels import bilingual_acts, whole_acts
from benchmarks.highlight_rows import Corpus, as_model, read_corpus, train
from benchmarks.service import Row
from service.domain.highlight import Highlight
from service.pipeline.highlight import Acts, highlight, load_acts
from service.text.acts.cues import load_lexicons

_ENGLISH_F1 = 0.65  # English articles have this aim and those of trust
_EVERYWHERE = frozenset({"false_alarm_rate", "grounded"})
SCORER = SHARED / "eval" / "score_highlights.py"


@dataclass(frozen=True, slots=True)
class Aim:
    """A figure of the scorer, what it is called and its target: a least or a most."""

    key: str
    what: str
    least: float
    most: float | None = None


AIMS = (
    Aim("precision", "highlight precision", 0),
    Aim("recall", "highlight recall", 0),
    Aim("f1", "highlight F1", 0.75),
    Aim("instrument_accuracy", "instrument on matched", 0.80),
    Aim("status_accuracy", "status on matched", 0.80),
    Aim("partner_f1", "partner F1", 0.75),
    Aim("date_accuracy", "dates", 0.90),
    Aim("field_jaccard", "field overlap", 0.70),
    Aim("false_alarm_rate", "false alarms", 0, most=0.10),
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


def _as_gold(article: Annotated) -> dict[str, object]:
    """Return an annotation as the scorer reads it."""
    acts = [
        {
            "instrument": act.instrument,
            "status": act.status,
            "partners": [{"name": name} for name in act.partners or ()],
            "date": {"text": act.date_text, "edtf": act.date_edtf},
            "fields": act.fields,
            "evidence": act.evidence,
        }
        for act in article.acts
    ]
    return {"id": article.id, "highlights": acts}


def score(articles: Sequence[Annotated], briefs: Mapping[str, dict[str, object]]) -> dict[str, float]:
    """Run the shared scorer on the briefs of these articles, which are found by the articles' names."""
    texts: list[dict[str, object]] = [{"id": one.id, "sentences": one.sentences} for one in articles]
    files = ([_as_gold(one) for one in articles], texts, [briefs[one.id] for one in articles])
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("gold", "articles", "briefs")]
        for path, rows in zip(paths, files, strict=True):
            path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
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
    Variant("without the bilingual articles", lambda one: one.gold.key in bilingual_acts(0)),
    Variant("without taking repeats away", thresholds={"repeat": 2.0}),
    Variant("without the article threshold", thresholds={"article": 0.0}),
)


@lru_cache(maxsize=1)
def _train_ids() -> frozenset[str]:
    return frozenset(article.id for article in read_gold("train."))


def _in_train(one: Prepared) -> bool:
    return one.gold.key in _train_ids()


def cross_validate(
    corpus: Corpus, wanted: Container[str], *, folds: int, variant: Variant = FULL
) -> dict[str, dict[str, object]]:
    """Return the briefs of the articles of these names, each by models trained without it."""
    briefs: dict[str, dict[str, object]] = {}
    for fold in range(folds):
        known = corpus.without(partial(_left_out, fold=fold, folds=folds, variant=variant))
        model = as_model(train(known), corpus.idf)
        model = replace(model, thresholds={**model.thresholds, **variant.thresholds})
        acts = Acts(load_lexicons(), model)
        briefs |= {
            one.gold.id: extract(one.gold, acts)
            for one in corpus.prepared
            if one.gold.id in wanted and fold_of(one.gold.key, folds) == fold
        }
    return briefs


def ablations(corpus: Corpus, folds: int) -> Iterator[tuple[str, dict[str, float]]]:
    """Return the figures of the training articles, whole and then with one part left out at a time."""
    for variant in ABLATIONS:
        briefs = cross_validate(corpus, _train_ids(), folds=folds, variant=variant)
        yield variant.name, score(read_gold("train."), briefs)


def _held_out(corpus: Corpus, folds: int, *, wide: bool) -> dict[str, dict[str, float]]:
    """Return the figures of cross-validation for each set of articles."""
    sets = {FULL.name: read_gold("train.")}
    if wide:
        whole, both = whole_acts(), {f"{name}-en" for name in bilingual_acts(1)}
        read = [one.gold for one in corpus.prepared]
        sets["one reading, whole articles"] = [one for one in read if one.id in whole]
        sets["one reading, English"] = [one for one in read if one.id in both]
    briefs = cross_validate(corpus, {one.id for articles in sets.values() for one in articles}, folds=folds)
    return {name: score(articles, briefs) for name, articles in sets.items()}


def _left_out(one: Prepared, *, fold: int, folds: int, variant: Variant) -> bool:
    return fold_of(one.gold.key, folds) == fold or variant.drop(one)


def table(columns: dict[str, dict[str, float]]) -> str:
    """Return figures as a Markdown table, one column for each set of articles."""
    head = f"| | aim | {' | '.join(columns)} |\n|---|---|{'---|' * len(columns)}"
    rows = [
        f"| {aim.what} | {_aim_of(aim, english=False)} | "
        + " | ".join(
            "–" if column[aim.key] is None else f"{column[aim.key]:.3f}" for column in columns.values()
        )
        + " |"
        for aim in AIMS
    ]
    return "\n".join([head, *rows])


def shipped() -> Iterator[tuple[str, int, dict[str, float]]]:
    """Return the figures of the shipped weights: the set, how many articles it has, what the scorer says."""
    acts = load_acts()
    for name, prefix in (("gold", ""), ("English gold", "en.")):
        articles = read_gold(prefix)
        yield name, len(articles), score(articles, {one.id: extract(one, acts) for one in articles})


def measure() -> Iterator[Row]:
    """Return a row for each aim and set of articles, then how long each stage takes an article."""
    for name, count, figures in shipped():
        for aim in AIMS:
            figure = "–" if figures[aim.key] is None else f"{figures[aim.key]:.3f}"
            yield Row(f"{aim.what}, {name} {count}", figure, _aim_of(aim, english=name != "gold"))
    yield from stages.measure()


def _aim_of(aim: Aim, *, english: bool) -> str:
    if english and aim.key == "f1":
        return f"≥ {_ENGLISH_F1:.2f}"
    if english and aim.key not in _EVERYWHERE:
        return ""
    if aim.most is not None:
        return f"≤ {aim.most:.2f}"
    return f"≥ {aim.least:.2f}" if aim.least else ""


def main() -> None:
    """Print the table of aims and figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, default=6)
    parser.add_argument("--wide", action="store_true")
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--ablate", action="store_true")
    arguments = parser.parse_args()
    columns: dict[str, dict[str, float]] = {}
    if arguments.measure:
        columns = {name: figures for name, _, figures in shipped()}
    elif arguments.ablate:
        columns = dict(ablations(read_corpus(), arguments.folds))
    else:
        columns = _held_out(read_corpus(), arguments.folds, wide=arguments.wide)
    print(table(columns))


if __name__ == "__main__":
    main()
