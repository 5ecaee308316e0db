"""The service as a process: stopped, killed, started again, and alive while it works."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

import httpx
import pytest

ROOT = Path(__file__).parents[2]
TEXT = {"Content-Type": "text/plain"}
PATIENCE = 120  # many times what anything here takes, for a busy machine
post = partial(httpx.post, timeout=PATIENCE)
get = partial(httpx.get, timeout=PATIENCE)


@dataclass(frozen=True)
class Server:
    process: subprocess.Popen[str]
    url: str

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def stop(self, signal_number: int) -> None:
        self.process.send_signal(signal_number)
        self.process.wait(PATIENCE)


StartServer = Callable[[float], Server]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[StartServer]:
    """Start a server on the same data as the one before; its briefs take the given seconds of work."""
    started: list[Server] = []

    def start(seconds: float) -> Server:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("DIEMNHAN_")}
        environment |= {"DIEMNHAN_DATA_DIR": str(tmp_path), "PORT": "0", "FAKE_SECONDS": str(seconds)}
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.api.fake_server"],
            env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        assert process.stdout is not None
        with process.stdout as said:
            port = said.readline().strip()
        assert port, "the server ended before it listened"
        server = Server(process, f"http://127.0.0.1:{port}")
        started.append(server)
        wait_for(lambda: answers(server))
        return server

    yield start
    for server in started:
        if server.process.poll() is None:
            server.stop(signal.SIGKILL)


def wait_for(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def answers(server: Server) -> bool:
    try:
        return httpx.get(f"{server.url}/readyz").status_code == 200
    except httpx.TransportError:
        return False


def wait_for_begun(folder: Path, briefs: int = 1) -> None:
    """Wait until so many briefs are worked at, or were."""
    file = folder / "begun"
    wait_for(lambda: file.exists() and len(file.read_bytes()) >= briefs)


def test_a_stop_lets_a_running_request_have_its_answer(start: StartServer, tmp_path: Path) -> None:
    server = start(PATIENCE)
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(post, f"{server.url}/v1/briefs", content=b"Hanoi", headers=TEXT)
        wait_for_begun(tmp_path)
        server.process.send_signal(signal.SIGTERM)
        wait_for(lambda: not answers(server))  # it takes nothing new
        assert not asked.done()
        (tmp_path / "enough").touch()
        answer = asked.result()
        server.process.wait(PATIENCE)
    assert answer.status_code == 201
    assert get(f"{start(0).url}{answer.headers['location']}").content == answer.content


def test_a_promised_brief_outlives_a_killed_process(start: StartServer, tmp_path: Path) -> None:
    server = start(PATIENCE)
    headers = {**TEXT, "Prefer": "respond-async", "Idempotency-Key": "k"}
    promised = post(f"{server.url}/v1/briefs", content=b"Hanoi", headers=headers)
    assert promised.status_code == 202
    wait_for_begun(tmp_path)
    server.stop(signal.SIGKILL)
    again = start(0)
    location = f"{again.url}{promised.headers['location']}"
    wait_for(lambda: get(location).status_code == 200)
    repeated = post(f"{again.url}/v1/briefs", content=b"Hanoi", headers=headers)
    assert repeated.headers["location"] == promised.headers["location"]


def test_a_key_whose_request_was_killed_can_be_used_again(start: StartServer, tmp_path: Path) -> None:
    server = start(PATIENCE)
    headers = {**TEXT, "Idempotency-Key": "k"}
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(post, f"{server.url}/v1/briefs", content=b"Hanoi", headers=headers)
        wait_for_begun(tmp_path)
        server.stop(signal.SIGKILL)
        assert isinstance(asked.exception(), httpx.TransportError)
    assert post(f"{start(0).url}/v1/briefs", content=b"Hanoi", headers=headers).status_code == 201


def wait_of_health(client: httpx.Client) -> float:
    """Return how long an answer takes in the middle, in seconds."""
    waits = []
    for _ in range(30):
        started = time.perf_counter()
        assert client.get("/healthz").status_code == 200
        waits.append(time.perf_counter() - started)
        time.sleep(0.02)
    return median(waits)


def test_health_is_answered_within_50_ms_while_all_workers_are_busy(
    start: StartServer, tmp_path: Path
) -> None:
    """Or, on a machine where it takes long when nothing else is done, within some times as long."""
    server = start(PATIENCE)
    article = json.dumps({"text": "hợp tác " * 50_000}).encode()
    headers = {"Content-Type": "application/json"}
    with ThreadPoolExecutor(3) as threads, httpx.Client(base_url=server.url, timeout=PATIENCE) as client:
        idle = wait_of_health(client)
        asked = [
            threads.submit(post, f"{server.url}/v1/briefs", content=article, headers=headers)
            for _ in range(3)
        ]
        wait_for_begun(tmp_path, 2)
        busy = min(wait_of_health(client) for _ in range(2))
        assert not any(one.done() for one in asked)
        (tmp_path / "enough").touch()
        assert [one.result().status_code for one in asked] == [201, 201, 201]
    assert busy < max(0.05, 10 * idle)


def test_a_client_that_sends_too_much_reads_why(start: StartServer) -> None:
    server = start(0)
    body = b"a" * 10_000_000
    for content in (body, iter([body[:5_000_000], body[5_000_000:]])):  # with a length, then in chunks
        answer = post(f"{server.url}/v1/briefs", content=content, headers=TEXT)
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_what_is_no_http_is_refused_and_the_next_client_served(start: StartServer) -> None:
    server = start(0)
    for sent in (
        b"nonsense\r\n\r\n",
        b"POST /v1/briefs HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"POST /v1/briefs HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_WR)
            answer = connection.recv(100)
        assert answer == b"" or answer.split()[1][:1] == b"4"
        assert answers(server)
