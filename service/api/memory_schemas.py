"""What may be sent to the translation memory and what comes back."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints

from service.api.schemas import Short, Text
from service.domain.article import Language
from service.domain.memory import MatchKind, MemoryFault, MemoryOrigin, MemoryQuery, SaveOutcome

Words = Annotated[str, StringConstraints(min_length=1, max_length=20_000, strip_whitespace=True)]
Neighbour = Annotated[str, StringConstraints(max_length=20_000)]
EXAMPLE: dict[str, JsonValue] = {
    "language": "vi",
    "source": "Hai bên ký bản ghi nhớ hợp tác.",
    "target": "The two sides signed a memorandum of cooperation.",
    "author": "Lan",
}


class MemoryItem(BaseModel):
    """A pair that an editor approved."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"examples": [EXAMPLE]})

    language: Language = Field(description="Of the source.")
    source: Words
    target: Words
    previous: Neighbour | None = Field(default=None, description="The segment before the source.")
    following: Neighbour | None = Field(default=None, description="The segment after it.")
    author: Short | None = None
    note: Short | None = None


class MemoryRequest(BaseModel):
    """Pairs to remember."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, json_schema_extra={"examples": [{"entries": [EXAMPLE]}]}
    )

    entries: list[MemoryItem] = Field(min_length=1, max_length=1000)


class MemoryChange(BaseModel):
    """What an entry says from now on. Its source stays: another source is another entry."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={"examples": [{"target": "Both sides signed a memorandum of cooperation."}]},
    )

    target: Words
    author: Short | None = None
    note: Short | None = None


class MemoryEntryOut(BaseModel):
    """An entry. `origin` is `editor` for what somebody approved here, `import` for what came from a file."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    language: Language
    source: str
    target: str
    origin: MemoryOrigin
    created_at: datetime
    changed_at: datetime
    previous: str | None
    following: str | None
    author: str | None
    note: str | None


class MemorySaved(BaseModel):
    """What became of a pair. `kept`: there was an entry with more say, which is given."""

    model_config = ConfigDict(from_attributes=True)

    outcome: SaveOutcome
    entry: MemoryEntryOut


class MemoryAnswer(BaseModel):
    """What became of the pairs, in their order."""

    saved: list[MemorySaved]


class MemoryListing(BaseModel):
    """A page of entries, the latest changed first; `next_cursor` is null on the last page."""

    entries: list[MemoryEntryOut]
    next_cursor: str | None


class MemorySearch(BaseModel):
    """The filters of a listing."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    q: Text | None = Field(
        default=None,
        description='Words of source or target, with or without diacritics; `"..."` is a phrase.',
    )
    language: Language | None = Field(default=None, description="Of the source.")
    limit: int = Field(default=20, ge=1, le=100)
    cursor: Short | None = None

    def query(self) -> MemoryQuery:
        """Return the query of the domain."""
        return MemoryQuery(text=self.q, language=self.language, limit=self.limit, cursor=self.cursor)


class MatchesRequest(BaseModel):
    """Segments to look up, in reading order: each is the context of its neighbours."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={"examples": [{"texts": [EXAMPLE["source"]], "source": "vi", "minimum": 0.75}]},
    )

    texts: list[Neighbour] = Field(min_length=1, max_length=200)
    source: Language
    minimum: float = Field(default=0.75, ge=0.5, le=1, description="The lowest score of a fuzzy match.")
    limit: int = Field(default=5, ge=1, le=20, description="Most matches for a text.")


class MemoryMatchOut(BaseModel):
    """A match: `context` and `exact` are used when translating, `fuzzy` is only offered."""

    model_config = ConfigDict(from_attributes=True)

    kind: MatchKind
    score: float = Field(description="0 to 1; 1 for context and exact.")
    entry: MemoryEntryOut


class MatchesAnswer(BaseModel):
    """The matches of each text, the best first, in the order of the texts."""

    matches: list[list[MemoryMatchOut]]


class ImportOut(BaseModel):
    """What became of the units of a file; `faults` tells the first of those that were skipped."""

    model_config = ConfigDict(from_attributes=True)

    added: int
    updated: int
    unchanged: int
    kept: int
    skipped: int
    faults: tuple[MemoryFault, ...]


class ImportParameters(BaseModel):
    """What a file without languages needs said."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Language = Field(default="vi", description="Of the sources of a table that does not say it.")


class ExportParameters(BaseModel):
    """Which entries are written out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Language | None = Field(default=None, description="Of the source; left out: all.")


class SegmentCorrection(BaseModel):
    """An editor's translation of a segment."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={"examples": [{"text": "The two sides signed a memorandum.", "remember": True}]},
    )

    text: Words
    remember: bool = Field(default=True, description="Put it into the translation memory.")
    author: Short | None = None
    note: Short | None = None
