"""What every command has: what it calls, the terminal, files, stdin. Heavy imports stay inside functions."""

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from service.domain.article import Language
from service.domain.audit import AuditLog
from service.domain.errors import TooLarge
from service.domain.glossary import GlossaryFormats
from service.domain.memory import MemoryFormats
from service.domain.model import ModelCard
from service.domain.stores import GlossaryStore, KeyStore, MemoryStore
from service.settings import Settings

if TYPE_CHECKING:
    from fastapi import APIRouter

    from service.api.job_parts import JobParts
    from service.api.parts import Parts

EXIT_INPUT, EXIT_OPERATOR, INTERRUPTED = 3, 4, 130


class Tongue(StrEnum):
    """The languages, as the command line names them."""

    vi = "vi"
    en = "en"


def _opened_memory(settings: Settings) -> tuple[MemoryStore, MemoryFormats]:
    from service import bootstrap

    return bootstrap.open_memory(settings)


def _opened_audit(settings: Settings) -> AuditLog:
    from service import bootstrap

    return bootstrap.open_audit(settings)


@dataclass(frozen=True)
class Commands:
    """What the commands call. The composition root provides it; tests provide fakes."""

    build: Callable[[Settings], "Parts"]
    open_keys: Callable[[Settings], KeyStore]
    list_models: Callable[[Settings], tuple[ModelCard, ...]]
    verify_models: Callable[[Settings], tuple[ModelCard, ...]]
    page: Callable[[], "APIRouter"]
    open_glossaries: Callable[[Settings], tuple[GlossaryStore, GlossaryFormats]]
    open_jobs: Callable[[Settings], "JobParts"]
    open_memory: Callable[[Settings], tuple[MemoryStore, MemoryFormats]] = _opened_memory
    open_audit: Callable[[Settings], AuditLog] = _opened_audit


@contextmanager
def loaded_parts(context: typer.Context, settings: Settings) -> Iterator["Parts"]:
    from service.api import logs

    commands: Commands = context.obj
    logs.configure("warning", plain=True)  # without a word of ours they would go to stdout
    with progress("Loading the models"):
        parts = commands.build(settings)
    try:
        yield parts
    finally:
        parts.close()


@contextmanager
def progress(doing: str) -> Iterator[None]:
    """Show on a terminal that something is going on, and for how long; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        shown.add_task(doing, total=None)
        yield


def readable(file: Path) -> Path:
    if str(file) != "-" and not file.is_file():
        raise typer.BadParameter(f"there is no file {str(file)!r}")
    return file


def read_input(file: Path, limit: int, setting: str = "DIEMNHAN_MAX_BODY_BYTES") -> bytes:
    try:
        with closing(sys.stdin.buffer if str(file) == "-" else file.open("rb")) as stream:
            content = stream.read(limit + 1)
    except OSError as error:
        raise typer.BadParameter(f"{str(file)!r} cannot be read: {error.strerror}") from None
    if len(content) > limit:
        raise TooLarge(f"The input is larger than {limit} bytes.", f"Raise {setting}.")
    return content


def read_text(argument: str, settings: Settings) -> str:
    from service.domain.errors import UndecodableText

    file = Path(argument)
    try:
        is_file = argument == "-" or file.is_file()
    except (OSError, ValueError):  # too long, or holding what no file name may hold
        is_file = False
    if not is_file:
        return argument
    try:
        return read_input(file, settings.max_body_bytes).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UndecodableText(
            "The input is not UTF-8.", "Convert it to UTF-8 first; a document goes to --out."
        ) from None


def language_of(tongue: Tongue) -> Language:
    return "vi" if tongue is Tongue.vi else "en"
