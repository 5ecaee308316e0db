"""The status as a page that loads nothing and runs nothing: it can be read while much else is broken."""

import base64
import hashlib
from collections.abc import Iterator, Mapping
from html import escape

from pydantic import JsonValue

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    ":root{color-scheme:light dark}"
    "table{border-collapse:collapse;margin:.5rem 0 1.5rem}"
    "th,td{text-align:left;padding:.2rem 1rem .2rem 0;vertical-align:top;border-bottom:1px solid #8884}"
    ".bad{color:#b3261e}"
)
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
POLICY = {
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Refresh": "10",
}
_UNITS = ("bytes", "kB", "MB", "GB", "TB")


def page_of(status: Mapping[str, JsonValue]) -> str:
    """Return the page."""
    ready = bool(status["ready"])
    state = "Ready" if ready else "Not ready"
    parts = [f"<h1>Điểm Nhấn {escape(str(status['version']))}</h1>"]
    parts.append(f'<p{"" if ready else " class=bad"} role="status">{state}</p>')
    parts += [f"<p class=bad>{escape(str(one))}</p>" for one in _list(status["obstacles"])]
    parts.append(_section("Process", {name: status[name] for name in ("started_at", "now", "memory_octets")}))
    parts += [_section(name.title(), _mapping(status[name])) for name in ("requests", "database", "disk")]
    parts.append(_table("Models", _list(status["models"]), ("name", "version", "task", "octets", "in_use")))
    parts.append(_table("Troubles", _list(status["troubles"]), ("at", "level", "event", "cause")))
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>'
        f'{state}: Điểm Nhấn</title><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style></head><body><main>{''.join(parts)}</main></body></html>"
    )


def _section(title: str, values: Mapping[str, JsonValue]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{_words(name)}</th><td>{_said(name, value)}</td></tr>'
        for name, value in values.items()
    )
    return f"<h2>{title}</h2>" + (f"<table>{rows}</table>" if rows else "<p class=bad>No answer.</p>")


def _table(title: str, rows: list[JsonValue], columns: tuple[str, ...]) -> str:
    if not rows:
        return f"<h2>{title}</h2><p>None.</p>"
    head = "".join(f'<th scope="col">{_words(name)}</th>' for name in columns)
    lines = "".join(f"<tr>{''.join(_cells(_mapping(row), columns))}</tr>" for row in rows)
    return f"<h2>{title}</h2><table><tr>{head}</tr>{lines}</table>"


def _cells(row: Mapping[str, JsonValue], columns: tuple[str, ...]) -> Iterator[str]:
    for name in columns:
        yield f"<td>{_said(name, row.get(name))}</td>"


def _said(name: str, value: JsonValue) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int) and (name.endswith("octets") or name in ("total", "free")):
        return _size(value)
    return f"{value:,}" if isinstance(value, int) else escape(str(value))


def _size(octets: int) -> str:
    amount, unit = float(octets), 0
    while amount >= 1000 and unit < len(_UNITS) - 1:
        amount, unit = amount / 1000, unit + 1
    return f"{amount:.0f} {_UNITS[unit]}" if unit == 0 else f"{amount:.1f} {_UNITS[unit]}"


def _words(name: str) -> str:
    return escape(name.removesuffix("_octets").replace("octets", "size").replace("_", " "))


def _mapping(value: JsonValue) -> Mapping[str, JsonValue]:
    return value if isinstance(value, dict) else {}


def _list(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else []
