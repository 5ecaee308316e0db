"""The Job: a batch of texts to translate or of articles to write briefs of, and what became of each item.

Promises the names that the API shows. Refuses to know how and where a job is worked at.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from service.domain.article import Language, Payload
from service.domain.brief import Brief
from service.domain.request import BriefOptions
from service.domain.stores import Failure

JobKind = Literal["translate", "brief"]
JobState = Literal["queued", "running", "cancelling", "cancelled", "completed", "failed", "expired"]
ItemStatus = Literal["waiting", "done", "failed", "cancelled"]
ENDED: frozenset[JobState] = frozenset(("cancelled", "completed", "failed", "expired"))
MIDDLE_PRIORITY = 5  # 0 goes first, 9 last


@dataclass(frozen=True, slots=True)
class JobOptions:
    """What holds for every item. `store` keeps the briefs beside those that were ordered one by one.

    Of `brief`, translations have the glossaries only.
    """

    brief: BriefOptions = field(default_factory=BriefOptions)
    store: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are, and how many of them are done and have failed."""

    total: int = 0
    done: int = 0
    failed: int = 0

    @property
    def waiting(self) -> int:
        """How many are still to come."""
        return self.total - self.done - self.failed


@dataclass(frozen=True, slots=True)
class JobOrder:
    """What somebody wants done. `owner` is the id of their API key, `digest` the SHA-256 of what they sent.

    `source` None means that the language of each item is recognised by itself; `target` is None for briefs.
    `trace` is the span of the request that ordered it. `kept_hours` count from the order on, and again from
    each end; None is as long as the operator allows. `column` (of a table) and `whole` (of a text) tell how
    the file is read, and so how one is made of the results.
    """

    id: str
    owner: str
    kind: JobKind
    options: JobOptions
    source: Language | None = None
    target: Language | None = None
    priority: int = MIDDLE_PRIORITY
    format: str = "json"
    name: str | None = None
    digest: str | None = None
    trace: str | None = None
    kept_hours: int | None = None
    column: str | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """An accepted order and how far it is.

    `version` rises with every change that can be seen. `speed` is in items a second, over the batches that
    were worked at so far; None before the first. Past `expires_at` the items and results are deleted.
    """

    order: JobOrder
    state: JobState
    items: Count
    characters: Count
    created_at: datetime
    expires_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
    speed: float | None = None
    version: int = 0

    @property
    def id(self) -> str:
        """The order's id."""
        return self.order.id

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen, unless its failed items are tried again."""
        return self.state in ENDED

    @property
    def seconds_left(self) -> float | None:
        """How long it will take at its present speed."""
        if self.ended or not self.speed:
            return None
        return self.items.waiting / self.speed


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item as it was read from what was sent: either a payload, or why there is none."""

    custom_id: str
    payload: Payload | None
    error: Failure | None = None

    @property
    def characters(self) -> int:
        """How long its content is."""
        return len(self.payload.content) if self.payload else 0


@dataclass(frozen=True, slots=True)
class JobItem:
    """An item that is to be worked at. `position` counts from 0 in the order of the input."""

    position: int
    custom_id: str
    payload: Payload


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an item: `body` is JSON (the translation or the brief), or `error` says why not.

    `brief` is what is to be kept beside the other briefs, where the job asks for that.
    """

    position: int
    body: str | None = None
    error: Failure | None = None
    brief: Brief | None = None


@dataclass(frozen=True, slots=True)
class ItemResult:
    """An item of a job as its reader sees it."""

    position: int
    custom_id: str
    status: ItemStatus
    body: str | None = None
    error: Failure | None = None
