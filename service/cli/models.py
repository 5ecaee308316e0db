"""`diemnhan models`: the translation and other models."""

import typer

from service.cli.console import EXIT_OPERATOR, progress
from service.domain.model import ModelCard
from service.settings import read_settings

app = typer.Typer(help="The models that come with the service.", no_args_is_help=True)


@app.command("list")
def list_models(context: typer.Context) -> None:
    """List the models, one a line: name, version, task, licence, megabytes."""
    for card in context.obj.list_models(read_settings()):
        size = f"{card.octets / 1e6:.1f} MB"
        typer.echo("\t".join((card.name, card.version, card.task, card.licence, size)))


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
