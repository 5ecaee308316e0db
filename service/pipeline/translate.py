"""Stage: Segments into the other language, with what must survive checked before a hypothesis is chosen.

Promises one Translation for each segment, in order; that long sentences are split at clauses, never cut; that
of several hypotheses the most faithful one is taken, then the likeliest; that list marks, quotation marks,
symbols and outer spaces come through as they are; and that a text without words is copied, its figures and
dates written by rule. Refuses to know which model translates.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from service.domain.article import Language, Segment, other
from service.domain.brief import Translation
from service.domain.confidence import Decoding
from service.domain.glossary import Glossary
from service.domain.ports import ConfidenceEstimator, Translator
from service.domain.stores import Memory
from service.pipeline.choose import Hypothesis, Unit, best, work
from service.pipeline.remember import NO_MEMORY, recall_segments
from service.text import sentences
from service.text.casing import in_capitals, names_in, sentence_case
from service.text.clauses import join_clauses, split_clauses
from service.text.rare_signs import begins_copied, is_code, is_version
from service.text.syllables import strip_diacritics
from service.text.symbols import cut_at_symbols, outside_tags, without_tags
from service.text.terms import TermIndex, index_terms
from service.text.wordless import render_alone, render_wordless
from service.text.wrapping import Wrapped, has_words, unwrap


@dataclass(frozen=True, slots=True)
class _Split:
    """A text as the units that it is translated in, and the gaps between. No pieces: no model is asked."""

    wrapped: Wrapped
    pieces: tuple[str, ...]
    gaps: tuple[str, ...]
    capitals: bool


@dataclass(frozen=True, slots=True)
class Rendering:
    """A translated text, its mean log-probability a token, and the renderings of the terms that fired.

    `decodings` are the pieces that it was translated in: none where the text was copied.
    """

    text: str
    score: float
    terms: tuple[str, ...]
    decodings: tuple[Decoding, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """Sentences as they are split, and the hypotheses for each piece."""

    splits: Mapping[str, _Split]
    units: Mapping[str, Unit]
    source: Language


def translate(
    segments: tuple[Segment, ...],
    *,
    source: Language,
    translator: Translator,
    glossary: Glossary,
    estimator: ConfidenceEstimator | None = None,
    memory: Memory = NO_MEMORY,
) -> tuple[Translation, ...]:
    """Translate an article's segments, but for those that the memory has. No estimator, no confidence."""
    known = recall_segments(segments, source=source, memory=memory)
    drafted = draft(
        [segment.text for segment in segments],
        source=source,
        translator=translator,
        glossary=glossary,
        known={segment.text for segment, match in zip(segments, known, strict=True) if match},
    )
    return tuple(
        Translation(segment.index, match.entry.target, "memory", 0.0, (), 1.0)
        if match
        else _translation(segment, drafted, estimator)
        for segment, match in zip(segments, known, strict=True)
    )


def _translation(segment: Segment, drafted: Draft, estimator: ConfidenceEstimator | None) -> Translation:
    rendering = rendered(drafted, segment.text)
    confidence = confidence_in(rendering.decodings, estimator, target=other(drafted.source))
    return Translation(segment.index, rendering.text, "model", rendering.score, rendering.terms, confidence)


def confidence_in(
    decodings: tuple[Decoding, ...], estimator: ConfidenceEstimator | None, *, target: Language
) -> float | None:
    """Return the confidence in a rendering: 1 for what was copied, None where nobody can say."""
    if not decodings:
        return 1.0
    return None if estimator is None else round(estimator.confidence(decodings, target=target), 3)


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
        with_gaps(text, found, [next(done).text for _ in found])
        for text, found in zip(texts, spans, strict=True)
    ]


def translate_sentences(
    texts: Sequence[str], *, source: Language, translator: Translator, glossary: Glossary
) -> list[Rendering]:
    """Translate sentences together; the same sentence is translated once."""
    drafted = draft(texts, source=source, translator=translator, glossary=glossary)
    return [rendered(drafted, text) for text in texts]


def draft(
    texts: Sequence[str],
    *,
    source: Language,
    translator: Translator,
    glossary: Glossary,
    known: Container[str] = (),
) -> Draft:
    """Put sentences to the translator, together and each once, and keep every hypothesis.

    What is `known` is left out; it only tells how names are written.
    """
    index = index_terms(glossary, source)
    names = names_in(text for text in texts if not _shouts(text)) if any(map(_shouts, texts)) else {}
    splits = {
        text: _as_it_is(code)
        if (code := _code(text, source, index)) is not None
        else _split(text, source, {**names, **_term_names(text, index)})
        for text in texts
        if text not in known
    }
    units = {
        piece: Unit(piece, index.find(piece))
        for split in splits.values()
        for piece in map(str.strip, split.pieces)
    }
    work(list(units.values()), source, translator)
    return Draft(splits, units, source)


