"""The file formats of glossaries by media type."""

from service.adapters.glossary_tbx import read_tbx, write_tbx
from service.adapters.glossary_text_files import read_csv, read_tsv, write_csv, write_tsv
from service.domain.glossary import GlossaryFormat, GlossaryFormats

FORMATS: GlossaryFormats = {
    "text/csv": GlossaryFormat(read_csv, write_csv),
    "text/tab-separated-values": GlossaryFormat(read_tsv, write_tsv),
    "application/x-tbx+xml": GlossaryFormat(read_tbx, write_tbx),
}
