"""DeepL's documents: a file is sent, asked after until it is done, and fetched once.

Promises that only who has the key of a document sees it, that others do not even learn whether it is there,
and that it is gone once it was fetched.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath
from urllib.parse import quote

from anyio import to_thread
from fastapi import Request, Response
from fastapi.responses import JSONResponse

from service.api.deepl_glossaries import members_of
from service.api.deepl_terms import formality, owner_and_parameters, source_language, target_language
from service.api.deepl_text import glossaries
from service.api.dialect import Desk
from service.api.parameters import Parameters
from service.api.upload_backlog import UploadBacklog
from service.domain.errors import MalformedInput, NotFound, Overloaded
from service.domain.upload import FileOrder, Upload, UploadState
from service.pipeline.files import kind_of

_ID = re.compile(r"[0-9A-F]{32}")
SECONDS = 2  # a guess at how long a file takes


@dataclass(frozen=True)
class DocumentRoutes:
    """The handlers."""

    desk: Desk
    backlog: UploadBacklog

    async def send(self, request: Request) -> Response:
        """Take a file."""
        owner, sent = await owner_and_parameters(request, self.desk)
        order = read_order(sent, self.desk.parts.file_types)
        if order.glossaries:
            members = await to_thread.run_sync(members_of, self.desk, order.glossaries)
            order = replace(order, glossaries=members)
        # It is counted when its size is known; here it is only asked whether anything is left.
        await to_thread.run_sync(self.desk.allowance.require_some, owner)
        document_id, key = secrets.token_hex(16).upper(), secrets.token_hex(32).upper()
        upload = Upload(document_id, _hash(key), owner, order, self.desk.parts.clock())
        await self.backlog.take(upload)
        return JSONResponse({"document_id": document_id, "document_key": key})

    async def state(self, request: Request) -> Response:
        """Tell how far a document is."""
        _, sent = await owner_and_parameters(request, self.desk)
        document_id, state = await to_thread.run_sync(self._look, request, sent)
        return JSONResponse({"document_id": document_id, **_told(state)})

    async def result(self, request: Request) -> Response:
        """Return a translated document, once."""
        _, sent = await owner_and_parameters(request, self.desk)
        document_id, state = await to_thread.run_sync(self._look, request, sent)
        if state.status == "error":
            raise MalformedInput("Document translation failed.", state.error or "")
        if state.status != "done":
            raise Overloaded("Document translation is not finished.", "Ask for its status.")
        content = await to_thread.run_sync(self._fetch, document_id)
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(state.name)}"}
        return Response(content, media_type="application/octet-stream", headers=headers)

    def _look(self, request: Request, sent: Parameters) -> tuple[str, UploadState]:
        document_id = request.path_params["document_id"].upper()
        key = sent.text("document_key") or ""
        try:
            if not _ID.fullmatch(document_id):
                raise NotFound("Document not found.", "")
            state = self.desk.parts.uploads.state(document_id)
        except NotFound:
            raise NotFound("Document not found.", "") from None
        if not hmac.compare_digest(state.secret_sha256, _hash(key.upper())):
            raise NotFound("Document not found.", "")
        return document_id, state

    def _fetch(self, document_id: str) -> bytes:
        content = self.desk.parts.uploads.result(document_id)
        self.desk.parts.uploads.remove(document_id)
        return content


def read_order(sent: Parameters, file_types: tuple[str, ...]) -> FileOrder:
    """Return what is to be done with a file. Raises MalformedInput."""
    file = sent.files.get("file")
    if file is None:
        raise MalformedInput("Invalid file: parameter 'file' not specified.", "")
    name = file.name or sent.text("filename") or ""
    wanted = sent.text("output_format")
    if kind_of(name) not in file_types:
        known = ", ".join(kind.removeprefix(".") for kind in file_types)
        raise MalformedInput(f"Invalid file data or file extension {kind_of(name)!a}.", f"Send {known}.")
    if wanted and f".{wanted.lower()}" != kind_of(name):
        raise MalformedInput("Value for 'output_format' not supported.", "A file keeps its kind.")
    target, source = target_language(sent), source_language(sent)
    return FileOrder(
        name=PurePath(name).name,
        content=file.content,
        target=target,
        source=source,
        glossaries=glossaries(sent, known=source is not None),
        formality=formality(sent, target),
    )


def _told(state: UploadState) -> Mapping[str, str | int]:
    if state.status == "done":
        return {"status": "done", "billed_characters": state.characters}
    if state.status == "error":
        told = state.error or "Translation failed."
        return {"status": "error", "message": told, "error_message": told}
    return {"status": state.status, "seconds_remaining": SECONDS * (state.ahead + 1)}


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
