"""Whole texts in the other language: the chosen wording, other ones beside it, and a register.

Promises that asking for other wordings does not change the chosen one, that none of them breaks a fact which
the chosen one keeps, and that they differ from it and from each other in more than case and marks: there may
be fewer than were asked for. Finds no faults: that is the checks' work.
"""

import heapq
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.domain.article import Language, other
from service.domain.confidence import Decoding
from service.domain.glossary import Glossary
from service.domain.ports import ConfidenceEstimator, Translator
from service.domain.request import Alternative, Formality
from service.domain.stores import Memory
from service.pipeline.choose import Hypothesis, Unit, best, cost
from service.pipeline.remember import NO_MEMORY, recall_texts
from service.pipeline.translate import Draft, confidence_in, draft, rendered, with_gaps
from service.text import sentences
from service.text.formality import Register, in_register, register_fit, same_but_register

_REGISTERS: Mapping[Formality, Register] = {
    "more": "more", "prefer_more": "more", "less": "less", "prefer_less": "less",
}  # fmt: skip
_SPARE = 3  # hypotheses beyond what is asked for: some break facts, some differ in a comma
_NEARLY = 0.15  # mean log-probability that a hypothesis in the right register may fall behind
_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for besides the translation; sentences that `memory` has are taken from it."""

    alternatives: int = 0
    formality: Formality = "default"
    memory: Memory = NO_MEMORY


@dataclass(frozen=True, slots=True)
class Worded:
    """A translated text, with the chance that it is good, and other wordings.

    `reused` is how many of its sentences came from the memory.
    """

    text: str
    confidence: float | None
    alternatives: tuple[Alternative, ...] = ()
    reused: int = 0


@dataclass(frozen=True, slots=True)
class _Text:
    """A text, where its sentences are, what they are translated with, and those that are known (by place)."""

    text: str
    spans: tuple[tuple[int, int], ...]
    draft: Draft
    register: Register | None
    estimator: ConfidenceEstimator | None
    known: Mapping[int, str]

    @property
    def sentences(self) -> list[str]:
        return _cut(self.text, self.spans)

    @property
    def open_sentences(self) -> list[str]:
        return [sentence for place, sentence in enumerate(self.sentences) if place not in self.known]


def word(
    texts: Sequence[str],
    *,
    source: Language,
    translator: Translator,
    glossary: Glossary,
    estimator: ConfidenceEstimator | None = None,
    wish: Wish | None = None,
) -> list[Worded]:
    """Translate texts together; every line break and every space between sentences stays where it is."""
    wish = wish or Wish()
    spans = [tuple(sentences.split(text)) for text in texts]
    cut = list(map(_cut, texts, spans))
    matches = recall_texts(cut, source=source, memory=wish.memory)
    known = [{n: match.entry.target for n, match in enumerate(found) if match} for found in matches]
    flat = [sentence for found in cut for sentence in found]
    reused = {found[n] for found, places in zip(cut, known, strict=True) for n in places}
    drafted = draft(flat, source=source, translator=translator, glossary=glossary, known=reused)
    register = _REGISTERS.get(wish.formality) if source == "en" else None
    chosen = _chosen(drafted, register)
    further = _further(drafted, translator, wish.alternatives) if wish.alternatives else {}
    found = []
    for text, places, remembered in zip(texts, spans, known, strict=True):
        one = _Text(text, places, drafted, register, estimator, remembered)
        wording, confidence = _wording(one, chosen)
        others = _others(one, chosen, further)
        distinct = _distinct(wording, others, wish.alternatives)
        found.append(Worded(wording, confidence, distinct, len(remembered)))
    return found


def _cut(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in spans]


def _chosen(drafted: Draft, register: Register | None) -> dict[str, Hypothesis]:
    """Return the hypothesis for each piece: the best, or the same in the words of the register."""
    return {piece: _in_register(unit, drafted.source, register) for piece, unit in drafted.units.items()}


def _in_register(unit: Unit, source: Language, register: Register | None) -> Hypothesis:
    first = best(unit, source)
    if register is None:
        return first
    least = cost(unit, first, source)
    equal = [
        h
        for h in unit.hypotheses
        if h.score >= first.score - _NEARLY
        and same_but_register(first.text, h.text)
        and cost(unit, h, source) == least
    ]
    return max([first, *equal], key=lambda h: register_fit(unit.text, h.text, register))


def _further(drafted: Draft, translator: Translator, wanted: int) -> dict[str, list[Hypothesis]]:
    """Ask for more hypotheses than the stage works with; its own choice stays what it was."""
    pieces = list(drafted.units)
    answers = translator.translate(
        pieces, source=drafted.source, target=other(drafted.source), alternatives=wanted + _SPARE
    )
    return {
        piece: [*drafted.units[piece].hypotheses, *(Hypothesis(text, score) for text, score in answer)]
        for piece, answer in zip(pieces, answers, strict=True)
    }


def _wording(one: _Text, hypotheses: Mapping[str, Hypothesis]) -> tuple[str, float | None]:
    """Put a text together from one hypothesis for each of its pieces."""
    done, decodings = list[str](), list[Decoding]()
    for place, sentence in enumerate(one.sentences):
        if place in one.known:
            done.append(one.known[place])
            continue
        rendering = rendered(one.draft, sentence, hypotheses)
        decodings += rendering.decodings
        in_form = in_register(sentence, rendering.text, one.register) if one.register else rendering.text
        done.append(in_form)
    confidence = confidence_in(tuple(decodings), one.estimator, target=other(one.draft.source))
    return with_gaps(one.text, one.spans, done), confidence


def _others(
    one: _Text, chosen: Mapping[str, Hypothesis], further: Mapping[str, list[Hypothesis]]
) -> Iterator[tuple[int, Alternative]]:
    """Change one piece at a time: first where it costs no term, and where the model is least certain.

    With each comes how many terms it costs.
    """
    heap: list[tuple[int, float, int, str, Hypothesis]] = []
    for piece in _pieces(one):
        unit, kept = one.draft.units[piece], chosen[piece]
        facts, terms = cost(unit, kept, one.draft.source)
        for rival in further.get(piece, ()):
            broken, missing = cost(unit, rival, one.draft.source)
            if broken <= facts and rival.text != kept.text:
                fall = (kept.score - rival.score) * (len(rival.text.split()) + 1)
                heapq.heappush(heap, (missing - terms, fall, len(heap), piece, rival))
    while heap:
        terms, *_, piece, rival = heapq.heappop(heap)
        yield terms, Alternative(*_wording(one, {**chosen, piece: rival}))


def _pieces(one: _Text) -> dict[str, None]:
    splits = (one.draft.splits[sentence] for sentence in one.open_sentences)
    return dict.fromkeys(piece.strip() for split in splits for piece in split.pieces)


def _distinct(
    wording: str, others: Iterator[tuple[int, Alternative]], wanted: int
) -> tuple[Alternative, ...]:
    """Return as many of the likeliest as are wanted: those that cost no term first, of these the surest."""
    seen, found = {_key(wording)}, list[tuple[int, Alternative]]()
    while len(found) < wanted and (candidate := next(others, None)):
        key = _key(candidate[1].text)
        if key not in seen:
            seen.add(key)
            found.append(candidate)
    return tuple(one for _, one in sorted(found, key=lambda pair: (pair[0], -(pair[1].confidence or 0.0))))


def _key(text: str) -> str:
    return _MARKS.sub(" ", text).casefold().strip()
