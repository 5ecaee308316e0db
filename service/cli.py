"""The command line: serve, write a brief, translate, look after models and API keys.

Promises exit codes that scripts can use: 0 done, 2 wrong usage, 3 input that cannot be used, 4 a setting, the
database or a model is in the way. Heavy imports happen inside the commands, so that --help is quick.
"""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import ValidationError

from service.domain.article import Language
from service.domain.errors import DiemNhanError, InputError, StateError, TooLarge
from service.domain.model import ModelCard
from service.domain.ports import KeyStore
from service.settings import Settings, read_settings

if TYPE_CHECKING:
    from fastapi import APIRouter

    from service.api.parts import Parts

EXIT_INPUT, EXIT_OPERATOR = 3, 4
CODES = (
    "Exit codes: 0 done, 2 wrong usage, 3 input that cannot be used, 4 setting, database or model in the way."
)
MEDIA_OF_SUFFIX = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".json": "application/json",
}


class Format(StrEnum):
    """In what a brief is written out."""

    json = "json"
    markdown = "markdown"
    html = "html"
    jsonld = "jsonld"
    ninjs = "ninjs"


MEDIA_OF_FORMAT = {
    Format.json: "application/json",
    Format.markdown: "text/markdown",
    Format.html: "text/html",
    Format.jsonld: "application/ld+json",
    Format.ninjs: "application/vnd.iptc.ninjs+json",
}


class Tongue(StrEnum):
    """The languages, as the command line names them."""

    vi = "vi"
    en = "en"


@dataclass(frozen=True)
class Commands:
    """What the commands call. The composition root provides it; tests provide fakes."""

    build: Callable[[Settings], "Parts"]
    open_keys: Callable[[Settings], KeyStore]
    list_models: Callable[[Settings], tuple[ModelCard, ...]]
    verify_models: Callable[[Settings], tuple[ModelCard, ...]]
    page: Callable[[], "APIRouter"]


app = typer.Typer(
    help=f"Điểm Nhấn: bilingual briefs on the cooperation that news reports. {CODES}",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
models_app = typer.Typer(help="The models that come with the service.", no_args_is_help=True)
keys_app = typer.Typer(help="API keys.", no_args_is_help=True)
app.add_typer(models_app, name="models")
app.add_typer(keys_app, name="keys")


@app.command()
def serve(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port to listen on.")] = None,
) -> None:
    """Run the HTTP service until it is stopped."""
    from service.api.app import create_app
    from service.api.security import refuse_to_serve_openly
    from service.api.server import listen, run_until_stopped

    settings = read_settings()
    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    settings = settings.model_copy(update=given)
    commands: Commands = context.obj
    refuse_to_serve_openly(settings, commands.open_keys(settings))
    with closing(listen(settings)) as socket:
        application = create_app(commands.build(settings), settings, extra_routers=[commands.page()])
        run_until_stopped(application, settings, socket)


@app.command()
def brief(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            callback=lambda file: _readable(file),
            help="Text, .html, or .json (a ninjs item or a request as for POST /v1/briefs); - is stdin.",
        ),
    ],
    format: Annotated[Format, typer.Option(help="What to write out.")] = Format.json,
    language: Annotated[Tongue | None, typer.Option(help="Recognised if it is not given.")] = None,
) -> None:
    """Write the brief of an article to stdout; nothing is stored."""
    from service.api.body import Body
    from service.api.payloads import read_order

    settings = read_settings()
    media_type = MEDIA_OF_SUFFIX.get(file.suffix.lower(), "text/plain")
    parameters = [("language", language.value)] if language else []
    order = read_order(Body(_read(file, settings), media_type, None), parameters)
    with _parts(context, settings) as parts, _progress("Writing the brief"):
        written = parts.write_brief(order.payload, order.options)
        content = parts.renderers[MEDIA_OF_FORMAT[format]](written)
    sys.stdout.buffer.write(content.rstrip(b"\n") + b"\n")


@app.command()
def translate(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="The text, a file, or - for stdin.")] = "-",
    to: Annotated[Tongue, typer.Option("--to", help="The language to translate to.")] = Tongue.en,
    source: Annotated[Tongue | None, typer.Option("--from", help="Recognised if it is not given.")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Write what POST /v1/translations answers.")
    ] = False,
) -> None:
    """Translate a text to stdout; what an editor should look at goes to stderr."""
    from service.api.schemas import TranslationOut, TranslationsAnswer
    from service.domain.request import TranslationRequest

    settings = read_settings()
    wanted = TranslationRequest(
        (_text(text, settings),), _language(to), _language(source) if source else None
    )
    with _parts(context, settings) as parts, _progress("Translating"):
        (translated,) = parts.translate_texts(wanted)
    if as_json:
        answer = TranslationsAnswer(translations=[TranslationOut.model_validate(translated)])
        typer.echo(answer.model_dump_json())
        return
    typer.echo(translated.text)
    for finding in translated.findings:
        typer.echo(f"{finding.severity}: {finding.message.side(wanted.target)}", err=True)


