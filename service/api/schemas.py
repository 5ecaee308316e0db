"""What may be sent and what comes back, as pydantic models: the edge of the service.

Promises that a field which is not known is refused, so that no misspelt option is quietly ignored.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)

from service.domain.article import (
    LONGEST_ADDRESS,
    LONGEST_FIELD,
    WEB_ADDRESS,
    Language,
    publication_time,
    written_time,
)
from service.domain.brief import Finding, Provenance, Source, SummarySentence, TermUse
from service.domain.glossary import NO_GLOSSARY
from service.domain.highlight import Bilingual, Highlight, Instrument, Quote
from service.domain.highlight import Field as FieldOfCooperation
from service.domain.request import (
    Alternative,
    BriefOptions,
    Focus,
    Formality,
    InlineGlossary,
    TextFormat,
    XmlOptions,
)
from service.domain.stores import BriefQuery
from service.text.glossary_entries import checked_pairs

EDTF_PREFIX = r"^\d{4}(-\d{2}(-\d{2})?)?$"


Short = Annotated[str, StringConstraints(max_length=LONGEST_FIELD)]
Text = Annotated[str, StringConstraints(max_length=200)]
WebAddress = Annotated[str, StringConstraints(max_length=LONGEST_ADDRESS, pattern=WEB_ADDRESS)]
TagName = Annotated[str, StringConstraints(min_length=1, max_length=100)]
TagNames = Annotated[tuple[TagName, ...], Field(max_length=200)]
Published = Annotated[datetime, BeforeValidator(written_time), AfterValidator(publication_time)]
Terms = Annotated[
    dict[Annotated[str, StringConstraints(min_length=1, max_length=300)], Short], Field(max_length=1000)
]


def _none_is_none(ids: list[str]) -> list[str]:
    return [] if ids == [NO_GLOSSARY] else ids


Chosen = Annotated[
    list[Annotated[str, StringConstraints(min_length=1, max_length=200)]],
    Field(max_length=10),
    AfterValidator(_none_is_none),
]
DELIVER = "Ids of the endpoints that are told; [] is none, left out: those that asked for such events."
CHOSEN = "Ids of stored glossaries, the first before the next; [] is none, left out: the desk's default ones."


def parted(sent: object) -> object:
    """Read a parameter or form field, which is text: ids parted by commas."""
    return [one.strip() for one in sent.split(",") if one.strip()] if isinstance(sent, str) else sent


class Options(BaseModel):
    """How the brief is written. One length of the summary may be given: sentences, words or ratio."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    summary_sentences: int = Field(default=3, ge=1, le=30)
    summary_words: int | None = Field(default=None, ge=10, le=2000)
    summary_ratio: float | None = Field(default=None, gt=0, le=1)
    focus: Focus = "general"
    memory: bool = Field(default=True, description="Reuse what the translation memory has.")
    deliver: Annotated[Chosen | None, BeforeValidator(parted)] = Field(default=None, description=DELIVER)

    @model_validator(mode="after")
    def _has_one_length(self) -> Self:
        lengths = ("summary_sentences", "summary_words", "summary_ratio")
        given = [
            name for name in lengths if name in self.model_fields_set and getattr(self, name) is not None
        ]
        if len(given) > 1:
            named = " and ".join(f"`{name}`" for name in given)
            raise ValueError(f"{named} are lengths of one summary: give one of them and leave out the others")
        return self

    def with_terms(self, terms: dict[str, str], glossaries: Sequence[str] | None) -> BriefOptions:
        """Return the options of the domain."""
        return BriefOptions(
            summary_sentences=self.summary_sentences,
            summary_words=self.summary_words,
            summary_ratio=self.summary_ratio,
            focus=self.focus,
            memory=self.memory,
            glossary=inline_glossary(terms),
            glossaries=None if glossaries is None else tuple(glossaries),
            deliver=None if self.deliver is None else tuple(self.deliver),
        )


class BriefRequest(BaseModel):
    """An article: exactly one of `text`, `html` and `ninjs`, and what is known about it."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={
            "examples": [
                {
                    "text": "Ngày 5/8/2019, tại Hà Nội, Việt Nam và Nhật Bản ký bản ghi nhớ về y tế.",
                    "title": "Việt Nam - Nhật Bản hợp tác y tế",
                    "url": "https://example.org/viet-nam-nhat-ban",
                    "published_at": "2019-08-05T09:30:00+07:00",
                    "glossary": {"bản ghi nhớ": "memorandum of understanding"},
                    "options": {"summary_sentences": 3},
                }
            ]
        },
    )

    text: str | None = Field(default=None, description="Plain text; blank lines part paragraphs.")
    html: str | None = Field(default=None, description="A page or a fragment; boilerplate is left out.")
    ninjs: dict[str, JsonValue] | None = Field(
        default=None, description="A ninjs item (1.3, 3.1, Superdesk)."
    )
    title: Short | None = None
    language: Language | None = Field(default=None, description="Recognised if it is not given.")
    url: WebAddress | None = None
    published_at: Published | None = Field(default=None, description="Without a zone: UTC.")
    id: Short | None = Field(
        default=None, description="Your own id of the article; comes back in `source.id`."
    )
    glossary: Terms = Field(default_factory=dict, description="Terms of the article and their renderings.")
    glossaries: Chosen | None = Field(default=None, description=CHOSEN)
    options: Options = Options()


class RawParameters(Options):
    """What goes with a raw body, as query parameters."""

    title: Short | None = None
    language: Language | None = None
    url: WebAddress | None = None
    published_at: Published | None = None
    id: Short | None = None
    glossaries: Short | None = Field(default=None, description="Ids of stored glossaries, parted by commas.")

    def chosen(self) -> list[str] | None:
        """Return the ids; nothing between commas is no id, an empty parameter chooses none."""
        if self.glossaries is None:
            return None
        return _none_is_none([one.strip() for one in self.glossaries.split(",") if one.strip()])


class XmlMarkup(BaseModel):
    """What the elements of an XML text mean."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ignore_tags: TagNames = Field(default=(), description="Their content is not translated.")
    splitting_tags: TagNames = Field(default=(), description="They part the text around them.")
    non_splitting_tags: TagNames = Field(default=(), description="They stand inside of sentences.")
    outline_detection: bool = Field(
        default=True, description="Other tags part the text unless they somewhere stand beside text."
    )
    joins_lines: bool = Field(default=False, description="A line break is a space and ends no sentence.")

    def domain(self) -> XmlOptions:
        """Return the options of the domain."""
        return XmlOptions(**self.model_dump())


