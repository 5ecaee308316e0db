"""The schedule of a delivery, its signatures, and one attempt at it."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook

from service.adapters.webhook_signing import (
    check_standard,
    check_superdesk,
    new_secret,
    refuse_weak,
    sign,
    superdesk_signature,
)
from service.domain.delivery import SCHEDULE, Answer, Delivery, after
from service.domain.errors import Forbidden, MalformedInput
from service.pipeline.deliver import GONE, Postman, deliver_next
from tests.delivery_fakes import FakeDeliveryStore, FakeEndpointStore, an_endpoint
from tests.samples import NOON

BODY = '{"type": "brief.created", "data": {"headline": "Hợp tác"}}'
ONE = Delivery("msg_1", "e1", "brief.created", "b1", BODY, NOON, NOON)


@dataclass
class Post:
    """Answers from a list and keeps what was sent."""

    answers: list[Answer]
    sent: list[tuple[str, bytes, Mapping[str, str]]] = field(default_factory=list)

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        self.sent.append((url, body, headers))
        return self.answers.pop(0)


@dataclass
class Clock:
    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


def a_postman(post: Post, clock: Clock) -> Postman:
    endpoints = FakeEndpointStore()
    endpoints.add(an_endpoint(NOON, secret=new_secret()))
    deliveries = FakeDeliveryStore(endpoints)
    deliveries.put(ONE)
    return Postman(endpoints, deliveries, post, sign, clock, "diemnhan/test")


def test_it_is_tried_ten_times_over_three_days_and_then_given_up() -> None:
    one, now, waits = ONE, NOON, []
    while one.state != "dead":
        one = after(one, Answer(500), now)
        if one.next_at is not None:
            waits.append(one.next_at - now)
            now = one.next_at
    assert tuple(waits) == SCHEDULE[1:]
    assert one.attempts == 10
    assert (one.status, one.last_error, one.next_at) == (500, "The endpoint answered 500.", None)


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_any_2xx_is_taken(status: int) -> None:
    taken = after(ONE, Answer(status), NOON)
    assert (taken.state, taken.next_at, taken.finished_at) == ("delivered", None, NOON)


@pytest.mark.parametrize("status", [301, 302, 307, 308, 400, 404, 429, 500])
def test_a_redirect_is_a_failure_as_is_any_other_answer(status: int) -> None:
    assert after(ONE, Answer(status), NOON).state == "failed"


def test_retry_after_is_honoured_where_it_is_later_and_up_to_a_day() -> None:
    def wait(asked: timedelta) -> timedelta | None:
        next_at = after(ONE, Answer(503, retry_after=asked), NOON).next_at
        return None if next_at is None else next_at - NOON

    assert wait(timedelta(seconds=1)) == timedelta(seconds=5)
    assert wait(timedelta(hours=2)) == timedelta(hours=2)
    assert wait(timedelta(days=400)) == timedelta(days=1)


def test_an_attempt_is_signed_with_the_same_id_at_every_retry_and_a_new_time() -> None:
    post, clock = Post([Answer(500), Answer(error="It could not be sent."), Answer(200)]), Clock()
    postman = a_postman(post, clock)
    secret = postman.endpoints.get("e1").secret
    assert deliver_next(postman) == "failed"
    assert deliver_next(postman) is None
    clock.now += timedelta(seconds=5)
    assert deliver_next(postman) == "failed"
    assert postman.deliveries.get("msg_1").last_error == "It could not be sent."
    clock.now += timedelta(minutes=5)
    assert deliver_next(postman) == "delivered"
    assert {(url, body) for url, body, _ in post.sent} == {("https://cms.example/hook", BODY.encode())}
    assert [headers["webhook-id"] for *_, headers in post.sent] == ["msg_1"] * 3
    stamps = [int(headers["webhook-timestamp"]) for *_, headers in post.sent]
    assert stamps == [int(NOON.timestamp()) + n for n in (0, 5, 305)]
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"msg_1.{stamps[2]}.{BODY}".encode()
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert post.sent[2][2]["webhook-signature"] == f"v1,{expected}"


def test_410_disables_the_endpoint() -> None:
    postman = a_postman(Post([Answer(410)]), Clock())
    assert deliver_next(postman) == "dead"
    endpoint = postman.endpoints.get("e1")
    assert (endpoint.active, endpoint.disabled) == (False, GONE)


def test_a_receiver_with_either_secret_accepts_while_the_secret_is_changed() -> None:
    old, new, now = new_secret(), new_secret(), datetime.now(UTC)
    endpoint = an_endpoint(now, secret=old).rotated(new, now)
    headers = dict(sign(endpoint, ONE, now))
    for secret in (old, new):
        Webhook(secret).verify(BODY, headers)
    later = dict(sign(endpoint, ONE, now + timedelta(hours=25)))
    assert len(headers["webhook-signature"].split()) == 2
    assert len(later["webhook-signature"].split()) == 1


def test_superdesk_gets_its_own_signature_over_the_raw_body() -> None:
    endpoint = an_endpoint(NOON, kind="superdesk", secret="bí mật chung")
    mac = hmac.new("bí mật chung".encode(), BODY.encode(), "sha1").hexdigest()
    assert sign(endpoint, ONE, NOON) == {"x-superdesk-signature": f"sha1={mac}"}
    check_superdesk("bí mật chung", BODY.encode(), f"sha1={mac}")


@pytest.mark.parametrize("sent", [None, "", "sha1=", "sha256=00", "sha1=ff", "ký tự lạ"])
def test_a_signature_that_does_not_fit_is_forbidden(sent: str | None) -> None:
    with pytest.raises(Forbidden):
        check_superdesk("bí mật", BODY.encode(), sent)
    with pytest.raises(Forbidden):
        check_superdesk("khác", BODY.encode(), superdesk_signature("bí mật", BODY.encode()))


@pytest.mark.parametrize(
    "changed", [{"webhook-id": "x"}, {"webhook-signature": "v1,%%"}, {"webhook-timestamp": "1"}]
)
def test_a_webhook_that_was_changed_or_is_old_is_forbidden(changed: dict[str, str]) -> None:
    secret = new_secret()
    headers = dict(sign(an_endpoint(NOON, secret=secret), ONE, datetime.now(UTC)))
    check_standard(secret, BODY.encode(), headers)
    with pytest.raises(Forbidden):
        check_standard(secret, BODY.encode(), {**headers, **changed})


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_AAAA", "x" * 40, "whsec_" + "%" * 40])
def test_a_weak_secret_is_refused(secret: str) -> None:
    with pytest.raises(MalformedInput):
        refuse_weak(secret, "standard")
    refuse_weak(new_secret(), "standard")
    with pytest.raises(MalformedInput):
        refuse_weak("ngắn", "superdesk")


def test_no_secret_and_no_text_is_in_what_a_log_would_print() -> None:
    endpoint = an_endpoint(NOON, secret="whsec_first").rotated("whsec_second", NOON)
    printed = repr(endpoint) + repr(replace(ONE, payload="whsec_third"))
    assert "whsec" not in printed
