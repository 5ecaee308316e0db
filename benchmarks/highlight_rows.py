"""Turn annotated articles into the rows that models/recipe/highlights.py learns from, and train on them.

Usage: python -m benchmarks.highlight_rows [--rows ROWS.jsonl.gz] [--weights service/text/acts/weights.npz]

Learns from ../shared/gold/train.* and models/recipe/highlights_*.tsv alone. Which sentences of an article
tell an act is learnt from first looks as serving has them: by models that have not seen the article.
"""

import argparse
import gzip
import json
import lzma
import math
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.highlight_data import (
    ROOT,
    SHARED,
    Prepared,
    fold_of,
    prepare,
    read_training,
)
from benchmarks.highlight_dates import NO, YES, date_rows, gold_act, same_words, year_rows
from models.recipe.highlights import Row, Table, Weights, fit, tabulate, write_weights
from service.text.acts.cues import shape_of
from service.text.acts.features import evidence_features, pair_features
from service.text.acts.kind_features import field_features, instrument_features, status_features
from service.text.acts.model import ActModel, read_model
from service.text.acts.parties import party_candidates
from service.text.acts.telling import first_look, telling_features
from service.text.folding import name_key, words_of

VERSION = "7"
THRESHOLDS = {
    "article": 0.5, "telling vi": 0.2, "telling en": 0.15, "sure vi": 0.35, "sure en": 0.4,
    "repeat": 0.5, "evidence": 0.2, "support": 0.25,
    "pair": 0.4, "partner": 0.4, "date": 0.2, "field": 0.3,
    "year": 0.5,  # a year that the article does not fix is left open
}  # fmt: skip
_AGREED = (
    4.0  # what is an act in the articles that were annotated with the guideline counts more than one reading
)
_INNER_FOLDS = 4


def rarity(limit: int = 16_000) -> dict[str, float]:
    """Return the idf of the most frequent words of Vietnamese news and of the English in-domain sentences."""
    counts: Counter[str] = Counter()
    total = 0
    for text in _sample():
        total += 1
        counts.update({shape_of(word.key) for word in words_of(text)})
    return {word: round(math.log(total / count), 2) for word, count in counts.most_common(limit) if count > 2}


