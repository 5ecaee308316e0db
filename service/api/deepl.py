"""The interface of DeepL, versions 2 and 3, for the clients that speak it.

Promises their shape of answers and errors, and their wording where clients look for it. The files beside this
one have the parts: deepl_text, deepl_glossaries, deepl_documents.
"""

from fastapi import APIRouter

from service.api.deepl_terms import write_error
from service.api.deepl_text import TextRoutes
from service.api.dialect import Desk, add_routes

PREFIXES = ("", "/deepl")


def router(desk: Desk) -> APIRouter:
    """Return the routes, at the root and under /deepl."""
    texts = TextRoutes(desk)
    api = APIRouter(tags=["deepl"])
    add_routes(
        api,
        write_error,
        [
            ("POST", "/v2/translate", texts.translate),
            ("GET", "/v2/translate", texts.translate),
            ("GET", "/v2/languages", texts.languages),
            ("POST", "/v2/languages", texts.languages),
            ("GET", "/v2/usage", texts.usage),
            ("POST", "/v2/usage", texts.usage),
        ],
        prefixes=PREFIXES,
    )
    return api
