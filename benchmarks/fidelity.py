"""What of numbers, dates and names survives: the model alone beside the translate stage; and confidence.

Usage: python -m benchmarks.fidelity [--shared ../shared] [--limit 400] [--losses 8]

Shares are of the segments that have such a thing. `names` are people, foreign names and abbreviations as
service/text/person_names.py finds them, `official` the bodies and places of the termbase whose rendering is
an accepted one. The same rules choose and measure, so read them beside BLEU and chrF, and beside what the
references reach: theirs is the ceiling.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sacrebleu.metrics.chrf import CHRF

from benchmarks.check_fidelity import SHARED, Pair, gold_pairs, tsv_pairs
from benchmarks.service import Row
from models.confidence import load_confidence
from models.ctranslate2_translator import CTranslate2Translator
from models.registry import MANIFESTS, WEIGHTS, load_manifest
from service.adapters.termbase import load_glossary
from service.domain.article import Language, other
from service.domain.glossary import Glossary
from service.domain.ports import ConfidenceEstimator, Translator
from service.pipeline.translate import confidence_in, translate_sentences
from service.text.binding import is_demanded, missed_terms
from service.text.dates import find_dates
from service.text.fidelity import mismatches
from service.text.numbers import find_numbers
from service.text.person_names import names_to_keep, survives
from service.text.syllables import strip_diacritics
from service.text.terms import Occurrence, index_terms

TERMBASE = Path(__file__).parent.parent / "termbase" / "institutions.csv"
CACHE = Path(__file__).parent.parent / "var" / "converted"
KINDS = ("numbers", "dates", "names", "official", "all names")
_GOOD = 50.0  # sentence chrF from which a translation counts as good, as models/recipe/calibrate.py has it


class Loss(NamedTuple):
    """Something that did not survive: what kind of thing, the words, and what came out."""

    kind: str
    words: str
    target: str


@dataclass(frozen=True, slots=True)
class Survey:
    """For each kind how many segments have it and how many keep all of it; what got lost."""

    having: Counter[str]
    keeping: Counter[str]
    losses: list[Loss]

    def share(self, kind: str) -> str:
        """Return the share that survives, in percent."""
        return f"{100 * self.keeping[kind] / max(1, self.having[kind]):.1f} %"


def survey(pairs: Sequence[Pair], *, source: Language, glossary: Glossary) -> Survey:
    """Look at (source, translation) pairs."""
    having, keeping, losses = Counter[str](), Counter[str](), list[Loss]()
    for text, target in pairs:
        lost = list(_losses(text, target, source, glossary))
        kinds = {loss.kind.split(":")[0] for loss in lost}
        if kinds & {"names", "official"}:
            kinds.add("all names")
        present = _present(text, source, glossary) | kinds
        having.update(present)
        keeping.update(present - kinds)
        losses += lost
    return Survey(having, keeping, losses)


def _present(text: str, source: Language, glossary: Glossary) -> set[str]:
    official = bool(_official(text, source, glossary))
    found = {
        "numbers": bool(find_numbers(text, source)),
        "dates": bool(find_dates(text, source)),
        "names": bool(names_to_keep(text, source)),
        "official": official,
        "all names": official or bool(names_to_keep(text, source)),
    }
    return {kind for kind, is_there in found.items() if is_there}


def _losses(text: str, target: str, source: Language, glossary: Glossary) -> list[Loss]:
    lost = [
        Loss("dates" if found.kind == "date" else "numbers", words, target)
        for found in mismatches(text, target, source=source)
        if found.kind != "name"
        for words in (*found.missing, *found.added)
    ]
    lost += [
        Loss(f"names: {name.kind}", name.text, target)
        for name in names_to_keep(text, source)
        if not survives(name, target)
    ]
    official = _official(text, source, glossary)
    return lost + [
        Loss(f"official: {place.term.kind}", text[place.start : place.end], target)
        for place in missed_terms(text, official, target, source=source)
    ]


def _official(text: str, source: Language, glossary: Glossary) -> list[Occurrence]:
    """Return the bodies and places in a text; titles vary (President, Chairman) even in references."""
    found = index_terms(glossary, source).find(text)
    demanded = (place for place in found if is_demanded(text, place, source=source))
    return [place for place in demanded if place.term.kind != "title"]


def alone(texts: Sequence[str], translator: Translator, source: Language) -> list[str]:
    """Translate without the stage."""
    answers = translator.translate(texts, source=source, target=other(source))
    return [answer[0][0] for answer in answers]


def calibration_gap(
    renderings: Sequence[tuple[float | None, str]], references: Sequence[str]
) -> float | None:
    """Return the expected calibration error of the stage's confidence, 0 to 1; None without a calibration."""
    chrf, tenths = CHRF(), dict[int, list[tuple[float, bool]]]()
    for (confidence, text), reference in zip(renderings, references, strict=True):
        if confidence is None:
            return None
        good = chrf.sentence_score(text, [reference]).score >= _GOOD
        tenths.setdefault(min(9, int(confidence * 10)), []).append((confidence, good))
    gaps = (abs(sum(c for c, _ in one) - sum(good for _, good in one)) for one in tenths.values())
    return sum(gaps) / len(renderings)


