"""What each part of the extractor of highlights adds: held-out articles, with one part left out at a time.

Promises one row of figures for each variant and then how long all took. Trains one model for each variant and
fold (48), which is why `make bench` measures it only where it is asked to: `make bench PARTS=ablation`.
"""

import time
from collections.abc import Iterator, Mapping

from benchmarks.highlight_rows import read_corpus
from benchmarks.highlights import ablations
from benchmarks.service import Row

FOLDS = 6
_SHOWN = ("f1", "precision", "recall", "false_alarm_rate")


def measure() -> Iterator[Row]:
    """Return a row for each variant, the whole extractor first, with the difference from it."""
    began = time.perf_counter()
    whole: float | None = None
    for name, figures in ablations(read_corpus(), FOLDS):
        whole = figures["f1"] if whole is None else whole
        yield Row(f"highlights, {name}", row_of(figures, whole))
    yield Row("ablation, time", f"{(time.perf_counter() - began) / 60:.0f} minutes")


def row_of(figures: Mapping[str, float], whole: float) -> str:
    """Return figures in one line: F1, by how much it differs from the whole extractor's, and the rest."""
    f1, precision, recall, alarms = (figures[key] for key in _SHOWN)
    return (
        f"F1 {f1:.3f} ({f1 - whole:+.3f}), precision {precision:.3f}, recall {recall:.3f}, "
        f"false alarms {alarms:.3f}"
    )
