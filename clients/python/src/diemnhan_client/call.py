"""One request, described: what is sent, how its answer is read, and whether it may be sent again.

Promises that describing sends nothing, so that both clients share the descriptions. Refuses to know how
requests are sent.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, Literal, TypeVar, cast
from urllib.parse import quote

import httpx

from diemnhan_client.problems import DiemNhanError

Answer = TypeVar("Answer")
Answer_co = TypeVar("Answer_co", covariant=True)
Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
Query = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that is read while it is sent, with the fields of its form."""

    path: Path
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Body:
    """What is sent: JSON, or octets as they are, or a form with a file, or nothing."""

    json: object = None
    content: bytes | None = None
    upload: Upload | None = None


@dataclass(frozen=True, slots=True)
class Call(Generic[Answer_co]):
    """A request. `path` is a template that `fills` fill.

    `repeatable`: sent twice it does no more than once. `silence` is how many seconds may pass without an
    octet of the answer, None: as the client is set. `gone_is_done`: a 404 to a repetition means that the
    first request did it.
    """

    method: Method
    path: str
    read: Callable[[httpx.Response], Answer_co]
    fills: Mapping[str, str] = field(default_factory=dict)
    query: Query = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Body = Body()
    repeatable: bool = True
    silence: float | None = None
    gone_is_done: bool = False

    @property
    def url(self) -> str:
        """The path, filled."""
        for name, value in self.fills.items():
            if not value or value in {".", ".."}:
                raise DiemNhanError(f"{value!r} cannot be the {name} in {self.path}.", "Give an id.")
        return self.path.format_map({name: quote(value, safe="") for name, value in self.fills.items()})


def prepared(call: Call[Answer], http: httpx.Client | httpx.AsyncClient, files: ExitStack) -> httpx.Request:
    """Return the request to send; a file that it sends is open until `files` ends."""
    upload, timeout = call.body.upload, http.timeout
    sent = None
    if upload is not None:
        sent = {"file": (upload.path.name, files.enter_context(upload.path.open("rb")))}
    if call.silence is not None:
        timeout = httpx.Timeout(timeout.connect, read=call.silence, write=timeout.write, pool=timeout.pool)
    return http.build_request(
        call.method,
        call.url,
        params=parameters(call.query) or None,
        headers=dict(call.headers),
        json=call.body.json,
        content=call.body.content,
        data=None if upload is None else dict(upload.fields),
        files=sent,
        timeout=timeout,
    )


def parameters(given: Query) -> dict[str, str]:
    """Return query parameters or form fields as they are written; those that are None are left out."""
    return {name: _written(value) for name, value in given.items() if value is not None}


def json_as(kind: type[Answer]) -> Callable[[httpx.Response], Answer]:
    """Return what reads an answer in JSON, as it comes: with fields that are not known here too."""

    def read(response: httpx.Response) -> Answer:
        try:
            said: object = response.json()
        except ValueError:
            said = None
        if not isinstance(said, dict):
            raise _foreign(response, f"is no {kind.__name__} in JSON")
        return cast("Answer", said)

    return read


def field_of(name: str, kind: type[Answer]) -> Callable[[httpx.Response], list[Answer]]:
    """Return what reads the list that is one field of an answer."""

    def read(response: httpx.Response) -> list[Answer]:
        said: Mapping[str, list[Answer]] = json_as(dict)(response)
        if name not in said:
            raise _foreign(response, f"has no {name} ({kind.__name__})")
        return said[name]

    return read


def text(response: httpx.Response) -> str:
    """Read an answer as text."""
    return response.text


def octets(response: httpx.Response) -> bytes:
    """Read an answer as it is."""
    return response.content


def nothing(response: httpx.Response) -> None:
    """Read an answer that says nothing."""


@dataclass(frozen=True, slots=True)
class Tagged(Generic[Answer_co]):
    """An answer and its version, for `if_match`."""

    value: Answer_co
    etag: str


def tagged(read: Callable[[httpx.Response], Answer]) -> Callable[[httpx.Response], Tagged[Answer]]:
    """Return what reads an answer with its version."""

    def both(response: httpx.Response) -> Tagged[Answer]:
        return Tagged(read(response), response.headers.get("etag", ""))

    return both


def once(key: str | None) -> dict[str, str]:
    """Return the header by which a repetition is recognised; a key of its own unless one is given."""
    return {"Idempotency-Key": key or uuid.uuid4().hex}


def matching(etag: str | None) -> dict[str, str]:
    """Return the header by which only one version is changed."""
    return {} if etag is None else {"If-Match": etag}


def _foreign(response: httpx.Response, what: str) -> DiemNhanError:
    return DiemNhanError(
        f"The answer to {response.request.url} {what}.", "Check the address: this may be no diemnhan service."
    )


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, Sequence | set | frozenset):
        parts: Iterable[object] = value
        return ",".join(map(str, parts))
    return str(value)
