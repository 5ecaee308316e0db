"""How well the parties of cooperation are recognised, measured on annotated articles.

For each set: the share of gold partners whose name is among the entities (as the scorer compares names, and
exactly), and of those the share with the right type and country; milliseconds an article; and how long the
gazetteer takes to build. Prints one JSON object a line.

usage: python -m benchmarks.entities [GOLD_FOLDER]      (default ../shared/gold)
"""

import json
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from service.adapters.termbase import load_gazetteer
from service.domain.article import Language, Segment, Span
from service.text.entities import Entities, Entity, find_entities
from service.text.gazetteer import Gazetteer

_ROOT = Path(__file__).parent.parent
_SETS = (("train", "train.", "vi"), ("test", "", "vi"), ("english", "en.", "en"))


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated article: its sentences and its partners as (name, type, country), each name once."""

    sentences: tuple[str, ...]
    partners: tuple[tuple[str, str, str | None], ...]


def main(folder: Path) -> None:
    """Measure every set that the folder holds."""
    began = time.perf_counter()
    gazetteer = load_gazetteer(_ROOT / "termbase")
    print(json.dumps({"gazetteer_build_s": round(time.perf_counter() - began, 3)}))
    for name, prefix, language in _SETS:
        if (folder / f"{prefix}gold.jsonl").exists():
            articles = list(read_gold(folder, prefix))
            scores = measure(articles, "vi" if language == "vi" else "en", gazetteer)
            print(json.dumps({"set": name, **scores}))


def read_gold(folder: Path, prefix: str) -> Iterator[Gold]:
    """Read annotations and the articles that they are about."""
    texts = {row["id"]: row["sentences"] for row in _rows(folder / f"{prefix}articles.jsonl")}
    for row in _rows(folder / f"{prefix}gold.jsonl"):
        partners = {
            partner["name"]: (partner["name"], partner["type"], partner["country"])
            for highlight in row["highlights"]
            for partner in highlight["partners"]
        }
        yield Gold(tuple(texts[row["id"]]), tuple(partners.values()))


def measure(articles: list[Gold], language: Language, gazetteer: Gazetteer) -> dict[str, float]:
    """Return the scores of one set."""
    counts: Counter[str] = Counter()
    find_entities(_segments(articles[0].sentences), language, gazetteer)  # reads the word lists
    began = time.perf_counter()
    found = [find_entities(_segments(article.sentences), language, gazetteer) for article in articles]
    seconds = time.perf_counter() - began
    for article, entities in zip(articles, found, strict=True):
        for partner in article.partners:
            _count(partner, entities, counts)
    return {
        "articles": len(articles),
        "partners": counts["gold"],
        "recall": round(counts["hit"] / counts["gold"], 3),
        "exact": round(counts["exact"] / counts["gold"], 3),
        "type": round(counts["type"] / counts["hit"], 3),
        "country": round(counts["country"] / counts["hit"], 3),
        "entities_per_article": round(sum(len(item.entities) for item in found) / len(articles), 1),
        "ms_per_article": round(1000 * seconds / len(articles), 1),
    }


def _count(partner: tuple[str, str, str | None], found: Entities, counts: Counter[str]) -> None:
    name, kind, country = partner
    counts["gold"] += 1
    hits = [entity for entity in found.entities if same_name(entity.name, name)]
    if not hits:
        return
    best = min(hits, key=lambda entity: (_fold(entity.name) != _fold(name), _distance(entity, name)))
    counts["hit"] += 1
    counts["exact"] += _fold(best.name) == _fold(name)
    counts["type"] += best.type == kind
    counts["country"] += best.country == country


def _distance(entity: Entity, name: str) -> int:
    return abs(len(entity.name) - len(name))


def same_name(left: str, right: str) -> bool:
    """Whether one name holds the other, as the highlight scorer sees it."""
    first, second = _fold(left), _fold(right)
    return bool(first and second) and (f" {first} " in f" {second} " or f" {second} " in f" {first} ")


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", " ", letters).strip()


def _segments(sentences: tuple[str, ...]) -> tuple[Segment, ...]:
    laid: list[Segment] = []
    start = 0
    for index, sentence in enumerate(sentences):
        laid.append(Segment(index, Span(start, start + len(sentence)), sentence, "paragraph"))
        start += len(sentence) + 1
    return tuple(laid)


def _rows(path: Path) -> list[dict]:  # type: ignore[type-arg]  # annotations as they come
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else _ROOT.parent / "shared" / "gold")
