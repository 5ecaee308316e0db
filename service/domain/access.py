"""What the holder of an API key may do, and how much of it."""

from dataclasses import dataclass
from typing import Literal, get_args

Scope = Literal["translate", "brief", "jobs", "glossaries", "admin"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
ORDINARY: tuple[Scope, ...] = tuple(scope for scope in SCOPES if scope != "admin")


@dataclass(frozen=True, slots=True)
class Grant:
    """The scopes of a key, and limits of its own; None is the limit that the settings give to every key.

    `translate`: texts and files. `brief`: briefs, the ledger, corrections. `jobs`: batches of either.
    `glossaries`: glossaries, the translation memory, suggestions. `admin`: what concerns everybody, and what
    cannot be had back: deleting briefs, webhooks.
    """

    scopes: tuple[Scope, ...] = ORDINARY
    requests_per_minute: int | None = None
    characters_per_month: int | None = None


USUAL = Grant()
