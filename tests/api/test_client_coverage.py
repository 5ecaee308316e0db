"""The Python client leaves nothing out: every operation of /v1 and every field has its place."""

from collections.abc import Iterator, Mapping
from inspect import getmembers, isclass
from pathlib import Path
from types import ModuleType
from typing import Literal, cast, get_args, get_origin, get_type_hints, is_typeddict

import pytest
from diemnhan_client.binding import Flow, Operation, Outcome
from diemnhan_client.call import Call
from diemnhan_client.course import Ask, Open
from diemnhan_client.groups import GROUPS
from diemnhan_client.nouns import (
    briefs,
    diffs,
    glossaries,
    jobs,
    ledger,
    memory,
    status,
    translations,
    webhooks,
)
from diemnhan_client.problems import OF_STATUS

from service.api.problems import STATUS
from service.api.schemas import RawParameters
from tests.api.whole_service import Service

Document = Mapping[str, object]
# Operations that the client does not have, and why.
LEFT_OUT = {
    ("POST", "/v1/cms/superdesk"): "Superdesk signs and sends it; a program sends articles to /v1/briefs",
    ("POST", "/v1/cms/inbound/{name}"): "other systems send it in shapes of their own",
}
# What is written for each operation to be described.
SAMPLES: Mapping[str, tuple[object, ...]] = {
    "Briefs.create": ({"text": "Tin."},),
    "Briefs.create_from": (b"Tin.", "text/plain"),
    "Briefs.order": ({"text": "Tin."},),
    "Briefs.correct": ("id", 0, {"text": "News."}),
    "Briefs.rendered": ("id", "text/html"),
    "Briefs.feed": ("vi", "rss"),
    "Translations.create": ({"texts": ["Tin."], "target": "en"},),
    "Jobs.submit": ({"kind": "brief", "items": [{"text": "Tin."}]},),
    "Jobs.submit_file": (Path("a.txt"), {"kind": "brief"}),
    "Glossaries.create": ({"name": "Desk", "entries": []},),
    "Glossaries.create_from": (b"", "text/csv", {"name": "Desk"}),
    "Glossaries.replace": ("id", {"name": "Desk", "entries": []}),
    "Glossaries.change": ("id", {"default": True}),
    "Glossaries.exported": ("id", "text/csv"),
    "Glossaries.replace_entries": ("id", []),
    "Glossaries.replace_entries_from": ("id", b"", "text/csv"),
    "Glossaries.choose_defaults": ({"vi_en": "id"},),
    "Memory.remember": ([],),
    "Memory.change": ("id", {"target": "News."}),
    "Memory.matches": ({"texts": ["Tin."], "source": "vi"},),
    "Memory.import_from": (b"", "application/x-tmx+xml"),
    "Memory.exported": ("application/x-tmx+xml",),
    "Webhooks.register": ({"url": "https://cms.example/"},),
    "Webhooks.change": ("id", {"active": False}),
}
NO_ID = {"page", "all", "registered", "deliveries_page", "deliveries", "suggestions", "defaults"}
# Names that differ; the others are those of the service's schemas.
SCHEMA = {
    "BriefOptions": "Options",
    "BriefPage": "BriefList",
    "Delivery": "DeliveryOut",
    "DeliveryPage": "DeliveryList",
    "Glossary": "GlossaryOut",
    "GlossaryEntry": "EntryBody",
    "GlossaryPage": "GlossaryListing",
    "Job": "JobOut",
    "JobCount": "CountOut",
    "JobCounts": "Counts",
    "JobPage": "JobList",
    "MemoryEntry": "MemoryEntryOut",
    "MemoryImport": "ImportOut",
    "MemoryMatch": "MemoryMatchOut",
    "MemoryPage": "MemoryListing",
    "ServiceStatus": "StatusOut",
    "Suggestion": "SuggestionOut",
    "Translation": "TranslationOut",
    "Translations": "TranslationsAnswer",
    "Webhook": "EndpointOut",
    "WebhookChange": "EndpointChange",
    "WebhookRequest": "EndpointRequest",
    "WebhookSecret": "EndpointSecret",
    "XmlOptions": "XmlMarkup",
}
# Query parameters, by the operation that takes them.
SEARCHES = {
    "BriefSearch": "/v1/briefs",
    "DeliverySearch": "/v1/deliveries",
    "FeedSearch": "/v1/feeds/{language}.{ending}",
    "JobSearch": "/v1/jobs",
    "LedgerSearch": "/v1/ledger",
    "MemorySearch": "/v1/memory",
}
# What OpenAPI does not describe: lines, items and raw parameters are described in docs/api.md.
UNDESCRIBED = {"JobItem", "JobError", "JobResult", "RawParameters"}
MODULES = (briefs, diffs, glossaries, jobs, ledger, memory, status, translations, webhooks)


