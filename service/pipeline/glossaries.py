"""The glossary of one request: the sender's own terms before the service's. Reads nothing from outside."""

import hashlib
from dataclasses import replace

from service.domain.article import Language
from service.domain.glossary import Glossary, Term
from service.domain.request import InlineGlossary


def with_inline(glossary: Glossary, inline: InlineGlossary, *, source: Language) -> Glossary:
    """Return the glossary with inline (term, rendering) pairs in front; its version names both."""
    if not inline:
        return glossary
    terms = tuple(
        Term(*((own, other) if source == "vi" else (other, own)), kind="inline") for own, other in inline
    )
    digest = hashlib.sha256(repr(inline).encode()).hexdigest()[:12]
    return replace(glossary, version=f"{glossary.version}+{digest}", terms=(*terms, *glossary.terms))
