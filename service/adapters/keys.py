"""API keys: made of 256 random bits, kept as a SHA-256 hash.

A slow, salted hash protects passwords that people think up; against 256 random bits there is nothing to
guess, so a plain hash keeps every request fast. Refuses to know where keys are asked for.
"""

import hashlib
import hmac
import re
import secrets
from datetime import datetime

from sqlalchemy import Engine, Row, insert, select, update

from service.adapters.database import reading, writing
from service.adapters.tables import keys, moment, stamp
from service.domain.errors import NotFound
from service.domain.stores import ApiKey

TOKEN = re.compile(r"dn_([0-9a-f]{16})_[\w-]{43}", re.ASCII)  # the id, then 32 random bytes as base64url


class SqlKeyStore:
    """KeyStore on SQLite or PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create(self, name: str, now: datetime) -> tuple[ApiKey, str]:
        """Make a key; its token is shown this once."""
        key = ApiKey(secrets.token_hex(8), name, now)
        token = f"dn_{key.id}_{secrets.token_urlsafe(32)}"
        row = {"id": key.id, "name": name, "sha256": _hash(token), "created_at": stamp(now)}
        with writing(self._engine) as connection:
            connection.execute(insert(keys).values(row))
        return key, token

    def check(self, token: str) -> ApiKey | None:
        """Return the key of a token that is known and not revoked."""
        match = TOKEN.fullmatch(token)
        if match is None:
            return None
        with reading(self._engine) as connection:
            row = connection.execute(select(keys).where(keys.c.id == match[1])).one_or_none()
        if row is None or not hmac.compare_digest(row.sha256, _hash(token)):
            return None
        return _key(row) if row.revoked_at is None else None

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
                raise NotFound(f"There is no active key {key_id!r}.", "`diemnhan keys list` shows the ids.")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _key(row: Row[tuple[object, ...]]) -> ApiKey:
    revoked = moment(row.revoked_at) if row.revoked_at else None
    return ApiKey(row.id, row.name, moment(row.created_at), revoked)
