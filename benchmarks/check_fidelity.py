"""Measure the checks on human translations: how often they cry wolf, and which planted errors they find.

Usage: python -m benchmarks.check_fidelity [--shared ../shared] [--pairs 1000]

False alarms: share of human pairs with a finding (some are right: the pairs have errors).
Detection: share of corrupted pairs with a finding of the kind planted, among pairs clean before.
"""

import argparse
import json
import random
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any  # rows of JSON, read at once

from service.domain.article import Language
from service.text.fidelity import fidelity_penalty, mismatches

Pair = tuple[str, str]
Corruption = Callable[[str, random.Random], str | None]

SHARED = Path(__file__).parents[2] / "shared"
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_DATE = re.compile(rf"(?:,? on )?\b(?:{_MONTH}) \d{{1,2}}(?:, \d{{4}})?\b")
_NAME = re.compile(
    r"\b(?:Trump|Obama|Putin|Merkel|Abe|Macron|Nguyen(?: [A-Z][a-z]+){1,2}|Tran(?: [A-Z][a-z]+){1,2})\b"
)
_OTHER_NAMES = ("Williams", "Le Thanh Tung", "Johnson")


def changed_digit(text: str, rng: random.Random) -> str | None:
    """Replace a digit of a number (not of a name such as COVID-19) by another one."""
    places = list(re.finditer(r"(?<![A-Za-z-])\b\d[\d.,]*\b(?![A-Za-z])", text))
    if not places:
        return None
    place = rng.choice(places)
    at = rng.choice([i for i in range(place.start(), place.end()) if text[i].isdigit()])
    digit = rng.choice([d for d in "123456789" if d != text[at]])
    return text[:at] + digit + text[at + 1 :]


def swapped_scale(text: str, rng: random.Random) -> str | None:
    """Turn a million into a billion or the other way round."""
    places = list(re.finditer(r"(?<=\d )(million|billion|trillion)\b", text))
    if not places:
        return None
    place = rng.choice(places)
    return text[: place.start()] + ("billion" if place[0] == "million" else "million") + text[place.end() :]


def dropped_date(text: str, rng: random.Random) -> str | None:
    """Leave a date out."""
    places = list(_DATE.finditer(text))
    if not places:
        return None
    place = rng.choice(places)
    return text[: place.start()] + text[place.end() :]


def swapped_month(text: str, rng: random.Random) -> str | None:
    """Put another month."""
    place = re.search(rf"\b({_MONTH})(?= \d)", text)
    if not place:
        return None
    other = rng.choice([month for month in _MONTHS if month != place[0]])
    return text[: place.start()] + other + text[place.end() :]


def swapped_currency(text: str, _: random.Random) -> str | None:
    """Turn dollars into euros."""
    place = re.search(r"(?:US)?\$(?=\d)", text)
    return text[: place.start()] + "€" + text[place.end() :] if place else None


def dropped_percent(text: str, _: random.Random) -> str | None:
    """Leave a percent sign out."""
    place = re.search(r"(?<=\d)%", text)
    return text[: place.start()] + text[place.end() :] if place else None


def swapped_name(text: str, rng: random.Random) -> str | None:
    """Put another person."""
    place = _NAME.search(text)
    return text[: place.start()] + rng.choice(_OTHER_NAMES) + text[place.end() :] if place else None


CORRUPTIONS: tuple[tuple[str, Corruption, tuple[str, ...]], ...] = (
    ("a digit changed", changed_digit, ("number", "date", "currency")),
    ("million for billion", swapped_scale, ("number", "currency")),
    ("a percent sign dropped", dropped_percent, ("number",)),
    ("dollars to euros", swapped_currency, ("currency",)),
    ("a date dropped", dropped_date, ("date",)),
    ("another month", swapped_month, ("date",)),
    ("another person", swapped_name, ("name",)),
)


def false_alarms(name: str, pairs: list[Pair], source: Language) -> str:
    """Return one line: shares of pairs with a finding of each kind."""
    kinds = [{m.kind for m in mismatches(a, b, source=source)} for a, b in pairs]

    def share(*wanted: str) -> str:
        return f"{100 * sum(bool(found & set(wanted)) for found in kinds) / len(pairs):6.2f}"

    shares = (share("number"), share("date"), share("currency"), share("name"))
    return f"{name:28}{len(pairs):7}" + "".join(f"{s:>10}" for s in shares)


def detection(pairs: list[Pair], rng: random.Random) -> list[str]:
    """Return a line for each corruption: pairs corrupted, share found."""
    clean = [(vi, en) for vi, en in pairs if not mismatches(vi, en, source="vi")]
    lines = []
    for name, corrupt, kinds in CORRUPTIONS:
        corrupted = [(vi, bad) for vi, en in clean if (bad := corrupt(en, rng)) and bad != en]
        found = sum(any(m.kind in kinds for m in mismatches(vi, bad, source="vi")) for vi, bad in corrupted)
        lines.append(f"{name:28}{len(corrupted):7}{100 * found / max(1, len(corrupted)):10.2f}")
    return lines


def gold_pairs(shared: Path) -> list[Pair]:
    """Return sentences of the annotated articles with their reference translations."""
    articles = {row["id"]: row["sentences"] for row in _rows(shared / "gold" / "articles.jsonl")}
    return [
        (articles[row["id"]][int(index)], text)
        for row in _rows(shared / "gold" / "gold.jsonl")
        for index, text in row.get("ref_en", {}).items()
    ]


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def tsv_pairs(path: Path, vi: int, en: int) -> list[Pair]:
    """Return two columns of a file with a header."""
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    return [(cells[vi], cells[en]) for cells in (line.split("\t") for line in lines)]


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--pairs", type=int, default=1000)
    options = parser.parse_args()
    rng = random.Random(20)
    gold = gold_pairs(options.shared)
    indomain = rng.sample(tsv_pairs(options.shared / "data" / "indomain.tsv", 1, 2), options.pairs)
    vlsp = tsv_pairs(options.shared / "data" / "dev" / "vlsp-dev.tsv", 0, 1)
    print(
        f"{'human pairs with a finding, %':28}{'pairs':>6}"
        f"{'number':>10}{'date':>10}{'currency':>10}{'name':>10}"
    )
    for name, pairs in (("gold references", gold), ("indomain sample", indomain), ("vlsp-dev", vlsp)):
        print(false_alarms(name, pairs, "vi"))
        print(false_alarms(f"{name}, en to vi", [(en, vi) for vi, en in pairs], "en"))
    print(f"\n{'planted errors found, %':28}{'pairs':>7}{'found':>10}")
    print(*detection([*gold, *indomain], rng), sep="\n")
    start = time.process_time()
    for vi, en in indomain[:500]:
        fidelity_penalty(vi + " ", en + " ", source="vi")
    print(f"\nfidelity_penalty: {2 * (time.process_time() - start):.2f} ms a pair")


if __name__ == "__main__":
    main()
