"""Stage: which segments sum an article up, by a ranker's scores of sentences and of pairs of them.

Promises segments of the body only (no title, heading, caption, byline, date line) in reading order, each
saying something that the others do not, and none that points back to a sentence that was left out; fewer than
were asked for where no more are left. An article with words in its body has a summary of one sentence at
least. Writes no words of its own.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from service.domain.article import Article, BlockRole, Language, Segment
from service.domain.highlight import Highlight
from service.domain.ports import SalienceRanker
from service.domain.request import Focus
from service.text.captions import opens_as_caption, reads_as_caption
from service.text.folding import words_of
from service.text.pointing_back import points_back

_BODY: frozenset[BlockRole] = frozenset({"lead", "paragraph", "list_item"})
_FEWEST_WORDS = 5
_REPETITION = 0.35  # what saying the same as a chosen sentence costs, of 1
_TWICE = 0.7  # of the words of the shorter of two sentences: from here on they say the same
_TWICE_OF_LONGER = 0.4  # of the words of the longer one, which may say more
_OPENING = 3  # sentences of an article that others repeat
_BRIEF = 60  # words: a limit up to here is not filled, as one or two sentences sum an article up best
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

    `repeats`: it says one of the opening sentences again.
    """

    index: int
    score: float
    words: frozenset[str]
    length: int
    after: int | None
    repeats: bool = False

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
    body = _body(segments, article.language)
    if not body:
        return ()
    salience = ranker.rank([s.text for s in body], title=_title(article), language=article.language)
    bonus = focus_weights(highlights) if options.focus == "cooperation" else {}
    best = max(*salience.sentences, *salience.pairs.values(), 1e-9)  # at 1, whatever the article
    candidates = [
        _candidate(article, body, i, score / best + _FOCUS * bonus.get(body[i].index, 0.0))
        for i, score in enumerate(salience.sentences)
    ]
    candidates = [_marked(place, candidates) for place in range(len(candidates))]
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


def _body(segments: Sequence[Segment], language: Language) -> list[Segment]:
    """Return the sentences of the body; where all are short, the longest of them."""
    body = [segment for segment in segments if segment.role in _BODY and words_of(segment.text)]
    full = [segment for segment in body if len(words_of(segment.text)) >= _FEWEST_WORDS]
    return _once(_told(full, language)) or body


def _told(body: Sequence[Segment], language: Language) -> list[Segment]:
    """Leave out the captions of pictures, which begin like one or, in Vietnamese, stand behind the lead."""
    behind = body[1:2] if language == "vi" else ()
    return [
        segment
        for segment in body
        if not (opens_as_caption(segment.text) or (segment in behind and reads_as_caption(segment.text)))
    ]


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


def _candidate(article: Article, body: Sequence[Segment], i: int, score: float) -> _Candidate:
    words = words_of(body[i].text)
    needs = points_back(body[i].text, article.language)
    after = (body[i - 1].index if i else -1) if needs else None
    return _Candidate(body[i].index, score, frozenset(word.key for word in words), len(words), after)


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
    left = [candidate for candidate in candidates if candidate not in chosen]
    while left:
        indexes = {candidate.index for candidate in chosen}
        standing = [c for c in left if c.stands_with(indexes)]
        open_ = [c for c in standing if fits([*chosen, c]) and not _twice(c, chosen)]
        if not open_:
            break
        best = max(open_, key=lambda c: (c.score - _REPETITION * _said(c, chosen), -c.index))
        chosen.append(best)
        left.remove(best)
    if not chosen:  # nothing that stands alone is short enough: the rule that is broken is the length
        standing = [c for c in candidates if c.after is None] or list(candidates)
        chosen = [min(standing, key=lambda c: (c.length, c.index))]
    return [candidate.index for candidate in chosen]


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
