"""Whether the article bears a statement out: where its quote stands, and what in it has no support there.

Promises that offsets are ours and evidence is the article's own words, however a model quoted them; that
names, numbers, dates and sums of a supported statement stand in its evidence; that both affirm or both deny.
Pure functions of words. Believes no sentence that gives orders to a machine: see service.text.instructions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.fuzz import partial_ratio_alignment, ratio

from service.domain.article import Language, Segment
from service.domain.highlight import Evidence
from service.text.assertions import unsupported_facts
from service.text.folding import words_of
from service.text.instructions import is_instruction
from service.text.likeness import comparable

_SIMILAR = 90.0  # a letter in ten may differ: a model's typing, not its inventing
_LEAST_WORDS = 3
_LEAST_OVERLAP = 0.5  # share of a statement's words that its evidence must hold


@dataclass(frozen=True, slots=True)
class Statement:
    """What a model says, and the words that it says it has it from."""

    text: str
    quote: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """`evidence` holds whole segments; the statement is grounded where `unsupported` is empty."""

    evidence: tuple[Evidence, ...]
    unsupported: tuple[str, ...]

    @property
    def grounded(self) -> bool:
        """Whether the article bears all of it out."""
        return not self.unsupported


def ground(statement: Statement, segments: Sequence[Segment], *, language: Language) -> Verdict:
    """Judge one statement against the article; what it lacks is named."""
    found = locate(statement.quote, segments)
    if not found:
        return Verdict((), (statement.quote or statement.text,))
    whole = tuple(whole_segment(segments[one.segment]) for one in found)
    lacking = unsupported(statement.text, " ".join(one.text for one in whole), language=language)
    return Verdict(whole, lacking)


def unsupported(statement: str, evidence: str, *, language: Language) -> tuple[str, ...]:
    """Return the words of a statement that its evidence does not bear out; () where all is well."""
    if not statement.strip():
        return ("…",)
    facts = unsupported_facts(statement, evidence, language)
    if facts:
        return facts
    own = [word.key for word in words_of(statement)]
    there = {word.key for word in words_of(evidence)}
    shared = sum(key in there for key in own) / len(own) if own else 0.0
    return () if shared >= _LEAST_OVERLAP else (statement,)


def locate(quote: str, segments: Sequence[Segment]) -> tuple[Evidence, ...]:
    """Return where a quote stands in the article: its exact place in one segment, or in two that adjoin.

    Nothing for a quote that is too short to mean one place, or that is not there.
    """
    if len(words_of(quote)) < _LEAST_WORDS:
        return ()
    believed = [segment for segment in segments if not is_instruction(segment.text)]
    best = max((_score(quote, segment), -segment.index) for segment in believed) if believed else (0.0, 0)
    if best[0] >= _SIMILAR:
        segment = next(one for one in believed if one.index == -best[1])
        return (_part(quote, segment),)
    return _across(quote, believed)


def whole_segment(segment: Segment) -> Evidence:
    """Return a segment as evidence, from its first letter to its last."""
    return Evidence(segment.index, segment.span.start, segment.span.end, segment.text)


def best_segment(statement: str, segments: Sequence[Segment]) -> Segment | None:
    """Return the segment that shares most words with a statement that quotes nothing."""
    own = {word.key for word in words_of(statement)}

    def shared(segment: Segment) -> tuple[float, int]:
        there = {word.key for word in words_of(segment.text)}
        return (len(own & there) / max(len(own), 1), -segment.index)

    believed = [segment for segment in segments if not is_instruction(segment.text)]
    best = max(believed, key=shared, default=None)
    return best if best is not None and shared(best)[0] >= _LEAST_OVERLAP else None


def _score(quote: str, segment: Segment) -> float:
    """How alike a quote and the best matching part of a segment are, 0..100; 0 where the part is shorter."""
    own, there = comparable(quote).text, comparable(segment.text).text
    if len(own) > len(there) * 1.15 + 2:
        return 0.0
    aligned = partial_ratio_alignment(own, there, score_cutoff=_SIMILAR)
    if aligned is None:
        return 0.0
    # The shorter one is slid along the longer: all of the quote must be covered.
    covered = own if len(own) <= len(there) else own[aligned.src_start : aligned.src_end]
    return aligned.score if len(covered) >= 0.9 * len(own) else ratio(own, there)


def _part(quote: str, segment: Segment) -> Evidence:
    """Return the words of a segment that a quote matches, widened to whole words."""
    own, there = comparable(quote).text, comparable(segment.text)
    aligned = partial_ratio_alignment(own, there.text)
    start, end = (aligned.dest_start, aligned.dest_end) if aligned else (0, len(there.text))
    first, last = there.origin[start], there.origin[max(end - 1, start)] + 1
    while first > 0 and segment.text[first - 1].isalnum():
        first -= 1
    while last < len(segment.text) and segment.text[last].isalnum():
        last += 1
    base = segment.span.start
    return Evidence(segment.index, base + first, base + last, segment.text[first:last])


def _across(quote: str, segments: Sequence[Segment]) -> tuple[Evidence, ...]:
    """Return two adjoining segments, whole, where a quote runs from one into the other."""
    own = comparable(quote).text
    for first, second in pairwise(segments):
        if second.index != first.index + 1:
            continue
        there = comparable(f"{first.text} {second.text}").text
        if len(own) <= len(there) and partial_ratio_alignment(own, there, score_cutoff=_SIMILAR):
            return (whole_segment(first), whole_segment(second))
    return ()
