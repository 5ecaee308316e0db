"""Stage: Segments into the other language, with what must survive checked before a hypothesis is chosen.

Promises one Translation for each segment, in order; that long sentences are split at clauses, never cut; that
of several hypotheses the most faithful one is taken, then the likeliest; and that texts without words, list
marks, quotation marks and outer spaces come through as they are. Refuses to know which model translates.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from service.domain.article import Language, Segment, other
from service.domain.brief import Translation
from service.domain.glossary import Glossary
from service.domain.ports import Translator
from service.pipeline.second_attempts import Attempt, attempts_for_facts, attempts_for_terms
from service.text import sentences
from service.text.casing import in_capitals, names_in, sentence_case
from service.text.clauses import join_clauses, split_clauses
from service.text.degeneration import length_fault, repeated_phrase, untranslated_stretch
from service.text.fidelity import fidelity_penalty
from service.text.terms import Occurrence, TermIndex, contains_term, index_terms, is_binding
from service.text.wrapping import Wrapped, has_words, unwrap

_ALTERNATIVES = 4
_WORSE_BY = 0.4  # a second attempt whose mean log-probability falls by more is no sentence any more


@dataclass(frozen=True, slots=True)
class _Hypothesis:
    """A possible translation; `second` says that it came from a second attempt."""

    text: str
    score: float
    second: bool = False


@dataclass(slots=True)
class _Unit:
    """A piece of a sentence while it is worked on: the terms in it, and its hypotheses."""

    text: str
    terms: tuple[Occurrence, ...]
    hypotheses: list[_Hypothesis] = field(default_factory=list)
    costs: dict[str, tuple[float, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Job:
    """A text as the units that it is translated in. No pieces: it is copied."""

    wrapped: Wrapped
    pieces: tuple[str, ...]
    capitals: bool


@dataclass(frozen=True, slots=True)
class Rendering:
    """A translated text, its mean log-probability a token, and the renderings of the terms that fired."""

    text: str
    score: float
    terms: tuple[str, ...]


def translate(
    segments: tuple[Segment, ...], *, source: Language, translator: Translator, glossary: Glossary
) -> tuple[Translation, ...]:
    """Translate an article's segments."""
    found = translate_sentences(
        [segment.text for segment in segments], source=source, translator=translator, glossary=glossary
    )
    return tuple(
        Translation(segment.index, rendering.text, "model", rendering.score, rendering.terms)
        for segment, rendering in zip(segments, found, strict=True)
    )


def translate_text(text: str, *, source: Language, translator: Translator, glossary: Glossary) -> str:
    """Translate one text; every line break and every space between sentences stays where it is."""
    return translate_many([text], source=source, translator=translator, glossary=glossary)[0]


def translate_many(
    texts: Sequence[str], *, source: Language, translator: Translator, glossary: Glossary
) -> list[str]:
    """Translate texts together, each as `translate_text` does."""
    spans = [sentences.split(text) for text in texts]
    flat = [text[start:end] for text, found in zip(texts, spans, strict=True) for start, end in found]
    done = iter(translate_sentences(flat, source=source, translator=translator, glossary=glossary))
    return [
        _with_gaps(text, found, [next(done).text for _ in found])
        for text, found in zip(texts, spans, strict=True)
    ]


def translate_sentences(
    texts: Sequence[str], *, source: Language, translator: Translator, glossary: Glossary
) -> list[Rendering]:
    """Translate sentences together; the same sentence is translated once."""
    index = index_terms(glossary, source)
    names = names_in(text for text in texts if not in_capitals(text)) if any(map(in_capitals, texts)) else {}
    jobs = {text: _job(text, source, {**names, **_term_names(text, index)}) for text in texts}
    units = {
        piece: _Unit(piece, index.find(piece))
        for job in jobs.values()
        for piece in map(str.strip, job.pieces)
    }
    _work(list(units.values()), source, translator)
    return [_rendered(jobs[text], units, source) for text in texts]


def _with_gaps(text: str, spans: Sequence[tuple[int, int]], translated: Iterable[str]) -> str:
    parts, position = [], 0
    for (start, end), words in zip(spans, translated, strict=True):
        parts += [text[position:start], words]
        position = end
    return "".join([*parts, text[position:]])


def _job(text: str, source: Language, names: dict[str, str]) -> _Job:
    wrapped = unwrap(text)
    if not has_words(wrapped.core):
        return _Job(Wrapped("", text, ""), (), capitals=False)
    capitals = in_capitals(wrapped.core)
    core = sentence_case(wrapped.core, names) if capitals else wrapped.core
    core = " ".join(core.split("\n"))  # a line break inside a sentence is a space to the model
    return _Job(wrapped, split_clauses(core, language=source), capitals)


