"""Who speaks: a stretch of a clause resolved to a person or body by the fullest name in the article.

Promises that no place speaks, and that a title alone is its last bearer or stands as it is written. Knows
nothing of quotation marks.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from service.domain.article import Article, Language
from service.text.acts.attribution import Subject, attributing
from service.text.acts.speaker_names import PARTICLE, fullest_name, short_name
from service.text.acts.title_bearers import Bearers, bearers_in, is_name, title_in
from service.text.entities.model import Entities, Mention

_CUT = re.compile(r"[,;:()–—]|\s-\s")
_ORGANS = frozenset({"agency", "company", "university", "international_org", "government", "other"})
_AFTERTHOUGHT = re.compile(
    r"\s+(?:hôm|ngày|sáng|trưa|chiều|tối|cũng|đã|vừa|trong|mới|trên|lại|sau|còn|từng|tiếp tục|"
    r"on|in a|during|also|has|had|later|then)\b.*"
)
_INITIAL = re.compile(r"[A-Z][^\W\d_]+ (?:[A-Z]\. ?)+[A-Z][^\W\d_]+")
_PRESS = re.compile(
    r"(?:[A-Z][\w'’]+ )+(?:Post|Times|Herald|Tribune|Journal|Gazette|Daily|Guardian|Telegraph|News)$"
)
# What tells when, behind a subject or between commas.
_WHEN = re.compile(r"\s(?:(?:sau|trước|trong) khi|khi|when|while)\s")
_WHILE = re.compile(
    r"(?:(?:sau|trước|trong|ngay) khi|khi (?:được )?(?:hỏi|trả lời)|when|while|(?:when )?asked)\s", re.I
)
_PARTED = re.compile(r",\s*(?:đã|cũng|từng|vẫn|has|had|also)?\s*$")
_NEAR = 12  # characters before a name that a particle may take
_LONGEST = 10  # words that may stand as they are written for a speaker without a name

Kind = Literal["person", "pronoun", "title", "unnamed", "body"]


@dataclass(frozen=True, slots=True)
class Known:
    """What resolving needs of an article; `names` keeps the full names that were found."""

    article: Article
    entities: Entities
    bearers: Bearers
    starts: tuple[int, ...]
    names: dict[int, str] = field(default_factory=dict)

    @property
    def language(self) -> Language:
        """Return the language of the article."""
        return self.article.language

    def between(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that begin in a stretch of the article."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [mention for mention in self.entities.mentions[first:last] if mention.end <= end]


def known_of(article: Article, entities: Entities) -> Known:
    """Return what resolving needs of an article."""
    in_order = replace(entities, mentions=tuple(sorted(entities.mentions, key=lambda one: one.start)))
    starts = tuple(mention.start for mention in in_order.mentions)
    return Known(article, in_order, bearers_in(article, entities), starts)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks by `name`; a pronoun stands for somebody named before."""

    kind: Kind
    name: str


def speaker_in(subject: Subject, known: Known) -> Speaker | None:
    """Resolve the subject of a verb of saying."""
    chunks = _without_circumstance(list(_chunks(_before_circumstance(subject, known), known)), known)
    if not subject.forward:
        chunks.reverse()
    best: Speaker | None = None
    for span in chunks:
        found = _of_chunk(span, known)
        if best is None:
            best = found
        elif found is not None and found.kind == "person" and _touches(span, subject, known):
            best = found  # what was nearer to the verb stands in apposition: "ông Nam, Chủ tịch VCCI, nói"
        if best is not None and (
            best.kind in {"person", "pronoun"} or (subject.forward and span != chunks[0])
        ):
            break
    return _by_title(best, subject, known) if best is not None and best.kind == "title" else best


def _before_circumstance(subject: Subject, known: Known) -> Subject:
    """Cut the clause off that stands between a subject and ", said": "Ông Nam khi tiếp bà Lan, đã nói"."""
    text = known.article.text
    if subject.forward or not _PARTED.search(text, subject.start, subject.end):
        return subject
    chunks = list(_chunks(subject, known))
    for start, end in chunks:
        when = _WHEN.search(text, start, end)
        if when is not None and when.start() > start:
            told = _of_chunk((start, when.start()), known)
            if told is not None and told.kind in {"person", "title"}:
                return replace(subject, end=when.start())
    return subject


def _without_circumstance(chunks: list[tuple[int, int]], known: Known) -> list[tuple[int, int]]:
    """Leave out what tells when: "Trump, when asked about Kim, said"."""
    told = [span for span in chunks if not _WHILE.match(known.article.text, *span)]
    return told or chunks


