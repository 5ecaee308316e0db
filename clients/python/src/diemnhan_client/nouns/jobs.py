"""Batch jobs: orders, progress, results."""

from collections.abc import Mapping, Sequence
from typing import Required, TypedDict

from diemnhan_client.nouns.briefs import Brief, BriefOptions, Finding, TermUse
from diemnhan_client.nouns.translations import Alternative
from diemnhan_client.nouns.vocabulary import (
    Focus,
    ItemStatus,
    JobDirection,
    JobKind,
    JobState,
    Language,
    LanguageOrAuto,
)


class JobCount(TypedDict):
    """How many there are, are done and have failed."""

    total: int
    done: int
    failed: int


class JobCounts(TypedDict):
    """Of items, and of the characters in them."""

    items: JobCount
    characters: JobCount


class Job(TypedDict):
    """A job and how far it is."""

    id: str
    kind: JobKind
    state: JobState
    counts: JobCounts
    source: LanguageOrAuto
    target: Language | None
    priority: int
    format: str
    name: str | None
    created_at: str
    started_at: str | None
    finished_at: str | None
    expires_at: str
    items_per_second: float | None
    estimated_end: str | None
    results: str
    events: str


class JobPage(TypedDict):
    """A page of jobs, newest first; `next_cursor` is null on the last page."""

    jobs: list[Job]
    next_cursor: str | None


class JobItem(TypedDict, total=False):
    """A text or an article of a job: one of `text`, `html` and `ninjs`, and what is known about it."""

    custom_id: str
    text: str
    html: str
    ninjs: Mapping[str, object]
    title: str
    url: str
    id: str
    language: Language | None
    published_at: str | None


class JobRequest(TypedDict, total=False):
    """A job whose items are in the request."""

    kind: Required[JobKind]
    source: LanguageOrAuto
    target: Language | None
    direction: JobDirection | None
    webhook: str | None
    priority: int
    glossary: Mapping[str, str]
    glossaries: Sequence[str] | None
    store: bool
    expires_in_hours: int | None
    items: Required[Sequence[JobItem]]
    options: BriefOptions
    name: str | None


class JobForm(TypedDict, total=False):
    """What goes with a file, as fields of the form. The options of briefs are fields of it too."""

    kind: Required[JobKind]
    source: LanguageOrAuto
    target: Language | None
    direction: JobDirection | None
    webhook: str | None
    priority: int
    glossary: Mapping[str, str]
    glossaries: Sequence[str] | None
    store: bool
    expires_in_hours: int | None
    format: str | None
    column: str | None
    id_column: str | None
    title_column: str | None
    url_column: str | None
    language_column: str | None
    published_at_column: str | None
    article_id_column: str | None
    whole: bool
    html: bool
    sha256: str | None
    summary_sentences: int
    summary_words: int | None
    summary_ratio: float | None
    focus: Focus
    memory: bool
    deliver: Sequence[str] | None


class JobSearch(TypedDict, total=False):
    """The filters of a listing."""

    state: JobState
    kind: JobKind
    limit: int
    cursor: str


class JobError(TypedDict):
    """Why an item failed, and what to do about it."""

    code: str
    cause: str
    remedy: str


class JobResult(TypedDict, total=False):
    """A line of the results: `text` and what is beside it, or `brief`, or `error`."""

    position: Required[int]
    custom_id: Required[str]
    status: Required[ItemStatus]
    error: JobError
    brief: Brief
    text: str
    headline: str
    source: Language
    findings: list[Finding]
    confidence: float | None
    alternatives: list[Alternative]
    term_uses: list[TermUse]
    reused: int
