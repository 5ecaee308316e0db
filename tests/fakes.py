"""Parts that fit the ports without a model, a database or a clock of their own."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import count

from service.adapters.brief_json import brief_to_json
from service.adapters.glossary_files import FORMATS
from service.adapters.memory_files import memory_formats
from service.api.memory_parts import MemoryParts
from service.api.parts import Parts, Renderers
from service.bootstrap.deliveries import build_publishing
from service.domain.article import Payload
from service.domain.brief import Brief
from service.domain.errors import (
    EmptyInput,
    IdempotencyMismatch,
    InProgress,
    MalformedInput,
    NotFound,
    Outdated,
    UnsupportedLanguage,
)
from service.domain.glossary import Glossary
from service.domain.highlight import Highlight, Partner
from service.domain.ledger import BriefOutline
from service.domain.request import BriefOptions, TranslatedText, TranslationRequest
from service.domain.stores import BriefPage, BriefQuery, Failure, PendingBrief, StoredAnswer
from service.pipeline.correct import correct
from service.pipeline.files import KINDS, translate_file
from service.text.search_text import day_range, fold, phrases
from tests.access_fakes import FakeAuditLog, FakeKeyStore
from tests.delivery_fakes import fake_cms, fake_deliveries
from tests.fake_memory import FakeMemoryStore
from tests.glossary_fakes import FakeGlossaryStore
from tests.interface_fakes import FakeSuggestionStore, FakeUploadStore, FakeUsageStore
from tests.samples import NOON, a_brief, a_highlight


@dataclass
class FakeClock:
    """A clock that moves one second at each look."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@dataclass
class FakePipeline:
    """Writes briefs that quote the article. `hold` makes it wait until the event is set."""

    clock: Callable[[], datetime] = field(default_factory=FakeClock)
    hold: threading.Event | None = None
    written: list[Payload] = field(default_factory=list)
    options: list[BriefOptions] = field(default_factory=list)
    error: Exception | None = None
    translation: TranslatedText | None = None
    error_in_text: Exception | None = None
    wanted: list[TranslationRequest] = field(default_factory=list)

    def write_brief(self, payload: Payload, options: BriefOptions) -> Brief:
        self.written.append(payload)
        self.options.append(options)
        if self.hold is not None:
            self.hold.wait(30)
        if self.error is not None:
            raise self.error
        content = payload.content
        # As the real pipeline does, it answers for any bytes; how they are read is tested there.
        text = content if isinstance(content, str) else content.decode(payload.charset or "utf-8")
        if not text.strip():
            raise EmptyInput("The article is empty.", "Send an article.")
        if "ประเทศ" in text:
            raise UnsupportedLanguage("The article is in Thai.", "Send Vietnamese or English.")
        if len(options.glossary) > 5:
            raise MalformedInput("The fake takes five terms.", "Send fewer.")
        language = payload.language or ("vi" if fold(text) != text.casefold() else "en")
        written = a_brief(text=text, created_at=self.clock(), highlights=(a_highlight(),), language=language)
        return replace(written, source=replace(written.source, id=payload.id, url=payload.url))

    def translate_texts(self, wanted: TranslationRequest) -> list[TranslatedText]:
        self.wanted.append(wanted)
        if self.error_in_text is not None:
            raise self.error_in_text
        if self.hold is not None:
            self.hold.wait(30)
        if self.translation is not None:
            return [self.translation]
        source = wanted.source or ("en" if wanted.target == "vi" else "vi")
        return [TranslatedText(f"[{wanted.target}] {text}", source, ()) for text in wanted.texts]


