"""The Brief, whose field names are the public contract (v1), and what it is made of."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from service.domain.article import BlockRole, Language, Span
from service.domain.highlight import Bilingual, Evidence, Highlight, Quote

Origin = Literal["model", "memory", "glossary", "editor"]
Severity = Literal["info", "warning", "error"]
FindingCode = Literal[
    "number_mismatch", "date_mismatch", "currency_mismatch", "name_untranslated", "name_changed",
    "untranslated", "term_missed", "too_short", "too_long", "repeated", "low_score", "truncated",
    "ungrounded", "assistant_unavailable", "name_varies", "negation_lost", "meaning_changed",
    "instruction_in_article",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Translation:
    """A Segment in the other language. `score` is the mean log-probability a token (0 is certain).

    `confidence` is the chance (0..1) that it is good; None where nothing calibrates the model's score.
    """

    segment: int
    text: str
    origin: Origin
    score: float
    terms: tuple[str, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A check that wants an editor's eye; `segment` is None where it concerns the whole brief."""

    code: FindingCode
    severity: Severity
    segment: int | None
    message: Bilingual


@dataclass(frozen=True, slots=True)
class Source:
    """The article that a brief is about."""

    id: str | None
    url: str | None
    title: str | None
    language: Language
    published_at: datetime | None
    sha256: str


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence of the summary and the words it rests on."""

    text: Bilingual
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class HeadlineSuggestion:
    """A headline that an editor may choose, and the words it rests on."""

    text: Bilingual
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class TermUse:
    """A term of a glossary that a translation renders as it should.

    `term` are the words at `start`..`end` of the segment's source (code points, `end` exclusive),
    `rendering` are the words of the translation, `glossary` says whose term it is: name and version.
    """

    term: str
    rendering: str
    start: int
    end: int
    glossary: str


@dataclass(frozen=True, slots=True)
class BriefSegment:
    """A segment of the article beside its translation.

    `terms` are the renderings of the glossary terms in it, `term_uses` which of them stand where.
    """

    index: int
    role: BlockRole
    span: Span
    source: str
    target: str
    origin: Origin
    score: float
    terms: tuple[str, ...] = ()
    confidence: float | None = None
    term_uses: tuple[TermUse, ...] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which versions of what wrote a brief: the same input and provenance give the same brief."""

    service: str
    translator: str
    summariser: str
    extractor: str
    glossary: str
    prompt: str | None = None
    memory: str | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """What the service returns on one article."""

    id: str
    created_at: datetime
    source: Source
    headline: Bilingual
    summary: tuple[SummarySentence, ...]
    highlights: tuple[Highlight, ...]
    quotes: tuple[Quote, ...]
    findings: tuple[Finding, ...]
    segments: tuple[BriefSegment, ...]
    provenance: Provenance
    headline_suggestions: tuple[HeadlineSuggestion, ...] = ()
