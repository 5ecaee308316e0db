"""`diemnhan glossary`: the desks' glossaries, in and out of files."""

import json
import sys
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from service.cli.audit import note
from service.cli.console import Commands, read_input, readable
from service.domain.errors import NotFound
from service.domain.glossary import (
    DeskDefaults,
    Direction,
    GlossaryCard,
    GlossaryFormats,
    new_glossary,
    next_revision,
)
from service.domain.stores import GlossaryStore
from service.pipeline.glossaries import choose_for_desk, default_glossaries
from service.settings import read_settings

app = typer.Typer(help="The desks' glossaries.", no_args_is_help=True)

PAGE = 100
NO_KEYS, SHARED = "-", "shared"
CHOICE = "Id of a glossary, none, or shared for those that are default for everybody; else as it is."


class FileFormat(StrEnum):
    """The file formats."""

    csv = "csv"
    tsv = "tsv"
    tbx = "tbx"


class Way(StrEnum):
    """The translations that a glossary is used in."""

    vi_en = "vi-en"
    en_vi = "en-vi"
    both = "both"


MEDIA: Mapping[FileFormat, str] = {
    FileFormat.csv: "text/csv",
    FileFormat.tsv: "text/tab-separated-values",
    FileFormat.tbx: "application/x-tbx+xml",
}
OF_SUFFIX: Mapping[str, FileFormat] = {
    ".csv": FileFormat.csv,
    ".tsv": FileFormat.tsv,
    ".tab": FileFormat.tsv,
    ".tbx": FileFormat.tbx,
    ".xml": FileFormat.tbx,
}
DIRECTIONS: Mapping[Way, Direction] = {Way.vi_en: "vi-en", Way.en_vi: "en-vi", Way.both: "both"}


@app.command("list")
def list_glossaries(context: typer.Context) -> None:
    """List the glossaries as JSON, one a line, newest first."""
    store, _ = _opened(context)
    cursor = None
    while True:
        page = store.find(limit=PAGE, cursor=cursor)
        for card in page.cards:
            typer.echo(_line(card))
        cursor = page.next_cursor
        if cursor is None:
            return


@app.command("import")
def import_glossary(  # noqa: PLR0913  # each is an option of the command
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(callback=lambda file: readable(file), help=".csv, .tsv or .tbx; - is stdin.")
    ],
    name: Annotated[str | None, typer.Option(help="What it is called; else as the file.")] = None,
    direction: Annotated[Way | None, typer.Option(help="The translations that it is used in.")] = None,
    default: Annotated[
        bool | None, typer.Option("--default/--no-default", help="Apply where none is named.")
    ] = None,
    into: Annotated[str | None, typer.Option(help="Id of a glossary to put in its place.")] = None,
    format: Annotated[FileFormat | None, typer.Option(help="Else by the file's name.")] = None,
) -> None:
    """Keep a file as a glossary, or put its entries in the place of another's. Prints what is kept."""
    settings = read_settings()
    store, formats = _opened(context)
    before = store.get(into) if into else None
    way = DIRECTIONS[direction] if direction else before.card.direction if before else "both"
    limit = max(settings.max_glossary_bytes, settings.max_body_bytes)
    content = read_input(file, limit, "DIEMNHAN_MAX_GLOSSARY_BYTES")
    said = formats[_media_type(file, format)].read(content, way, settings.max_glossary_entries)
    entries = said.entries
    now = datetime.now(UTC)
    if before is None:
        called = name or file.stem.strip("-") or "stdin"
        kept = new_glossary(
            uuid.uuid4().hex, entries, name=called, direction=way, default=bool(default), now=now
        )
        store.create(kept)
    else:
        kept = next_revision(before, now=now, name=name, direction=way, default=default, entries=entries)
        store.replace(kept)
    if said.passed_over:
        typer.echo(f"{said.passed_over} concepts without Vietnamese or English were passed over.", err=True)
    typer.echo(_line(kept.card))


@app.command("export")
def export_glossary(
    context: typer.Context,
    glossary_id: Annotated[str, typer.Argument(help="As listed.")],
    format: Annotated[FileFormat, typer.Option(help="What to write out.")] = FileFormat.csv,
) -> None:
    """Write a glossary to stdout as a file that can be imported again."""
    store, formats = _opened(context)
    sys.stdout.buffer.write(formats[MEDIA[format]].write(store.get(glossary_id)))


@app.command("delete")
def delete_glossary(
    context: typer.Context, glossary_id: Annotated[str, typer.Argument(help="As listed.")]
) -> None:
    """Delete a glossary."""
    store, _ = _opened(context)
    store.delete(glossary_id)
    note(context, "glossary.deleted", glossary_id)
    typer.echo(f"Glossary {glossary_id} is deleted.", err=True)


@app.command("defaults")
def desk_defaults(
    context: typer.Context,
    desk: Annotated[str, typer.Argument(help="Id of an API key; - is everybody where keys are off.")],
    vi_en: Annotated[str | None, typer.Option("--vi-en", help=CHOICE)] = None,
    en_vi: Annotated[str | None, typer.Option("--en-vi", help=CHOICE)] = None,
) -> None:
    """Choose which glossary a desk's requests use where they name none. Prints what holds then."""
    store, _ = _opened(context)
    commands: Commands = context.obj
    if desk != NO_KEYS and commands.open_keys(read_settings()).find(desk) is None:
        raise NotFound(f"There is no API key {desk!r}.", "`diemnhan keys list` shows the ids.")
    before = store.desk_defaults(desk)
    chosen = DeskDefaults(_chosen(vi_en, before.vi_en), _chosen(en_vi, before.en_vi))
    if chosen != before:
        choose_for_desk(desk, chosen, store)
        note(context, "glossary.defaults_chosen", desk)
    applied = default_glossaries(desk, store).items()
    told = {
        "desk": desk,
        "vi-en": chosen.vi_en or SHARED,
        "en-vi": chosen.en_vi or SHARED,
        "applied": {source: [one.card.name for one in several] for source, several in applied},
    }
    typer.echo(json.dumps(told, ensure_ascii=False))


def _chosen(option: str | None, before: str | None) -> str | None:
    return before if option is None else None if option == SHARED else option


def _opened(context: typer.Context) -> tuple[GlossaryStore, GlossaryFormats]:
    commands: Commands = context.obj
    return commands.open_glossaries(read_settings())


def _media_type(file: Path, wanted: FileFormat | None) -> str:
    found = wanted or OF_SUFFIX.get(file.suffix.lower())
    if found is None:
        raise typer.BadParameter(f"{str(file)!r} does not say what it is: add --format csv, tsv or tbx")
    return MEDIA[found]


def _line(card: GlossaryCard) -> str:
    line = {
        "id": card.id,
        "name": card.name,
        "direction": card.direction,
        "default": card.default,
        "entry_count": card.entry_count,
        "version": card.version,
        "updated_at": card.updated_at.isoformat(),
    }
    return json.dumps(line, ensure_ascii=False)
