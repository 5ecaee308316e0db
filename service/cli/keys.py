"""`diemnhan keys`: API keys."""

import json
from datetime import UTC, datetime
from typing import Annotated

import typer

from service.cli.console import Commands
from service.domain.stores import KeyStore
from service.settings import read_settings

app = typer.Typer(help="API keys.", no_args_is_help=True)


@app.command("create")
def create_key(context: typer.Context, name: Annotated[str, typer.Argument(help="Who will use it.")]) -> None:
    """Make a key. Its token goes to stdout and cannot be read again."""
    key, token = _keys(context).create(name, datetime.now(UTC))
    typer.echo(f"Key {key.id} for {name!r}; keep the token, it is not shown again:", err=True)
    typer.echo(token)


@app.command("list")
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


@app.command("revoke")
def revoke_key(context: typer.Context, key_id: Annotated[str, typer.Argument(help="As listed.")]) -> None:
    """Make a key worthless at once."""
    _keys(context).revoke(key_id, datetime.now(UTC))
    typer.echo(f"Key {key_id} is revoked.", err=True)


def _keys(context: typer.Context) -> KeyStore:
    commands: Commands = context.obj
    return commands.open_keys(read_settings())