def with_gaps(text: str, spans: Sequence[tuple[int, int]], translated: Iterable[str]) -> str:
    """Put sentences in the place of a text's own; what stands between those stays."""
    parts, position = [], 0
    for (start, end), words in zip(spans, translated, strict=True):
        parts += [text[position:start], words]
        position = end
    return "".join([*parts, text[position:]])


def _as_it_is(text: str) -> _Split:
    return _Split(Wrapped("", text, ""), (), (), capitals=False)


def _code(text: str, source: Language, index: TermIndex) -> str | None:
    """Return a text of codes and signs alone as the other language writes it; None where it has words.

    A term, as UBND is, has words too, unless it has the same letters in the other language, as VNĐ has. What
    is one sum or one date is written by rule, whatever words it has.
    """
    wrapped = unwrap(text)
    alone = render_alone(wrapped.core, source=source)
    if alone is not None and not any(t.end - t.start == len(wrapped.core) for t in index.find(wrapped.core)):
        return wrapped.around(alone)
    if not is_code(text, is_vietnamese=source == "vi"):
        return None
    terms, bare = index.find(text), strip_diacritics(text)
    if not terms:
        return text if is_version(text) else render_wordless(text, source=source)
    return bare if len(terms) == 1 and bare in terms[0].term.forms(other(source)) else None


def _split(text: str, source: Language, names: dict[str, str]) -> _Split:
    wrapped = unwrap(text)
    by_rule = partial(render_wordless, source=source)
    if not has_words(wrapped.core):
        return _Split(Wrapped("", by_rule(text), ""), (), (), capitals=False)
    cut = cut_at_symbols(" ".join(wrapped.core.split("\n")))  # a line break is a space to the model
    if not cut.stretches:
        return _Split(Wrapped("", outside_tags(text, by_rule), ""), (), (), capitals=False)
    capitals = _shouts(text)
    stretches = "\n".join(cut.stretches)
    stretches = sentence_case(stretches, names) if capitals else stretches
    before, *between, last = (outside_tags(gap, by_rule) for gap in (cut.before, *cut.gaps, cut.after))
    clauses = [split_clauses(stretch, language=source) for stretch in stretches.split("\n")]
    gaps = [
        gap
        for found, after in zip(clauses, (*between, ""), strict=True)
        for gap in (*[" "] * (len(found) - 1), after)
    ]
    around = replace(wrapped, before=wrapped.before + before, after=last + wrapped.after)
    return _Split(around, tuple(chain.from_iterable(clauses)), tuple(gaps[:-1]), capitals)


def _shouts(text: str) -> bool:
    return in_capitals(without_tags(text))


def _term_names(text: str, index: TermIndex) -> dict[str, str]:
    """Return how the glossary writes the names in a line of capitals."""
    if not _shouts(text):
        return {}
    found = ((text[place.start : place.end].lower(), place.term) for place in index.find(text))
    return {
        key: form
        for key, term in found
        for form in (*term.forms("vi"), *term.forms("en"))
        if form.lower() == key
    }


def rendered(draft: Draft, text: str, instead: Mapping[str, Hypothesis] | None = None) -> Rendering:
    """Return a sentence of a draft by the best hypothesis for each piece, or by what is taken `instead`."""
    split, target = draft.splits[text], other(draft.source)
    if not split.pieces:
        return Rendering(split.wrapped.core, 0.0, ())
    used = [draft.units[piece.strip()] for piece in split.pieces]
    chosen = [(instead or {}).get(unit.text) or best(unit, draft.source) for unit in used]
    joined = join_clauses(split.pieces, tuple(h.text for h in chosen), target=target, gaps=split.gaps)
    if split.pieces[0].lstrip()[:1].isupper() and not begins_copied(joined):
        joined = f"{joined[:1].upper()}{joined[1:]}"
    weights = [len(h.text.split()) + 1 for h in chosen]
    score = sum(h.score * w for h, w in zip(chosen, weights, strict=True)) / sum(weights)
    terms = dict.fromkeys(place.term.preferred(target) for unit in used for place in unit.terms)
    return Rendering(
        split.wrapped.around(outside_tags(joined, str.upper) if split.capitals else joined),
        round(score, 4),
        tuple(terms),
        tuple(Decoding(unit.text, h.text, h.score) for unit, h in zip(used, chosen, strict=True)),
    )
