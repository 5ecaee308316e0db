"""LibreTranslate's files: one in, a URL out, under which the translation can be fetched for some hours.

Promises that only who was given the URL can fetch: its name has 128 random bits, and a hash of them is kept.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePath
from urllib.parse import quote

from anyio import to_thread
from fastapi import Request, Response
from fastapi.responses import JSONResponse

from service.api.dialect import Desk
from service.api.libretranslate_terms import owner_and_parameters, required, supported
from service.api.room import require_room
from service.domain.errors import MalformedInput, NotFound
from service.domain.upload import FileOrder, Upload
from service.pipeline.files import kind_of

_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True)
class FileRoutes:
    """The handlers. Files are kept for `hours`."""

    desk: Desk
    hours: int

    async def translate(self, request: Request) -> Response:
        """Translate a file and say where the translation is."""
        owner, sent = await owner_and_parameters(request, self.desk)
        if "file" not in sent.files:
            raise MalformedInput("Invalid request: missing file parameter", "")
        source, target = required(sent, "source"), supported(required(sent, "target"))
        file = sent.files["file"]
        if not file.name:
            raise MalformedInput("Invalid request: empty file", "")
        if kind_of(file.name) not in self.desk.parts.file_types:
            raise MalformedInput("Invalid request: file format not supported", "")
        order = FileOrder(file.name, file.content, target, None if source == "auto" else supported(source))
        token = secrets.token_hex(16)
        await self.desk.pool.run(lambda: self._translate(order, owner, token))
        return JSONResponse({"translatedFileUrl": self._address(request, token, file.name)})

    async def download(self, request: Request) -> Response:
        """Return a translated file."""
        token = request.path_params["name"].partition(".")[0]
        name, content = await to_thread.run_sync(self._find, token)
        return Response(
            content,
            media_type="application/octet-stream",  # never shown as a page of ours
            headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"},
        )

    def _translate(self, order: FileOrder, owner: str, token: str) -> None:
        uploads, now = self.desk.parts.uploads, self.desk.parts.clock()
        uploads.forget_before(now - timedelta(hours=self.hours))
        require_room(self.desk.parts, len(order.content))
        digest = hashlib.sha256(token.encode()).hexdigest()
        upload = Upload(digest, digest, owner, order, now)
        self.desk.translate_file(order, owner, keep=lambda done: uploads.put_done(upload, done))

    def _find(self, token: str) -> tuple[str, bytes]:
        upload_id = hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
        try:
            return self.desk.parts.uploads.state(upload_id).name, self.desk.parts.uploads.result(upload_id)
        except NotFound:
            raise NotFound("There is no such file.", "Translate it again.") from None

    def _address(self, request: Request, token: str, name: str) -> str:
        kind = _UNSAFE.sub("_", PurePath(name).name)[-80:]
        prefix = request.url.path.removesuffix("/translate_file")
        return f"{request.url.replace(query='', path=f'{prefix}/download_file/{token}.{kind}')}"