def _sample() -> Iterable[str]:
    with lzma.open(SHARED / "data" / "vietnews.train.jsonl.xz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % 10 == 0:
                yield from json.loads(line)["body"]
    pairs = (SHARED / "data" / "indomain.tsv").read_text(encoding="utf-8").splitlines()[1:]
    yield from (line.split("\t")[2] for line in pairs)


def evidence_rows(prepared: Prepared) -> list[Row]:
    """Return a row for each sentence: does it state an act?"""
    stated = {index for act in prepared.gold.acts for index in act.evidence}
    weight = _weight(prepared)
    return [
        Row("evidence", YES if index in stated else NO, evidence_features(prepared.outline, index), weight)
        for index in range(len(prepared.segments))
    ]


def lead_rows(prepared: Prepared) -> list[Row]:
    """Return a row for each sentence: is it the most explicit one of an act?"""
    heads, weight = _heads(prepared), _weight(prepared)
    return [
        Row("lead", YES if index in heads else NO, evidence_features(prepared.outline, index), weight)
        for index in range(len(prepared.segments))
    ]


def _weight(prepared: Prepared) -> float:
    return _AGREED if prepared.gold.agreed else 1.0


def _heads(prepared: Prepared) -> set[int]:
    return {act.evidence[0] for act in prepared.gold.acts}


def pair_rows(prepared: Prepared) -> list[Row]:
    """Return a row for each two sentences of evidence: do they state the same act?"""
    stated = sorted({index for act in prepared.gold.acts for index in act.evidence})
    return [
        Row(
            "pair",
            YES if any(i in act.evidence and j in act.evidence for act in prepared.gold.acts) else NO,
            pair_features(prepared.outline, i, j),
            _weight(prepared),
        )
        for place, i in enumerate(stated)
        for j in stated[place + 1 :]
    ]


def telling_rows(prepared: Prepared, model: ActModel) -> list[Row]:
    """Return a row for each sentence, seen with the others: is it the most explicit one of an act?"""
    if prepared.gold.news:
        return []
    heads, look = _heads(prepared), first_look(prepared.outline, model)
    return [
        Row(
            "telling",
            YES if index in heads else NO,
            telling_features(prepared.outline, look, index),
            _weight(prepared),
        )
        for index in range(len(prepared.segments))
    ]


def kind_rows(prepared: Prepared) -> list[Row]:
    """Return the rows of instrument, status and fields."""
    rows = []
    for act in prepared.gold.acts:
        rows += [
            Row("instrument", (act.instrument,), instrument_features(prepared.outline, act.evidence)),
            Row("status", (act.status,), status_features(prepared.outline, act.evidence)),
        ]
        if act.fields:
            rows.append(Row("field", act.fields, field_features(prepared.outline, act.evidence)))
    return rows


def partner_rows(prepared: Prepared) -> list[Row]:
    """Return a row for each entity near an act: is it a partner?"""
    rows = []
    for gold in prepared.gold.acts:
        if gold.partners is None:
            continue
        candidates = party_candidates(gold_act(prepared, gold), prepared.entities)
        names = [prepared.entities.entities[candidate.entity].name for candidate in candidates]
        right = {best for partner in gold.partners if (best := _closest(partner, names)) is not None}
        rows += [
            Row("partner", YES if place in right else NO, candidate.features)
            for place, candidate in enumerate(candidates)
        ]
    return rows


def _closest(wanted: str, names: Sequence[str]) -> int | None:
    """Return the name that is, else contains, else is contained in the wanted one."""
    key = set(name_key(wanted))
    graded = [
        (len(key & set(name_key(name))) / len(key | set(name_key(name))), -place)
        for place, name in enumerate(names)
        if same_words(wanted, name)
    ]
    return -max(graded)[1] if graded else None


def article_rows(prepared: Prepared) -> list[Row]:
    """Return an article's rows of every task but `telling` and `date`, whose rows need trained models."""
    if prepared.gold.news:  # only kinds: learning evidence from false alarms cost more acts than alarms
        return kind_rows(prepared)
    makers = (evidence_rows, lead_rows, pair_rows, kind_rows, partner_rows, year_rows)
    return [row for make in makers for row in make(prepared)]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles to learn from. Tables hold the rows of all of them; `owners` tells the article of each row."""

    prepared: tuple[Prepared, ...]
    tables: Mapping[str, Table]
    owners: Mapping[str, Sequence[str]]
    idf: dict[str, float]

    def without(self, drop: Callable[[Prepared], bool]) -> "Corpus":
        """Return the corpus without some articles."""
        kept = tuple(one for one in self.prepared if not drop(one))
        return Corpus(kept, self.tables, self.owners, self.idf)

    def train(self, tasks: Iterable[str]) -> dict[str, Weights]:
        """Train some tasks on its articles."""
        known = {one.gold.id for one in self.prepared}
        return {
            task: fit(
                self.tables[task].take([i for i, owner in enumerate(self.owners[task]) if owner in known])
            )
            for task in tasks
        }


def read_corpus() -> Corpus:
    """Prepare every training article (seconds)."""
    idf = rarity()
    return corpus_of(tuple(prepare(gold, idf) for gold in read_training()), idf)


def corpus_of(prepared: tuple[Prepared, ...], idf: dict[str, float]) -> Corpus:
    """Make the rows of every article once, for all folds."""
    rows: dict[str, list[Row]] = {}
    owners: dict[str, list[str]] = {}
    for one in prepared:
        for row in article_rows(one):
            rows.setdefault(row.task, []).append(row)
            owners.setdefault(row.task, []).append(one.gold.id)
    return Corpus(prepared, {task: tabulate(task, rows[task]) for task in rows}, owners, idf)


def as_model(tasks: dict[str, Weights], idf: dict[str, float]) -> ActModel:
    """Return trained tasks as serving reads them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "weights.npz"
        write_weights(path, tasks, THRESHOLDS, idf, VERSION)
        return read_model(path)


def telling_rows_of(corpus: Corpus) -> list[Row]:
    """Return the rows of `telling`, of each article by models trained without it."""
    rows = []
    for fold in range(_INNER_FOLDS):
        known = corpus.without(lambda one, fold=fold: _inner(one) == fold)  # type: ignore[misc]  # bound early
        model = as_model(known.train(("evidence", "lead", "pair")), corpus.idf)
        rows += [row for one in corpus.prepared if _inner(one) == fold for row in telling_rows(one, model)]
    return rows


def date_rows_of(corpus: Corpus) -> list[Row]:
    """Return the rows of `date`, the years of each article by a model trained without it."""
    rows = []
    for fold in range(_INNER_FOLDS):
        known = corpus.without(lambda one, fold=fold: _inner(one) == fold)  # type: ignore[misc]  # bound early
        model = as_model(known.train(("year",)), corpus.idf)
        rows += [row for one in corpus.prepared if _inner(one) == fold for row in date_rows(one, model)]
    return rows


def _inner(one: Prepared) -> int:
    return fold_of(one.gold.key + "#", _INNER_FOLDS)


def train(corpus: Corpus) -> dict[str, Weights]:
    """Train every task."""
    telling = fit(tabulate("telling", telling_rows_of(corpus)))
    date = fit(tabulate("date", date_rows_of(corpus)))
    return corpus.train(sorted(corpus.tables)) | {"telling": telling, "date": date}


def write_rows(path: Path, corpus: Corpus) -> None:
    """Write the file that models/recipe/highlights.py reads."""
    rows = [row for one in corpus.prepared for row in article_rows(one)]
    rows += telling_rows_of(corpus) + date_rows_of(corpus)
    header = {"version": VERSION, "thresholds": THRESHOLDS, "idf": corpus.idf}
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.write(json.dumps(header, ensure_ascii=False) + "\n")
        for row in rows:
            value = {
                "task": row.task,
                "labels": row.labels,
                "features": row.features,
                "weight": row.weight,
            }
            out.write(json.dumps(value, ensure_ascii=False) + "\n")


def main() -> None:
    """Write the row file and the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=Path)
    parser.add_argument("--weights", type=Path, default=ROOT / "service" / "text" / "acts" / "weights.npz")
    arguments = parser.parse_args()
    corpus = read_corpus()
    if arguments.rows:
        write_rows(arguments.rows, corpus)
    write_weights(arguments.weights, train(corpus), THRESHOLDS, corpus.idf, VERSION)
    print(f"{len(corpus.prepared)} articles; {arguments.weights.stat().st_size // 1024} KiB of weights")


if __name__ == "__main__":
    main()
