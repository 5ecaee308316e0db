"""`diemnhan memory`: the translation memory, in and out of files, and a look into it."""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from service.cli.audit import note
from service.cli.console import Commands, Tongue, language_of, progress, readable
from service.domain.memory import MemoryFormats, MemoryQuery
from service.domain.stores import MemoryStore
from service.settings import read_settings

app = typer.Typer(help="The translation memory.", no_args_is_help=True)


class MemoryFile(StrEnum):
    """The file formats."""

    tmx = "tmx"
    tsv = "tsv"


MEDIA: Mapping[MemoryFile, str] = {
    MemoryFile.tmx: "application/x-tmx+xml",
    MemoryFile.tsv: "text/tab-separated-values",
}
OF_SUFFIX: Mapping[str, MemoryFile] = {
    ".tmx": MemoryFile.tmx,
    ".xml": MemoryFile.tmx,
    ".tsv": MemoryFile.tsv,
    ".tab": MemoryFile.tsv,
}


@app.command("import")
def import_memory(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(callback=lambda file: readable(file), help=".tmx or .tsv; - is stdin.")
    ],
    language: Annotated[
        Tongue, typer.Option(help="Of the sources of a table that does not say it.")
    ] = Tongue.vi,
    format: Annotated[MemoryFile | None, typer.Option(help="Else by the file's name.")] = None,
) -> None:
    """Take a file in. Prints what became of its units; those that were left out go to stderr."""
    from service.pipeline.memory_import import import_units

    store, formats = _opened(context)
    kind = format or OF_SUFFIX.get(file.suffix.lower())
    if kind is None:
        raise typer.BadParameter(f"{str(file)!r} does not say what it is: add --format tmx or tsv")
    with sys.stdin.buffer if str(file) == "-" else file.open("rb") as content, progress("Taking the file in"):
        units = formats[MEDIA[kind]].read(content, datetime.now(UTC), language=language_of(language))
        report = import_units(units, store)
    note(context, "memory.imported", file.name)
    for fault in report.faults:
        typer.echo(f"line {fault.line}: {fault.reason}", err=True)
    counts = {name: count for name, count in asdict(report).items() if name != "faults"}
    typer.echo(json.dumps(counts))


@app.command("export")
def export_memory(
    context: typer.Context,
    format: Annotated[MemoryFile, typer.Option(help="What to write out.")] = MemoryFile.tmx,
    language: Annotated[Tongue | None, typer.Option(help="Of the source; else all.")] = None,
) -> None:
    """Write the memory to stdout as a file that can be imported again."""
    store, formats = _opened(context)
    entries = store.every(language_of(language) if language else None)
    for piece in formats[MEDIA[format]].write(entries):
        sys.stdout.buffer.write(piece)


@app.command("search")
def search_memory(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="Words of either side, with or without diacritics.")],
    limit: Annotated[int, typer.Option(min=1, max=100)] = 20,
) -> None:
    """List what is found as JSON, one entry a line, the latest changed first."""
    store, _ = _opened(context)
    for entry in store.find(MemoryQuery(text=text, limit=limit)).entries:
        told = {"id": entry.id, "language": entry.language, "source": entry.source, "target": entry.target}
        typer.echo(json.dumps({**told, "origin": entry.origin}, ensure_ascii=False))


def _opened(context: typer.Context) -> tuple[MemoryStore, MemoryFormats]:
    commands: Commands = context.obj
    return commands.open_memory(read_settings())
