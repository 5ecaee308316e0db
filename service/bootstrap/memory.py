"""The translation memory, wired: with the routes that need it, or by itself for the command line."""

from functools import partial
from importlib.metadata import version

from sqlalchemy import Engine as Database

from service.adapters.database import open_database
from service.adapters.memory_files import memory_formats
from service.adapters.memory_store import SqlMemoryStore
from service.api.memory_parts import MemoryParts
from service.domain.brief import Brief
from service.domain.glossary import Glossary
from service.domain.memory import MemoryFormats
from service.domain.stores import GlossaryStore, MemoryStore
from service.pipeline.correct import correct
from service.pipeline.glossaries import chosen_glossaries, glossary_for
from service.settings import Settings


def build_memory(database: Database, official: Glossary, glossaries: GlossaryStore) -> MemoryParts:
    """Return what the routes call. Corrections are checked by default glossaries and official names."""
    correcting = partial(_correct, official=official, glossaries=glossaries)
    return MemoryParts(SqlMemoryStore(database), memory_formats(version("diemnhan")), correcting)


def open_memory(settings: Settings) -> tuple[MemoryStore, MemoryFormats]:
    """Open the memory alone, without loading a model, and what reads and writes it."""
    return SqlMemoryStore(open_database(settings.database)), memory_formats(version("diemnhan"))


def _correct(brief: Brief, index: int, text: str, *, official: Glossary, glossaries: GlossaryStore) -> Brief:
    chosen = chosen_glossaries(None, glossaries)
    terms = glossary_for(official, chosen=chosen, source=brief.source.language)
    return correct(brief, index, text, glossary=terms)