class FakeBriefStore:
    """BriefStore in a dictionary."""

    def __init__(self) -> None:
        self.briefs: dict[str, Brief] = {}
        self._numbers: dict[str, int] = {}
        self._given = count(1)

    def save(self, brief: Brief, deliver: Sequence[str] | None = None) -> None:
        self.briefs[brief.id] = brief
        self._numbers[brief.id] = next(self._given)

    def exchange(self, seen: Brief, brief: Brief) -> None:
        if self.get(seen.id) != seen:
            raise Outdated(f"Brief {seen.id!r} was changed.", "Read it again.")
        self.save(brief)

    def get(self, brief_id: str) -> Brief:
        if brief_id not in self.briefs:
            raise NotFound(f"No brief {brief_id!r}.", "List them.")
        return self.briefs[brief_id]

    def find(self, query: BriefQuery) -> BriefPage:
        newest = sorted(self.briefs.values(), key=lambda b: (b.created_at, b.id), reverse=True)
        found = [brief for brief in newest if _matches(brief, query)]
        if query.cursor:
            try:
                stamped, brief_id = query.cursor.split(" ")
                position = (datetime.fromisoformat(stamped), brief_id)
            except ValueError:
                raise MalformedInput("No such cursor.", "Start again.") from None
            found = [brief for brief in found if (brief.created_at, brief.id) < position]
        page = found[: query.limit]
        more = len(found) > query.limit
        return BriefPage(tuple(page), f"{page[-1].created_at.isoformat()} {page[-1].id}" if more else None)

    def saved(self) -> tuple[int, ...]:
        return tuple(sorted(self._numbers.values()))

    def outlines(self, *, after: int, limit: int) -> tuple[tuple[int, BriefOutline], ...]:
        numbered = sorted(
            (number, self.briefs[name]) for name, number in self._numbers.items() if number > after
        )
        return tuple(
            (number, BriefOutline(b.id, b.created_at, b.source, b.highlights))
            for number, b in numbered[:limit]
        )

    def delete(self, brief_id: str) -> None:
        self.get(brief_id)
        del self.briefs[brief_id]
        del self._numbers[brief_id]


def _matches(brief: Brief, query: BriefQuery) -> bool:
    if query.language and brief.source.language != query.language:
        return False
    if query.text is not None:
        words = f" {fold(brief_to_json(brief))} "
        wanted = phrases(query.text)
        if not wanted or not all(f" {phrase} " in words for phrase in wanted):
            return False
    filters = (query.partner, query.field, query.instrument, query.date_from, query.date_to)
    return not any(filters) or any(_fits(highlight, query) for highlight in brief.highlights)


def _fits(highlight: Highlight, query: BriefQuery) -> bool:
    if query.instrument and highlight.instrument != query.instrument:
        return False
    if query.field and query.field not in highlight.fields:
        return False
    if query.partner and not any(_named(partner, query.partner) for partner in highlight.partners):
        return False
    days, since, until = (day_range(d) for d in (highlight.date.edtf, query.date_from, query.date_to))
    if since and not (days and days[1] >= since[0]):
        return False
    return not until or bool(days and days[0] <= until[1])


def _named(partner: Partner, wanted: str) -> bool:
    names = f" {fold(partner.name.vi)} | {fold(partner.name.en)} "
    return f" {fold(wanted)} " in names or partner.country == wanted


class FakePendingStore:
    """PendingStore in a dictionary, beside a FakeBriefStore and a FakeUsageStore."""

    def __init__(self, store: FakeBriefStore, usage: FakeUsageStore | None = None) -> None:
        self._store = store
        self._usage = usage or FakeUsageStore()
        self._promised: dict[str, PendingBrief] = {}
        self._claimed: set[str] = set()
        self._failed: dict[str, Failure] = {}
        self._attempts: dict[str, int] = {}
        self._lock = threading.Lock()

    def put(self, pending: PendingBrief) -> None:
        with self._lock:
            self._give_back(pending.id)
            self._promised[pending.id] = pending
            self._claimed.discard(pending.id)
            self._failed.pop(pending.id, None)
            self._attempts[pending.id] = 0

    def claim(self, now: datetime) -> PendingBrief | None:
        with self._lock:
            for pending in sorted(self._promised.values(), key=lambda p: p.accepted_at):
                if pending.id in self._claimed or pending.id in self._failed:
                    continue
                if self._attempts[pending.id] >= 3:
                    self._give_back(pending.id)
                    self._failed[pending.id] = Failure(
                        "internal_error", "It failed three times.", "Report it."
                    )
                    continue
                self._attempts[pending.id] += 1
                self._claimed.add(pending.id)
                return pending
            return None

    def complete(self, brief: Brief) -> bool:
        with self._lock:
            if self._promised.pop(brief.id, None) is None:
                return False
            self._store.save(brief)
            return True

    def fail(self, brief_id: str, failure: Failure) -> None:
        self._give_back(brief_id)
        self._failed[brief_id] = failure

    def _give_back(self, brief_id: str) -> None:
        promised = self._promised.get(brief_id)
        if promised and promised.charge:
            charge = promised.charge
            self._usage.give_back(charge.owner, charge.month, charge.spent)
            self._promised[brief_id] = replace(promised, charge=None)

    def release(self, brief_id: str) -> None:
        self._attempts[brief_id] -= 1
        self._claimed.discard(brief_id)

    def look(self, brief_id: str) -> Failure | None:
        if brief_id not in self._promised:
            raise NotFound(f"No brief {brief_id!r}.", "List them.")
        return self._failed.get(brief_id)

    def withdraw(self, brief_id: str) -> None:
        self._give_back(brief_id)
        if self._promised.pop(brief_id, None) is None:
            raise NotFound(f"No brief {brief_id!r}.", "List them.")

    def recover(self) -> None:
        self._claimed.clear()


