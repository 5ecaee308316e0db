"""The page at `/`: paste an article, see its brief; and the API's documentation at `/docs`.

Static files alone: all that the page knows it asks the API for, and nothing comes from another host.
"""

import re
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse, HTMLResponse

_STATIC = Path(__file__).parent / "static"
_API_DOCS = Path(__file__).parent.parent.parent / "docs" / "api.md"
_FILES = {"app.js": "text/javascript", "style.css": "text/css", "icon.svg": "image/svg+xml"}
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
_ALIGNMENT = re.compile(r' style="text-align:\w+"')  # of table cells; the policy allows no style attributes


def router() -> APIRouter:
    """Return the routes of the page and its files."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/")
    async def page() -> FileResponse:
        return FileResponse(_STATIC / "index.html", media_type="text/html", headers=_HEADERS)

    @routes.get("/docs")
    def documentation() -> HTMLResponse:
        return HTMLResponse(_documentation(), headers=_HEADERS)

    for name, media_type in _FILES.items():
        routes.add_api_route(f"/static/{name}", _file(name, media_type), methods=["GET"])
    return routes


def _documentation() -> str:
    from markdown_it import MarkdownIt

    body = (
        MarkdownIt("commonmark", {"html": False})
        .enable("table")
        .render(_API_DOCS.read_text(encoding="utf-8"))
    )
    body = _ALIGNMENT.sub("", body)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Điểm Nhấn API</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="icon" href="/static/icon.svg"><link rel="stylesheet" href="/static/style.css"></head>'
        f'<body><main class="documentation">{body}</main></body></html>'
    )


def _file(name: str, media_type: str):  # type: ignore[no-untyped-def]  # a closure that FastAPI reads
    async def send() -> FileResponse:
        return FileResponse(_STATIC / name, media_type=media_type, headers=_HEADERS)

    return send
