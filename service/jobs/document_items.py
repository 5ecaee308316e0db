"""What a document is as an article, and a unit of it as an item.

Promises that an article has all words of its document. Refuses to know how a document is opened.
"""

from service.domain.article import Language, Payload
from service.domain.document import DocumentFormat, DocumentLimits, DocumentUnit
from service.domain.errors import EmptyInput, UnsupportedMedia
from service.domain.job import NewItem
from service.text.document_units import words_of
from service.text.normalise import decode

ARTICLES = frozenset(("docx", "odt", "html", "epub", "pptx", "text"))  # what briefs are written of


def article_of(form: DocumentFormat, content: bytes, limits: DocumentLimits) -> Payload:
    """Return a document as one article. Raises InputError."""
    if form.name not in ARTICLES:
        raise UnsupportedMedia(
            f"Briefs are not written of {form.name} files.", f"Send one of {', '.join(sorted(ARTICLES))}."
        )
    if form.name == "html" or form.name == "text":
        text = decode(content, declared=None)
    else:
        words = (words_of(unit).strip() for unit in form.open(content, "en", limits).units)
        text = "\n\n".join(one for one in words if one)
    if not text.strip():
        raise EmptyInput("The file has no text.", "Send a file with an article in it.")
    return Payload(text, "html" if form.name == "html" else "text")


def unit_item(name: str, unit: DocumentUnit, language: Language) -> NewItem:
    """Return a unit, which is in a language, as an item to translate."""
    return NewItem(name, Payload(unit.text, unit.media, language=language))
