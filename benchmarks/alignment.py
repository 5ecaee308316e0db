"""Word links against tests/data/alignment/words.tsv, and inline tags against tags.tsv beside it.

`python -m benchmarks.alignment`, for the aligner by attention and the one by position. A leading article and
a following 's may be inside of an element or outside.
"""

import re
import time
from pathlib import Path

from models.alignment import AttentionAligner
from models.registry import WEIGHTS
from service.domain.article import Language
from service.domain.ports import Aligner
from service.settings import Settings
from service.text.markup import translate_html
from service.text.position_alignment import PositionAligner
from service.text.word_links import WORD

DATA = Path(__file__).parent.parent / "tests/data/alignment"
_TAG = re.compile(r"<[^>]*>")
_ELEMENT = re.compile(r"<(\w+)[^>]*>.*?</\1>")


def main() -> None:
    """Print the figures of both aligners."""
    attention = AttentionAligner.load(WEIGHTS / "vien", cache=Settings().data_dir / "converted")
    for name, aligner in (("attention", attention), ("position", PositionAligner())):
        precision, recall = words_found(aligner)
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{name}: word links precision {precision:.1%}, recall {recall:.1%}, F1 {f1:.1%}")
        tags(name, aligner)


def tags(name: str, aligner: Aligner) -> None:
    """Print which part of the elements stands where it belongs, and the sentences where one does not."""
    rows = [line.split("\t") for line in lines("tags.tsv")]
    started = time.process_time()
    found = [plainly(placed(source, target, language, aligner)) for language, source, target in rows]
    seconds = time.process_time() - started
    wanted = [plainly(target) for _, _, target in rows]
    right = sum(len(elements(w) & elements(f)) for w, f in zip(wanted, found, strict=True))
    every = sum(len(elements(w)) for w in wanted)
    words = sum(len(_TAG.sub("", source).split()) for _, source, _ in rows)
    wrong = [(w, f) for w, f in zip(wanted, found, strict=True) if w != f]
    print(f"{name}: {right}/{every} elements ({right / every:.1%})", end=", ")
    print(f"{len(rows) - len(wrong)}/{len(rows)} sentences", end=", ")
    print(f"{1000 * seconds / words:.2f} s of CPU per 1,000 words")
    for pair in wrong[:5]:
        print("  wanted {}\n  found  {}".format(*pair))


def words_found(aligner: Aligner) -> tuple[float, float]:
    """Return which part of the links between linked words are right, and of the linked words have one."""
    rows = [line.split("\t") for line in lines("words.tsv")]
    found = aligner.align([(vi, en) for vi, en, _ in rows], source="vi", target="en")
    right = links = hit = words = 0
    for (vi, en, phrases), its in zip(rows, found, strict=True):
        here, there = phrase_of(vi, phrases, 0), phrase_of(en, phrases, 1)
        both = [
            (link.source_start, link.target_start)
            for link in its
            if link.source_start in here and link.target_start in there
        ]
        good = [(a, b) for a, b in both if here[a] == there[b]]
        links, right = links + len(both), right + len(good)
        words += len(here) + len(there)
        hit += len({a for a, _ in good}) + len({b for _, b in good})
    return right / links, hit / words


def phrase_of(text: str, phrases: str, side: int) -> dict[int, int]:
    """Return the phrase of each word of a text that has one, by the word's start."""
    spans = [(match.group(), match.start()) for match in WORD.finditer(text)]
    found: dict[int, int] = {}
    for number, pair in enumerate(phrases.split(" | ")):
        wanted = WORD.findall(pair.split(" = ")[side])
        runs = [spans[i : i + len(wanted)] for i in range(len(spans))]
        whole = [
            run
            for run in runs
            if [word for word, _ in run] == wanted and not found.keys() & {p for _, p in run}
        ]
        places = whole[0] if whole else [next(s for s in spans if s[0] == word) for word in wanted]
        found.update((place, number) for _, place in places)
    return found


def lines(name: str) -> list[str]:
    """Return the rows of a data file."""
    return [line for line in (DATA / name).read_text(encoding="utf-8").splitlines() if line[:1] != "#"]


def placed(source: str, target: str, language: str, aligner: Aligner) -> str:
    """Return the known translation with the tags of the source."""
    known = {_TAG.sub("", source): _TAG.sub("", target)}
    here: Language = "vi" if language == "vi" else "en"
    there: Language = "en" if language == "vi" else "vi"
    return translate_html(
        source,
        lambda texts: [known[text] for text in texts],
        lambda pairs: aligner.align(pairs, source=here, target=there),
    )


def plainly(html: str) -> str:
    """Return the text with articles and 's at the edges of elements outside of them."""
    html = re.sub(r"(<\w+[^>]*>)([Tt]he|[Aa]n?) ", r"\2 \1", html)
    return re.sub(r"('s)(</\w+>)", r"\2\1", html)


def elements(html: str) -> set[tuple[str, int]]:
    """Return the elements, with where they begin in the text without tags."""
    return {(match.group(), len(_TAG.sub("", html[: match.start()]))) for match in _ELEMENT.finditer(html)}


if __name__ == "__main__":
    main()
