"""Direct speech: the complete clauses that somebody is quoted with, and who said them.

Promises the quoted words as they stand, one quote for each sentence, and the speaker by the fullest name in
the article. Scare quotes, titles of works and quotes whose speaker is not named are left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.article import Article, Segment
from service.domain.highlight import Bilingual, Evidence, Quote
from service.text.acts.attribution import (
    is_bare,
    is_speech,
    subject_before,
    subject_behind,
)
from service.text.acts.cues import Lexicon
from service.text.acts.quotations import Piece, Quotation, quotations_in
from service.text.acts.speakers import Known, Speaker, known_of, speaker_in
from service.text.acts.title_bearers import is_name
from service.text.entities.model import Entities

_LEAST_WORDS = 5
_LONG = 12  # words that are a clause whatever they begin with
_RANGE = 3  # sentences over which a pronoun reaches back


def quotes_in(
    article: Article, segments: Sequence[Segment], entities: Entities, cues: Lexicon
) -> tuple[Quote, ...]:
    """Return the direct speech of an article in reading order."""
    quotations = [
        one
        for one in quotations_in(article.text, segments)
        if is_speech(article.text, one, article.language) and _is_long_enough(article.text, one)
    ]
    known = known_of(article, entities)
    found: dict[int, Quote] = {}
    for quotation, speaker in _spoken(quotations, segments, known, cues):
        for piece in quotation.pieces:
            words = article.text[piece.start : piece.end].strip().rstrip(" ,")
            before = found.get(piece.segment.index)
            if _is_clause(words) and (before is None or len(before.text.side(article.language)) < len(words)):
                found[piece.segment.index] = _quote(speaker, words, piece, article)
    return tuple(found[index] for index in sorted(found))


def _quote(speaker: str, words: str, piece: Piece, article: Article) -> Quote:
    segment = piece.segment
    evidence = Evidence(segment.index, segment.span.start, segment.span.end, segment.text)
    return Quote(speaker=speaker, text=Bilingual.of(article.language, words), evidence=evidence)


def _is_long_enough(text: str, quotation: Quotation) -> bool:
    return sum(len(text[one.start : one.end].split()) for one in quotation.pieces) >= _LEAST_WORDS


def _is_clause(words: str) -> bool:
    """Whether the words are more than a term: they begin a sentence, or are long."""
    count = len(words.split())
    return count >= _LEAST_WORDS and (words[:1].isupper() or count >= _LONG or words[:1] == "…")


@dataclass(frozen=True, slots=True)
class _Said:
    """A quotation with its speaker; `person`: whoever a pronoun after it stands for."""

    quotation: Quotation
    name: str
    person: str


def _spoken(
    quotations: Sequence[Quotation], segments: Sequence[Segment], known: Known, cues: Lexicon
) -> list[tuple[Quotation, str]]:
    """Return each quotation with its speaker: the one told beside it, else the one who is speaking still."""
    found: list[_Said] = []
    for quotation in quotations:
        last = found[-1] if found and quotation.first - found[-1].quotation.last <= _RANGE else None
        told = _told_beside(quotation, known)
        if told is not None and told.kind == "pronoun":
            name = person = (last.person if last else "") or _person_before(quotation, segments, known)
        elif told is not None:
            name, person = told.name, "" if told.kind == "body" else told.name
        elif is_bare(known.article.text, quotation):
            near = last is not None and quotation.first - last.quotation.last <= 1
            name = (last.name if last and near else "") or _announced(quotation, segments, known, cues)
            name = person = name or (last.name if last else "")
        else:
            name = person = ""
        if name:
            found.append(_Said(quotation, name, person))
    return [(one.quotation, one.name) for one in found]


def _told_beside(quotation: Quotation, known: Known) -> Speaker | None:
    """Return who is said to speak in the sentences of the quotation itself."""
    text, language = known.article.text, known.language
    for subject in (
        subject_before(text, quotation.lead, language),
        subject_behind(text, quotation, language),
    ):
        if subject is not None and (speaker := speaker_in(subject, known)) is not None:
            return speaker
    return None


def _announced(quotation: Quotation, segments: Sequence[Segment], known: Known, cues: Lexicon) -> str:
    """Return the person who is said to speak in the sentence before, or the one after, a bare quotation."""
    for index in (quotation.first - 1, quotation.last + 1):
        if 0 <= index < len(segments) and cues.find(segments[index].text, known.language).get("speech"):
            speaker = _speaker_of(segments[index], known)
            if speaker is not None and speaker.kind == "person":
                return speaker.name
    return ""


def _speaker_of(segment: Segment, known: Known) -> Speaker | None:
    subject = subject_before(known.article.text, (segment.span.start, segment.span.end), known.language)
    return speaker_in(subject, known) if subject else None


def _person_before(quotation: Quotation, segments: Sequence[Segment], known: Known) -> str:
    """Return who speaks, or else comes first, in the sentence before a quotation that has a pronoun."""
    for index in range(quotation.first - 1, max(-1, quotation.first - _RANGE), -1):
        speaker = _speaker_of(segments[index], known)
        if speaker is not None and speaker.kind in {"person", "title"}:
            return speaker.name
        for mention in known.entities.mentions_in(index):
            if is_name(mention, known.entities) and not mention.inside:
                return known.entities[mention].name
    return ""