def _chunks(subject: Subject, known: Known) -> Iterator[tuple[int, int]]:
    """Cut a stretch at commas, brackets and dashes, but for those within a name."""
    text, start = known.article.text, subject.start
    names = known.between(subject.start, subject.end)
    for cut in _CUT.finditer(text, subject.start, subject.end):
        if not any(m.start < cut.start() and cut.end() < m.end for m in names):
            yield from _worded(start, cut.start(), text)
            start = cut.end()
    yield from _worded(start, subject.end, text)


def _worded(start: int, end: int, text: str) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    if words.strip():
        yield end - len(words.lstrip()), start + len(words.rstrip())


def _touches(span: tuple[int, int], subject: Subject, known: Known) -> bool:
    """Whether a person stands next to the commas that an apposition would stand between."""
    names = [m for m in _mentions(span, known) if _is_person(m, known)]
    if subject.forward:
        return any(m.start - span[0] <= len("Thượng tướng ") for m in names)
    return any(m.end == span[1] for m in names)


def _of_chunk(span: tuple[int, int], known: Known) -> Speaker | None:
    """Return who a run between commas names, a person first."""
    words = known.article.text[slice(*span)]
    free = [m for m in _mentions(span, known) if not _is_governed(m, span, known)]
    persons = [m for m in free if _is_person(m, known) or _behind_particle(m, known)]
    if persons:
        return Speaker("person", _full_name(persons[-1], known))
    nameless = attributing()[known.language].unnamed.match(words)  # "an adviser to Macron" is not Macron
    if not nameless and (name := short_name(words, known.entities)):
        return Speaker("person", name)
    if pronoun := _pronoun(words, known):
        return Speaker("pronoun", pronoun)
    if title_in(words, known.language):
        return Speaker("title", words)
    if nameless and len(words.split()) > 1:
        return _as_written(words, "unnamed")
    if press := _PRESS.search(words):
        return Speaker("body", press.group())
    bodies = [m for m in free if known.entities[m].type in _ORGANS and not known.entities[m].place]
    return Speaker("body", known.entities[bodies[-1]].name) if bodies else None


def _is_person(mention: Mention, known: Known) -> bool:
    """Whether a mention names a person, with an initial too: "Maxim A. Suchkov"."""
    plain = known.entities[mention].type == "other" and not known.entities[mention].place
    return is_name(mention, known.entities) or (plain and bool(_INITIAL.fullmatch(mention.text)))


def _full_name(mention: Mention, known: Known) -> str:
    if mention.entity not in known.names:
        known.names[mention.entity] = fullest_name(mention, known.article, known.entities)
    return known.names[mention.entity]


def _behind_particle(mention: Mention, known: Known) -> bool:
    """Whether a particle of personal names stands before it: "van Baar"."""
    return bool(PARTICLE.search(known.article.text, max(0, mention.start - _NEAR), mention.start))


def _mentions(span: tuple[int, int], known: Known) -> list[Mention]:
    return [mention for mention in known.between(*span) if not mention.inside]


def _is_governed(mention: Mention, span: tuple[int, int], known: Known) -> bool:
    """Tell whether a preposition or another verb has the mention as its object: "gặp ông Nam"."""
    words, before = attributing()[known.language], known.article.text[span[0] : mention.start]
    found = list(words.governed.finditer(before))
    if not found or words.paper.search(before[: found[-1].start()]):
        return False
    between = before[found[-1].end() :].strip()
    return not between or bool(title_in(between, known.language)) or len(between.split()) == 1


def _pronoun(words: str, known: Known) -> str:
    """Return the pronoun that a chunk has for its subject."""
    parts = words.split()
    for at in range(len(parts)):
        for length in (3, 2, 1):
            phrase = " ".join(parts[at : at + length])
            phrase = phrase if at else phrase.casefold()
            behind = parts[at + length : at + length + 1]
            if any(phrase in one for one in attributing()[known.language].pronouns.values()):
                return phrase if not (behind and behind[0][:1].isupper()) else ""
    return ""


def _by_title(title: Speaker, subject: Subject, known: Known) -> Speaker | None:
    """Return the bearer of a title, else the title as the article has it."""
    words = _AFTERTHOUGHT.sub("", title.name)
    bearer = known.bearers.named(words, subject.start)
    if bearer is not None:
        return Speaker("person", known.entities.entities[bearer].name)
    return _as_written(words, "title")


def _as_written(words: str, kind: Kind) -> Speaker | None:
    kept = _AFTERTHOUGHT.sub("", words).rstrip(" .")
    return Speaker(kind, kept) if len(kept.split()) <= _LONGEST else None
