"""kill -9 at any moment: what was accepted is told, under the same id."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from tests.api.conftest import ARTICLE
from tests.receiver import Received, receiving

ROOT = Path(__file__).parents[2]
PATIENCE = 120  # many times what anything here takes, for a busy machine
# Moments of saving a brief, and whether it is kept where the process dies there.
MOMENTS = {"begun": False, "written": False, "told": False, "kept": True}
# When the process is killed from outside: so many times after an answer as one brief takes.
SHARES = (0, 0.3, 0.6, 0.9, 1.3, 2.1, 3.4, 5.5)


@dataclass(frozen=True)
class Process:
    """A process that somebody else is the parent of."""

    pid: int

    def kill(self) -> None:
        """Kill -9, unless it is dead, and wait until it is gone."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        until(self.gone)

    def gone(self) -> bool:
        return not Path(f"/proc/{self.pid}").exists()


Start = Callable[..., AbstractContextManager[tuple[httpx.Client, Process]]]


@pytest.fixture(scope="module")
def servers() -> Iterator["subprocess.Popen[str]"]:
    """The process that servers are forked from."""
    command = [sys.executable, "-m", "tests.api.delivery_server"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as forking:
        yield forking


@pytest.fixture
def server(servers: "subprocess.Popen[str]", tmp_path: Path) -> Start:
    """Run a server on the same data as the one before; `dies` is the moment at which it kills itself."""

    @contextmanager
    def running(dies: str | None = None) -> Iterator[tuple[httpx.Client, Process]]:
        assert servers.stdin is not None
        assert servers.stdout is not None
        servers.stdin.write(json.dumps({"folder": str(tmp_path), "dies": dies}) + "\n")
        servers.stdin.flush()
        pid, port = map(int, servers.stdout.readline().split())
        process = Process(pid)
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE) as client:
                until(lambda: answers(client))
                yield client, process
        finally:
            process.kill()

    return running


def answers(client: httpx.Client) -> bool:
    try:
        return client.get("/healthz").status_code == 200
    except httpx.TransportError:
        return False


def until(ready: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not ready():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.02)


@dataclass
class Told:
    """What a receiver was told: the briefs, by the ids of the messages."""

    briefs: dict[str, str] = field(default_factory=dict)

    def __call__(self, request: Received) -> int:
        if len(request.body) < int(request.headers["content-length"]):
            return 400  # the sender died in the middle of it
        self.briefs[request.headers["webhook-id"]] = json.loads(request.body)["data"]["id"]
        return 200


def register(client: httpx.Client, url: str) -> None:
    client.post("/v1/webhooks", json={"url": url, "events": ["brief.created"]}).raise_for_status()


def create(client: httpx.Client, name: str) -> str:
    """Order a brief whose source has a name; return the brief's id."""
    answer = client.post("/v1/briefs", json={"text": ARTICLE, "id": name}).raise_for_status()
    assert answer.status_code == 201
    return str(answer.json()["id"])


def kept_and_told(client: httpx.Client, told: Told) -> dict[str, str]:
    """Return the briefs that are kept, with their sources' names, once everything was told."""
    kept = dict[str, str]()
    path = "/v1/briefs?limit=100"
    while path:
        answer = client.get(path)
        kept |= {brief["id"]: brief["source"]["id"] for brief in answer.json()["briefs"]}
        path = answer.links.get("next", {}).get("url", "")
    until(lambda: client.get("/v1/deliveries?state=pending").json()["deliveries"] == [])
    until(lambda: len(told.briefs) >= len(kept))
    return kept


def test_a_sender_killed_in_the_middle_of_an_attempt_leaves_it_to_the_next_one(server: Start) -> None:
    with receiving() as receiver:
        receiver.stall = threading.Event()
        with server() as (client, process):
            register(client, receiver.url)
            brief = create(client, "a")
            until(lambda: len(receiver.received) == 1)
            process.kill()
        receiver.stall.set()
        with server() as (client, _):
            until(lambda: len(receiver.received) == 2)
            until(lambda: client.get("/v1/deliveries?state=delivered").json()["deliveries"] != [])
    first, second = receiver.received
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.body == second.body
    assert brief in second.body.decode()


def test_a_brief_is_kept_and_told_or_neither_where_its_saving_breaks_off(server: Start) -> None:
    with receiving() as receiver:
        receiver.judge = told = Told()
        with server() as (client, _):
            register(client, receiver.url)
        for moment in MOMENTS:
            with server(moment) as (client, process):
                create(client, f"before {moment}")
                with pytest.raises(httpx.TransportError):
                    create(client, moment)
                until(process.gone)
        with server() as (client, _):
            kept = kept_and_told(client, told)
    expected = {f"before {moment}" for moment in MOMENTS} | {
        name for name, is_kept in MOMENTS.items() if is_kept
    }
    assert sorted(kept.values()) == sorted(expected)
    assert sorted(told.briefs.values()) == sorted(kept)  # the same id at each attempt, one for each brief


def test_each_brief_that_is_kept_is_told_wherever_the_process_died(server: Start) -> None:
    answered = set[str]()
    with receiving() as receiver:
        receiver.judge = told = Told()
        with server() as (client, _):
            register(client, receiver.url)
        for share in SHARES:
            with server() as (client, process):
                answered.add(create(client, "first"))
                began = time.monotonic()
                answered.add(create(client, "measured"))
                killer = threading.Timer(share * (time.monotonic() - began), process.kill)
                killer.start()
                with suppress(httpx.TransportError):
                    while killer.is_alive():
                        answered.add(create(client, "more"))
                killer.join()
        with server() as (client, _):
            kept = kept_and_told(client, told)
    assert len(answered) >= 2 * len(SHARES)
    assert answered <= kept.keys()
    assert sorted(told.briefs.values()) == sorted(kept)
