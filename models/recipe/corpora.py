"""Reads the corpora into sentence pairs with a source, a licence class and a sampling weight.

Promises one row type for every file; refuses to judge a row (filters.py does that).
"""

import csv
import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NEWS = {
    "vlsp20-news": 2.0,
    "alt": 1.0,
    "evbnews": 0.8,
    "baosongngu": 0.7,  # partly post-edited machine translation
    "vietanhsongngu": 0.7,
}
INDOMAIN = "indomain"
NEWS_SOURCES = frozenset((INDOMAIN, *NEWS))
TERMBASE = "termbase"
BACKTRANSLATED = "backtranslated"  # English by a model: only en to vi learns from it
BACKTRANSLATED_VI = "backtranslated-vi"  # Vietnamese by a model: only vi to en learns from it
DISTILLED = "distilled"  # English by a better model: only vi to en learns from it
DISTILLED_VI = "distilled-vi"  # Vietnamese by a better model: only en to vi learns from it


@dataclass(frozen=True, slots=True)
class Pair:
    """One translation; weight is the expected number of uses per pass and direction."""

    source: str
    licence: str  # class A, A2, B, C or D of the corpus card
    vi: str
    en: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Weights:
    """Expected uses per pass: of the in-domain pairs, the termbase and all that is not news."""

    indomain: float = 3.0
    termbase: float = 0.5
    technical: float = 0.4

    def of(self, source: str) -> float:
        """Return the weight of one source."""
        fixed = {INDOMAIN: self.indomain, TERMBASE: self.termbase, **NEWS}
        return fixed.get(source, self.technical)


def read_parallel(path: Path, weights: Weights) -> Iterator[Pair]:
    """Yield the rows of parallel.tsv.xz (source, class, vi, en; no header, no quoting)."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) == 4 and fields[0] != "source":
                source, licence, vi, en = fields
                yield Pair(source, licence, vi, en, weights.of(source))


def read_indomain(path: Path, weights: Weights) -> Iterator[Pair]:
    """Yield the rows of indomain.tsv (id, vi, en); written for this project: class A."""
    with path.open(encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            _, vi, en = line.rstrip("\n").split("\t")
            yield Pair(INDOMAIN, "A", vi, en, weights.indomain)


def read_termbase(path: Path, weights: Weights) -> Iterator[Pair]:
    """Yield each Vietnamese name or variant with the preferred English form; class A."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            names = [row["vi"], *filter(None, row["vi_variants"].split("|"))]
            for name in names:
                yield Pair(TERMBASE, "A", name, row["en"], weights.termbase)


def read_tsv(path: Path) -> list[tuple[str, str]]:
    """Return the (vi, en) rows of a dev or test file, without its header."""
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    return [(vi, en) for vi, en in rows]


def read_articles(path: Path) -> Iterator[list[str]]:
    """Yield the sentences of each article of a vietnews or gold file (.jsonl or .jsonl.xz)."""
    with (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            yield article.get("sentences") or [article["title"], article["abstract"], *article["body"]]


def read_gold_references(gold: Path, articles: Path) -> list[tuple[str, str]]:
    """Return (vi sentence, ref_en) of the annotated articles: the domain test set."""
    sentences = {}
    for line in articles.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        sentences[article["id"]] = article["sentences"]
    rows: list[tuple[str, str]] = []
    for line in gold.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        references = record.get("ref_en") or {}
        rows += [(sentences[record["id"]][int(i)], en) for i, en in references.items()]
    return rows


def read_prepared(path: Path, *, times: float = 1.0) -> list[Pair]:
    """Return the pairs that prepare.py (or synthesise.py) wrote, their weights multiplied."""
    pairs = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            source, licence, weight, vi, en = line.rstrip("\n").split("\t")
            pairs.append(Pair(source, licence, vi, en, times * float(weight)))
    return pairs


def read_weighted(name: str) -> list[Pair]:
    """Return the pairs of a path that may end in `@` and what their weights are multiplied by."""
    path, at, times = name.rpartition("@")
    return read_prepared(Path(path), times=float(times)) if at else read_prepared(Path(name))


def write_prepared(path: Path, pairs: list[Pair]) -> None:
    """Write pairs as source, class, weight, vi, en; read_prepared reads them back."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as out:
        for p in pairs:
            out.write(f"{p.source}\t{p.licence}\t{p.weight:g}\t{p.vi}\t{p.en}\n")
