"""No message goes to an address inside, whatever its name says, and none is sent on by a redirect."""

import socket
import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from ipaddress import ip_address

import pytest

from service.adapters.outgoing import Outgoing, allowed_from, is_public
from service.domain.errors import ConfigurationError, MalformedInput
from tests.receiver import receiving

LOOPBACK = allowed_from(["127.0.0.0/8"])
NOBODY = allowed_from([])


def resolving(*answers: Sequence[str]):  # type: ignore[no-untyped-def]  # a list that forgets
    left = list(answers)

    def resolve(_host: str, _port: int) -> Sequence[str]:
        return left.pop(0) if len(left) > 1 else left[0]

    return resolve


INSIDE = [
    "127.0.0.1", "127.8.9.10", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254", "100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192", "198.18.0.1",
    "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254",
    "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::", "2001:0:7f00:1::", "::127.0.0.1", "64:ff9b:1::1",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_addresses_of_the_inside_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "1.1.1.1", "2606:4700::1111", "64:ff9b::101:101"])
def test_addresses_of_the_internet_are(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("address", INSIDE)
def test_a_name_with_an_address_inside_is_refused_before_and_at_sending(address: str) -> None:
    way = Outgoing(NOBODY, resolve=resolving([address]))
    with pytest.raises(MalformedInput, match="public internet"):
        way.refuse("https://cms.example/hook")
    assert "public internet" in str(way("https://cms.example/hook", b"{}", {}).error)


def test_one_address_inside_among_many_is_enough() -> None:
    way = Outgoing(NOBODY, resolve=resolving(["93.184.216.34", "10.0.0.1"]))
    assert "public internet" in str(way("https://cms.example/", b"", {}).error)


@pytest.mark.parametrize(
    "url",
    [
        "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/", "http://[::1]/",
        "http://[::ffff:127.0.0.1]/", "http://localhost/", "http://[fe80::1%25lo]/", "http://①②⑦.⓪.⓪.①/",
    ],
)  # fmt: skip
def test_loopback_is_refused_however_it_is_written(url: str) -> None:
    answer = Outgoing(NOBODY)(url, b"", {})
    assert answer.status is None
    assert answer.error


@pytest.mark.parametrize(
    "url",
    [
        "ftp://cms.example/", "file:///etc/passwd", "gopher://x/", "https://", "//cms.example/", "hook",
        "http://user:pass@cms.example/", "http://cms.example:22/", "http://cms.example:6379/", "http://[::1",
        "http://cms.example:99999/",
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_web_server_is_refused(url: str) -> None:
    way = Outgoing(NOBODY, resolve=resolving(["93.184.216.34"]))
    with pytest.raises(MalformedInput):
        way.refuse(url)
    assert way(url, b"", {}).error


def test_a_name_without_an_address_may_be_registered_and_is_an_error_when_it_is_sent_to() -> None:
    def nowhere(_host: str, _port: int) -> Sequence[str]:
        raise socket.gaierror("Name or service not known")

    way = Outgoing(NOBODY, resolve=nowhere)
    way.refuse("https://soon.example/hook")
    assert "has no address" in str(way("https://soon.example/hook", b"", {}).error)


def test_a_name_that_changes_its_address_after_the_check_gains_nothing() -> None:
    """DNS rebinding: public at the check, loopback at the connection. There is one look-up alone."""
    with receiving() as receiver:
        looked_up: list[str] = []

        def rebinding(host: str, _port: int) -> Sequence[str]:
            looked_up.append(host)
            return ["192.0.2.1"] if len(looked_up) == 1 else ["127.0.0.1"]

        way = Outgoing(allowed_from(["192.0.2.0/24"]), seconds=0.5, resolve=rebinding)
        answer = way(f"http://rebinding.example:{receiver.port}/hook", b"{}", {})
    assert answer.status is None
    assert looked_up == ["rebinding.example"]
    assert receiver.received == []


def test_what_is_allowed_by_network_or_name_is_sent_to_under_its_name() -> None:
    with receiving() as receiver:
        for allowed in (LOOPBACK, allowed_from(["cms.internal"])):
            way = Outgoing(allowed, resolve=resolving(["127.0.0.1"]))
            way.refuse(f"http://cms.internal:{receiver.port}/hook")
            answer = way(f"http://cms.internal:{receiver.port}/hook?a=b", "Hợp tác".encode(), {"X-A": "1"})
            assert answer.status == 200
    first = receiver.received[0]
    assert (first.path, first.body.decode()) == ("/hook?a=b", "Hợp tác")
    assert first.headers["host"] == f"cms.internal:{receiver.port}"
    assert first.headers["x-a"] == "1"


def test_an_address_that_refuses_is_followed_by_the_next_one() -> None:
    with receiving() as receiver:
        way = Outgoing(LOOPBACK, resolve=resolving(["127.0.0.2", "127.0.0.1"]))
        assert way(f"http://cms.internal:{receiver.port}/", b"", {}).status == 200


def test_a_redirect_is_not_followed() -> None:
    with receiving() as inside, receiving() as receiver:
        receiver.answers = [(307, {"Location": inside.url})]
        answer = Outgoing(LOOPBACK)(receiver.url, b"{}", {})
    assert (answer.status, answer.verdict, inside.received) == (307, "refused", [])


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with receiving() as proxy, receiving() as receiver:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        assert Outgoing(LOOPBACK)(receiver.url, b"{}", {}).status == 200
    assert proxy.received == []


def test_a_receiver_that_does_not_answer_costs_no_more_than_the_limit() -> None:
    with receiving() as receiver:
        receiver.stall = threading.Event()
        started = time.monotonic()
        answer = Outgoing(LOOPBACK, seconds=0.3)(receiver.url, b"{}", {})
        assert time.monotonic() - started < 30  # of the 60 that it would stall
    assert answer.status is None
    assert answer.error == "There was no answer within 0.3 s."


def test_nobody_there_is_an_error_and_not_an_exception() -> None:
    with receiving() as receiver:
        url = receiver.url
    assert "ConnectError" in str(Outgoing(LOOPBACK)(url, b"{}", {}).error)


def test_retry_after_is_read_in_seconds_and_as_a_date() -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(minutes=10), usegmt=True)
    with receiving() as receiver:
        receiver.answers = [(503, {"Retry-After": said}) for said in ("120", soon, "soon", "-1")]
        waits = [Outgoing(LOOPBACK)(receiver.url, b"{}", {}).retry_after for _ in range(4)]
    assert waits[0] == timedelta(minutes=2)
    assert waits[1] is not None
    assert timedelta(minutes=9) < waits[1] <= timedelta(minutes=10)
    assert waits[2:] == [None, None]


@pytest.mark.parametrize("entry", ["10.0.0.1/8", "http://cms/", "", "nội-bộ"])
def test_an_entry_of_the_setting_that_is_neither_host_nor_network_is_refused(entry: str) -> None:
    with pytest.raises(ConfigurationError):
        allowed_from([entry])
