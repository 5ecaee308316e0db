"""Stores of the interfaces of other systems, in dictionaries."""

import threading
from dataclasses import replace
from datetime import datetime, timedelta

from service.domain.errors import NotFound
from service.domain.suggestion import Suggestion
from service.domain.upload import TranslatedFile, Upload, UploadState
from service.domain.usage import Usage, month_of, used_up


class FakeUsageStore:
    """UsageStore in a dictionary."""

    def __init__(self) -> None:
        self._spent: dict[tuple[str, str], Usage] = {}
        self._lock = threading.Lock()

    def spend(self, owner: str, month: str, spent: Usage, *, limit: int | None) -> bool:
        with self._lock:
            now = self.read(owner, month)
            if limit is not None and now.characters + spent.characters > limit:
                return False
            total = Usage(now.characters + spent.characters, now.documents + spent.documents)
            self._spent[owner, month] = total
        return True

    def give_back(self, owner: str, month: str, unused: Usage) -> None:
        self.spend(owner, month, Usage(-unused.characters, -unused.documents), limit=None)

    def read(self, owner: str, month: str) -> Usage:
        return self._spent.get((owner, month), Usage())


class FakeSuggestionStore:
    """SuggestionStore in a dictionary."""

    def __init__(self) -> None:
        self._kept: dict[str, Suggestion] = {}

    def add(self, suggestion: Suggestion) -> None:
        self._kept.setdefault(suggestion.id, suggestion)

    def get(self, suggestion_id: str) -> Suggestion:
        if suggestion_id not in self._kept:
            raise NotFound(f"No suggestion {suggestion_id!r}.", "List them.")
        return self._kept[suggestion_id]

    def newest(self, limit: int) -> tuple[Suggestion, ...]:
        return tuple(sorted(self._kept.values(), key=lambda s: s.sent_at, reverse=True)[:limit])

    def delete(self, suggestion_id: str) -> None:
        self.get(suggestion_id)
        del self._kept[suggestion_id]


class FakeUploadStore:
    """UploadStore in a dictionary, beside a FakeUsageStore."""

    def __init__(self, usage: FakeUsageStore) -> None:
        self._usage = usage
        self._charged: dict[str, tuple[str, Usage]] = {}
        self._kept: dict[str, tuple[Upload, UploadState, int]] = {}
        self._claimed: dict[str, datetime] = {}
        self._lock = threading.Lock()

    def put(self, upload: Upload) -> None:
        state = UploadState("queued", upload.order.name, upload.secret_sha256)
        self._kept[upload.id] = (upload, state, 0)

    def put_done(self, upload: Upload, result: TranslatedFile) -> None:
        self.put(upload)
        self.finish(upload.id, result)

    def claim(self, now: datetime) -> Upload | None:
        with self._lock:
            for upload, state, attempts in sorted(self._kept.values(), key=lambda kept: kept[0].sent_at):
                late = now - self._claimed.get(upload.id, now) > timedelta(minutes=30)
                if state.status != "queued" and not (state.status == "translating" and late):
                    continue
                if attempts >= 3:
                    self.fail(upload.id, "It failed three times.")
                    continue
                self._kept[upload.id] = (upload, replace(state, status="translating"), attempts + 1)
                self._claimed[upload.id] = now
                return upload
        return None

    def charge(self, upload_id: str, characters: int, *, now: datetime, limit: int | None) -> None:
        upload, _, _ = self._get(upload_id)
        spent = Usage(characters, documents=1)
        if upload_id in self._charged:
            return
        if not self._usage.spend(upload.owner, month_of(now), spent, limit=limit):
            raise used_up(now)
        self._charged[upload_id] = month_of(now), spent

    def finish(self, upload_id: str, result: TranslatedFile) -> None:
        upload, state, attempts = self._kept[upload_id]
        upload = replace(upload, order=replace(upload.order, content=result.content))
        self._kept[upload_id] = (
            upload,
            replace(state, status="done", characters=result.characters),
            attempts,
        )

    def fail(self, upload_id: str, error: str) -> None:
        upload, state, attempts = self._kept[upload_id]
        self._kept[upload_id] = (upload, replace(state, status="error", error=error), attempts)
        self._give_back(upload)

    def release(self, upload_id: str) -> None:
        upload, state, attempts = self._kept[upload_id]
        self._kept[upload_id] = (upload, replace(state, status="queued"), attempts - 1)

    def state(self, upload_id: str) -> UploadState:
        upload, state, _ = self._get(upload_id)
        undone = ("queued", "translating")
        others = (kept for kept in self._kept.values() if kept[1].status in undone)
        ahead = sum(1 for other, _, _ in others if other.sent_at < upload.sent_at)
        return replace(state, ahead=ahead if state.status in undone else 0)

    def result(self, upload_id: str) -> bytes:
        upload, state, _ = self._get(upload_id)
        if state.status != "done":
            raise NotFound(f"No file {upload_id!r}.", "Wait.")
        return upload.order.content

    def remove(self, upload_id: str) -> None:
        self._kept.pop(upload_id, None)

    def forget_before(self, moment: datetime) -> None:
        for upload, state, _ in self._kept.values():
            if upload.sent_at < moment and state.status in ("queued", "translating"):
                self._give_back(upload)
        self._kept = {key: kept for key, kept in self._kept.items() if kept[0].sent_at >= moment}

    def recover(self) -> None:
        for upload, state, attempts in list(self._kept.values()):
            if state.status == "translating":
                self._kept[upload.id] = (upload, replace(state, status="queued"), attempts)

    def _give_back(self, upload: Upload) -> None:
        if upload.id in self._charged:
            self._usage.give_back(upload.owner, *self._charged.pop(upload.id))

    def _get(self, upload_id: str) -> tuple[Upload, UploadState, int]:
        if upload_id not in self._kept:
            raise NotFound(f"No file {upload_id!r}.", "It is gone.")
        return self._kept[upload_id]
