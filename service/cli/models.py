"""`diemnhan models`: the translation and other models, and those that an operator adds."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from service.cli.audit import note
from service.cli.console import EXIT_OPERATOR, progress
from service.domain.model import ModelAddition, ModelCard, TriedModel
from service.settings import read_settings

app = typer.Typer(help="The models that translate and rank, and how to bring your own.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="The model's name, as listed.")]
Paths = Annotated[
    list[Path] | None, typer.Option(help="A Hugging Face folder; twice for one model each way.")
]
Hubs = Annotated[
    list[str] | None, typer.Option(help="OWNER/NAME on a Hugging Face hub; twice for one model each way.")
]
Chat = Annotated[str | None, typer.Option(help="An OpenAI-compatible server: http://127.0.0.1:11434/v1.")]
ChatModel = Annotated[str | None, typer.Option(help="What that server calls the model.")]


@app.command("list")
def list_models(context: typer.Context) -> None:
    """List the models, one a line: name, version, task, licence, megabytes."""
    for card in context.obj.list_models(read_settings()):
        size = f"{card.octets / 1e6:.1f} MB"
        unused = () if card.in_use else ("not in use",)
        typer.echo("\t".join((card.name, card.version, card.task, card.licence, size, *unused)))


@app.command("verify")
def verify_models(context: typer.Context) -> None:
    """Compare the files of the models with their manifests; exit code 4 if one differs."""
    settings = read_settings()
    with progress("Reading the weights"):
        cards: tuple[ModelCard, ...] = context.obj.verify_models(settings)
    for card in cards:
        typer.echo(f"{card.name}\t{card.version}\t{'; '.join(card.problems) or 'ok'}")
    if any(card.problems for card in cards):
        raise typer.Exit(EXIT_OPERATOR)


@app.command("add")
def add_model(  # noqa: PLR0913 one parameter for each option
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="What you call it: small letters, digits, hyphens.")],
    path: Paths = None,
    hub: Hubs = None,
    revision: Annotated[str | None, typer.Option(help="A branch, tag or commit of the hub.")] = None,
    licence: Annotated[
        str | None, typer.Option(help="Under which licence you use it, where its card does not say.")
    ] = None,
    family: Annotated[str | None, typer.Option(help="Its family, where the files leave it open.")] = None,
    languages: Annotated[
        list[str] | None, typer.Option(help="vi-en, en-vi or both, where the files leave it open.")
    ] = None,
    prefix: Annotated[
        list[str] | None, typer.Option(help="Words before a source text, as in 'vi=translate to English: '.")
    ] = None,
    engine: Annotated[str, typer.Option(help="auto, ctranslate2 or transformers.")] = "auto",
    compute_type: Annotated[str, typer.Option(help="int8, float32, float16 or bfloat16.")] = "int8",
    version: Annotated[str, typer.Option(help="Your number for it.")] = "1",
    chat: Chat = None,
    chat_model: ChatModel = None,
) -> None:
    """Add a translation model: recognise it, convert it, pin and try it; or name one behind a chat server."""
    from service.bootstrap import added_models, chat_models

    addition = ModelAddition(
        name=name,
        paths=tuple(path or ()),
        hub=tuple(hub or ()),
        revision=revision,
        version=version,
        family=family,
        languages=tuple(languages or ()),
        licence=licence,
        engine=engine,
        compute_type=compute_type,
        prefixes=tuple(_prefix(one) for one in prefix or ()),
        chat_url=chat,
        chat_model=chat_model,
    )
    add = chat_models.add if chat or chat_model else added_models.add
    with progress(f"Adding {name}"):
        tried = add(addition, read_settings(), tell=_tell)
    note(context, "model.added", name)
    _show(tried)


@app.command("use")
def use_model(context: typer.Context, name: Name) -> None:
    """Let a model translate from the next start on; DIEMNHAN_TRANSLATION_MODEL goes before it."""
    from service.bootstrap import added_models

    added_models.use(name, read_settings())
    note(context, "model.chosen", name)
    typer.echo(f"{name} translates from the next start on.", err=True)


@app.command("remove")
def remove_model(context: typer.Context, name: Name) -> None:
    """Remove a model that was added, with its files."""
    from service.bootstrap import added_models

    added_models.drop(name, read_settings())
    note(context, "model.removed", name)
    typer.echo(f"{name} is removed.", err=True)


def _prefix(option: str) -> tuple[str, str]:
    language, found, words = option.partition("=")
    if language not in ("vi", "en") or not found:
        raise typer.BadParameter(f"--prefix takes vi=WORDS or en=WORDS, not {option!r}")
    return language, words


def _tell(doing: str) -> None:
    print(f"{doing} …", file=sys.stderr)  # noqa: T201 the spinner's console passes it on, typer.echo it would not


def _show(tried: TriedModel) -> None:
    card = tried.card
    typer.echo(f"{card.name}@{card.version}\t{tried.family}\t{tried.engine}\t{card.licence}")
    for direction, text, translation, score in tried.samples:
        typer.echo(f"{direction}\t{text}\t{translation}\t{score:.2f}")
    typer.echo(f"Read the translation. To use it: diemnhan models use {card.name}", err=True)
