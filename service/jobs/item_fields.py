"""What an item says of itself beside its words: what is known about an article, as of one that is sent alone.

Promises an InputError that names the field for whatever it cannot be, and takes what POST /v1/briefs takes.
Refuses to know what files the fields come from.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from pydantic import JsonValue, TypeAdapter, ValidationError

from service.domain.article import (
    LONGEST_ADDRESS,
    LONGEST_FIELD,
    WEB_ADDRESS,
    Language,
    Media,
    Payload,
    publication_time,
    written_time,
)
from service.domain.errors import BinaryInput, MalformedInput, UndecodableText
from service.jobs.read_lines import SAVE_AS

ABOUT = ("title", "url", "id", "language", "published_at")
REMEDY = "Each item is a JSON object with `custom_id` and one of `text`, `html` and `ninjs`."
_TIME = "Write it in ISO 8601, as 2019-08-05T09:30:00+07:00 or 2019-08-05, with a year from 1700 to 2200."
_LANGUAGES: Mapping[str, Language] = {"vi": "vi", "en": "en"}
_ADDRESS = re.compile(WEB_ADDRESS)
_SHOWN = 60  # characters of a value that is no time or language


def described(content: str, media: Media, fields: Mapping[str, JsonValue]) -> Payload:
    """Return content with what the fields say of it. Raises InputError."""
    return Payload(
        content=content,
        media=media,
        title=_text(fields, "title"),
        url=_address(fields),
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


def _text(fields: Mapping[str, JsonValue], name: str, longest: int = LONGEST_FIELD) -> str | None:
    value = fields.get(name)
    if value is None or (isinstance(value, str) and len(value) <= longest):
        return checked(value) if value else None
    raise MalformedInput(
        f"The field `{name}` is no string of up to {longest:,} characters.", "Shorten it, or leave it out."
    )


def _address(fields: Mapping[str, JsonValue]) -> str | None:
    address = _text(fields, "url", LONGEST_ADDRESS)
    if address is None or (_ADDRESS.fullmatch(address)):
        return address
    raise MalformedInput(
        f"The field `url` is {address[:_SHOWN]!a}, which is no address of the web.",
        "Write it in full, as https://example.org/tin/1, or leave it out.",
    )


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
        return publication_time(_times().validate_python(written_time(value)))
    except ValidationError:
        why = "which is no time of a publication"
    except ValueError as error:
        why = f"which is no time of a publication: {error}"
    raise MalformedInput(f"The field `published_at` is {str(value)[:_SHOWN]!a}, {why}.", _TIME)


@lru_cache(maxsize=1)
def _times() -> TypeAdapter[datetime]:
    return TypeAdapter(datetime)
