"""Stage: which segments sum an article up, by a ranker's scores of sentences and of pairs of them.

Promises segments of the body only (no title, heading, caption, byline, date line) in reading order, each
saying something that the others do not, and none that points back to a sentence that was left out; fewer than
were asked for where no more are left. An article with words in its body has a summary of one sentence at
least. Writes no words of its own.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from service.domain.article import Article, BlockRole, Segment
from service.domain.highlight import Highlight
from service.domain.ports import SalienceRanker
from service.domain.request import Focus
from service.text.captions import credits_a_picture, opens_as_caption, reads_as_caption
from service.text.folding import words_of
from service.text.pointing_back import joined_on, points_back

_BODY: frozenset[BlockRole] = frozenset({"lead", "paragraph", "list_item"})
_FEWEST_WORDS = 5
_REPETITION = 0.35  # what saying the same as a chosen sentence costs, of 1
_TWICE = 0.7  # of the words of the shorter of two sentences: from here on they say the same
_TWICE_OF_LONGER = 0.4  # of the words of the longer one, which may say more
_OPENING = 3  # sentences of an article that others repeat
_BRIEF = 60  # words: a limit up to here is not filled, as one or two sentences sum an article up best
_FURTHEST_BACK = 2  # sentences that are taken with one that points back
_FOCUS = 0.6  # what the best highlight adds to the score of its sentences


@dataclass(frozen=True, slots=True)
class SummaryOptions:
    """How long a summary is (the first given counts: words, ratio, sentences) and what it leans to."""

    sentences: int = 3
    words: int | None = None
    ratio: float | None = None
    focus: Focus = "general"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence that may be chosen. `after` is the index of the segment that it needs, if it points back.

    `repeats`: it says one of the opening sentences again. `wanted`: a highlight rests on it; what it points
    back to is taken with it.
    """

    index: int
    score: float
    words: frozenset[str]
    length: int
    after: int | None
    repeats: bool = False
    wanted: bool = False

    def stands_with(self, indexes: Collection[int]) -> bool:
        """Whether it says something new and has what it points back to among the segments given."""
        return not self.repeats and (self.after is None or self.after in indexes)


def summarise(
    article: Article,
    segments: tuple[Segment, ...],
    *,
    ranker: SalienceRanker,
    options: SummaryOptions,
    highlights: Sequence[Highlight] = (),
) -> tuple[int, ...]:
    """Return the indexes of the chosen segments, in reading order."""
    body = _body(article, segments)
    if not body:
        return ()
    salience = ranker.rank([s.text for s in body], title=_title(article), language=article.language)
    bonus = focus_weights(highlights) if options.focus == "cooperation" else {}
    best = max(*salience.sentences, *salience.pairs.values(), 1e-9)  # at 1, whatever the article
    before = _befores(segments)
    candidates = [
        _candidate(article, segment, before, score / best)
        for segment, score in zip(body, salience.sentences, strict=True)
    ]
    candidates = [_marked(place, candidates) for place in range(len(candidates))]
    if bonus:
        named = _naming_their_parties(highlights)
        texts = {segment.index: segment.text for segment in body}
        candidates = [
            _wanted(one, bonus, alone=one.index in named and joined_on(texts[one.index], article.language))
            for one in candidates
        ]
    pairs = (
        {}
        if bonus or not _brief(options, len(body))
        else {pair: score / best for pair, score in salience.pairs.items()}
    )
    start = _best_start(candidates, pairs, options)
    if start and options.words is not None and options.words <= _BRIEF:
        return tuple(candidate.index for candidate in start)
    return tuple(sorted(_choose(candidates, _fits(options, candidates), start)))


def focus_weights(highlights: Sequence[Highlight]) -> Mapping[int, float]:
    """Return for each segment that a highlight rests on how much a summary of the cooperation wants it."""
    weights: dict[int, float] = {}
    for highlight in highlights:
        for evidence in highlight.evidence:
            weight = highlight.confidence / highlight.rank**0.5
            weights[evidence.segment] = max(weights.get(evidence.segment, 0.0), weight)
    return weights


