"""What an item says of itself beside its words: what is known about an article, as of one that is sent alone.

Promises an InputError that names the field for whatever it cannot be, and takes what POST /v1/briefs takes.
Refuses to know what files the fields come from.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from pydantic import JsonValue, TypeAdapter, ValidationError

from service.domain.article import Language, Media, Payload, publication_time
from service.domain.errors import BinaryInput, MalformedInput, UndecodableText
from service.jobs.read_lines import SAVE_AS

ABOUT = ("title", "url", "id", "language", "published_at")
REMEDY = "Each item is a JSON object with `custom_id` and one of `text`, `html` and `ninjs`."
_TIME = "Write it as 2019-08-05T09:30:00+07:00 or 2019-08-05, with a year from 1700 to 2200."
_LANGUAGES: Mapping[str, Language] = {"vi": "vi", "en": "en"}
_SHOWN = 60  # characters of a value that is no time or language


def described(content: str, media: Media, fields: Mapping[str, JsonValue]) -> Payload:
    """Return content with what the fields say of it. Raises InputError."""
    return Payload(
        content=content,
        media=media,
        title=_text(fields, "title"),
        url=_text(fields, "url"),
        id=_text(fields, "id"),
        language=_language(fields.get("language")),
        published_at=_time(fields.get("published_at")),
    )


def checked(text: str) -> str:
    """Refuse what no database keeps and no UTF-8 writes."""
    if "\x00" in text:
        raise BinaryInput("The text holds a null character.", "Take it out: it is no text.")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UndecodableText(
            f"The text holds {text[error.start]!a}, which is no character: it is not valid UTF-8.",
            SAVE_AS,
        ) from None
    return text


def _text(fields: Mapping[str, JsonValue], name: str) -> str | None:
    value = fields.get(name)
    if value is None or (isinstance(value, str) and len(value) <= 2048):
        return checked(value) if value else None
    raise MalformedInput(f"The field `{name}` is no string of up to 2,048 characters.", REMEDY)


def _language(value: JsonValue) -> Language | None:
    if value is None or value == "":
        return None
    if isinstance(value, str) and value in _LANGUAGES:
        return _LANGUAGES[value]
    raise MalformedInput(
        f"The field `language` is {str(value)[:_SHOWN]!a}, which is neither 'vi' nor 'en'.",
        "Correct it, or leave it out: the language is recognised.",
    )


def _time(value: JsonValue) -> datetime | None:
    if value is None or value == "":
        return None
    try:
        return publication_time(_times().validate_python(value))
    except (ValidationError, ValueError):
        raise MalformedInput(
            f"The field `published_at` is {str(value)[:_SHOWN]!a}, which is no time of a publication.", _TIME
        ) from None


@lru_cache(maxsize=1)
def _times() -> TypeAdapter[datetime]:
    return TypeAdapter(datetime)
