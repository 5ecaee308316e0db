"""Jobs as they are sent and answered: the edge of the service."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue, model_validator

from service.api.schemas import CHOSEN, Chosen, Options, Short, Terms, WebAddress, parted
from service.domain.article import Language
from service.domain.job import MIDDLE_PRIORITY, Job, JobKind, JobOptions, JobOrder, JobState
from service.domain.job_ports import FieldColumn, JobQuery, ReadOptions

MAX_ITEMS = 10_000  # in one JSON request; files hold more
MAX_HOURS = 87_600  # what DIEMNHAN_JOB_DAYS can be at most; what it is, is the limit
_COLUMNS = {
    "title": "title_column",
    "url": "url_column",
    "language": "language_column",
    "published_at": "published_at_column",
    "id": "article_id_column",
}
Direction = Literal["vi-en", "en-vi"]
LanguageOrAuto = Literal["vi", "en", "auto"]


def _from_json(sent: object) -> object:
    """A form field is text: read the JSON in it."""
    try:
        return json.loads(sent) if isinstance(sent, str) else sent
    except RecursionError:
        raise ValueError("the JSON is nested too deeply") from None


class JobWish(BaseModel):
    """What is to be done with every item."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: JobKind
    source: LanguageOrAuto = Field(
        default="auto", description="`auto`: the language of each item is recognised by itself."
    )
    target: Language | None = Field(
        default=None, description="Needed for `translate`; briefs are in both languages, whatever it is."
    )
    direction: Direction | None = Field(
        default=None, description="`source` and `target` in one, in the place of both."
    )
    webhook: WebAddress | None = Field(
        default=None,
        description="URL of a registered endpoint that is told of the end, as if `deliver` had its id too.",
    )
    priority: int = Field(default=MIDDLE_PRIORITY, ge=0, le=9, description="0 goes first, 9 last.")
    glossary: Annotated[Terms, BeforeValidator(_from_json)] = Field(default_factory=dict)
    glossaries: Annotated[Chosen | None, BeforeValidator(parted)] = Field(default=None, description=CHOSEN)
    store: bool = Field(
        default=False, description="Keep the briefs beside those that were ordered one by one."
    )
    expires_in_hours: int | None = Field(
        default=None,
        ge=1,
        le=MAX_HOURS,
        description="How long it is kept, from the order on and again from its end; the service has a limit.",
    )

    @model_validator(mode="before")
    @classmethod
    def _directed(cls, sent: object) -> object:
        """Take a direction for its source and target; what else is said of them must not differ."""
        if not isinstance(sent, dict) or sent.get("direction") not in get_args(Direction):
            return sent
        source, _, target = sent["direction"].partition("-")
        for name, language in (("source", source), ("target", target)):
            if sent.get(name) not in (None, language):
                raise ValueError(f"`direction` is {sent['direction']}, but `{name}` is {sent[name]!a}")
        return {**sent, "source": source, "target": target}

    @model_validator(mode="after")
    def _has_a_target(self) -> "JobWish":
        if self.kind == "translate" and self.target is None:
            raise ValueError("`target` or `direction` is needed for `translate`")
        if self.kind == "brief" and self.target is not None and self.target == self.source:
            raise ValueError("`source` and `target` of a brief are its two languages, and here they are one")
        if self.kind == "translate" and self.store:
            raise ValueError("`store` is for briefs")
        return self

    def order(self, job_id: str, owner: str, options: Options, *, form: str, name: str | None) -> JobOrder:
        """Return the order of the domain."""
        return JobOrder(
            id=job_id,
            owner=owner,
            kind=self.kind,
            options=JobOptions(options.with_terms(self.glossary, self.glossaries), self.store),
            source=None if self.source == "auto" else self.source,
            target=self.target if self.kind == "translate" else None,
            priority=self.priority,
            format=form,
            name=name,
            kept_hours=self.expires_in_hours,
        )


