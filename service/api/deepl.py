"""The interface of DeepL, versions 2 and 3, for the clients that speak it.

Promises their shape of answers and errors, and their wording where clients look for it. The files beside this
one have the parts: deepl_text, deepl_glossaries, deepl_documents.
"""

from fastapi import APIRouter

from service.api.deepl_documents import DocumentRoutes
from service.api.deepl_glossaries import GlossaryRoutes
from service.api.deepl_terms import write_error
from service.api.deepl_text import TextRoutes
from service.api.dialect import Desk, add_routes
from service.api.upload_backlog import UploadBacklog

PREFIXES = ("", "/deepl")


def router(desk: Desk, uploads: UploadBacklog, max_glossary_entries: int) -> APIRouter:
    """Return the routes, at the root and under /deepl."""
    texts, terms = TextRoutes(desk), GlossaryRoutes(desk, max_glossary_entries)
    documents = DocumentRoutes(desk, uploads)
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
            ("POST", "/v2/document", documents.send),
            ("POST", "/v2/document/{document_id}", documents.state),
            ("GET", "/v2/document/{document_id}", documents.state),
            ("POST", "/v2/document/{document_id}/result", documents.result),
            ("GET", "/v2/document/{document_id}/result", documents.result),
            ("GET", "/v2/glossary-language-pairs", terms.pairs),
            ("POST", "/v2/glossaries", terms.create_v2),
            ("GET", "/v2/glossaries", terms.list_v2),
            ("GET", "/v2/glossaries/{glossary_id}", terms.read_v2),
            ("GET", "/v2/glossaries/{glossary_id}/entries", terms.entries_v2),
            ("DELETE", "/v2/glossaries/{glossary_id}", terms.remove),
            ("POST", "/v3/glossaries", terms.create_v3),
            ("GET", "/v3/glossaries", terms.list_v3),
            ("GET", "/v3/glossaries/{glossary_id}", terms.read_v3),
            ("PATCH", "/v3/glossaries/{glossary_id}", terms.change_v3),
            ("DELETE", "/v3/glossaries/{glossary_id}", terms.remove),
            ("GET", "/v3/glossaries/{glossary_id}/entries", terms.entries_v3),
            ("PUT", "/v3/glossaries/{glossary_id}/dictionaries", terms.put_dictionary),
            ("DELETE", "/v3/glossaries/{glossary_id}/dictionaries", terms.remove_dictionary),
        ],
        prefixes=PREFIXES,
    )
    return api
