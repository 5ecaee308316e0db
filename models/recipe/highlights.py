"""Train the act models of service/text/acts from feature rows, and write their weights.

Usage: python -m models.recipe.highlights ROWS.jsonl.gz OUT.npz

A row is one decision: its task, the classes that hold, its features by name, and a weight.
benchmarks.highlight_rows writes the rows from ../shared/gold/train.* and the labels in highlights_*.*.
Needs scikit-learn, which serving does not. Seconds on one core; deterministic.
"""

import argparse
import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]  # scipy ships no types
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

# Inverse strength of the L2 penalty, tuned by cross-validation over articles.
STRENGTH = {
    "evidence": 0.03, "lead": 0.03, "telling": 0.1, "pair": 0.1, "instrument": 0.1, "status": 0.1,
    "field": 0.3, "partner": 0.1, "date": 1.0, "year": 0.3,
}  # fmt: skip
_ABOUT = (
    "Logistic regressions for acts of cooperation. Trained by models/recipe/highlights.py on annotations of "
    "Vietnamese news articles (vietnews; newspapers' copyright, for training only), of English translations "
    "made for this project and of English articles written for it; word rarity from the same sources. "
    "Licence: as the project."
)
# Weights that are left out, and features none of whose weights reaches this: three fifths of the size, and
# 197 of 200 articles get the same highlights.
_NOTHING, _LIGHT = 0.008, 0.012
# A feature must occur this often to get a weight.
LEAST_COUNT = {"evidence": 3, "lead": 3, "instrument": 2, "status": 2, "field": 2, "year": 3}


@dataclass(frozen=True, slots=True)
class Row:
    """One decision to learn from. `labels` are the classes that hold; for yes-or-no tasks ("yes",) or ()."""

    task: str
    labels: tuple[str, ...]
    features: Mapping[str, float]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Weights:
    """A trained task: `values` has shape (features, classes), `bias` (classes,)."""

    classes: tuple[str, ...]
    names: tuple[str, ...]
    values: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Table:
    """The decisions of one task. `matrix` has shape (rows, features), `names` are its columns."""

    task: str
    matrix: csr_matrix
    names: tuple[str, ...]
    labels: tuple[tuple[str, ...], ...]
    weights: npt.NDArray[np.float64]

    def take(self, places: Sequence[int]) -> "Table":
        """Return the table of some of its rows."""
        return Table(
            self.task,
            self.matrix[places],
            self.names,
            tuple(self.labels[place] for place in places),
            self.weights[places],
        )


def tabulate(task: str, rows: Sequence[Row]) -> Table:
    """Return rows as a table, which is the slow part of training."""
    vectorizer = DictVectorizer(dtype=np.float32)
    matrix = csr_matrix(vectorizer.fit_transform([row.features for row in rows]))
    matrix.eliminate_zeros()
    return Table(
        task,
        matrix,
        tuple(vectorizer.get_feature_names_out()),
        tuple(row.labels for row in rows),
        np.array([row.weight for row in rows]),
    )


def fit(table: Table) -> Weights:
    """Train one logistic regression for each class of a task, on the features that are frequent enough."""
    kept = np.flatnonzero(table.matrix.getnnz(axis=0) >= LEAST_COUNT.get(table.task, 2))
    matrix = table.matrix[:, kept]
    matrix.indices, matrix.indptr = (
        matrix.indices.astype(np.int32),
        matrix.indptr.astype(np.int32),
    )  # for liblinear
    classes = tuple(sorted({label for labels in table.labels for label in labels}))
    columns, biases = [], []
    for label in classes:
        wanted = np.array([label in labels for labels in table.labels])
        model = LogisticRegression(C=STRENGTH.get(table.task, 0.1), solver="liblinear", random_state=0)
        model.fit(matrix, wanted, sample_weight=table.weights)
        columns.append(model.coef_[0])
        biases.append(model.intercept_[0])
    return Weights(
        classes,
        tuple(table.names[column] for column in kept),
        np.array(columns, dtype=np.float32).T,
        np.array(biases, dtype=np.float32),
    )


def write_weights(
    path: Path,
    tasks: Mapping[str, Weights],
    thresholds: Mapping[str, float],
    idf: Mapping[str, float],
    version: str,
) -> None:
    """Write the file that service/text/acts/model.py reads; small weights are left out."""
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "version": np.array(version),
        "about": np.array(_ABOUT),
        "tasks": np.array(sorted(tasks)),
        "threshold.names": np.array(sorted(thresholds)),
        "threshold.values": np.array([thresholds[name] for name in sorted(thresholds)]),
        "idf.words": _joined(sorted(idf)),
        "idf.values": np.array([idf[word] for word in sorted(idf)], dtype=np.float16),
    }
    for name, weights in tasks.items():
        values = np.where(np.abs(weights.values) < _NOTHING, 0.0, weights.values)
        heavy = np.abs(values).max(axis=1) >= _LIGHT
        arrays[f"{name}.classes"] = np.array(weights.classes)
        arrays[f"{name}.names"] = _joined([n for n, keep in zip(weights.names, heavy, strict=True) if keep])
        arrays[f"{name}.weights"] = values[heavy].astype(np.float16)
        arrays[f"{name}.bias"] = weights.bias
    np.savez_compressed(path, allow_pickle=False, **arrays)


def _joined(words: Iterable[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode(), dtype=np.uint8)


def read_rows(path: Path) -> tuple[list[Row], dict[str, float], dict[str, float], str]:
    """Return the rows, the thresholds, the rarity of words and the version that a row file holds."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        header = json.loads(next(lines))
        rows = [
            Row(r["task"], tuple(r["labels"]), r["features"], r["weight"]) for r in map(json.loads, lines)
        ]
    return rows, header["thresholds"], header["idf"], header["version"]


def main() -> None:
    """Train every task of a row file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    rows, thresholds, idf, version = read_rows(arguments.rows)
    tasks = {
        task: fit(tabulate(task, [row for row in rows if row.task == task]))
        for task in {row.task for row in rows}
    }
    write_weights(arguments.out, tasks, thresholds, idf, version)
    for task in sorted(tasks):
        print(f"{task}: {len(tasks[task].names)} features, {len(tasks[task].classes)} classes")


if __name__ == "__main__":
    main()
