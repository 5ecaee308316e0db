"""What the clients send again, after how long, and what they never send twice."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest
from diemnhan_client import (
    Client,
    Conflict,
    DiemNhanError,
    NotFound,
    Patience,
    QuotaExceeded,
    Refused,
    Unavailable,
    Unreachable,
)
from diemnhan_client.call import Call
from diemnhan_client.operations import briefs, glossaries, jobs, translations, webhooks
from diemnhan_client.patience import attempts
from diemnhan_client.problems import retry_after

from tests.client_answers import AT_ONCE, Script, problem, sent, sent_awaiting

Send = Callable[..., object]
both = pytest.mark.parametrize("send", [sent, sent_awaiting])
BRIEF = httpx.Response(200, json={"id": "b1", "added_later": 1})
SAFE: list[Call[object]] = [
    briefs.get("b1"),
    briefs.create({"text": "Tin."}),
    jobs.submit({"kind": "brief", "items": [{"text": "Tin."}]}),
    translations.create({"texts": ["Tin."], "target": "en"}),
    briefs.correct("b1", 0, {"text": "News."}),
]
UNSAFE: list[Call[object]] = [
    glossaries.create({"name": "Desk", "entries": []}),
    webhooks.register({"url": "https://cms.example/"}),
    jobs.retry("j1"),
    briefs.correct("b1", 0, {"text": "News."}, if_match='"1"'),
]


@both
@pytest.mark.parametrize("call", SAFE, ids=lambda call: f"{call.method} {call.path}")
@pytest.mark.parametrize("failure", [problem(503), problem(429), httpx.ReadError, httpx.ReadTimeout])
def test_what_is_safe_is_sent_again(send: Send, call: Call[object], failure: object) -> None:
    script = Script([failure, failure, BRIEF])  # type: ignore[list-item]  # parametrize gives objects
    send(call, script)
    assert len(script.asked) == 3


@both
@pytest.mark.parametrize("call", UNSAFE, ids=lambda call: f"{call.method} {call.path}")
def test_what_would_be_done_twice_is_sent_once(send: Send, call: Call[object]) -> None:
    for failure, error in ((problem(503), Unavailable), (httpx.ReadTimeout, Unreachable)):
        script = Script([failure, BRIEF])
        with pytest.raises(error) as raised:
            send(call, script)
        assert len(script.asked) == 1
    assert "may have been done" in str(raised.value)


@both
def test_what_never_left_is_sent_again_whatever_it_is(send: Send) -> None:
    script = Script([httpx.ConnectError, httpx.ConnectTimeout, BRIEF])
    send(UNSAFE[0], script)
    assert len(script.asked) == 3


@both
def test_every_attempt_has_the_same_key(send: Send) -> None:
    script = Script([httpx.ReadError, BRIEF])
    send(briefs.create({"text": "Tin."}), script)
    first, second = (request.headers["idempotency-key"] for request in script.asked)
    assert first == second
    assert briefs.create({"text": "Tin."}).headers != briefs.create({"text": "Tin."}).headers
    assert briefs.create({"text": "Tin."}, idempotency_key="mine").headers == {"Idempotency-Key": "mine"}


def test_an_order_that_is_still_worked_at_is_waited_for() -> None:
    script = Script([httpx.ReadTimeout, problem(409, "in_progress"), BRIEF])
    assert sent(briefs.create({"text": "Tin."}), script)["id"] == "b1"


def test_other_conflicts_and_a_spent_allowance_are_told_at_once() -> None:
    for failure, error in (
        (problem(409, "wrong_state"), Conflict),
        (problem(429, "quota_exceeded"), QuotaExceeded),
    ):
        script = Script([failure, BRIEF])
        with pytest.raises(error):
            sent(briefs.get("b1"), script)
        assert len(script.asked) == 1


def test_after_the_last_attempt_the_error_is_raised() -> None:
    script = Script([problem(503, "overloaded")])
    with pytest.raises(Unavailable) as raised:
        sent(briefs.get("b1"), script)
    assert (raised.value.code, raised.value.cause, raised.value.remedy) == ("overloaded", "What.", "Do this.")
    assert len(script.asked) == AT_ONCE.attempts


def test_deleting_again_what_is_gone_is_done() -> None:
    script = Script([httpx.ReadError, problem(404, "not_found")])
    assert sent(briefs.delete("b1"), script) is None
    with pytest.raises(NotFound):
        sent(briefs.delete("b1"), Script([problem(404, "not_found")]))
    with pytest.raises(NotFound):  # it never left, so that nothing was deleted
        sent(briefs.delete("b1"), Script([httpx.ConnectError, problem(404, "not_found")]))


def test_pauses_grow_and_retry_after_is_kept_to() -> None:
    course = attempts(briefs.get("b1"), Patience(attempts=5, first=1, most=3, chance=lambda: 0.0))
    pauses = [next(course), *(course.send(problem(503)) for _ in range(3))]
    assert pauses == [0, 1, 2, 3]
    assert course.send(problem(503, headers={"Retry-After": "20"})) == 20


def test_longer_than_is_bearable_is_not_waited() -> None:
    with pytest.raises(Refused) as raised:
        sent(briefs.get("b1"), Script([problem(429, headers={"Retry-After": "3600"}), BRIEF]))
    assert raised.value.retry_after == 3600


def test_retry_after_may_be_a_date() -> None:
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    headers = {"Date": format_datetime(now), "Retry-After": format_datetime(now + timedelta(seconds=30))}
    assert retry_after(problem(503, headers=headers)) == 30
    assert retry_after(problem(503, headers={"Retry-After": "soon"})) is None


@pytest.mark.parametrize("odd", ["", ".", ".."])
def test_an_id_that_would_change_the_address_is_refused(odd: str) -> None:
    with pytest.raises(DiemNhanError, match="cannot be the brief_id"):
        sent(briefs.delete(odd), Script([BRIEF]))
    script = Script([BRIEF])
    sent(briefs.get("a/../b?c#đ"), script)
    assert script.asked[0].url.raw_path == b"/v1/briefs/a%2F..%2Fb%3Fc%23%C4%91"


def test_a_server_may_stand_behind_a_prefix_and_has_a_scheme() -> None:
    script = Script([BRIEF])
    with Client("http://desk.example/briefs/", transport=httpx.MockTransport(script)) as client:
        client.briefs.get("b1")
    assert str(script.asked[0].url) == "http://desk.example/briefs/v1/briefs/b1"
    with Client("desk.example:8000") as client, pytest.raises(Unreachable, match="protocol"):
        client.briefs.get("b1")


def test_a_key_goes_with_every_request() -> None:
    script = Script([BRIEF])
    with Client("http://desk", key="dn_1", transport=httpx.MockTransport(script)) as client:
        client.briefs.get("b1")
    assert script.asked[0].headers["authorization"] == "Bearer dn_1"
    assert script.asked[0].headers["user-agent"] == "diemnhan-client/0.1.0"