def _body(article: Article, segments: Sequence[Segment]) -> list[Segment]:
    """Return the sentences of the body; where all are short, the longest of them."""
    body = _running(segments)
    full = [segment for segment in body if len(words_of(segment.text)) >= _FEWEST_WORDS]
    return _once(_told(article, full)) or body


def _running(segments: Sequence[Segment]) -> list[Segment]:
    return [segment for segment in segments if segment.role in _BODY and words_of(segment.text)]


def _told(article: Article, body: Sequence[Segment]) -> list[Segment]:
    """Leave out the captions of pictures, which begin like one or, in Vietnamese, stand behind the lead."""
    behind = body[1:2] if article.language == "vi" else ()
    starts = [block.span.start for block in article.blocks]
    paragraphs = [bisect_right(starts, segment.span.start) for segment in body]
    shared = Counter(paragraph for paragraph in paragraphs if paragraph)
    return [
        segment
        for segment, paragraph in zip(body, paragraphs, strict=True)
        if not _is_caption(segment, alone=shared[paragraph] < 2, behind_lead=segment in behind)
    ]


def _is_caption(segment: Segment, *, alone: bool, behind_lead: bool) -> bool:
    """Whether a line is one: where others stand in its paragraph, only a credit is."""
    if not alone:
        return credits_a_picture(segment.text)
    return opens_as_caption(segment.text) or (behind_lead and reads_as_caption(segment.text))


def _once(body: Sequence[Segment]) -> list[Segment]:
    """Leave out a sentence all of whose words the one before it has: the caption of an article's picture."""
    keys = [{word.key for word in words_of(segment.text)} for segment in body]
    return [
        segment
        for place, segment in enumerate(body)
        if place == 0 or not keys[place] < keys[place - 1] or len(keys[place]) < _FEWEST_WORDS
    ]


def _title(article: Article) -> str:
    if article.title:
        return article.title
    return next((article[block.span] for block in article.blocks if block.role == "title"), "")


def _candidate(article: Article, own: Segment, before: Mapping[int, int], score: float) -> _Candidate:
    words = words_of(own.text)
    after = before[own.index] if points_back(own.text, article.language) else None
    return _Candidate(own.index, score, frozenset(word.key for word in words), len(words), after)


def _befores(segments: Sequence[Segment]) -> Mapping[int, int]:
    """Return for each sentence the one before it in the article, whether or not it may be chosen; else -1."""
    before: dict[int, int] = {}
    last = -1
    for segment in _running(segments):
        before[segment.index] = last
        last = last if opens_as_caption(segment.text) else segment.index
    return before


def _naming_their_parties(highlights: Sequence[Highlight]) -> frozenset[int]:
    """Return the segments that name two parties of an act, or all that it has."""
    return frozenset(
        evidence.segment
        for highlight in highlights
        for evidence in highlight.evidence
        if sum(partner.evidence.segment == evidence.segment for partner in highlight.partners)
        >= min(2, len(highlight.partners) or 1)
    )


def _wanted(candidate: _Candidate, bonus: Mapping[int, float], *, alone: bool) -> _Candidate:
    """Raise a sentence that a highlight rests on; `alone`: it needs none of those before it."""
    if candidate.index not in bonus:
        return candidate
    return replace(
        candidate,
        score=candidate.score + _FOCUS * bonus[candidate.index],
        after=None if alone else candidate.after,
        wanted=True,
    )


def _marked(place: int, candidates: Sequence[_Candidate]) -> _Candidate:
    """Mark a sentence that says one of the opening sentences again."""
    own = candidates[place]
    opening = candidates[: min(place, _OPENING)]
    return replace(own, repeats=any(_alike(own.words, one.words) for one in opening))


def _fits(options: SummaryOptions, candidates: Sequence[_Candidate]) -> Callable[[list[_Candidate]], bool]:
    """Return whether a choice is within the length that was asked for."""
    if options.words is not None:
        most_words = options.words
        return lambda chosen: sum(candidate.length for candidate in chosen) <= most_words
    most = _most_sentences(options, len(candidates))
    return lambda chosen: len(chosen) <= most


def _brief(options: SummaryOptions, count: int) -> bool:
    """Whether one or two sentences will do: the best two together are a poor start of a longer summary."""
    if options.words is not None:
        return options.words <= _BRIEF
    return _most_sentences(options, count) <= 2


