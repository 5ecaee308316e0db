"""A Brief as one clean HTML page: both languages side by side, readable on a phone and on paper.

Promises a page that loads nothing, runs nothing, and in which every text is escaped. The look is in
templates/brief.css, the structure in templates/brief.html.
"""

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from service.adapters.labels import labels
from service.adapters.term_list import terms_of
from service.domain.brief import Brief

MEDIA_TYPE = "text/html"


def brief_to_page(brief: Brief) -> str:
    """Return the page."""
    # The style sheet is our own file, not input.
    style = Markup(_style())
    return _template().render(
        brief=brief, labels=labels(), terms=terms_of(brief), css=style, source_link=_link(brief.source.url)
    )


@lru_cache(maxsize=1)
def content_security_policy() -> str:
    """Return the strictest policy under which the page looks right: its own style sheet, by hash."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )


def _link(url: str | None) -> str | None:
    """Return an address that is safe to follow, None for any other (`javascript:` ...)."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


@lru_cache(maxsize=1)
def _style() -> str:
    return files("service.adapters").joinpath("templates/brief.css").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _template() -> Template:
    text = files("service.adapters").joinpath("templates/brief.html").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.from_string(text)
