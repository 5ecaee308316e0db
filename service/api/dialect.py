"""What the interfaces of other systems have together: their own shape of errors, keys, allowances, work.

Promises that whatever our code refuses reaches the client in its own protocol. Knows none of the protocols.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace

from fastapi import APIRouter, Request, Response
from pydantic import ValidationError
from starlette.exceptions import HTTPException

from service.api import problems
from service.api.allowance import ANYBODY, Allowance
from service.api.body import Limits
from service.api.parts import Parts
from service.api.problems import Problem
from service.api.repeats import Repeats
from service.api.security import Gate
from service.api.work import WorkPool
from service.domain.errors import DiemNhanError
from service.domain.request import TranslatedText, TranslationRequest
from service.domain.upload import FileOrder, TranslatedFile
from service.domain.usage import Usage

Handler = Callable[[Request], Awaitable[Response]]
Writer = Callable[[Problem], Response]


@dataclass(frozen=True)
class Desk:
    """What the handlers of a foreign interface work with."""

    parts: Parts
    pool: WorkPool
    limits: Limits
    gate: Gate
    max_texts: int
    allowance: Allowance
    repeats: Repeats[list[TranslatedText]] = field(default_factory=Repeats)

    async def admit(self, request: Request, token: str | None) -> str:
        """Return who asks: the id of a key. Raises AccessError."""
        await self.gate.admit(request, token or token_of(request))
        return owner_of(request)

    async def translate(self, wanted: TranslationRequest, owner: str) -> list[TranslatedText]:
        """Translate on a worker thread and count it. Raises QuotaExceeded, Overloaded, InputError."""
        spent = Usage(characters=sum(map(len, wanted.texts)))
        asked = replace(wanted, desk=owner)
        return await self.repeats.once(
            (owner, asked),
            lambda: self.pool.run(
                lambda: self.allowance.charged(owner, spent, lambda: self.parts.translate_texts(asked))
            ),
        )

    def translate_file(self, order: FileOrder, owner: str, *, keep: Callable[[TranslatedFile], None]) -> None:
        """Count a file as soon as its size is known, translate and keep it. Raises QuotaExceeded. Blocks."""
        asked = replace(order, desk=owner)
        self.allowance.charged_for_file(
            owner, lambda admit: keep(self.parts.translate_file(asked, admit=admit))
        )


def is_settings_probe(texts: Sequence[str], source: str | None, target: str | None) -> bool:
    """Whether this is how Weblate checks its settings: by having "test" put into German.

    It takes no settings for a service that refuses. The answer is "Test", and no other German is spoken here.
    """
    return tuple(texts) == ("test",) and ((source or "").lower(), (target or "").lower()) == ("en", "de")


def owner_of(request: Request) -> str:
    """Return the id of the key that a request was admitted with."""
    key = request.scope.get("api_key")
    return key if isinstance(key, str) else ANYBODY


def token_of(request: Request) -> str | None:
    """Return the key in the usual headers, whatever the scheme is called."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() in ("bearer", "deepl-auth-key") and token.strip():
        return token.strip().removesuffix(":fx")  # clients mark the keys of free accounts with it
    return request.headers.get("x-api-key")


def add_routes(
    api: APIRouter, writer: Writer, routes: Sequence[tuple[str, str, Handler]], *, prefixes: Sequence[str]
) -> None:
    """Add (method, path, handler) routes under each prefix, in the protocol's own shape of errors.

    They are not in our OpenAPI document: their contract is published by those whose protocol it is.
    """
    for prefix in prefixes:
        for method, path, handler in routes:
            api.add_api_route(
                prefix + path, in_shape(handler, writer), methods=[method], include_in_schema=False
            )


def in_shape(handler: Handler, writer: Writer) -> Handler:
    """Return the handler with its errors written by a protocol's writer."""

    async def answered(request: Request) -> Response:
        try:
            return await handler(request)
        except DiemNhanError as error:
            return writer(problems.of_error(error))
        except HTTPException as error:
            return writer(problems.of_http(error))
        except ValidationError as error:
            return writer(problems.of_validation(error.errors()))

    return answered