class TranslationsRequest(BaseModel):
    """Texts to translate, in order."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={
            "examples": [{"texts": ["Hai bên ký thỏa thuận hợp tác."], "source": "auto", "target": "en"}]
        },
    )

    texts: list[str] = Field(min_length=1)
    target: Language
    source: Literal["vi", "en", "auto"] = "auto"
    format: TextFormat = "text"
    glossary: Terms = Field(default_factory=dict)
    glossaries: Chosen | None = Field(default=None, description=CHOSEN)
    alternatives: int = Field(
        default=0, ge=0, le=5, description="How many other wordings are wanted; for plain text only."
    )
    formality: Formality = Field(
        default="default",
        description="How Vietnamese addresses its reader; without effect on English.",
    )
    memory: bool = Field(default=True, description="Reuse what the translation memory has.")
    xml: XmlMarkup = Field(default=XmlMarkup(), description="For the format xml.")

    @field_validator("alternatives")
    @classmethod
    def _of_plain_text(cls, wanted: int, info: ValidationInfo) -> int:
        if wanted and info.data.get("format", "text") != "text":
            raise ValueError("alternatives are given for the format text only; send 0 or leave it out")
        return wanted


class TranslationOut(BaseModel):
    """A translated text, the language it was in, and what an editor should look at."""

    model_config = ConfigDict(from_attributes=True)

    text: str
    source: Language
    findings: tuple[Finding, ...]
    confidence: float | None = Field(
        default=None, description="Chance, 0 to 1, that it is good; null where the model is not calibrated."
    )
    alternatives: tuple[Alternative, ...] = ()
    term_uses: tuple[TermUse, ...] = Field(
        default=(), description="Which terms of a glossary fired where in the text as sent; not in markup."
    )
    reused: int = Field(default=0, description="How many of its sentences the translation memory had.")


class TranslationsAnswer(BaseModel):
    """The translations, in the order of the texts."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "translations": [
                        {
                            "text": "The two sides signed a cooperation agreement.",
                            "source": "vi",
                            "findings": [],
                            "confidence": 0.86,
                            "alternatives": [],
                            "term_uses": [
                                {
                                    "term": "thỏa thuận hợp tác",
                                    "rendering": "cooperation agreement",
                                    "start": 11,
                                    "end": 29,
                                    "glossary": "institutions@1a2b3c4d5e6f",
                                }
                            ],
                        }
                    ]
                }
            ]
        }
    )

    translations: list[TranslationOut]


class BriefCard(BaseModel):
    """A brief in a listing: all of it but the segments."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    created_at: datetime
    source: Source
    headline: Bilingual
    summary: tuple[SummarySentence, ...]
    highlights: tuple[Highlight, ...]
    quotes: tuple[Quote, ...]
    findings: tuple[Finding, ...]
    provenance: Provenance


class BriefList(BaseModel):
    """A page of briefs, newest first; `next_cursor` is null on the last page."""

    briefs: list[BriefCard]
    next_cursor: str | None


class BriefSearch(BaseModel):
    """The filters of a listing. Those about highlights must all hold for one and the same highlight."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    q: Text | None = Field(
        default=None, description='Words that all occur, with or without diacritics; "..." is a phrase.'
    )
    partner: Text | None = Field(
        default=None, description="Words of a partner's name, or a country code (JP)."
    )
    field: FieldOfCooperation | None = None
    instrument: Instrument | None = None
    date_from: str | None = Field(
        default=None, pattern=EDTF_PREFIX, description="2019, 2019-08 or 2019-08-05."
    )
    date_to: str | None = Field(default=None, pattern=EDTF_PREFIX)
    language: Language | None = Field(default=None, description="Of the article.")
    limit: int = Field(default=20, ge=1, le=100)
    cursor: Short | None = None

    def query(self) -> BriefQuery:
        """Return the query of the domain."""
        values = self.model_dump()
        return BriefQuery(text=values.pop("q"), **values)


class Accepted(BaseModel):
    """A brief that was promised."""

    id: str
    status: Literal["pending"] = "pending"
    location: str


class ProblemDetails(BaseModel):
    """RFC 9457 problem details, with our `code`, `remedy` and `request_id`."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "urn:diemnhan:problem:empty_input",
                    "title": "Unprocessable Entity",
                    "status": 422,
                    "detail": "The request has no body.",
                    "instance": "/v1/briefs",
                    "code": "empty_input",
                    "remedy": "Send an article: JSON with `text`, `html` or `ninjs`.",
                    "request_id": "5f0c1d2e3b4a49d08c7f6e5d4c3b2a19",
                }
            ]
        }
    )

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str
    remedy: str
    request_id: str
    errors: list[dict[str, str]] | None = None


def inline_glossary(terms: dict[str, str]) -> InlineGlossary:
    """Return terms and renderings as the domain has them. Raises MalformedInput, naming the term."""
    return checked_pairs(terms.items())