@pytest.fixture(scope="module")
def document(wired: Service) -> Document:
    return cast("Document", wired.json("GET", "/openapi.json").json())


def bound() -> Iterator[tuple[str, Operation[..., object] | Flow[..., object] | Outcome[..., object]]]:
    for group in GROUPS:
        for name, member in vars(group).items():
            if isinstance(member, Operation | Flow | Outcome):
                yield f"{group.__name__}.{name}", member


def described() -> Iterator[tuple[str, Call[object]]]:
    """Yield the first request of each operation."""
    for name, member in bound():
        _, _, short = name.partition(".")
        sample = SAMPLES.get(name, () if short in NO_ID or name == "Status.get" else ("id",))
        more: dict[str, str] = {"against": "other"} if name == "Briefs.diff" else {}
        made = member.describe(*sample, **more)
        if isinstance(made, Call):
            yield name, made
            continue
        step = next(made)
        assert isinstance(step, Ask | Open)
        yield name, step.call


def schemas(document: Document) -> Mapping[str, Mapping[str, object]]:
    components = cast("Mapping[str, Mapping[str, Mapping[str, object]]]", document["components"])
    return components["schemas"]


def nouns(module: ModuleType) -> Iterator[tuple[str, type]]:
    for name, member in getmembers(module, isclass):
        if is_typeddict(member) and member.__module__ == module.__name__:
            yield name, member


def words(annotation: object) -> set[object]:
    """Return the words that a type allows."""
    if get_origin(annotation) is Literal:
        return set(get_args(annotation))
    if is_typeddict(annotation):
        return set()
    return {word for part in get_args(annotation) for word in words(part)}


def allowed(schema: object) -> set[object]:
    """Return the words that a schema allows."""
    if isinstance(schema, list):
        return {word for one in schema for word in allowed(one)}
    if not isinstance(schema, dict):
        return set()
    own = {*schema.get("enum", ()), *({schema["const"]} if "const" in schema else ())}
    return own | {word for key in ("anyOf", "items") for word in allowed(schema.get(key))}


def test_every_operation_of_v1_is_there_or_left_out_for_a_reason(document: Document) -> None:
    paths = cast("Mapping[str, Mapping[str, object]]", document["paths"])
    served = {(method.upper(), path) for path, known in paths.items() for method in known}
    ours = {(call.method, call.path) for _, call in described()}
    assert ours - served == set()
    assert {one for one in served - ours if one[1].startswith("/v1/")} == set(LEFT_OUT)


def test_every_operation_says_what_it_does() -> None:
    assert [name for name, member in bound() if not member.__doc__] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_every_noun_has_the_fields_of_its_schema(module: ModuleType, document: Document) -> None:
    known = schemas(document)
    for name, noun in nouns(module):
        if name in SEARCHES or name in UNDESCRIBED or name == "GlossaryFile":
            continue
        schema = known[SCHEMA.get(name, name)]
        fields = dict(cast("Mapping[str, object]", schema["properties"]))
        if name == "JobForm":  # the options of briefs are fields of the form
            fields |= cast("Mapping[str, object]", known["Options"]["properties"])
            del fields["options"]  # the same in one JSON object
        hints = get_type_hints(noun)
        assert set(hints) == set(fields), name
        assert {field: words(hint) for field, hint in hints.items()} == {
            field: allowed(fields[field]) for field in hints
        }, name
        required = cast("frozenset[str]", vars(noun)["__required_keys__"])
        if required != set(hints):  # what is sent; in answers every field is there
            assert required == set(cast("list[str]", schema.get("required", []))), name


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_every_search_has_the_parameters_of_its_operation(module: ModuleType, document: Document) -> None:
    paths = cast("Mapping[str, Mapping[str, Mapping[str, list[dict[str, object]]]]]", document["paths"])
    for name, noun in nouns(module):
        if name in SEARCHES:
            asked = paths[SEARCHES[name]]["get"]["parameters"]
            parameters = {one["name"]: allowed(one["schema"]) for one in asked if one["in"] == "query"}
            assert {field: words(hint) for field, hint in get_type_hints(noun).items()} == parameters, name


def test_what_goes_with_a_raw_article_is_complete() -> None:
    assert set(get_type_hints(briefs.RawParameters)) == set(RawParameters.model_fields)


def test_every_status_of_a_problem_has_its_exception() -> None:
    assert {status for status in STATUS.values() if status < 500} <= set(OF_STATUS)
