"""Whatever is sent to a route of the OpenAPI document, its answer is one that the document describes.

Requests are made from the document itself, valid and invalid ones. DIEMNHAN_TEST_FUZZ_REQUESTS says how many,
10000 before a release: `DIEMNHAN_TEST_FUZZ_REQUESTS=10000 .venv/bin/pytest -s tests/api/test_schema_fuzz.py`.
"""

import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.core.result import Err, Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from service.settings import Settings
from tests.api.whole_service import BASE, Service, whole_service

REQUESTS = int(os.environ.get("DIEMNHAN_TEST_FUZZ_REQUESTS", "300"))
CHECKS = [  # 500 is looked for apart; 501 is what oEmbed wants for another format, 503 says to come back
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
ARTICLE = (
    "Ngày 5/8/2019, tại Hà Nội, Việt Nam và Nhật Bản ký bản ghi nhớ hợp tác về y tế trị giá 5 triệu USD. "
    "Bộ trưởng Y tế nói hai nước sẽ tiếp tục hợp tác."
)
Ids = dict[str, str]
Operation = APIOperation[Any, Any, Any, Any]
AnyCase = Case[Any]


class Crashed(Exception):
    """A request was answered with 500."""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("service")
    with whole_service(Settings(data_dir=folder, shutdown_seconds=1, log_level="error")) as running:
        yield running


def things_that_are_there(service: Service) -> Ids:
    """Make one of each thing, and return the ids by the names of the path's parameters."""
    text = {"text": ARTICLE}
    brief = service.json("POST", "/v1/briefs", text).json()
    terms = {"name": "Toà án", "entries": [{"vi": "Toà án", "en": "Court"}]}
    entry = {"language": "vi", "source": "Toà án", "target": "Court"}
    job = {"kind": "translations", "items": [{"text": "Xin chào."}], "options": {"target": "en"}}
    suggestion = {"q": "Xin chào", "s": "Hello", "source": "vi", "target": "en"}
    service.json("POST", "/suggest", suggestion)
    records = service.json("GET", "/v1/ledger").json()["records"]
    found = {
        "brief_id": brief["id"],
        "index": "0",
        "name": "Nhật Bản",
        "record_id": records[0]["id"] if records else "none",
        "glossary_id": service.json("POST", "/v1/glossaries", terms).json()["id"],
        "entry_id": service.json("POST", "/v1/memory", entry).json().get("id", "none"),
        "job_id": service.json("POST", "/v1/jobs", job).json().get("id", "none"),
        "suggestion_id": service.json("GET", "/v1/suggestions").json()["suggestions"][0]["id"],
    }
    return {name: str(value) for name, value in found.items()}


def operations(service: Service) -> list[Operation]:
    document = service.json("GET", "/openapi.json").json()
    schema = schemathesis.openapi.from_dict(document, config=SchemathesisConfig())
    found = list(schema.get_all_operations())
    assert not any(isinstance(one, Err) for one in found)
    return [one.ok() for one in found if isinstance(one, Ok)]


def told(case: AnyCase, error: Failure | FailureGroup) -> str:
    first = error.exceptions[0] if isinstance(error, FailureGroup) else error
    return f"{case.method} {case.path}: {first.title}: {first.message}\n  {case.as_curl_command()[:600]}"


def violations(
    service: Service, there: Ids, operation: Operation, mode: GenerationMode, number: int
) -> tuple[int, list[str]]:
    """Send requests of one kind to one operation; return how many, and what was wrong with a bad answer."""
    found: list[str] = []
    sent = 0

    @settings(
        max_examples=number,
        deadline=None,
        database=None,
        derandomize=REQUESTS <= 1000,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(case=operation.as_strategy(generation_mode=mode), known=st.booleans())
    def send(case: AnyCase, known: bool) -> None:
        nonlocal sent, there
        if known:
            case.path_parameters = {
                name: there.get(name, value) for name, value in (case.path_parameters or {}).items()
            }
        case.headers["Host"] = "localhost"  # any other is refused before there is a route
        request = requests.Request(**case.as_transport_kwargs(base_url=BASE)).prepare()
        answer = service.send(request)
        sent += 1
        if case.method == "DELETE" and answer.status_code < 300:
            there |= things_that_are_there(service)
        if answer.status_code == 500:
            found.append(f"{case.method} {case.path}: crashed\n  {case.as_curl_command()[:600]}")
            raise Crashed
        try:
            case.validate_response(answer, checks=CHECKS)
        except (Failure, FailureGroup) as error:
            found.append(told(case, error))
            raise

    try:
        send()
    except Unsatisfiable:  # an operation without parameters and a body has no invalid requests
        assert mode is GenerationMode.NEGATIVE or sent
    except (Failure, FailureGroup, Crashed):
        assert found
    return sent, found[:1]


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["valid", "invalid"])
def test_every_answer_is_one_that_the_description_has(service: Service, mode: GenerationMode) -> None:
    there, sent, found = things_that_are_there(service), 0, list[str]()
    able = operations(service)  # some have no invalid requests, some only a few
    while able and sent < REQUESTS // 2 and not found:
        number = max(2, (REQUESTS // 2 - sent) // len(able))
        counts = {one: violations(service, there, one, mode, number) for one in able}
        found += [told for _, wrong in counts.values() for told in wrong]
        sent += sum(count for count, _ in counts.values())
        able = [one for one, (count, _) in counts.items() if count >= number]
    assert not found, "\n".join(found)
    sys.stdout.write(f"{sent} {mode.value} requests\n")