def _term_names(text: str, index: TermIndex) -> dict[str, str]:
    """Return how the glossary writes the names in a line of capitals."""
    if not in_capitals(text):
        return {}
    found = ((text[place.start : place.end].lower(), place.term) for place in index.find(text))
    return {
        key: form
        for key, term in found
        for form in (*term.forms("vi"), *term.forms("en"))
        if form.lower() == key
    }


def _work(units: list[_Unit], source: Language, translator: Translator) -> None:
    """Translate every unit, then once more, in other ways, those that lost something."""
    answers = translator.translate(
        [unit.text for unit in units], source=source, target=other(source), alternatives=_ALTERNATIVES
    )
    for unit, answer in zip(units, answers, strict=True):
        unit.hypotheses = [_Hypothesis(text, score) for text, score in answer]
    attempts = [(unit, attempt) for unit in units for attempt in _attempts(unit, source)]
    pieces = [piece.strip() for _, attempt in attempts for piece in attempt.pieces]
    if not pieces:
        return
    found = iter(
        translator.translate(pieces, source=source, target=other(source), alternatives=_ALTERNATIVES)
    )
    for unit, attempt in attempts:
        unit.hypotheses += _finished(attempt, [next(found) for _ in attempt.pieces], other(source))


def _attempts(unit: _Unit, source: Language) -> Iterable[Attempt]:
    best = _best(unit, source)
    penalty, missing = _cost(unit, best, source)
    if missing:
        yield from attempts_for_terms(unit.text, _missed(unit, best.text, other(source)), source=source)
    if penalty:
        yield from attempts_for_facts(unit.text, best.text, source=source)


def _finished(
    attempt: Attempt, answers: list[list[tuple[str, float]]], target: Language
) -> list[_Hypothesis]:
    """Return the sentences of an attempt: the best hypotheses of its pieces, the second best, and so on."""
    found = []
    for choice in zip(*answers, strict=False):
        text = attempt.finish(tuple(words for words, _ in choice), target=target)
        if text is not None:
            sizes = [len(words.split()) + 1 for words, _ in choice]
            score = sum(s * n for (_, s), n in zip(choice, sizes, strict=True)) / sum(sizes)
            found.append(_Hypothesis(text, score, second=True))
    return found


def _best(unit: _Unit, source: Language) -> _Hypothesis:
    """Return the most faithful hypothesis; then terms, then plain before second attempts, then the score."""
    first = unit.hypotheses[0]
    admitted = [h for h in unit.hypotheses if not h.second or h.score >= first.score - _WORSE_BY]
    key: Callable[[_Hypothesis], tuple[float, int, bool, float]] = lambda h: (  # noqa: E731 typed
        *_cost(unit, h, source),
        h.second,
        -h.score,
    )
    return min(admitted, key=key)


def _cost(unit: _Unit, hypothesis: _Hypothesis, source: Language) -> tuple[float, int]:
    """Return what a hypothesis breaks (facts, and the language itself) and how many terms it misses."""
    text = hypothesis.text
    if text not in unit.costs:
        broken = (
            untranslated_stretch(unit.text, text, source=source),
            repeated_phrase(unit.text, text),
            length_fault(unit.text, text, source=source),
        )
        penalty = fidelity_penalty(unit.text, text, source=source) + 2 * sum(map(bool, broken))
        unit.costs[text] = (penalty, len(_missed(unit, text, other(source))))
    return unit.costs[text]


def _missed(unit: _Unit, text: str, target: Language) -> list[Occurrence]:
    return [
        place
        for place in unit.terms
        if is_binding(place.term) and not contains_term(text, place.term, target)
    ]


def _rendered(job: _Job, units: dict[str, _Unit], source: Language) -> Rendering:
    if not job.pieces:
        return Rendering(job.wrapped.core, 0.0, ())
    used = [units[piece.strip()] for piece in job.pieces]
    chosen = [_best(unit, source) for unit in used]
    text = join_clauses(job.pieces, tuple(h.text for h in chosen), target=other(source))
    weights = [len(h.text.split()) + 1 for h in chosen]
    score = sum(h.score * w for h, w in zip(chosen, weights, strict=True)) / sum(weights)
    terms = dict.fromkeys(place.term.preferred(other(source)) for unit in used for place in unit.terms)
    return Rendering(
        job.wrapped.around(text.upper() if job.capitals else text), round(score, 4), tuple(terms)
    )
