"""API keys: made of 256 random bits, kept as a SHA-256 hash.

A slow, salted hash protects passwords that people think up; against 256 random bits there is nothing to
guess, so a plain hash keeps every request fast. Refuses to know where keys are asked for.
"""

import hashlib
import hmac
import re
import secrets
from datetime import datetime, timedelta

from sqlalchemy import Engine, Row, insert, select, update

from service.adapters.database import reading, writing
from service.adapters.tables import keys, moment, stamp
from service.domain.access import SCOPES, USUAL, Grant
from service.domain.errors import NotFound
from service.domain.stores import ApiKey

TOKEN = re.compile(r"dn_([0-9a-f]{16})_[\w-]{43}", re.ASCII)  # the id, then 32 random bytes as base64url


class SqlKeyStore:
    """KeyStore on SQLite or PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create(self, name: str, now: datetime, grant: Grant = USUAL) -> tuple[ApiKey, str]:
        """Make a key; its token is shown this once."""
        key = ApiKey(secrets.token_hex(8), name, now, grant=grant)
        token = _token(key.id)
        row = {
            "id": key.id,
            "name": name,
            "sha256": _hash(token),
            "created_at": stamp(now),
            "scopes": " ".join(grant.scopes),
            "requests_per_minute": grant.requests_per_minute,
            "characters_per_month": grant.characters_per_month,
        }
        with writing(self._engine) as connection:
            connection.execute(insert(keys).values(row))
        return key, token

    def check(self, token: str, now: datetime) -> ApiKey | None:
        """Return the key of a token that is known, not revoked, and not rotated out."""
        match = TOKEN.fullmatch(token)
        if match is None:
            return None
        row = self._row(match[1])
        if row is None or row.revoked_at is not None:
            return None
        sent = _hash(token)
        current = hmac.compare_digest(row.sha256, sent)
        previous = hmac.compare_digest(row.previous_sha256 or "", sent)
        if previous and row.previous_until > stamp(now):
            return _key(row)
        return _key(row) if current else None

    def find(self, key_id: str) -> ApiKey | None:
        """Return the key of an id."""
        row = self._row(key_id)
        return None if row is None else _key(row)

    def note_use(self, key_id: str, now: datetime) -> None:
        """Keep the time."""
        with writing(self._engine) as connection:
            connection.execute(update(keys).where(keys.c.id == key_id).values(used_at=stamp(now)))

    def rotate(self, key_id: str, now: datetime, grace: timedelta) -> str:
        """Give a key a new token, under which it stays the same key."""
        token = _token(key_id)
        with writing(self._engine) as connection:
            known = update(keys).where(keys.c.id == key_id, keys.c.revoked_at.is_(None))
            changed = known.values(
                sha256=_hash(token), previous_sha256=keys.c.sha256, previous_until=stamp(now + grace)
            )
            if connection.execute(changed).rowcount == 0:
                raise _no_active_key(key_id)
        return token

    def all(self) -> tuple[ApiKey, ...]:
        """Return every key, oldest first."""
        with reading(self._engine) as connection:
            rows = connection.execute(select(keys).order_by(keys.c.created_at, keys.c.id)).all()
        return tuple(_key(row) for row in rows)

    def revoke(self, key_id: str, now: datetime) -> None:
        """Make a key worthless from now on."""
        with writing(self._engine) as connection:
            known = update(keys).where(keys.c.id == key_id, keys.c.revoked_at.is_(None))
            if connection.execute(known.values(revoked_at=stamp(now))).rowcount == 0:
                raise _no_active_key(key_id)

    def _row(self, key_id: str) -> Row[tuple[object, ...]] | None:
        with reading(self._engine) as connection:
            return connection.execute(select(keys).where(keys.c.id == key_id)).one_or_none()


def _no_active_key(key_id: str) -> NotFound:
    return NotFound(f"There is no active key {key_id!r}.", "`diemnhan keys list` shows the ids.")


def _token(key_id: str) -> str:
    return f"dn_{key_id}_{secrets.token_urlsafe(32)}"


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _key(row: Row[tuple[object, ...]]) -> ApiKey:
    kept = row.scopes.split()
    scopes = tuple(scope for scope in SCOPES if scope in kept)
    return ApiKey(
        id=row.id,
        name=row.name,
        created_at=moment(row.created_at),
        revoked_at=moment(row.revoked_at) if row.revoked_at else None,
        grant=Grant(scopes, row.requests_per_minute, row.characters_per_month),
        used_at=moment(row.used_at) if row.used_at else None,
    )
