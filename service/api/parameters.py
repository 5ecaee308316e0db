"""Parameters as the clients of other systems send them: JSON, forms, uploads and queries alike.

Promises that a list sent as repeated fields, as `name[]` or in JSON is the same list, and that all of it
is clean text. Knows no parameter by name.
"""

import re
from collections.abc import AsyncGenerator, Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from fastapi import Request
from starlette.datastructures import FormData, Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from service.api.body import Body, Limits, read_body
from service.api.strict_json import Json, parse
from service.domain.errors import BinaryInput, MalformedInput, UndecodableText, UnsupportedMedia

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
MAX_FIELDS = 2000
_INDEXED = re.compile(r"\[\d*\]\Z")
_CHECK = "Check how the client builds its requests."


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file of a multipart form."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Parameters:
    """What was sent by name. A list is a field that was sent several times, or a list in JSON."""

    values: Mapping[str, Json]
    files: Mapping[str, SentFile] = field(default_factory=dict)

    def text(self, name: str) -> str | None:
        """Return one value as a string, None where it was not sent. Raises MalformedInput."""
        value = self.values.get(name)
        if value is None or isinstance(value, str):
            return value
        if isinstance(value, bool):
            return "1" if value else "0"
        if isinstance(value, int | float):
            return str(value)
        raise MalformedInput(f"Parameter '{name}' is no string.", "Send it once, as a string.")

    def texts(self, name: str) -> tuple[str, ...]:
        """Return all values as strings, none where it was not sent. Raises MalformedInput."""
        value = self.values.get(name)
        several = value if isinstance(value, list) else [] if value is None else [value]
        if not all(isinstance(one, str) for one in several):
            raise MalformedInput(f"Parameter '{name}' is no list of strings.", "Send strings.")
        return tuple(str(one) for one in several)


async def read_parameters(request: Request, limits: Limits) -> Parameters:
    """Return what a request says in its body and in its query; the body goes first. Raises InputError."""
    query = _grouped(request.query_params.multi_items())
    body = await read_body(request, limits)
    if not body.content.strip():
        return Parameters(_clean(query))
    if body.media_type == MULTIPART:
        sent = await _multipart(request.headers, body.content)
        fields = _grouped((name, value) for name, value in sent.multi_items() if isinstance(value, str))
        return Parameters(_clean({**query, **fields}), await _files(sent))
    return Parameters(_clean({**query, **_fields(body)}))


def _fields(body: Body) -> Mapping[str, Json]:
    if body.media_type == JSON or (not body.media_type and body.content.lstrip().startswith(b"{")):
        value = parse(body.content)
        if not isinstance(value, dict):
            raise MalformedInput("Invalid JSON format", "Send an object.")
        return value
    if body.media_type in (FORM, ""):
        return _grouped(_urlencoded(body.content))
    raise UnsupportedMedia(f"A body of type {body.media_type!a} is not read.", f"Send {JSON} or {FORM}.")


def _urlencoded(content: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(content.decode(), keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS)
    except UnicodeDecodeError:  # bytes beyond ASCII may be escaped or, as curl sends them, be there bare
        raise UndecodableText("The form is not URL-encoded UTF-8.", _CHECK) from None
    except ValueError:
        raise MalformedInput(f"The form has more than {MAX_FIELDS} fields.", "Send fewer.") from None


async def _multipart(headers: Headers, content: bytes) -> FormData:
    async def once() -> AsyncGenerator[bytes, None]:
        yield content

    try:
        return await MultiPartParser(headers, once(), max_part_size=len(content) + 1).parse()
    except (MultiPartException, KeyError, UnicodeDecodeError) as error:
        cause = getattr(error, "message", "it has no boundary or is no UTF-8")
        raise MalformedInput(f"The multipart form cannot be read: {cause}.", _CHECK) from None


async def _files(sent: FormData) -> Mapping[str, SentFile]:
    found: dict[str, SentFile] = {}
    for name, value in sent.multi_items():
        if isinstance(value, UploadFile):
            found[name] = SentFile(value.filename or "", await value.read())
            await value.close()
    return found


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, Json]:
    """Return fields by name: `text`, `text[]` and `text[0]` are one, a list where there are several."""
    lists: dict[str, list[Json]] = {}
    listed: set[str] = set()
    for name, value in pairs:
        plain = _INDEXED.sub("", name)
        listed |= {plain} if plain != name else set()
        lists.setdefault(plain, []).append(value)
    return {
        name: values if len(values) > 1 or name in listed else values[0] for name, values in lists.items()
    }


def _clean(values: Mapping[str, Json]) -> Mapping[str, Json]:
    """Refuse what no text holds; JSON was checked as it was read."""
    for name, value in values.items():
        several = value if isinstance(value, list) else [value]
        if any("\x00" in one for one in (name, *several) if isinstance(one, str)):
            raise BinaryInput(f"Parameter {name!a} holds a null character.", "Take it out: it is no text.")
    return values
