"""Keys and the audit log, without a database."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from service.domain.access import USUAL, Grant
from service.domain.audit import AuditEntry
from service.domain.errors import NotFound, Overloaded
from service.domain.stores import ApiKey


class FakeKeyStore:
    """KeyStore in a dictionary; the tokens are easy to guess."""

    def __init__(self) -> None:
        self._keys: dict[str, ApiKey] = {}
        self._ends: dict[str, datetime | None] = {}  # of each token; None is never

    def create(self, name: str, now: datetime, grant: Grant = USUAL) -> tuple[ApiKey, str]:
        key = ApiKey(f"{len(self._keys):016x}", name, now, grant=grant)
        self._keys[key.id] = key
        return key, self._issue(key.id)

    def check(self, token: str, now: datetime) -> ApiKey | None:
        if token not in self._ends or (self._ends[token] or now + timedelta(1)) <= now:
            return None
        key = self._keys[token.split("_")[1]]
        return key if key.revoked_at is None else None

    def find(self, key_id: str) -> ApiKey | None:
        return self._keys.get(key_id)

    def note_use(self, key_id: str, now: datetime) -> None:
        self._keys[key_id] = replace(self._keys[key_id], used_at=now)

    def rotate(self, key_id: str, now: datetime, grace: timedelta) -> str:
        if key_id not in self._keys or self._keys[key_id].revoked_at:
            raise NotFound(f"No active key {key_id!r}.", "List them.")
        valid = [token for token, end in self._ends.items() if token.split("_")[1] == key_id and end is None]
        older = {token: now for token in self._ends if token.split("_")[1] == key_id}
        self._ends |= older | dict.fromkeys(valid, now + grace)
        return self._issue(key_id)

    def _issue(self, key_id: str) -> str:
        token = f"dn_{key_id}_{hashlib.sha256(f'{key_id}{len(self._ends)}'.encode()).hexdigest()[:43]}"
        self._ends[token] = None
        return token

    def all(self) -> tuple[ApiKey, ...]:
        return tuple(self._keys.values())

    def revoke(self, key_id: str, now: datetime) -> None:
        if key_id not in self._keys or self._keys[key_id].revoked_at:
            raise NotFound(f"No active key {key_id!r}.", "List them.")
        self._keys[key_id] = replace(self._keys[key_id], revoked_at=now)


class FakeAuditLog:
    """AuditLog in a list, which can be `full`."""

    def __init__(self) -> None:
        self._entries: list[AuditEntry] = []
        self.full = False

    def record(self, entry: AuditEntry) -> None:
        if self.full:
            raise Overloaded("The disk is full.", "Make room.")
        self._entries.append(entry)

    def entries(self, *, since: datetime | None = None) -> Iterator[AuditEntry]:
        return iter([entry for entry in self._entries if since is None or entry.at >= since])
