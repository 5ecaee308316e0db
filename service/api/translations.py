"""Plain translation: texts in, their translations out, in order."""

from dataclasses import dataclass

from anyio import to_thread
from fastapi import APIRouter, Request, Response

from service.api.body import Body, read_body
from service.api.dialect import Desk, owner_of
from service.api.negotiation import choose
from service.api.payloads import read_json
from service.api.schemas import (
    TranslationOut,
    TranslationsAnswer,
    TranslationsRequest,
    inline_glossary,
)
from service.domain.errors import EmptyInput, TooLarge, UnsupportedMedia
from service.domain.request import TranslatedText, TranslationRequest

JSON = "application/json"


@dataclass(frozen=True)
class TranslationRoutes:
    """The handler."""

    desk: Desk

    async def create(self, request: Request) -> Response:
        """Translate up to `max_texts` texts, keeping their order, paragraphs and line breaks."""
        choose(request.headers.get("accept"), (JSON,))
        body = await read_body(request, self.desk.limits)
        wanted = await to_thread.run_sync(self._read, body)
        done = await self.desk.translate(wanted, owner_of(request))
        content = await to_thread.run_sync(_written, done)
        return Response(content, media_type=JSON)

    def _read(self, body: Body) -> TranslationRequest:
        if not body.content.strip():
            raise EmptyInput("The request has no body.", "Send JSON with `texts` and `target`.")
        if body.media_type != JSON:
            raise UnsupportedMedia("Texts to translate are read from JSON only.", f"Send {JSON}.")
        sent = TranslationsRequest.model_validate(read_json(body))
        if len(sent.texts) > self.desk.max_texts:
            raise TooLarge(
                f"{len(sent.texts)} texts were sent; {self.desk.max_texts} are taken at once.",
                "Send several requests.",
            )
        return TranslationRequest(
            texts=tuple(sent.texts),
            target=sent.target,
            source=None if sent.source == "auto" else sent.source,
            format=sent.format,
            glossary=inline_glossary(sent.glossary),
            glossaries=None if sent.glossaries is None else tuple(sent.glossaries),
            alternatives=sent.alternatives,
            formality=sent.formality,
            memory=sent.memory,
            xml=sent.xml.domain(),
        )


def _written(done: list[TranslatedText]) -> bytes:
    translated = [TranslationOut.model_validate(text) for text in done]
    return TranslationsAnswer(translations=translated).model_dump_json().encode()


def router(routes: TranslationRoutes) -> APIRouter:
    """Return the route."""
    api = APIRouter(prefix="/v1/translations", tags=["translations"])
    api.add_api_route("", routes.create, methods=["POST"], summary="Translate texts")
    return api
