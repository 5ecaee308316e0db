"""The page at `/`: paste an article, see its brief. Static files alone; all it knows it asks the API for."""

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse

_STATIC = Path(__file__).parent / "static"
_FILES = {"app.js": "text/javascript", "style.css": "text/css", "icon.svg": "image/svg+xml"}
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


def router() -> APIRouter:
    """Return the routes of the page and its files."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/")
    async def page() -> FileResponse:
        return FileResponse(_STATIC / "index.html", media_type="text/html", headers=_HEADERS)

    for name, media_type in _FILES.items():
        routes.add_api_route(f"/static/{name}", _file(name, media_type), methods=["GET"])
    return routes


def _file(name: str, media_type: str):  # type: ignore[no-untyped-def]  # a closure that FastAPI reads
    async def send() -> FileResponse:
        return FileResponse(_STATIC / name, media_type=media_type, headers=_HEADERS)

    return send