@models_app.command("list")
def list_models(context: typer.Context) -> None:
    """List the models, one a line: name, version, task, licence, megabytes."""
    for card in context.obj.list_models(read_settings()):
        size = f"{card.octets / 1e6:.1f} MB"
        typer.echo("\t".join((card.name, card.version, card.task, card.licence, size)))


@models_app.command("verify")
def verify_models(context: typer.Context) -> None:
    """Compare the files of the models with their manifests; exit code 4 if one differs."""
    settings = read_settings()
    with _progress("Reading the weights"):
        cards: tuple[ModelCard, ...] = context.obj.verify_models(settings)
    for card in cards:
        typer.echo(f"{card.name}\t{card.version}\t{'; '.join(card.problems) or 'ok'}")
    if any(card.problems for card in cards):
        raise typer.Exit(EXIT_OPERATOR)


@keys_app.command("create")
def create_key(context: typer.Context, name: Annotated[str, typer.Argument(help="Who will use it.")]) -> None:
    """Make a key. Its token goes to stdout and cannot be read again."""
    key, token = _keys(context).create(name, datetime.now(UTC))
    typer.echo(f"Key {key.id} for {name!r}; keep the token, it is not shown again:", err=True)
    typer.echo(token)


@keys_app.command("list")
def list_keys(context: typer.Context) -> None:
    """List the keys as JSON, one a line, without their tokens."""
    for key in _keys(context).all():
        revoked = key.revoked_at.isoformat() if key.revoked_at else None
        line = {
            "id": key.id,
            "name": key.name,
            "created_at": key.created_at.isoformat(),
            "revoked_at": revoked,
        }
        typer.echo(json.dumps(line, ensure_ascii=False))


@keys_app.command("revoke")
def revoke_key(context: typer.Context, key_id: Annotated[str, typer.Argument(help="As listed.")]) -> None:
    """Make a key worthless at once."""
    _keys(context).revoke(key_id, datetime.now(UTC))
    typer.echo(f"Key {key_id} is revoked.", err=True)


def run(commands: Commands, arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    try:
        app(list(arguments), obj=commands, prog_name="diemnhan")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    except DiemNhanError as error:
        typer.echo(f"diemnhan: {error.cause}\n{error.remedy}", err=True)
        return EXIT_INPUT if isinstance(error, InputError | StateError) else EXIT_OPERATOR
    except ValidationError as error:
        from service.api.problems import of_validation

        problem = of_validation(error.errors())
        typer.echo(f"diemnhan: {problem.detail}\n{problem.remedy}", err=True)
        return EXIT_INPUT
    return 0


def main() -> None:
    """Run the command that was typed."""
    sys.exit(run(_from_bootstrap(), sys.argv[1:]))


def _from_bootstrap() -> Commands:
    """Return the real thing; what is heavy is imported when it is called."""

    def build(settings: Settings) -> "Parts":
        from service import bootstrap

        return bootstrap.build(settings)

    def open_keys(settings: Settings) -> KeyStore:
        from service import bootstrap

        return bootstrap.open_keys(settings)

    def list_cards(settings: Settings) -> tuple[ModelCard, ...]:
        from service import bootstrap

        return bootstrap.list_models(settings)

    def verify_cards(settings: Settings) -> tuple[ModelCard, ...]:
        from service import bootstrap

        return bootstrap.verify_models(settings)

    def page() -> "APIRouter":
        from service import web

        return web.router()

    return Commands(build, open_keys, list_cards, verify_cards, page)


@contextmanager
def _parts(context: typer.Context, settings: Settings) -> Iterator["Parts"]:
    commands: Commands = context.obj
    with _progress("Loading the models"):
        parts = commands.build(settings)
    try:
        yield parts
    finally:
        parts.close()


@contextmanager
def _progress(doing: str) -> Iterator[None]:
    """Show on a terminal that something is going on, and for how long; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        progress.add_task(doing, total=None)
        yield


def _keys(context: typer.Context) -> KeyStore:
    commands: Commands = context.obj
    return commands.open_keys(read_settings())


def _readable(file: Path) -> Path:
    if str(file) != "-" and not file.is_file():
        raise typer.BadParameter(f"there is no file {str(file)!r}")
    return file


def _read(file: Path, settings: Settings) -> bytes:
    limit = settings.max_body_bytes
    try:
        with closing(sys.stdin.buffer if str(file) == "-" else file.open("rb")) as stream:
            content = stream.read(limit + 1)
    except OSError as error:
        raise typer.BadParameter(f"{str(file)!r} cannot be read: {error.strerror}") from None
    if len(content) > limit:
        raise TooLarge(f"The input is larger than {limit} bytes.", "Raise DIEMNHAN_MAX_BODY_BYTES.")
    return content


def _text(argument: str, settings: Settings) -> str:
    from service.domain.errors import UndecodableText

    file = Path(argument)
    try:
        is_file = argument == "-" or file.is_file()
    except (OSError, ValueError):  # too long, or holding what no file name may hold
        is_file = False
    if not is_file:
        return argument
    try:
        return _read(file, settings).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UndecodableText("The input is not UTF-8.", "Convert it to UTF-8 first.") from None


def _language(tongue: Tongue) -> Language:
    return "vi" if tongue is Tongue.vi else "en"
