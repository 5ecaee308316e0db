"""Annotated acts of cooperation as they are kept: models/recipe/highlights_*.tsv, by the name of the article.

Promises the acts alone; highlight_data.py has the articles that they belong to.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

RECIPE = Path(__file__).parents[1] / "models" / "recipe"


@dataclass(frozen=True, slots=True)
class GoldAct:
    """An annotated highlight. `partners` and `date` are None where only the kind was annotated."""

    instrument: str
    status: str
    evidence: tuple[int, ...]
    fields: tuple[str, ...]
    partners: tuple[str, ...] | None = None
    date_text: str | None = None
    date_edtf: str | None = None


def _cells(name: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the article of each row of a label file, and its other cells."""
    for line in (RECIPE / f"highlights_{name}.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith(("#", "article\t")):
            article, *cells = line.split("\t")
            yield article, cells


def news_labels() -> dict[str, dict[str, tuple[str, str]]]:
    """Return (instrument, status) of some sentences of articles of the news sample; `-` is no act."""
    labels: dict[str, dict[str, tuple[str, str]]] = {}
    for article, (sentence, instrument, status) in _cells("news"):
        labels.setdefault(article, {})[sentence] = (instrument, status)
    return labels


def extra_acts() -> dict[str, list[GoldAct]]:
    """Return the acts, by kind alone, of articles that are there in both languages."""
    acts: dict[str, list[GoldAct]] = {}
    for article, (instrument, status, evidence, fields) in _cells("extra"):
        kept = acts.setdefault(article, [])
        if instrument != "-":
            kept.append(GoldAct(instrument, status, _numbers(evidence), tuple(fields.split(","))))
    return acts


@cache
def whole_acts() -> dict[str, list[GoldAct]]:
    """Return the acts of the articles of the news sample that are annotated whole."""
    acts: dict[str, list[GoldAct]] = {}
    for article, cells in _cells("whole"):
        acts.setdefault(article, []).extend(_whole(cells, *cells[4:]))
    return acts


@cache
def bilingual_acts(side: int) -> dict[str, list[GoldAct]]:
    """Return the acts of the bilingual articles, with names and dates in Vietnamese (0) or English (1)."""
    acts: dict[str, list[GoldAct]] = {}
    for article, cells in _cells("bilingual"):
        partners, date, edtf = cells[4 + side], cells[6 + side], cells[8]
        acts.setdefault(article, []).extend(_whole(cells, partners, date, edtf))
    return acts


def _whole(cells: Sequence[str], partners: str, date: str, edtf: str) -> list[GoldAct]:
    instrument, status, evidence, fields = cells[:4]
    if instrument == "-":
        return []
    named = tuple(partners.split("|")) if partners else ()
    return [
        GoldAct(
            instrument,
            status,
            _numbers(evidence),
            tuple(fields.split(",")),
            named,
            date or None,
            edtf or None,
        )
    ]


def _numbers(cell: str) -> tuple[int, ...]:
    return tuple(map(int, cell.split(",")))
