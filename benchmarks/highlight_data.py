"""Annotated articles to learn from and to measure on, and what the models see of them.

Reads ../shared/gold (or another folder) and the labels in models/recipe/highlights_*.tsv. Promises to
read gold.* and en.* only where a measurement asks for them.
"""

import hashlib
import json
import lzma
from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from benchmarks.highlight_labels import GoldAct, bilingual_acts, extra_acts, news_labels, whole_acts
from service.adapters.termbase import load_gazetteer
from service.domain.article import Article, Block, Language, Segment, Span
from service.text.acts.cues import load_lexicons
from service.text.acts.features import Outline, outline
from service.text.acts.sketch import sketch_all
from service.text.acts.when import Dated, dates_of
from service.text.entities.find import find_entities
from service.text.entities.model import Entities
from service.text.gazetteer import Gazetteer

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
_SIDES: tuple[tuple[int, Language], ...] = ((0, "vi"), (1, "en"))
WRITTEN = ROOT / "models" / "recipe" / "highlights_english.jsonl"


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article as numbered sentences, with its highlights; of the news sample, with some of them only.

    `agreed`: annotated together with the guideline.
    """

    id: str
    language: Language
    sentences: tuple[str, ...]
    acts: tuple[GoldAct, ...]
    news: bool = False
    agreed: bool = False

    @property
    def key(self) -> str:
        """Return the name that both language versions of an article share: they go into one fold."""
        return self.id.removesuffix("-en")


@dataclass(frozen=True, slots=True)
class Prepared:
    """An annotated article and everything that is found in it before a model decides."""

    gold: Annotated
    article: Article
    segments: tuple[Segment, ...]
    entities: Entities
    outline: Outline
    dates: tuple[Dated, ...]


def _rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_gold(prefix: str, folder: Path = SHARED / "gold") -> list[Annotated]:
    """Read `{prefix}gold.jsonl` with its articles."""
    texts = {str(row["id"]): row["sentences"] for row in _rows(folder / f"{prefix}articles.jsonl")}
    return [
        Annotated(
            str(row["id"]),
            "en" if row.get("lang") == "en" else "vi",
            tuple(texts[str(row["id"])]),  # type: ignore[arg-type]  # JSON of a known shape
            tuple(_act(act) for act in row["highlights"]),  # type: ignore[attr-defined]  # JSON of a known shape
            agreed=True,
        )
        for row in _rows(folder / f"{prefix}gold.jsonl")
    ]


def _act(row: dict[str, object]) -> GoldAct:
    value = json.loads(json.dumps(row))
    return GoldAct(
        value["instrument"],
        value["status"],
        tuple(value["evidence"]),
        tuple(value["fields"]),
        tuple(partner["name"] for partner in value["partners"]),
        value["date"]["text"],
        value["date"]["edtf"],
    )


def read_pairs(path: Path = SHARED / "data" / "indomain.tsv") -> dict[str, dict[int, tuple[str, str]]]:
    """Read the bilingual articles: sentence numbers to (Vietnamese, English)."""
    articles: dict[str, dict[int, tuple[str, str]]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        key, vi, en = line.split("\t")
        article, number = key.rsplit(".", 1)
        articles[article][int(number)] = (vi, en)
    return articles


def read_training() -> list[Annotated]:
    """Return train.* in Vietnamese and, where translations exist, English; and the extra articles in both."""
    pairs = read_pairs()
    train = read_gold("train.")
    translated = [
        english
        for gold in train
        if gold.id in pairs and (english := _english(gold, pairs[gold.id])) is not None
    ]
    both = [
        *((name, side, acts) for name, acts in extra_acts().items() for side, _ in _SIDES),
        *((name, side, acts) for side, _ in _SIDES for name, acts in bilingual_acts(side).items()),
    ]
    bilingual = [
        Annotated(f"{name}-en" if side else name, _SIDES[side][1], _side(pairs[name], side), tuple(acts))
        for name, side, acts in both
    ]
    return [*train, *translated, *_read_whole(), *_read_written(), *bilingual, *_read_news()]


def _read_news() -> list[Annotated]:
    """Return the articles of the news sample in which a sentence was found to state an act."""
    labels = news_labels()
    articles = [_of_news(name, texts, labels[name]) for name, texts in _news_sentences(labels)]
    return [article for article in articles if article.acts]


def _news_sentences(names: Container[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the sentences of the named articles of the news sample: title, abstract, body.

    Each part of the sample counts its articles from 0: those of `val` are named `val:000000`.
    """
    found = []
    for part, prefix in (("train", ""), ("val", "val:")):
        with lzma.open(SHARED / "data" / f"vietnews.{part}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if prefix + row["id"] in names:
                    found.append((prefix + row["id"], (row["title"], row["abstract"], *row["body"])))
    return found


def _read_whole() -> list[Annotated]:
    acts = whole_acts()
    return [Annotated(name, "vi", texts, tuple(acts[name])) for name, texts in _news_sentences(acts)]


def _read_written() -> list[Annotated]:
    """Return the English articles that were written, not reported, to learn from."""
    return [
        Annotated(
            row["id"], "en", tuple(row["sentences"]), tuple(_written_act(act) for act in row["highlights"])
        )
        for row in map(json.loads, WRITTEN.read_text(encoding="utf-8").splitlines())
    ]


def _written_act(row: dict[str, object]) -> GoldAct:
    named: list[str] = row["partners"]  # type: ignore[assignment]  # JSON of a known shape
    return _act({**row, "partners": [{"name": name} for name in named]})


def _of_news(name: str, sentences: tuple[str, ...], labels: dict[str, tuple[str, str]]) -> Annotated:
    acts = tuple(
        GoldAct(instrument, status, (int(number),), ())
        for number, (instrument, status) in labels.items()
        if instrument != "-"
    )
    return Annotated(name, "vi", sentences, acts, news=True)


def _side(sentences: dict[int, tuple[str, str]], side: int) -> tuple[str, ...]:
    return tuple(sentences[number][side] for number in sorted(sentences))


def _english(gold: Annotated, pairs: dict[int, tuple[str, str]]) -> Annotated | None:
    """Return the translated beginning of an article with the acts that it states."""
    count = next(number for number in range(len(pairs) + 1) if number not in pairs)
    if count < 5:
        return None
    acts = tuple(
        GoldAct(act.instrument, act.status, kept, act.fields)
        for act in gold.acts
        if (kept := tuple(number for number in act.evidence if number < count))
    )
    return Annotated(f"{gold.id}-en", "en", tuple(pairs[number][1] for number in range(count)), acts)


def as_article(gold: Annotated) -> tuple[Article, tuple[Segment, ...]]:
    """Return the article with each numbered sentence as one segment."""
    text = "\n".join(gold.sentences)
    segments, start = [], 0
    for index, sentence in enumerate(gold.sentences):
        span = Span(start, start + len(sentence))
        role = "title" if index == 0 else "lead" if index == 1 else "paragraph"
        segments.append(Segment(index, span, sentence, role))  # type: ignore[arg-type]  # a literal by construction
        start = span.end + 1
    blocks = tuple(Block(segment.role, segment.span) for segment in segments)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(text, gold.language, blocks, digest, title=gold.sentences[0], id=gold.id), tuple(segments)


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Read the gazetteer of the service."""
    return load_gazetteer(ROOT / "termbase")


def prepare(gold: Annotated, idf: dict[str, float]) -> Prepared:
    """Find in an article what is found before a model decides."""
    article, segments = as_article(gold)
    entities = find_entities(segments, gold.language, gazetteer())
    sketches = sketch_all(segments, gold.language, entities, load_lexicons())
    return Prepared(gold, article, segments, entities, outline(sketches, idf), dates_of(article, segments))


def fold_of(key: str, folds: int) -> int:
    """Return the fold of an article; both language versions share it."""
    return int(hashlib.md5(key.encode(), usedforsecurity=False).hexdigest(), 16) % folds


def matched(gold: Sequence[frozenset[int]], found: Sequence[frozenset[int]]) -> list[tuple[int, int]]:
    """Return one-to-one pairs (gold, found) that share a sentence, the greatest overlap first."""
    scored = sorted(
        ((len(g & f) / len(g | f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if g & f),
        reverse=True,
    )
    pairs: list[tuple[int, int]] = []
    for _, i, j in scored:
        if all(i != one and j != other for one, other in pairs):
            pairs.append((i, j))
    return pairs
