"""An editor's correction of a segment of a brief, over HTTP; the memory learns it."""

import hashlib
import uuid
from dataclasses import dataclass

from anyio import to_thread
from fastapi import APIRouter, Request, Response

from service.api.body import Body, Limits, read_body
from service.api.memory_parts import MemoryParts
from service.api.memory_schemas import SegmentCorrection
from service.api.negotiation import choose
from service.api.parts import Parts
from service.api.payloads import read_json
from service.domain.brief import Brief
from service.domain.errors import EmptyInput, NotFound, Outdated, UnsupportedMedia
from service.domain.memory import MemoryEntry
from service.pipeline.correct import passage_of, segment_of

JSON = "application/json"
ATTEMPTS = 5  # of a correction that names no version: another's may always come between


@dataclass(frozen=True)
class CorrectionRoutes:
    """The handler. A correction with If-Match is made to that version or not at all."""

    parts: Parts
    memory: MemoryParts
    limits: Limits

    async def correct(self, request: Request, brief_id: str, index: int) -> Response:
        """Put an editor's translation in the place of a segment's, and check it."""
        choose(request.headers.get("accept"), (JSON,))
        if not brief_id.isprintable():
            raise NotFound("There is no brief with such an id.", "GET /v1/briefs lists what there is.")
        body = await read_body(request, self.limits)
        expected = request.headers.get("if-match")
        content = await to_thread.run_sync(self._correct, brief_id, index, body, expected)
        headers = {"ETag": _tag(content), "Cache-Control": "no-cache"}
        return Response(content, media_type=JSON, headers=headers)

    def _correct(self, brief_id: str, index: int, body: Body, expected: str | None) -> bytes:
        sent = _read(body)
        for attempt in range(ATTEMPTS):
            seen = self.parts.store.get(brief_id)
            self._refuse_another(seen, expected)
            corrected = self.memory.correct(seen, index, sent.text)
            try:
                self.parts.store.exchange(seen, corrected)
                break
            except Outdated:
                if expected is not None or attempt == ATTEMPTS - 1:
                    raise
        if sent.remember:
            self._remember(corrected, index, sent)
        return self.parts.renderers[JSON](corrected)

    def _refuse_another(self, brief: Brief, expected: str | None) -> None:
        if expected is None or expected.strip() == "*":
            return
        if _tag(self.parts.renderers[JSON](brief)) not in {one.strip() for one in expected.split(",")}:
            raise Outdated(
                f"The brief {brief.id!r} is not the version that If-Match names.",
                "Read it again as application/json and repeat the correction with its ETag.",
            )

    def _remember(self, brief: Brief, index: int, sent: SegmentCorrection) -> None:
        passage, now = passage_of(brief, index), self.parts.clock()
        entry = MemoryEntry(
            id=uuid.uuid4().hex,
            language=brief.source.language,
            source=passage.text,
            target=segment_of(brief, index).target,
            origin="editor",
            created_at=now,
            changed_at=now,
            previous=passage.previous,
            following=passage.following,
            author=sent.author,
            note=sent.note,
        )
        self.memory.store.save([entry])


def router(routes: CorrectionRoutes) -> APIRouter:
    """Return the route."""
    api = APIRouter(prefix="/v1/briefs/{brief_id}/segments", tags=["briefs"])
    api.add_api_route("/{index}", routes.correct, methods=["PUT"], summary="Correct a segment of a brief")
    return api


def _read(body: Body) -> SegmentCorrection:
    if not body.content.strip():
        raise EmptyInput("The request has no body.", "Send JSON with `text`.")
    if body.media_type != JSON:
        raise UnsupportedMedia("A correction is read from JSON only.", f"Send {JSON}.")
    return SegmentCorrection.model_validate(read_json(body))


def _tag(content: bytes) -> str:
    """Return the ETag that reading the brief as JSON gives."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'
