"""The interface of LibreTranslate, for the clients that speak it.

Promises what those clients rely on, and what their users asked for: a list is one batch with a language for
each text, plain text comes back as text, HTML as HTML. Our own interface, /v1, can say more.
"""

import hashlib
from dataclasses import dataclass

from anyio import to_thread
from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from service.api.dialect import Desk, add_routes, is_settings_probe
from service.api.libretranslate_files import FileRoutes
from service.api.libretranslate_terms import (
    LANGUAGES,
    answer,
    detected,
    owner_and_parameters,
    read_order,
    required,
    supported,
    write_error,
)
from service.domain.article import other
from service.domain.errors import MalformedInput
from service.domain.suggestion import Suggestion

PREFIXES = ("", "/libretranslate")
MAX_SUGGESTION = 10_000  # characters; a suggestion is for a sentence


@dataclass(frozen=True)
class LibreTranslateRoutes:
    """The handlers."""

    desk: Desk

    async def translate(self, request: Request) -> Response:
        """Translate a text or a list of texts."""
        owner, sent = await owner_and_parameters(request, self.desk)
        if is_settings_probe(sent.texts("q"), sent.text("source"), sent.text("target")):
            return JSONResponse(
                {"translatedText": ["Test"] if isinstance(sent.values["q"], list) else "Test"}
            )
        order = read_order(sent, self.desk.max_texts)
        done = await self.desk.translate(order.request, owner)
        return JSONResponse(answer(order, done))

    async def detect(self, request: Request) -> Response:
        """Recognise the language of a text; what is neither of ours is English with confidence 0."""
        _, sent = await owner_and_parameters(request, self.desk)
        text = "\n".join(sent.texts("q"))
        if not text:
            raise MalformedInput("Invalid request: missing q parameter", "")
        found = await to_thread.run_sync(detected, text)
        return JSONResponse([found])

    async def languages(self, _request: Request) -> Response:
        """List the languages. No key is asked for: clients ask before they have one."""
        return JSONResponse(
            [{"code": code, "name": name, "targets": list(LANGUAGES)} for code, name in LANGUAGES.items()]
        )

    async def suggest(self, request: Request) -> Response:
        """Keep a better translation for an editor to look at."""
        owner, sent = await owner_and_parameters(request, self.desk)
        text, better = required(sent, "q"), required(sent, "s")
        language = supported(required(sent, "source"))
        if supported(required(sent, "target")) != other(language):
            raise MalformedInput("source and target are the same", "")
        if len(text) + len(better) > MAX_SUGGESTION:
            raise MalformedInput("Invalid request: suggestion too long", "")
        now = self.desk.parts.clock()
        digest = hashlib.sha256("\n".join((language, text, better)).encode()).hexdigest()[:32]
        suggestion = Suggestion(digest, language, text, better, owner, now)
        await to_thread.run_sync(self.desk.parts.suggestions.add, suggestion)
        return JSONResponse({"success": True})

    async def settings(self, _request: Request) -> Response:
        """Tell what a page needs to know."""
        return JSONResponse(
            {
                "charLimit": -1,
                "frontendTimeout": 500,
                "apiKeys": self.desk.gate.required,
                "keyRequired": self.desk.gate.required,
                "suggestions": True,
                "filesTranslation": True,
                "supportedFilesFormat": list(self.desk.parts.file_types),
                "language": {
                    "source": {"code": "auto", "name": "Auto Detect"},
                    "target": {"code": "en", "name": LANGUAGES["en"]},
                },
            }
        )

    async def health(self, _request: Request) -> Response:
        """Answer as long as the event loop turns, as /healthz does."""
        return JSONResponse({"status": "ok"})


def router(desk: Desk, upload_hours: int) -> APIRouter:
    """Return the routes, at the root as LibreTranslate has them and under /libretranslate."""
    routes, files = LibreTranslateRoutes(desk), FileRoutes(desk, upload_hours)
    api = APIRouter(tags=["libretranslate"])
    add_routes(
        api,
        write_error,
        [
            ("POST", "/translate", routes.translate),
            ("POST", "/detect", routes.detect),
            ("GET", "/languages", routes.languages),
            ("POST", "/suggest", routes.suggest),
            ("POST", "/translate_file", files.translate),
            ("GET", "/download_file/{name}", files.download),
            ("GET", "/frontend/settings", routes.settings),
            ("GET", "/health", routes.health),
        ],
        prefixes=PREFIXES,
    )
    return api