@dataclass(frozen=True, slots=True)
class Measured:
    """A test set: its references, the model alone, and the stage."""

    name: str
    segments: int
    references: Survey
    alone: Survey
    stage: Survey
    gap: float | None


def measured(
    name: str,
    pairs: Sequence[Pair],
    *,
    source: Language,
    translator: Translator,
    estimator: ConfidenceEstimator | None,
) -> Measured:
    """Translate one set in both ways."""
    texts, references = [text for text, _ in pairs], [reference for _, reference in pairs]
    glossary = load_glossary(TERMBASE)
    bare = alone(texts, translator, source)
    found = translate_sentences(texts, source=source, translator=translator, glossary=glossary)
    stage = [(confidence_in(r.decodings, estimator, target=other(source)), r.text) for r in found]
    return Measured(
        name,
        len(pairs),
        survey(pairs, source=source, glossary=glossary),
        survey(list(zip(texts, bare, strict=True)), source=source, glossary=glossary),
        survey(
            [(text, r.text) for text, r in zip(texts, found, strict=True)], source=source, glossary=glossary
        ),
        calibration_gap(stage, references),
    )


def run(shared: Path, limit: int) -> list[Measured]:
    """Measure the references of the annotated articles, and VLSP dev in both directions."""
    manifest = load_manifest(MANIFESTS / "vien.toml")
    weights = WEIGHTS / manifest.name
    translator = CTranslate2Translator.load(weights, label=manifest.label, cache=CACHE)
    estimator = load_confidence(weights, label=manifest.label)
    rows = tsv_pairs(shared / "data" / "dev" / "vlsp-dev.tsv", 0, 1)
    vlsp = [(vi, en) for vi, en in rows if vi != strip_diacritics(vi)][:limit]  # a few rows are swapped
    sets: list[tuple[str, list[Pair], Language]] = [
        ("cooperation news vi→en", gold_pairs(shared)[:limit], "vi"),
        ("VLSP dev vi→en", vlsp, "vi"),
        ("VLSP dev en→vi", [(en, vi) for vi, en in vlsp], "en"),
    ]
    return [
        measured(name, pairs, source=source, translator=translator, estimator=estimator)
        for name, pairs, source in sets
    ]


def measure(shared: Path = SHARED, limit: int = 400) -> list[Row]:
    """Return the rows of `make bench`; none where the test sets are not at hand. One to three minutes."""
    if not shared.is_dir():
        return [Row("fidelity", f"left out: no {shared.name} beside the checkout")]
    aims = {"numbers": "≥ 99 %", "dates": "≥ 99 %", "all names": "≥ 97 %"}
    rows = []
    for one in run(shared, limit):
        for kind in KINDS:
            what = f"{one.name}, {kind} survive in ({one.stage.having[kind]} of {one.segments} segments)"
            figure = (
                f"model alone {one.alone.share(kind)}, with the stage {one.stage.share(kind)}, "
                f"references {one.references.share(kind)}"
            )
            rows.append(Row(what, figure, aims.get(kind, "")))
        if one.gap is not None:
            rows.append(Row(f"{one.name}, calibration error of the confidence", f"{one.gap:.3f}"))
    return rows


def main() -> None:
    """Print the rows, then the commonest losses with examples."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--limit", type=int, default=400)
    parser.add_argument("--losses", type=int, default=8, help="examples of each kind")
    options = parser.parse_args()
    for one in run(options.shared, options.limit):
        for kind in KINDS:
            shares = (one.alone.share(kind), one.stage.share(kind), one.references.share(kind))
            cells = "".join(f"{share:>10}" for share in shares)
            print(f"{one.name:26}{kind:12}{one.stage.having[kind]:6}{cells}")
        print(f"{one.name:26}confidence  calibration error {one.gap}")
        for lost_kind, count in Counter(loss.kind for loss in one.stage.losses).most_common():
            examples = [loss for loss in one.stage.losses if loss.kind == lost_kind][: options.losses]
            print(f"  {lost_kind}: {count}")
            print(*(f"    {loss.words}  →  {loss.target[:150]}" for loss in examples), sep="\n")


if __name__ == "__main__":
    main()
