"""`diemnhan serve`: the HTTP service."""

from contextlib import closing
from typing import Annotated

import typer

from service.cli.console import Commands
from service.settings import read_settings


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