class JobRequest(JobWish):
    """A job whose items are in the request."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={
            "examples": [
                {
                    "kind": "translate",
                    "source": "vi",
                    "target": "en",
                    "items": [{"custom_id": "tin-1", "text": "Hai bên ký thỏa thuận hợp tác."}],
                }
            ]
        },
    )

    items: list[dict[str, JsonValue]] = Field(
        min_length=1,
        max_length=MAX_ITEMS,
        description="Each with a `custom_id` and one of `text`, `html`, `ninjs`; if known `title`, `url`, "
        "`id` (yours, of the article), `language` and `published_at`.",
    )
    options: Options = Options()
    name: Short | None = Field(default=None, description="What you call the job.")


class JobForm(JobWish):
    """What goes with a file, as fields of the form. The fields of `Options` may be fields of the form too."""

    options: Annotated[Options, BeforeValidator(_from_json)] = Field(
        default=Options(), description="A JSON object; what is in it is no field of the form beside it."
    )
    format: str | None = Field(default=None, description="Of the file; by its name if it is not given.")
    column: Short | None = Field(default=None, description="Name or number (from 1) of the column of texts.")
    id_column: Short | None = Field(default=None, description="The same for the column of ids.")
    title_column: Short | None = Field(default=None, description="The same for the titles of articles.")
    url_column: Short | None = Field(default=None, description="The same for their addresses.")
    language_column: Short | None = Field(
        default=None, description="The same for what language each is in: `vi`, `en` or nothing."
    )
    published_at_column: Short | None = Field(
        default=None, description="The same for when they were published, which tells the year of a day."
    )
    article_id_column: Short | None = Field(
        default=None, description="The same for your own ids of the articles, which `source.id` gives back."
    )
    whole: bool = Field(default=False, description="A plain text file is one item instead of one a line.")
    html: bool = Field(default=False, description="The column holds HTML.")
    sha256: str | None = Field(
        default=None,
        pattern="^[0-9a-fA-F]{64}$",
        description="Of the file; another one that arrives is refused.",
    )

    def reading(self) -> ReadOptions:
        """Return how the file is to be read."""
        return ReadOptions(
            kind=self.kind,
            column=self.column,
            id_column=self.id_column,
            whole=self.whole,
            html=self.html,
            target=self.target if self.kind == "translate" else None,
            source=None if self.source == "auto" else self.source,
            about=tuple(self._about()),
        )

    def _about(self) -> Iterator[FieldColumn]:
        """Yield the columns that were chosen for what is known about a text."""
        for field, option in _COLUMNS.items():
            column: str | None = getattr(self, option)
            if column is not None:
                yield FieldColumn(field, column, option)


class CountOut(BaseModel):
    """How many there are, are done and have failed."""

    model_config = ConfigDict(from_attributes=True)

    total: int
    done: int
    failed: int


class Counts(BaseModel):
    """Of items, and of the characters in them."""

    items: CountOut
    characters: CountOut


class JobOut(BaseModel):
    """A job and how far it is."""

    id: str
    kind: JobKind
    state: JobState
    counts: Counts
    source: LanguageOrAuto
    target: Language | None
    priority: int
    format: str
    name: str | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    expires_at: datetime
    items_per_second: float | None = Field(description="At present; null before the first items are done.")
    estimated_end: datetime | None
    results: str = Field(description="Address of the results.")
    events: str = Field(description="Address of the events.")


class JobList(BaseModel):
    """A page of jobs, newest first; `next_cursor` is null on the last page."""

    jobs: list[JobOut]
    next_cursor: str | None


class JobSearch(BaseModel):
    """The filters of a listing."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    state: JobState | None = None
    kind: JobKind | None = None
    limit: int = Field(default=20, ge=1, le=100)
    cursor: Short | None = None

    def query(self) -> JobQuery:
        """Return the query of the domain."""
        return JobQuery(state=self.state, kind=self.kind, limit=self.limit, cursor=self.cursor)


def job_out(job: Job, now: datetime) -> JobOut:
    """Return a job as it is answered."""
    left, order = job.seconds_left, job.order
    return JobOut(
        id=job.id,
        kind=order.kind,
        state=job.state,
        counts=Counts(
            items=CountOut.model_validate(job.items), characters=CountOut.model_validate(job.characters)
        ),
        source=order.source or "auto",
        target=order.target,
        priority=order.priority,
        format=order.format,
        name=order.name,
        created_at=job.created_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        expires_at=job.expires_at,
        items_per_second=None if job.speed is None else round(job.speed, 3),
        estimated_end=None if left is None else now + timedelta(seconds=left),
        results=f"/v1/jobs/{job.id}/results",
        events=f"/v1/jobs/{job.id}/events",
    )
