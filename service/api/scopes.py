"""Which scope each route asks for: one table, read from the longest path down.

Promises that a route which nobody decided on is for administrators. Refuses to know who holds which scope.
"""

from collections.abc import Mapping

from service.domain.access import Scope

# "METHOD path" goes before the bare path, a longer path before a shorter one.
SCOPES: Mapping[str, Scope] = {
    "/v1/briefs": "brief",
    "DELETE /v1/briefs/{brief_id}": "admin",
    "/v1/ledger": "brief",
    "/v1/partners": "brief",
    "/v1/translations": "translate",
    "/v1/jobs": "jobs",
    "/v1/glossaries": "glossaries",
    "/v1/memory": "glossaries",
    "/v1/suggestions": "glossaries",
    "/v1/cms": "brief",
    "/v1/feeds": "brief",
    "/oembed": "brief",
    "/v1/webhooks": "admin",
    "/v1/deliveries": "admin",
    "/v1/status": "admin",
    # DeepL's
    "/v2": "translate",
    "/v2/glossaries": "glossaries",
    "/v2/glossary-language-pairs": "glossaries",
    "/v3/glossaries": "glossaries",
    # LibreTranslate's
    "/translate": "translate",
    "/translate_file": "translate",
    "/detect": "translate",
    "/suggest": "translate",
}
ALIASES = ("/deepl", "/libretranslate")


def scope_of(method: str, template: str) -> Scope:
    """Return the scope that a route asks for, by its method and the template of its path."""
    return _decided(method, template) or "admin"


def is_decided(method: str, template: str) -> bool:
    """Whether the table says something about a route."""
    return _decided(method, template) is not None


def _decided(method: str, template: str) -> Scope | None:
    path = template
    for alias in ALIASES:
        if template.startswith(f"{alias}/"):
            path = template.removeprefix(alias)
    while path:
        found = SCOPES.get(f"{method} {path}") or SCOPES.get(path)
        if found is not None:
            return found
        path = path.rpartition("/")[0]
    return None