class FakeIdempotencyStore:
    """IdempotencyStore in a dictionary."""

    def __init__(self, kept_for: timedelta = timedelta(hours=72)) -> None:
        self._kept_for = kept_for
        self._held: dict[str, tuple[str, datetime, StoredAnswer | None]] = {}
        self._lock = threading.Lock()

    def begin(self, key: str, fingerprint: str, now: datetime) -> StoredAnswer | None:
        with self._lock:
            held = self._held.get(key)
            if held is None or held[1] < now - self._kept_for:
                self._held[key] = (fingerprint, now, None)
                return None
        if held[0] != fingerprint:
            raise IdempotencyMismatch("Another request had this key.", "Use another key.")
        if held[2] is None:
            raise InProgress("The first is still running.", "Wait.")
        return held[2]

    def finish(self, key: str, answer: StoredAnswer) -> None:
        fingerprint, claimed_at, _ = self._held[key]
        self._held[key] = (fingerprint, claimed_at, answer)

    def forget(self, key: str) -> None:
        self._held.pop(key, None)

    def recover(self, now: datetime) -> None:
        self._held = {key: held for key, held in self._held.items() if held[2] is not None}


def fake_renderers() -> Renderers:
    """A renderer for every media type; all but JSON only say that they were called."""
    return {
        "application/json": lambda brief: brief_to_json(brief).encode(),
        "text/markdown": lambda brief: f"# {brief.headline.vi}\n".encode(),
        "text/html": lambda brief: f"<h1>{brief.headline.vi}</h1>".encode(),
        "application/ld+json": lambda brief: b'{"@type":"NewsArticle"}',
        "application/vnd.iptc.ninjs+json": lambda brief: b'{"uri":"urn:x"}',
    }


def fake_parts(pipeline: FakePipeline | None = None) -> Parts:
    """All of the parts, none of them real."""
    pipeline = pipeline or FakePipeline()
    store = FakeBriefStore()
    usage = FakeUsageStore()
    pending = FakePendingStore(store, usage)
    return Parts(
        write_brief=pipeline.write_brief,
        translate_texts=pipeline.translate_texts,
        store=store,
        pending=pending,
        idempotency=FakeIdempotencyStore(),
        keys=FakeKeyStore(),
        audit=FakeAuditLog(),
        glossaries=FakeGlossaryStore(),
        glossary_formats=FORMATS,
        usage=usage,
        uploads=FakeUploadStore(usage),
        suggestions=FakeSuggestionStore(),
        deliveries=fake_deliveries(pipeline.clock),
        cms=fake_cms(store, pending),
        publishing=build_publishing(),
        translate_file=partial(translate_file, translate=pipeline.translate_texts),
        file_types=tuple(KINDS),
        renderers=fake_renderers(),
        ready=list,
        clock=FakeClock(),
        close=lambda: None,
        memory=MemoryParts(
            FakeMemoryStore(), memory_formats("1"), partial(correct, glossary=Glossary("none", "0", ()))
        ),
    )
