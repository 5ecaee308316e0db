"""kill -9 at any moment: what was accepted is told, under the same id."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.api.conftest import ARTICLE
from tests.receiver import Received, receiving

ROOT = Path(__file__).parents[2]
ATTEMPTS = 3


@contextmanager
def server(folder: Path) -> Iterator[tuple[httpx.Client, subprocess.Popen[str]]]:
    """Run a server on the data of a folder."""
    environment = {
        **os.environ,
        "DIEMNHAN_DATA_DIR": str(folder),
        "DIEMNHAN_PORT": "0",
        "DIEMNHAN_OUTGOING_ALLOW": '["127.0.0.0/8"]',
        "DIEMNHAN_LOG_LEVEL": "error",
    }
    command = [sys.executable, "-m", "tests.api.delivery_server"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    port = process.stdout.readline().strip()
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20) as client:
            _until(lambda: _answers(client))
            yield client, process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def _answers(client: httpx.Client) -> bool:
    try:
        return client.get("/healthz").status_code == 200
    except httpx.TransportError:
        return False


def _until(ready: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not ready():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.02)


def test_a_sender_killed_in_the_middle_of_an_attempt_leaves_it_to_the_next_one(tmp_path: Path) -> None:
    with receiving() as receiver:
        receiver.stall = threading.Event()
        with server(tmp_path) as (client, process):
            client.post("/v1/webhooks", json={"url": receiver.url})
            brief = client.post("/v1/briefs", json={"text": ARTICLE}).json()
            _until(lambda: len(receiver.received) == 1)
            process.send_signal(signal.SIGKILL)
        receiver.stall.set()
        with server(tmp_path) as (client, _):
            _until(lambda: len(receiver.received) == 2)
            _until(lambda: client.get("/v1/deliveries?state=delivered").json()["deliveries"] != [])
    first, second = receiver.received
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.body == second.body
    assert brief["id"] in second.body.decode()


def test_each_brief_that_is_kept_is_told_wherever_the_process_died(tmp_path: Path) -> None:
    told: set[str] = set()

    def judge(request: Received) -> int:
        told.add(request.headers["webhook-id"])
        return 200

    with receiving() as receiver:
        receiver.judge = judge
        with server(tmp_path) as (client, _):
            client.post("/v1/webhooks", json={"url": receiver.url, "events": ["brief.created"]})
        for attempt in range(ATTEMPTS):
            with server(tmp_path) as (client, process):
                killer = threading.Timer(0.03 + 0.04 * attempt, process.kill)
                killer.start()
                for _ in range(50):
                    try:
                        client.post("/v1/briefs", json={"text": f"{ARTICLE} {attempt}"})
                    except httpx.TransportError:
                        break
                killer.join()
        with server(tmp_path) as (client, _):
            kept = _all_briefs(client)
            _until(lambda: client.get("/v1/deliveries?state=pending").json()["deliveries"] == [])
            _until(lambda: len(told) >= len(kept))
    assert kept
    assert len(told) == len(kept)  # the same id at each attempt, one for each brief


def _all_briefs(client: httpx.Client) -> list[str]:
    found: list[str] = []
    path = "/v1/briefs?limit=100"
    while path:
        answer = client.get(path)
        found += [brief["id"] for brief in answer.json()["briefs"]]
        path = answer.links.get("next", {}).get("url", "")
    return found
