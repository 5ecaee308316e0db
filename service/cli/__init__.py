"""The command line: serve, write a brief, translate, look after models and API keys.

Promises exit codes that scripts can use: 0 done, 2 wrong usage, 3 input that cannot be used or not all of
it, 4 a setting, the database or a model is in the way. Heavy imports happen inside the commands, so that
--help is quick.
"""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer
from pydantic import ValidationError

from service.cli import articles, database, glossary, jobs, keys, models
from service.cli.audit import audit
from service.cli.console import EXIT_INPUT, EXIT_OPERATOR, Commands
from service.cli.memory import app as memory
from service.cli.serve import serve
from service.cli.work import work
from service.domain.errors import DiemNhanError, InputError, StateError
from service.domain.glossary import GlossaryFormats
from service.domain.model import ModelCard
from service.domain.stores import GlossaryStore, KeyStore
from service.settings import Settings

if TYPE_CHECKING:
    from fastapi import APIRouter

    from service.api.job_parts import JobParts
    from service.api.parts import Parts

CODES = (
    "Exit codes: 0 done, 2 wrong usage, 3 input that cannot be used or not all of it, "
    "4 setting, database or model in the way."
)

app = typer.Typer(
    help=f"Điểm Nhấn: bilingual briefs on the cooperation that news reports. {CODES}",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(serve)
app.command()(work)
app.command()(database.backup)
app.command()(database.restore)
app.command()(database.vacuum)
app.command()(articles.brief)
app.command()(articles.translate)
app.add_typer(models.app, name="models")
app.add_typer(jobs.app, name="jobs")
app.add_typer(keys.app, name="keys")
app.add_typer(glossary.app, name="glossary")
app.add_typer(memory, name="memory")
app.command()(audit)


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

    def open_glossaries(settings: Settings) -> tuple[GlossaryStore, GlossaryFormats]:
        from service import bootstrap

        return bootstrap.open_glossaries(settings)

    def open_jobs(settings: Settings) -> "JobParts":
        from service import bootstrap

        return bootstrap.open_jobs(settings)

    def page() -> "APIRouter":
        from service import web

        return web.router()

    return Commands(build, open_keys, list_cards, verify_cards, page, open_glossaries, open_jobs)
