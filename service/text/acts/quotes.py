"""Direct speech: the complete clauses that somebody is quoted with, and who said them.

Promises the quoted words as they stand, one quote for each sentence, and the speaker by the fullest name in
the article. Scare quotes, titles of works and quotes whose speaker is not named are left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.article import Article, Segment
from service.domain.highlight import Bilingual, Evidence, Quote
from service.text.acts.cues import Lexicon
from service.text.entities.model import Entities, Mention

_OPEN, _CLOSE = "“«", "”»"
_LEAST_WORDS = 5
_PERSONAL = frozenset({"person"})


@dataclass(frozen=True, slots=True)
class _Speech:
    """The quoted part of one segment; `chain` numbers the quotation, which may run over several segments."""

    segment: Segment
    start: int
    end: int
    chain: int


def quotes_in(
    article: Article, segments: Sequence[Segment], entities: Entities, cues: Lexicon
) -> tuple[Quote, ...]:
    """Return the direct speech of an article in reading order."""
    speeches = _speeches(article.text, segments)
    speakers = _speakers(article, segments, speeches, entities, cues)
    return tuple(
        Quote(
            speaker=speaker,
            text=Bilingual.of(article.language, article.text[speech.start : speech.end].strip()),
            evidence=Evidence(
                speech.segment.index, speech.segment.span.start, speech.segment.span.end, speech.segment.text
            ),
        )
        for speech in speeches
        if (speaker := speakers.get(speech.chain))
    )


def _speeches(text: str, segments: Sequence[Segment]) -> list[_Speech]:
    """Cut the quoted runs at the borders of segments; keep those that are clauses."""
    speeches: list[_Speech] = []
    for chain, (start, end) in enumerate(_runs(text)):
        for segment in segments:
            first, last = max(start, segment.span.start), min(end, segment.span.end)
            if first < last and segment.role != "title":
                speeches.append(_Speech(segment, first, last, chain))
    sizes: dict[int, int] = {}
    for speech in speeches:
        sizes[speech.chain] = sizes.get(speech.chain, 0) + len(text[speech.start : speech.end].split())
    best: dict[int, _Speech] = {}
    for speech in speeches:
        if sizes[speech.chain] >= _LEAST_WORDS and _clause(text, speech):
            known = best.get(speech.segment.index)
            if known is None or speech.end - speech.start > known.end - known.start:
                best[speech.segment.index] = speech
    return [best[index] for index in sorted(best)]


def _runs(text: str) -> list[tuple[int, int]]:
    """Return the spans between quotation marks; one that is never closed is no quotation."""
    runs: list[tuple[int, int]] = []
    opened: int | None = None
    for match in re.finditer(r"[\"“”«»]", text):
        sign, at = match.group(), match.start()
        if opened is None and (sign in _OPEN or sign == '"'):
            opened = at + 1
        elif opened is not None and (sign in _CLOSE or sign == '"'):
            runs.append((opened, at))
            opened = None
        elif opened is not None and sign in _OPEN:
            opened = at + 1
    return [(start, end) for start, end in runs if end - start < 1500]


def _clause(text: str, speech: _Speech) -> bool:
    """Whether the words are more than a term: they begin a sentence, or are long."""
    words = text[speech.start : speech.end].strip()
    return len(words.split()) >= _LEAST_WORDS and (
        words[:1].isupper() or len(words.split()) >= 12 or words[:1] == "…"
    )


def _speakers(
    article: Article,
    segments: Sequence[Segment],
    speeches: Sequence[_Speech],
    entities: Entities,
    cues: Lexicon,
) -> dict[int, str]:
    """Return the speaker of each quotation: named in its segments, else the speaker of the last one."""
    found: dict[int, str] = {}
    last = ""
    for chain in dict.fromkeys(speech.chain for speech in speeches):
        own = [speech for speech in speeches if speech.chain == chain]
        name = (
            _named(article, own, entities, cues) or _nearby(article, own[0], segments, entities, cues) or last
        )
        if name:
            found[chain] = last = name
    return found


def _outside(mentions: Sequence[Mention], speeches: Sequence[_Speech]) -> list[Mention]:
    return [m for m in mentions if all(not speech.start <= m.start < speech.end for speech in speeches)]


def _named(article: Article, speeches: Sequence[_Speech], entities: Entities, cues: Lexicon) -> str:
    """Return who stands outside the quotation marks, persons and those next to a verb of saying first."""
    graded = []
    for speech in speeches:
        said = cues.find(speech.segment.text, article.language, speech.segment.span.start).get("speech", ())
        for mention in _outside(entities.mentions_in(speech.segment.index), speeches):
            entity = entities.entities[mention.entity]
            near = min((abs(mention.start - at) for at in said), default=200)
            graded.append((entity.type in _PERSONAL, mention.speaker, bool(said), -near, entity.name))
    best = max(graded, default=None)
    return best[-1] if best and (best[0] or best[1] or best[2]) else ""


def _nearby(
    article: Article, speech: _Speech, segments: Sequence[Segment], entities: Entities, cues: Lexicon
) -> str:
    """Return the person who is said to speak in the segment before, or the one after, the quotation."""
    for index in (speech.segment.index - 1, speech.segment.index + 1):
        if 0 <= index < len(segments) and cues.find(segments[index].text, article.language).get("speech"):
            persons = [
                entities.entities[m.entity].name
                for m in entities.mentions_in(index)
                if entities.entities[m.entity].type in _PERSONAL
            ]
            if persons:
                return persons[-1] if index < speech.segment.index else persons[0]
    return ""