def _most_sentences(options: SummaryOptions, count: int) -> int:
    if options.ratio is not None:
        return max(1, round(options.ratio * count))
    return options.sentences


def _best_start(
    candidates: Sequence[_Candidate], pairs: Mapping[tuple[int, int], float], options: SummaryOptions
) -> list[_Candidate]:
    """Return the best sentence, or the best two together; none where no pairs were judged or nothing fits.

    A length in sentences is kept to, so that only two will do where two or more are asked for.
    """
    fits = _fits(options, candidates)
    sets = {(i, j): (candidates[i], candidates[j]) for i, j in pairs}
    scores = {
        places: pairs[places]
        for places, both in sets.items()
        if _stand(both) and fits(list(both)) and not _twice(both[0], both[1:])
    }
    if scores and options.words is None:
        return list(sets[max(scores, key=lambda places: (scores[places], -places[0]))])
    alone = [c for c in candidates if pairs and c.stands_with(()) and fits([c])]
    best = max(alone, key=lambda c: (c.score, -c.index), default=None)
    if scores:
        places = max(scores, key=lambda places: (scores[places], -places[0]))
        if best is None or scores[places] > best.score:
            return list(sets[places])
    return [best] if best else []


def _stand(chosen: Sequence[_Candidate]) -> bool:
    """Whether each sentence has the one that it points back to."""
    indexes = {candidate.index for candidate in chosen}
    return all(candidate.stands_with(indexes) for candidate in chosen)


def _choose(
    candidates: Sequence[_Candidate],
    fits: Callable[[list[_Candidate]], bool],
    start: Sequence[_Candidate],
) -> list[int]:
    """Add the best sentence again and again, each time weighed against what is chosen (MMR)."""
    chosen = list(start)
    left = {candidate.index: candidate for candidate in candidates if candidate not in chosen}
    while left:
        units = [unit for one in left.values() if (unit := _with_needed(one, chosen, left))]
        open_ = [unit for unit in units if fits([*chosen, *unit]) and not _any_twice(unit, chosen)]
        if not open_:
            break
        best = max(open_, key=lambda u: (u[0].score - _REPETITION * _said(u[0], chosen), -u[0].index))
        chosen.extend(best)
        for one in best:
            del left[one.index]
    if not chosen:  # nothing that stands alone is short enough: the rule that is broken is the length
        standing = [c for c in candidates if c.after is None] or list(candidates)
        chosen = [min(standing, key=lambda c: (c.length, c.index))]
    return [candidate.index for candidate in chosen]


def _with_needed(
    own: _Candidate, chosen: Sequence[_Candidate], left: Mapping[int, _Candidate]
) -> tuple[_Candidate, ...]:
    """Return a sentence, with those that it points back to where it is wanted; () where one is missing."""
    indexes = {candidate.index for candidate in chosen}
    unit = [own]
    while own.wanted and (after := unit[-1].after) is not None and after not in indexes:
        if len(unit) > _FURTHEST_BACK or after not in left:
            return ()
        unit.append(left[after])
    indexes |= {candidate.index for candidate in unit}
    return tuple(unit) if all(candidate.stands_with(indexes) for candidate in unit) else ()


def _any_twice(unit: Sequence[_Candidate], chosen: Sequence[_Candidate]) -> bool:
    return any(_twice(one, [*chosen, *unit[:place]]) for place, one in enumerate(unit))


def _twice(candidate: _Candidate, chosen: Sequence[_Candidate]) -> bool:
    """Whether a chosen sentence has most words of it, or it of a chosen one's."""
    return any(_alike(candidate.words, one.words) for one in chosen)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    return bool(shorter) and len(one & other) >= max(_TWICE * shorter, _TWICE_OF_LONGER * longer)


def _said(candidate: _Candidate, chosen: Sequence[_Candidate]) -> float:
    """Return how much of a sentence is in the most similar chosen one, 0..1."""
    sizes = [(len(candidate.words & other.words), len(candidate.words), len(other.words)) for other in chosen]
    return max((shared / (a * b) ** 0.5 for shared, a, b in sizes if a and b), default=0.0)
