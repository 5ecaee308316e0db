"""The formats of documents that there are: the one place where a new one is named."""

from service.adapters.documents.archives import archive_members, archive_opener
from service.adapters.documents.books import open_epub
from service.adapters.documents.catalogues import open_catalogue
from service.adapters.documents.memories import open_tmx
from service.adapters.documents.office import open_sheets, open_slides, open_word
from service.adapters.documents.open_document import open_odt
from service.adapters.documents.pages import open_page, open_text
from service.adapters.documents.subtitles import open_srt, open_vtt
from service.adapters.documents.xliff import open_xliff
from service.domain.document import DocumentFormat

_OFFICE = "application/vnd.openxmlformats-officedocument"

_SINGLE = (
    DocumentFormat("docx", (".docx",), f"{_OFFICE}.wordprocessingml.document", open_word),
    DocumentFormat("html", (".html", ".htm", ".xhtml"), "text/html", open_page),
    DocumentFormat("text", (".txt",), "text/plain", open_text),
    DocumentFormat("srt", (".srt",), "application/x-subrip", open_srt),
    DocumentFormat("vtt", (".vtt",), "text/vtt", open_vtt),
    DocumentFormat("xliff", (".xlf", ".xliff"), "application/xliff+xml", open_xliff),
    DocumentFormat("po", (".po", ".pot"), "text/x-gettext-translation", open_catalogue),
    DocumentFormat("odt", (".odt",), "application/vnd.oasis.opendocument.text", open_odt),
    DocumentFormat("epub", (".epub",), "application/epub+zip", open_epub),
    DocumentFormat("tmx", (".tmx",), "application/x-tmx+xml", open_tmx),
    DocumentFormat("pptx", (".pptx",), f"{_OFFICE}.presentationml.presentation", open_slides),
    DocumentFormat("xlsx", (".xlsx",), f"{_OFFICE}.spreadsheetml.sheet", open_sheets),
)

_OF_ITEMS = frozenset((".jsonl", ".ndjson", ".csv", ".tsv", ".tab", ".json"))  # read by jobs, written by none
_ARCHIVE = DocumentFormat(
    "zip", (".zip",), "application/zip", archive_opener(_SINGLE, _OF_ITEMS), archive_members
)

FORMATS = (*_SINGLE, _ARCHIVE)
