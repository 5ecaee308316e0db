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
from pathlib import Path
from statistics import median

import httpx
import pytest

ROOT = Path(__file__).parents[2]
TEXT = {"Content-Type": "text/plain"}


@dataclass(frozen=True)
class Server:
    process: subprocess.Popen[str]
    url: str

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def stop(self, signal_number: int) -> None:
        self.process.send_signal(signal_number)
        self.process.wait(20)


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
            server = Server(process, f"http://127.0.0.1:{said.readline().strip()}")
        started.append(server)
        wait_for(lambda: answers(server))
        return server

    yield start
    for server in started:
        if server.process.poll() is None:
            server.stop(signal.SIGKILL)


def wait_for(happened: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def answers(server: Server) -> bool:
    try:
        return httpx.get(f"{server.url}/readyz").status_code == 200
    except httpx.TransportError:
        return False


def test_a_stop_lets_a_running_request_have_its_answer(start: StartServer) -> None:
    server = start(0.7)
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(httpx.post, f"{server.url}/v1/briefs", content=b"Hanoi", headers=TEXT)
        time.sleep(0.3)
        server.stop(signal.SIGTERM)
        answer = asked.result()
    assert answer.status_code == 201
    assert httpx.get(f"{start(0).url}{answer.headers['location']}").content == answer.content


def test_a_promised_brief_outlives_a_killed_process(start: StartServer) -> None:
    server = start(60)
    headers = {**TEXT, "Prefer": "respond-async", "Idempotency-Key": "k"}
    promised = httpx.post(f"{server.url}/v1/briefs", content=b"Hanoi", headers=headers)
    assert promised.status_code == 202
    time.sleep(0.3)
    server.stop(signal.SIGKILL)
    again = start(0)
    location = f"{again.url}{promised.headers['location']}"
    wait_for(lambda: httpx.get(location).status_code == 200)
    repeated = httpx.post(f"{again.url}/v1/briefs", content=b"Hanoi", headers=headers)
    assert repeated.headers["location"] == promised.headers["location"]


def test_a_key_whose_request_was_killed_can_be_used_again(start: StartServer) -> None:
    server = start(60)
    headers = {**TEXT, "Idempotency-Key": "k"}
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(httpx.post, f"{server.url}/v1/briefs", content=b"Hanoi", headers=headers)
        time.sleep(0.3)
        server.stop(signal.SIGKILL)
        assert isinstance(asked.exception(), httpx.TransportError)
    assert httpx.post(f"{start(0).url}/v1/briefs", content=b"Hanoi", headers=headers).status_code == 201


def test_health_is_answered_within_50_ms_while_all_workers_are_busy(start: StartServer) -> None:
    server = start(0.7)
    article = json.dumps({"text": "hợp tác " * 50_000}).encode()
    headers = {"Content-Type": "application/json"}
    with ThreadPoolExecutor(3) as threads, httpx.Client(base_url=server.url) as client:
        asked = [
            threads.submit(
                httpx.post, f"{server.url}/v1/briefs", content=article, headers=headers, timeout=60
            )
            for _ in range(3)
        ]
        time.sleep(0.3)
        waits = []
        for _ in range(30):
            started = time.perf_counter()
            assert client.get("/healthz").status_code == 200
            waits.append(time.perf_counter() - started)
            time.sleep(0.02)
        assert not asked[0].done() or not asked[2].done()
        assert [one.result().status_code for one in asked] == [201, 201, 201]
    assert median(waits) < 0.05


def test_a_client_that_sends_too_much_reads_why(start: StartServer) -> None:
    server = start(0)
    body = b"a" * 10_000_000
    for content in (body, iter([body[:5_000_000], body[5_000_000:]])):  # with a length, then in chunks
        answer = httpx.post(f"{server.url}/v1/briefs", content=content, headers=TEXT)
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_what_is_no_http_is_refused_and_the_next_client_served(start: StartServer) -> None:
    server = start(0)
    for sent in (
        b"nonsense\r\n\r\n",
        b"POST /v1/briefs HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"POST /v1/briefs HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_WR)
            answer = connection.recv(100)
        assert answer == b"" or answer.split()[1][:1] == b"4"
        assert answers(server)
