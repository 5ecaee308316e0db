"""What stands behind `client.briefs`, `client.jobs` and the rest: each name and what describes it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from diemnhan_client.binding import Flow, Operation, Outcome
from diemnhan_client.operations import (
    briefs,
    glossaries,
    job_streams,
    jobs,
    ledger,
    memory,
    status,
    translations,
    webhooks,
)

Sender = TypeVar("Sender")


@dataclass(frozen=True, slots=True)
class Briefs(Generic[Sender]):
    """`client.briefs`."""

    sender: Sender

    create = Operation(briefs.create)
    create_from = Operation(briefs.create_from)
    order = Operation(briefs.order)
    wait = Outcome(briefs.wait)
    get = Operation(briefs.get)
    versioned = Operation(briefs.versioned)
    rendered = Operation(briefs.rendered)
    page = Operation(briefs.page)
    all = Flow(briefs.all_of)
    diff = Operation(briefs.diff)
    correct = Operation(briefs.correct)
    delete = Operation(briefs.delete)
    card = Operation(briefs.card)
    feed = Operation(briefs.feed)


@dataclass(frozen=True, slots=True)
class Translations(Generic[Sender]):
    """`client.translations`."""

    sender: Sender

    create = Operation(translations.create)


@dataclass(frozen=True, slots=True)
class Jobs(Generic[Sender]):
    """`client.jobs`."""

    sender: Sender

    submit = Operation(jobs.submit)
    submit_file = Operation(jobs.submit_file)
    get = Operation(jobs.get)
    page = Operation(jobs.page)
    all = Flow(jobs.all_of)
    events = Flow(job_streams.events)
    wait = Outcome(job_streams.wait)
    results = Flow(job_streams.results)
    document = Operation(jobs.document)
    cancel = Operation(jobs.cancel)
    purge = Operation(jobs.purge)
    retry = Operation(jobs.retry)


@dataclass(frozen=True, slots=True)
class Glossaries(Generic[Sender]):
    """`client.glossaries`."""

    sender: Sender

    create = Operation(glossaries.create)
    create_from = Operation(glossaries.create_from)
    page = Operation(glossaries.page)
    all = Flow(glossaries.all_of)
    get = Operation(glossaries.get)
    replace = Operation(glossaries.replace)
    change = Operation(glossaries.change)
    delete = Operation(glossaries.delete)
    entries = Operation(glossaries.entries)
    exported = Operation(glossaries.exported)
    replace_entries = Operation(glossaries.replace_entries)
    replace_entries_from = Operation(glossaries.replace_entries_from)
    defaults = Operation(glossaries.defaults)
    choose_defaults = Operation(glossaries.choose_defaults)


@dataclass(frozen=True, slots=True)
class Memory(Generic[Sender]):
    """`client.memory`."""

    sender: Sender

    page = Operation(memory.page)
    all = Flow(memory.all_of)
    remember = Operation(memory.remember)
    get = Operation(memory.get)
    change = Operation(memory.change)
    forget = Operation(memory.forget)
    matches = Operation(memory.matches)
    import_from = Operation(memory.import_from)
    exported = Operation(memory.exported)
    suggestions = Operation(memory.suggestions)
    accept = Operation(memory.accept)
    drop = Operation(memory.drop)


@dataclass(frozen=True, slots=True)
class Ledger(Generic[Sender]):
    """`client.ledger`."""

    sender: Sender

    page = Operation(ledger.page)
    all = Flow(ledger.all_of)
    get = Operation(ledger.get)
    timeline_page = Operation(ledger.timeline_page)
    timeline = Flow(ledger.timeline)


@dataclass(frozen=True, slots=True)
class Webhooks(Generic[Sender]):
    """`client.webhooks`."""

    sender: Sender

    register = Operation(webhooks.register)
    registered = Operation(webhooks.registered)
    get = Operation(webhooks.get)
    change = Operation(webhooks.change)
    rotate = Operation(webhooks.rotate)
    try_out = Operation(webhooks.try_out)
    delete = Operation(webhooks.delete)
    deliveries_page = Operation(webhooks.deliveries_page)
    deliveries = Flow(webhooks.deliveries)
    delivery = Operation(webhooks.delivery)
    replay = Operation(webhooks.replay)


@dataclass(frozen=True, slots=True)
class Status(Generic[Sender]):
    """`client.status`."""

    sender: Sender

    get = Operation(status.get)


GROUPS = (Briefs, Translations, Jobs, Glossaries, Memory, Ledger, Webhooks, Status)
