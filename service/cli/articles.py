"""`diemnhan brief` and `diemnhan translate`: one article or one text, to stdout."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.console import Tongue, language_of, loaded_parts, progress, read_input, read_text, readable
from service.domain.article import Language
from service.settings import read_settings

if TYPE_CHECKING:
    from service.domain.request import TranslatedText

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


def brief(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            callback=lambda file: readable(file),
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
    order = read_order(Body(read_input(file, settings.max_body_bytes), media_type, None), parameters)
    with loaded_parts(context, settings) as parts, progress("Writing the brief"):
        written = parts.write_brief(order.payload, order.options)
        content = parts.renderers[MEDIA_OF_FORMAT[format]](written)
    sys.stdout.buffer.write(content.rstrip(b"\n") + b"\n")


def translate(  # noqa: PLR0913  # the options of a command
    context: typer.Context,
    text: Annotated[
        str, typer.Argument(help="The text, a file, a document, or - for stdin; with --out: a folder, too.")
    ] = "-",
    to: Annotated[Tongue, typer.Option("--to", help="The language to translate to.")] = Tongue.en,
    source: Annotated[Tongue | None, typer.Option("--from", help="Recognised if it is not given.")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Write what POST /v1/translations answers.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", help="Where translated documents go, each of its own kind; what is done stays."
        ),
    ] = None,
    server: Annotated[
        str | None, typer.Option("--server", help="With --out: a server does the work.")
    ] = None,
    key: Annotated[str | None, typer.Option("--key", help="API key of the server.")] = None,
) -> None:
    """Translate a text or a document to stdout, what to look at to stderr; or documents to --out."""
    from service.cli import documents
    from service.domain.request import TranslationRequest

    target, spoken = language_of(to), language_of(source) if source else None
    if out is not None:
        wish = documents.Wish(target, spoken, out)
        if server is not None:
            documents.translate_remotely(server, key, Path(text), wish)
        else:
            documents.translate_documents(context, Path(text), wish, read_settings())
        return
    _require_a_text(text, server)
    settings, named = read_settings(), documents.named_in(text)
    said = None if named else read_text(text, settings)
    with loaded_parts(context, settings) as parts, progress("Translating"):
        if named is not None and named.suffix.lower() in parts.file_types:
            if as_json:
                raise typer.BadParameter(f"--json is for texts, and {named.name!r} is a document")
            documents.print_translation(parts, named, settings, target=target, source=spoken)
            return
        said = read_text(text, settings) if said is None else said
        (translated,) = parts.translate_texts(TranslationRequest((said,), target, spoken))
    _print(translated, target, as_json=as_json)


def _print(translated: "TranslatedText", target: Language, *, as_json: bool) -> None:
    """Write a translated text to stdout and its findings to stderr; or all of it as JSON to stdout."""
    from service.api.schemas import TranslationOut, TranslationsAnswer

    if as_json:
        answer = TranslationsAnswer(translations=[TranslationOut.model_validate(translated)])
        typer.echo(answer.model_dump_json())
        return
    typer.echo(translated.text)
    for finding in translated.findings:
        typer.echo(f"{finding.severity}: {finding.message.side(target)}", err=True)


def _require_a_text(text: str, server: str | None) -> None:
    """Refuse what makes sense for documents alone."""
    from service.cli.documents import suggested_out

    folder = Path(text)
    try:
        is_folder = folder.is_dir()
    except (OSError, ValueError):  # a text that is too long for a path, or holds what no path may hold
        is_folder = False
    if is_folder:
        raise typer.BadParameter(
            f"{text!r} is a folder: say where its translations go, like --out {suggested_out(folder)}"
        )
    if server is not None:
        raise typer.BadParameter("--server is for documents: name one, and --out")
