"""What was read: an Article, its Blocks and its Segments, all by code-point offsets into one text."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

Language = Literal["vi", "en"]
Media = Literal["text", "html", "ninjs", "xml"]  # xml: a unit of a document, never an article
BlockRole = Literal["title", "lead", "heading", "paragraph", "list_item", "caption", "byline", "dateline"]


LONGEST_FIELD = 1000  # characters of a title or an id
LONGEST_ADDRESS = 2048
WEB_ADDRESS = r"^https?://\S+$"


def other(language: Language) -> Language:
    """Return the language that a brief in `language` is translated to."""
    return "en" if language == "vi" else "vi"


def written_time(value: object) -> object:
    """Return what is to be read as a time. Raises ValueError for numbers: readers take them as seconds."""
    if isinstance(value, str):
        try:
            float(value)
        except ValueError:
            return value
    if isinstance(value, str | int | float):
        raise ValueError(
            "it is a number and not a time in ISO 8601, like 2019-08-05 or 2019-08-05T09:30+07:00"
        )
    return value


def publication_time(moment: datetime) -> datetime:
    """Take a time without a zone as UTC. Raises ValueError for years in which there was no news."""
    if not 1700 <= moment.year <= 2200:
        raise ValueError("the year is not between 1700 and 2200")
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Span:
    """Code-point offsets into `Article.text`; `end` is exclusive."""

    start: int
    end: int

    def overlaps(self, another: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < another.end and another.start < self.end


@dataclass(frozen=True, slots=True)
class Payload:
    """What somebody sent, before anything is known about it.

    `content` is bytes where the charset is still open (a raw body), text otherwise; for ninjs it is the
    JSON item as text or bytes. `charset` is what the sender declared, if anything.
    """

    content: str | bytes
    media: Media
    charset: str | None = None
    title: str | None = None
    language: Language | None = None
    url: str | None = None
    published_at: datetime | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A title, paragraph, caption ... of the article, in reading order."""

    role: BlockRole
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    """A normalised (NFC) news text. `text` holds every block, byline and date line included.

    `origin[i]` is the code-point offset in the sender's decoded text from which `text[i]` comes; it is
    empty for HTML and ninjs, whose text is an extract.
    """

    text: str
    language: Language
    blocks: tuple[Block, ...]
    sha256: str
    title: str | None = None
    url: str | None = None
    published_at: datetime | None = None
    id: str | None = None
    origin: tuple[int, ...] = ()

    def __getitem__(self, span: Span) -> str:
        """Return the words under a span."""
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, heading or list item; `text == article.text[span.start:span.end]`."""

    index: int
    span: Span
    text: str
    role: BlockRole
