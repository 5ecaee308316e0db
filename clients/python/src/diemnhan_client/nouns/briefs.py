"""A brief as it is ordered and answered.

Answers are what the service sent, as it sent it: a field that a newer service adds is in them, untyped.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, Required, TypedDict

from diemnhan_client.nouns.vocabulary import (
    ActStatus,
    BlockRole,
    EventType,
    Field,
    FindingCode,
    Focus,
    Instrument,
    Language,
    Origin,
    PartnerType,
    Severity,
)


class Accepted(TypedDict):
    """A brief that was promised."""

    id: str
    status: Literal["pending"]
    location: str


class ActDate(TypedDict):
    """When: the article's words, and EDTF level 0/1 (2019-08, 2020/2021) where they are enough."""

    text: str | None
    edtf: str | None


class Amount(TypedDict):
    """A sum as written, its value in units, and its ISO 4217 code (None for what is no money)."""

    text: str
    value: float | None
    currency: str | None


class Bilingual(TypedDict):
    """The same words in both languages; a side is empty until somebody can say it."""

    vi: str
    en: str


class Evidence(TypedDict):
    """Words of the article: code-point offsets into the normalised text, `end` exclusive."""

    segment: int
    start: int
    end: int
    text: str


class Partner(TypedDict):
    """A party to the act. `country` is ISO 3166-1 alpha-2."""

    name: Bilingual
    type: PartnerType
    country: str | None
    evidence: Evidence


class Highlight(TypedDict):
    """One act or programme of cooperation. `confidence` in 0..1; `rank` from 1 by news value."""

    rank: int
    instrument: Instrument
    status: ActStatus
    event_type: EventType
    partners: list[Partner]
    date: ActDate
    place: Bilingual | None
    fields: list[Field]
    amounts: list[Amount]
    gist: Bilingual
    evidence: list[Evidence]
    confidence: float


class Quote(TypedDict):
    """Direct speech: who said it, in both languages, and where."""

    speaker: str
    text: Bilingual
    evidence: Evidence


class Span(TypedDict):
    """Code-point offsets into `Article.text`; `end` is exclusive."""

    start: int
    end: int


class Source(TypedDict):
    """The article that a brief is about."""

    id: str | None
    url: str | None
    title: str | None
    language: Language
    published_at: str | None
    sha256: str


class SummarySentence(TypedDict):
    """A sentence of the summary and the words it rests on."""

    text: Bilingual
    evidence: list[Evidence]


class HeadlineSuggestion(TypedDict):
    """A headline that an editor may choose, and the words it rests on."""

    text: Bilingual
    evidence: list[Evidence]


class TermUse(TypedDict):
    """A term of a glossary that a translation renders as it should."""

    term: str
    rendering: str
    start: int
    end: int
    glossary: str


class BriefSegment(TypedDict):
    """A segment of the article beside its translation."""

    index: int
    role: BlockRole
    span: Span
    source: str
    target: str
    origin: Origin
    score: float
    terms: list[str]
    confidence: float | None
    term_uses: list[TermUse]


class Finding(TypedDict):
    """A check that wants an editor's eye; `segment` is None where it concerns the whole brief."""

    code: FindingCode
    severity: Severity
    segment: int | None
    message: Bilingual


class Provenance(TypedDict):
    """Which versions of what wrote a brief: the same input and provenance give the same brief."""

    service: str
    translator: str
    summariser: str
    extractor: str
    glossary: str
    prompt: str | None
    memory: str | None


class Brief(TypedDict):
    """What the service returns on one article."""

    id: str
    created_at: str
    source: Source
    headline: Bilingual
    summary: list[SummarySentence]
    highlights: list[Highlight]
    quotes: list[Quote]
    findings: list[Finding]
    segments: list[BriefSegment]
    provenance: Provenance
    headline_suggestions: list[HeadlineSuggestion]


class BriefCard(TypedDict):
    """A brief in a listing: all of it but the segments."""

    id: str
    created_at: str
    source: Source
    headline: Bilingual
    summary: list[SummarySentence]
    highlights: list[Highlight]
    quotes: list[Quote]
    findings: list[Finding]
    provenance: Provenance


class BriefPage(TypedDict):
    """A page of briefs, newest first; `next_cursor` is null on the last page."""

    briefs: list[BriefCard]
    next_cursor: str | None


class BriefOptions(TypedDict, total=False):
    """How the brief is written. One length of the summary may be given: sentences, words or ratio."""

    summary_sentences: int
    summary_words: int | None
    summary_ratio: float | None
    focus: Focus
    memory: bool
    deliver: Sequence[str] | None


class BriefRequest(TypedDict, total=False):
    """An article: exactly one of `text`, `html` and `ninjs`, and what is known about it."""

    text: str | None
    html: str | None
    ninjs: Mapping[str, object] | None
    title: str | None
    language: Language | None
    url: str | None
    published_at: str | None
    id: str | None
    glossary: Mapping[str, str]
    glossaries: Sequence[str] | None
    options: BriefOptions


class SegmentCorrection(TypedDict, total=False):
    """An editor's translation of a segment."""

    text: Required[str]
    remember: bool
    author: str | None
    note: str | None


class RawParameters(TypedDict, total=False):
    """What is known about an article that is sent as it is, beside the options."""

    title: str
    language: Language
    url: str
    published_at: str
    id: str
    glossaries: Sequence[str]
    summary_sentences: int
    summary_words: int
    summary_ratio: float
    focus: Focus
    memory: bool
    deliver: Sequence[str]


class BriefSearch(TypedDict, total=False):
    """The filters of a listing. Those about highlights must all hold for one and the same highlight."""

    q: str
    partner: str
    field: Field
    instrument: Instrument
    date_from: str
    date_to: str
    language: Language
    limit: int
    cursor: str


class FeedSearch(TypedDict, total=False):
    """Which briefs are in a feed."""

    partner: str
    field: Field
    limit: int
