"""Glossaries as they are sent and answered, as pydantic models.

Promises that a field which is not known is refused. What the entries must be like is checked elsewhere.
"""

import unicodedata
from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from service.api.schemas import Short
from service.domain.errors import MalformedInput
from service.domain.glossary import Direction, GlossaryEntry
from service.text.glossary_entries import Placed


def _printable(name: str) -> str:
    clean = unicodedata.normalize("NFC", name)
    if not clean.isprintable():
        raise ValueError("the name holds characters that cannot be shown")
    return clean


Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(_printable),
]


class EntryBody(BaseModel):
    """A term in both languages. One that is not translated needs one side only."""

    model_config = ConfigDict(extra="forbid", frozen=True, from_attributes=True)

    vi: str = ""
    en: str = ""
    vi_variants: tuple[str, ...] = Field(default=(), description="Forms that are found and accepted, too.")
    en_variants: tuple[str, ...] = ()
    case_sensitive: bool = Field(default=False, description="Found only as written, rendered exactly so.")
    do_not_translate: bool = Field(default=False, description="Stays as it is: both sides are the same.")
    note: str = ""

    def placed(self, place: str) -> Placed:
        """Return the entry of the domain. Raises MalformedInput where both sides contradict the mark."""
        vi, en = self.vi, self.en
        if self.do_not_translate:
            vi, en = vi or en, en or vi
            if vi != en:
                raise MalformedInput(
                    f"{place} is not to be translated, but has two different sides.",
                    "Send one side only, or leave `do_not_translate` out.",
                )
        return place, GlossaryEntry(
            vi, en, self.vi_variants, self.en_variants, self.case_sensitive, self.note
        )


class Description(BaseModel):
    """What a glossary is called, and what it is for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Name
    direction: Direction = Field(default="both", description="The translations that it is used in.")
    default: bool = Field(default=False, description="Applies to every request that names no glossary.")


class GlossaryRequest(Description):
    """A glossary with its entries."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "Ban Thời sự",
                    "direction": "vi-en",
                    "entries": [
                        {"vi": "Viện Năng suất Việt Nam", "en": "Vietnam National Productivity Institute"},
                        {"vi": "KPC", "do_not_translate": True, "case_sensitive": True},
                    ],
                }
            ]
        }
    )

    entries: tuple[EntryBody, ...]


class GlossaryPatch(BaseModel):
    """What is to change; entries are replaced at their own address."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, json_schema_extra={"examples": [{"default": True}]}
    )

    name: Name | None = None
    direction: Direction | None = None
    default: bool | None = None

    @model_validator(mode="after")
    def _something(self) -> "GlossaryPatch":
        if not self.model_dump(exclude_none=True):
            raise ValueError("nothing is to change: send name, direction or default")
        return self


class EntriesBody(BaseModel):
    """All entries of a glossary."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        from_attributes=True,
        json_schema_extra={"examples": [{"entries": [{"vi": "năng suất", "en": "productivity"}]}]},
    )

    entries: tuple[EntryBody, ...]

    def placed(self) -> list[Placed]:
        """Return the entries of the domain, each with its place."""
        return [entry.placed(f"Entry {number}") for number, entry in enumerate(self.entries, 1)]


class GlossaryOut(BaseModel):
    """A glossary without its entries. `version` is a hash of what it says."""

    model_config = ConfigDict(
        from_attributes=True,
        json_schema_extra={
            "examples": [
                {
                    "id": "2f6c0c1e5f7b4f0b9f0e6a3d8c1b2a49",
                    "name": "Ban Thời sự",
                    "direction": "vi-en",
                    "default": False,
                    "entry_count": 2,
                    "version": "1a2b3c4d5e6f",
                    "created_at": "2026-11-25T09:00:00Z",
                    "updated_at": "2026-11-25T09:00:00Z",
                }
            ]
        },
    )

    id: str
    name: str
    direction: Direction
    default: bool
    entry_count: int
    version: str
    created_at: datetime
    updated_at: datetime
    passed_over: int = Field(
        default=0, description="In the answer to a file: its concepts without Vietnamese or English."
    )


class GlossaryListing(BaseModel):
    """A page of glossaries, newest first; `next_cursor` is null on the last page."""

    model_config = ConfigDict(from_attributes=True)

    glossaries: tuple[GlossaryOut, ...]
    next_cursor: str | None


class GlossaryPaging(BaseModel):
    """Which part of the list."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    limit: int = Field(default=20, ge=1, le=100)
    cursor: Short | None = None
