"""`diemnhan keys`: API keys."""

import json
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated

import typer

from service.cli.audit import note
from service.cli.console import Commands
from service.domain.access import ORDINARY, SCOPES, Grant
from service.domain.stores import ApiKey, KeyStore
from service.settings import read_settings

app = typer.Typer(help="API keys.", no_args_is_help=True)
KeyId = Annotated[str, typer.Argument(help="As listed.")]


class ScopeName(StrEnum):
    """The scopes, as the command line names them."""

    TRANSLATE = "translate"
    BRIEF = "brief"
    JOBS = "jobs"
    GLOSSARIES = "glossaries"
    ADMIN = "admin"


@app.command("create")
def create_key(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Who will use it.")],
    scope: Annotated[
        list[ScopeName] | None, typer.Option(help=f"May be repeated; else {', '.join(ORDINARY)}.")
    ] = None,
    requests_per_minute: Annotated[
        int | None, typer.Option(min=1, help="Else DIEMNHAN_REQUEST_LIMIT.")
    ] = None,
    characters_per_month: Annotated[
        int | None, typer.Option(min=1, help="Else DIEMNHAN_CHARACTER_LIMIT.")
    ] = None,
) -> None:
    """Make a key. Its token goes to stdout and cannot be read again."""
    wanted = ORDINARY if not scope else tuple(one for one in SCOPES if one in scope)
    grant = Grant(wanted, requests_per_minute, characters_per_month)
    key, token = _keys(context).create(name, datetime.now(UTC), grant)
    note(context, "key.created", key.id)
    typer.echo(f"Key {key.id} for {name!r}; keep the token, it is not shown again:", err=True)
    typer.echo(token)


@app.command("list")
def list_keys(context: typer.Context) -> None:
    """List the keys as JSON, one a line, without their tokens."""
    for key in _keys(context).all():
        typer.echo(json.dumps(_line(key), ensure_ascii=False))


@app.command("rotate")
def rotate_key(
    context: typer.Context,
    key_id: KeyId,
    grace_hours: Annotated[
        int, typer.Option(min=0, max=24 * 90, help="How long the old token is valid beside the new one.")
    ] = 24,
) -> None:
    """Give a key a new token, which goes to stdout and cannot be read again."""
    token = _keys(context).rotate(key_id, datetime.now(UTC), timedelta(hours=grace_hours))
    note(context, "key.rotated", key_id)
    told = f"is valid for {grace_hours} h more" if grace_hours else "is worthless now"
    typer.echo(f"Key {key_id} has a new token; the old one {told}:", err=True)
    typer.echo(token)


@app.command("revoke")
def revoke_key(context: typer.Context, key_id: KeyId) -> None:
    """Make a key worthless at once."""
    _keys(context).revoke(key_id, datetime.now(UTC))
    note(context, "key.revoked", key_id)
    typer.echo(f"Key {key_id} is revoked.", err=True)


def _line(key: ApiKey) -> dict[str, object]:
    grant = key.grant
    return {
        "id": key.id,
        "name": key.name,
        "scopes": list(grant.scopes),
        "requests_per_minute": grant.requests_per_minute,
        "characters_per_month": grant.characters_per_month,
        "created_at": key.created_at.isoformat(),
        "used_at": _time(key.used_at),
        "revoked_at": _time(key.revoked_at),
    }


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _keys(context: typer.Context) -> KeyStore:
    commands: Commands = context.obj
    return commands.open_keys(read_settings())
