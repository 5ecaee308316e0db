"""Writes pairs in which what must come through unchanged stands as a placeholder on both sides.

Trained on them, the model places protected tokens: dates, amounts, numbers, names, terms, addresses. A span
is protected only where both sides say the same: equal values, equal letters, or a pair of the termbase.
"""

import argparse
import csv
import logging
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from models.pieces import PLACEHOLDERS
from models.recipe.corpora import NEWS_SOURCES, Pair, read_prepared, write_prepared
from models.recipe.fidelity import SCALES, quantity_value
from models.recipe.filters import bare
from models.recipe.paths import runs_folder

log = logging.getLogger(__name__)

MOST = 5  # placeholders in one sentence of the training data
_KEPT = 0.6  # the chance of each item to be protected
_COPIES = 2  # differently protected copies of a pair

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = "(" + "|".join(f"{m[:3]}(?:{m[3:]})?" for m in _MONTHS) + r")\b\.?"
_DATES_VI = re.compile(
    r"(?<![\w/.,-])(?:[Nn]gày )?(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})(?:[/.-](?P<y>\d{4}))?(?![\w/%-]|[.,]\d)"
    r"|\b[Nn]gày (?P<d2>\d{1,2}) tháng (?P<m2>\d{1,2})(?:(?: năm |[/-])(?P<y2>\d{4}))?\b"
    r"|\b[Tt]háng (?P<m3>\d{1,2})(?:(?: năm |[/-])(?P<y3>\d{4}))?(?![\d/-])"
)
_DATES_EN = re.compile(
    rf"\b{_MONTH} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y>\d{{4}}))?\b"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? (?P<y2>\d{{4}}))?\b"
    rf"|\b{_MONTH}(?:,? (?P<y3>\d{{4}}))?\b",
    re.IGNORECASE,
)
_SCALE = "|".join(SCALES)
_AMOUNT = {
    "vi": re.compile(
        rf"(?<![\w.,])(\d+(?:[.,]\d+)*)(?: ({_SCALE})\b)?"
        r" (USD|đô la Mỹ|đô la|đô-la|euro|EUR|đồng|VND|VNĐ|yên|won|bảng Anh|nhân dân tệ)\b"
    ),
    "en": re.compile(
        rf"(?<![\w.,])(US\$|\$|€|£|¥|VND ?|EUR ?|USD ?)?(\d+(?:[.,]\d+)*)(?:[ -]({_SCALE})\b)?"
        r"( (?:US dollars|dollars|USD|euros?|EUR|VND|dong|yen|won|pounds|yuan)\b)?",
    ),
}
_NUMBER = re.compile(
    rf"(?<![\w.,/$€£-])(\d+(?:[.,]\d+)*)(?:[ -]({_SCALE})\b)?(?![\w/-]|[.,]\d)", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_]+(?:[-'’&][^\W_]+)*")
_ADDRESS = re.compile(
    r"\bhttps?://\S+[\w/]|\b[\w.+-]+@[\w-]+\.[\w.]+\w|\b(?:www\.)?[\w-]+\.(?:com|org|net|vn|gov)\b"
)
_CODE = re.compile(r"\b(?=\w*[A-Z])(?=\w*\d)[\w-]*\w\b")


@dataclass(frozen=True, slots=True)
class Item:
    """A span of each side that says the same."""

    vi: tuple[int, int]
    en: tuple[int, int]


Terms = dict[str, tuple[str, ...]]


def read_terms(path: Path) -> Terms:
    """Return the English forms of each Vietnamese form of the termbase."""
    found: dict[str, tuple[str, ...]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            english = tuple(
                form
                for form in (row["en"], *row["en_variants"].split("|"), row["abbr_en"])
                if any(map(str.isupper, form))  # names; the model renders plain words itself
            )
            for form in filter(None, [row["vi"], *row["vi_variants"].split("|"), row["abbr_vi"]]):
                if len(form) > 3:
                    found.setdefault(form, english)
    return found


def items_of(pair: Pair, terms: Terms) -> list[Item]:
    """Return what both sides of a pair say alike, without overlaps, the surest kinds first."""
    found: list[Item] = []
    for kind in (
        _terms(pair, terms),
        _addresses(pair),
        _dates(pair),
        _amounts(pair),
        _names(pair),
        _numbers(pair),
    ):
        for item in kind:
            if not any(_overlap(item.vi, other.vi) or _overlap(item.en, other.en) for other in found):
                found.append(item)
    return found


def protected(pair: Pair, items: list[Item], chance: random.Random) -> Pair | None:
    """Return the pair with some of its items replaced, None where chance takes none."""
    chosen = [item for item in items if chance.random() < _KEPT][:MOST]
    if not chosen:
        return None
    marks = chance.sample(PLACEHOLDERS, len(chosen))
    vi = _replaced(pair.vi, [item.vi for item in chosen], marks)
    en = _replaced(pair.en, [item.en for item in chosen], marks)
    return replace(pair, vi=vi, en=en)


def protect(pairs: list[Pair], terms: Terms, *, share: float, seed: int) -> Iterator[Pair]:
    """Yield protected copies of news and in-domain pairs, weighing `share` of the originals together."""
    chance = random.Random(seed)
    for pair in pairs:
        if pair.source not in NEWS_SOURCES or not (items := items_of(pair, terms)):
            continue
        copies = {protected(pair, items, chance) for _ in range(_COPIES)} - {None}
        weight = round(pair.weight * share / _COPIES, 3)
        yield from (replace(copy, weight=weight) for copy in sorted(filter(None, copies), key=lambda p: p.vi))


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _replaced(text: str, spans: list[tuple[int, int]], marks: list[str]) -> str:
    for (start, end), mark in sorted(zip(spans, marks, strict=True), reverse=True):
        text = f"{text[:start]}{mark}{text[end:]}"
    return text


def _matched(vi: dict[tuple[int, int], object], en: dict[tuple[int, int], object]) -> Iterator[Item]:
    """Pair the spans whose value stands once on each side."""
    once_vi = {value: span for span, value in vi.items() if list(vi.values()).count(value) == 1}
    once_en = {value: span for span, value in en.items() if list(en.values()).count(value) == 1}
    yield from (Item(span, once_en[value]) for value, span in once_vi.items() if value in once_en)


def _dates(pair: Pair) -> Iterator[Item]:
    vi: dict[tuple[int, int], object] = {}
    for m in _DATES_VI.finditer(pair.vi):
        parts = m.groupdict()
        day, month = parts["d"] or parts["d2"], parts["m"] or parts["m2"] or parts["m3"]
        year = parts["y"] or parts["y2"] or parts["y3"]
        vi[m.span()] = (int(day) if day else None, int(month), year)
    en: dict[tuple[int, int], object] = {}
    for m in _DATES_EN.finditer(pair.en):
        name = next(g for g in m.groups() if g and g[0].isalpha())
        if name[0].isupper():
            number = next(i for i, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))
            parts = m.groupdict()
            day, year = parts["d"] or parts["d2"], parts["y"] or parts["y2"] or parts["y3"]
            en[m.span()] = (int(day) if day else None, number, year)
    yield from _matched(vi, en)


def _amounts(pair: Pair) -> Iterator[Item]:
    vi: dict[tuple[int, int], object] = {
        m.span(): quantity_value(m[1], m[2] or "", english=False) for m in _AMOUNT["vi"].finditer(pair.vi)
    }
    en: dict[tuple[int, int], object] = {
        m.span(): quantity_value(m[2], m[3] or "", english=True)
        for m in _AMOUNT["en"].finditer(pair.en)
        if m[1] or m[4]
    }
    yield from _matched(vi, en)


def _numbers(pair: Pair) -> Iterator[Item]:
    sides: list[dict[tuple[int, int], object]] = []
    for text, english in ((pair.vi, False), (pair.en, True)):
        sides.append(
            {
                m.span(): quantity_value(m[1], m[2] or "", english=english)
                for m in _NUMBER.finditer(text)
                if len(m[1]) > 1 or m[2]
            }
        )
    yield from _matched(*sides)


def _addresses(pair: Pair) -> Iterator[Item]:
    for pattern in (_ADDRESS, _CODE):
        vi: dict[tuple[int, int], object] = {m.span(): m.group() for m in pattern.finditer(pair.vi)}
        en: dict[tuple[int, int], object] = {m.span(): m.group() for m in pattern.finditer(pair.en)}
        yield from _matched(vi, en)


def _terms(pair: Pair, terms: Terms) -> Iterator[Item]:
    words = list(_WORD.finditer(pair.vi))
    for first in range(len(words)):
        for last in range(min(len(words), first + 14) - 1, first - 1, -1):
            start, end = words[first].start(), words[last].end()
            if forms := terms.get(pair.vi[start:end]):
                places = _places(pair.en, forms)
                if len(places) == 1 and pair.vi.count(pair.vi[start:end]) == 1:
                    yield Item((start, end), places[0])


def _places(text: str, forms: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return where the first form that occurs at all stands as whole words."""
    for form in forms:
        if form in text and (
            found := [m.span() for m in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text)]
        ):
            return found
    return []


def _names(pair: Pair) -> Iterator[Item]:
    """Pair runs of capitalised words that have the same letters but for diacritics."""
    yield from _matched(_runs(pair.vi, pair.en), _runs(pair.en, pair.vi))


def _runs(text: str, other: str) -> dict[tuple[int, int], object]:
    """Return the longest runs of capitalised words whose folded form is also in the other side."""
    words = list(_WORD.finditer(text))
    words_there = f" {' '.join(bare(m.group()) for m in _WORD.finditer(other))} "
    found: dict[tuple[int, int], object] = {}
    first = 0
    while first < len(words):
        last = first
        while last < len(words) and _continues(text, words, first, last):
            last += 1
        while last > first and f" {_name(words[first:last])} " not in words_there:
            last -= 1
        if last > first and len(_name(words[first:last])) > 2:
            found[words[first].start(), words[last - 1].end()] = _name(words[first:last])
        first = max(last, first + 1)
    return found


def _continues(text: str, words: list[re.Match[str]], first: int, last: int) -> bool:
    if not words[last].group()[0].isupper():
        return False
    return last == first or (last - first < 6 and text[words[last - 1].end() : words[last].start()] == " ")


def _name(words: list[re.Match[str]]) -> str:
    return " ".join(bare(m.group()) for m in words)


def main() -> None:
    """Protect the prepared pairs that the command line names."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=runs_folder() / "data" / "protected.tsv")
    parser.add_argument("--share", type=float, default=0.3, help="of the original's weight")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    terms = read_terms(args.shared / "data" / "termbase.csv")
    found = list(protect(read_prepared(args.pairs), terms, share=args.share, seed=args.seed))
    write_prepared(args.out, found)
    log.info("protected %d copies %s", len(found), dict(Counter(p.source for p in found)))


if __name__ == "__main__":
    main()
