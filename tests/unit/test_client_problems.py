"""Whatever answers, the clients raise what says its cause and a remedy."""

import httpx
import pytest
from diemnhan_client import BadInput, DiemNhanError, Problem, QuotaExceeded, ServiceFault, Unavailable
from diemnhan_client.operations import briefs, memory
from diemnhan_client.problems import Invalid, problem_of

from tests.client_answers import Script, problem, sent


def test_a_problem_is_taken_apart() -> None:
    said = {
        "status": 422,
        "code": "invalid_request",
        "detail": "What.",
        "remedy": "Do this.",
        "request_id": "r1",
    }
    wrong = [{"pointer": "/text", "detail": "too long"}, "odd"]
    response = httpx.Response(
        422, headers={"Content-Type": "application/problem+json"}, json={**said, "errors": wrong, "new": 1}
    )
    found = problem_of(response)
    assert isinstance(found, BadInput)
    assert (found.status, found.code, found.request_id) == (422, "invalid_request", "r1")
    assert found.invalid == (Invalid("/text", "too long"),)
    assert str(found) == "What. Do this. (422 invalid_request, request r1)"


def test_a_code_of_a_newer_service_has_the_class_of_its_status() -> None:
    assert type(problem_of(problem(422, "unheard_of"))) is BadInput
    assert type(problem_of(problem(429, "quota_exceeded"))) is QuotaExceeded
    assert type(problem_of(problem(507, "storage_full"))) is ServiceFault
    assert type(problem_of(problem(418, "teapot"))) is Problem


@pytest.mark.parametrize(
    "response",
    [
        httpx.Response(502, headers={"Content-Type": "text/html"}, text="<h1>Bad Gateway</h1>"),
        httpx.Response(502, headers={"Content-Type": "application/problem+json"}, text="{"),
        httpx.Response(502, headers={"Content-Type": "application/problem+json"}, text="[]"),
    ],
)
def test_an_answer_of_a_proxy_is_told_as_it_is(response: httpx.Response) -> None:
    found = problem_of(response)
    assert isinstance(found, Unavailable)
    assert found.code == "http_502"
    assert found.cause.startswith("The answer was 502 (Bad Gateway):")
    assert "Check the address" in found.remedy


def test_a_redirect_is_not_followed() -> None:
    with pytest.raises(Problem, match="307"):
        sent(briefs.get("b1"), Script([httpx.Response(307, headers={"Location": "http://elsewhere/"})]))


@pytest.mark.parametrize("body", ["<html></html>", "[]", '"text"'])
def test_what_is_no_answer_of_the_service_is_refused(body: str) -> None:
    for call in (briefs.get("b1"), memory.suggestions()):
        with pytest.raises(DiemNhanError, match="may be no diemnhan service"):
            sent(call, Script([httpx.Response(200, text=body)]))
    with pytest.raises(DiemNhanError, match="has no suggestions"):
        sent(memory.suggestions(), Script([httpx.Response(200, json={})]))
