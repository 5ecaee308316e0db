"""Batch jobs outlive their processes: killed at any moment, every item is in the results once.

The pipeline is a fake that takes its time; processes, stores, workers and signals are real. How often one is
killed is set by DIEMNHAN_TEST_KILLS, and how long the long job is by DIEMNHAN_TEST_LINES.
"""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import create_engine, text

from benchmarks.server import RunningService, free_port, wait_until_ready
from tests.contract.conftest import empty_postgres

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("DIEMNHAN_TEST_KILLS", "10"))
LINES = int(os.environ.get("DIEMNHAN_TEST_LINES", "10000"))
SEED = int(os.environ.get("DIEMNHAN_TEST_SEED", "1"))
Job = dict[str, Any]  # as it is answered
ORDER = {"kind": "translate", "source": "vi", "target": "en"}

pytestmark = pytest.mark.slow


@dataclass
class House:
    """Processes on one database."""

    environment: dict[str, str]
    log: Path
    started: list["subprocess.Popen[bytes]"] = field(default_factory=list)
    opened: list[httpx.Client] = field(default_factory=list)

    def start(self, command: str, *, seconds: float, **settings: str) -> "subprocess.Popen[bytes]":
        """Start a command whose batches take some seconds each."""
        environment = {**self.environment, "FAKE_SECONDS": str(seconds), **settings}
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.e2e.jobs_process", command],
                env=environment, cwd=ROOT, stdout=log, stderr=log,
            )  # fmt: skip
        self.started.append(process)
        return process

    def ask(self, *arguments: str) -> bytes:
        """Run a command to its end and return what it said."""
        command = [sys.executable, "-m", "tests.e2e.jobs_process", *arguments]
        environment = {**self.environment, "FAKE_SECONDS": "0"}
        return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, check=True).stdout

    def serve(self, *, seconds: float, **settings: str) -> tuple["subprocess.Popen[bytes]", httpx.Client]:
        """Start a server and wait until it is ready."""
        port = free_port()
        process = self.start("serve", seconds=seconds, PORT=str(port), **settings)
        url = f"http://127.0.0.1:{port}"
        wait_until_ready(url, process, patience=120)
        self.opened.append(httpx.Client(base_url=url, timeout=60))
        return process, self.opened[-1]

    def tidy(self) -> None:
        """End what still runs."""
        for client in self.opened:
            client.close()
        for process in self.started:
            if process.poll() is None:
                kill(process)


def house(folder: Path, **settings: str) -> House:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("DIEMNHAN_")}
    return House({**inherited, "DIEMNHAN_DATA_DIR": str(folder), **settings}, folder / "log")


@pytest.fixture
def home(tmp_path: Path) -> Iterator[House]:
    home = house(tmp_path)
    yield home
    home.tidy()


@pytest.fixture
def postgres(tmp_path: Path) -> Iterator[House]:
    url = empty_postgres()
    home = house(tmp_path, DIEMNHAN_DATABASE_URL=url)
    yield home
    home.tidy()


def kill(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGKILL)
    process.wait(20)


def many_lines(count: int) -> bytes:
    """Return items of all kinds: different, equal to earlier ones, unreadable, and one that always fails."""
    lines = []
    for i in range(count):
        sentence = "hỏng" if i == 7 else f"Câu {i if i % 3 else i // 7}."
        lines.append("nonsense" if i % 50 == 11 else json.dumps({"custom_id": f"c{i}", "text": sentence}))
    return "\n".join(lines).encode()


def expected(count: int) -> list[tuple[str, str | None]]:
    """Return what each of those items must end as: its id, and its text unless it fails."""
    found: list[tuple[str, str | None]] = []
    for i in range(count):
        if i % 50 == 11:
            found.append((str(i), None))
        else:
            found.append((f"c{i}", None if i == 7 else f"[en] Câu {i if i % 3 else i // 7}."))
    return found


def submit(client: httpx.Client, count: int, key: str = "k") -> httpx.Response:
    files = {"file": ("items.jsonl", many_lines(count), "application/jsonl")}
    return client.post("/v1/jobs", data=ORDER, files=files, headers={"Idempotency-Key": key})


def wait_for(client: httpx.Client, location: str, done: Callable[[Job], bool]) -> None:
    end = time.monotonic() + 300
    while not done(job := client.get(location).json()):
        assert time.monotonic() < end, job
        time.sleep(0.1)


def wait_until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def has_ended(job: Job) -> bool:
    return job["state"] in {"completed", "failed", "cancelled", "expired"}


def assert_every_item_is_there_once(client: httpx.Client, location: str, count: int) -> None:
    answer = client.get(f"{location}/results").raise_for_status()
    found = [json.loads(line) for line in answer.text.splitlines()]
    assert [one["position"] for one in found] == list(range(count))
    assert [(one["custom_id"], one.get("text")) for one in found] == expected(count)
    failed = sum(wanted is None for _, wanted in expected(count))
    job = client.get(location).json()
    assert job["counts"]["items"] == {"total": count, "done": count - failed, "failed": failed}
    assert job["state"] == "completed"


def test_a_server_that_is_killed_again_and_again_ends_the_job_all_the_same(home: House) -> None:
    chance, count = random.Random(SEED), 400 * KILLS
    server, client = home.serve(seconds=0.3)
    location = submit(client, count).raise_for_status().headers["location"]
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.0, 0.8))
        kill(server)
        server, client = home.serve(seconds=0.3)
    kill(server)
    server, client = home.serve(seconds=0.0)
    wait_for(client, location, has_ended)
    assert_every_item_is_there_once(client, location, count)


def test_an_order_that_is_cut_off_and_repeated_is_one_whole_job(home: House) -> None:
    chance, count = random.Random(SEED), 20_000
    for _ in range(3):
        server, client = home.serve(seconds=0.0, DIEMNHAN_JOB_WORKERS="0")
        with ThreadPoolExecutor(1) as thread:
            asked = thread.submit(submit, client, count)
            time.sleep(chance.uniform(0.1, 0.8))
            kill(server)
            assert isinstance(asked.exception(), httpx.TransportError) or asked.result().status_code == 202
    server, client = home.serve(seconds=0.0, DIEMNHAN_JOB_WORKERS="4")
    location = submit(client, count).raise_for_status().headers["location"]
    assert [f"/v1/jobs/{job['id']}" for job in client.get("/v1/jobs").json()["jobs"]] == [location]
    wait_for(client, location, has_ended)
    assert_every_item_is_there_once(client, location, count)


def test_a_stop_in_order_puts_the_rest_back_and_the_next_start_goes_on(home: House) -> None:
    server, client = home.serve(seconds=0.3)
    location = submit(client, 2000).raise_for_status().headers["location"]
    wait_for(client, location, lambda job: job["state"] == "running")
    server.terminate()
    assert server.wait(60) in {0, -signal.SIGTERM}
    server, client = home.serve(seconds=0.0)
    wait_for(client, location, has_ended)
    assert_every_item_is_there_once(client, location, 2000)


def test_the_command_line_orders_at_a_server_and_reads_there(home: House, tmp_path: Path) -> None:
    _, client = home.serve(seconds=0.0)
    file = tmp_path / "items.jsonl"
    file.write_bytes(many_lines(300))
    server = ("--server", str(client.base_url))
    job = json.loads(home.ask("jobs", "submit", str(file), "--to", "en", "--set", "source=vi", *server))
    assert_every_item_is_there_once(client, f"/v1/jobs/{job['id']}", 300)
    told = home.ask("jobs", "results", job["id"], *server)
    assert told == client.get(f"/v1/jobs/{job['id']}/results").content


def test_a_long_job_is_gone_on_with_at_half_in_bounded_memory(home: House) -> None:
    server, client = home.serve(seconds=0.0)
    location = submit(client, LINES).raise_for_status().headers["location"]
    seen: list[int] = []

    def at_half(job: Job) -> bool:
        count = job["counts"]["items"]
        seen.append(count["done"] + count["failed"])
        return seen[-1] >= LINES // 2

    wait_for(client, location, at_half)
    kill(server)
    server, client = home.serve(seconds=0.0)
    job = client.get(location).json()
    seen.append(job["counts"]["items"]["done"] + job["counts"]["items"]["failed"])
    assert seen == sorted(seen)  # nothing that was counted is lost
    wait_for(client, location, has_ended)
    assert_every_item_is_there_once(client, location, LINES)
    assert RunningService("", server.pid, 0).peak_memory() < 1_000_000_000


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 12 MB of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a file system can be mounted by root only")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_full_disk_stops_nothing_for_good(small_disk: Path) -> None:
    home = house(small_disk)
    home.log = small_disk.parent / "log"
    try:
        _, client = home.serve(seconds=0.2)
        location = submit(client, 2000).raise_for_status().headers["location"]
        wait_for(client, location, lambda job: job["state"] == "running")
        filler = small_disk / "filler"
        with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
            while True:
                file.write(b"x" * 65536)
        wait_until(lambda: "results_wait" in home.log.read_text(encoding="utf-8"))
        refused = submit(client, 2000, key="another")
        assert refused.status_code in {503, 507}
        assert client.get(location).json()["state"] == "running"
        filler.unlink()
        wait_for(client, location, has_ended)
        assert_every_item_is_there_once(client, location, 2000)
        assert submit(client, 20, key="another").status_code == 202
    finally:
        home.tidy()


@pytest.mark.postgres
def test_lost_connections_lose_no_item(postgres: House) -> None:
    _, client = postgres.serve(seconds=0.0, DIEMNHAN_JOB_WORKERS="0")
    for _ in range(2):
        postgres.start("work", seconds=0.1)
    location = submit(client, 3000).raise_for_status().headers["location"]
    engine = create_engine(postgres.environment["DIEMNHAN_DATABASE_URL"])
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
    with engine.connect() as connection:
        for _ in range(20):
            connection.execute(text(f"{others} AND datname = current_database()"))
            connection.commit()
            time.sleep(0.2)
    engine.dispose()
    wait_until(lambda: client.get(location).status_code == 200)
    wait_for(client, location, has_ended)
    assert_every_item_is_there_once(client, location, 3000)


@pytest.mark.postgres
def test_what_a_killed_worker_had_is_taken_over_by_another(postgres: House) -> None:
    _, client = postgres.serve(seconds=0.0, DIEMNHAN_JOB_WORKERS="0")
    workers = [postgres.start("work", seconds=0.3) for _ in range(2)]
    location = submit(client, 3000).raise_for_status().headers["location"]
    wait_for(client, location, lambda job: job["counts"]["items"]["done"] > 500)
    kill(workers[0])
    killed = time.monotonic()
    wait_for(client, location, has_ended)
    assert_every_item_is_there_once(client, location, 3000)
    assert time.monotonic() - killed < 60


@pytest.mark.postgres
def test_workers_that_are_killed_at_random_end_the_job_all_the_same(postgres: House) -> None:
    chance, count = random.Random(SEED), 300 * KILLS
    _, client = postgres.serve(seconds=0.0, DIEMNHAN_JOB_WORKERS="0")
    workers = [postgres.start("work", seconds=0.2) for _ in range(3)]
    location = submit(client, count).raise_for_status().headers["location"]
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.2, 1.0))
        victim = chance.randrange(3)
        kill(workers[victim])
        workers[victim] = postgres.start("work", seconds=0.2)
    wait_for(client, location, has_ended)
    assert_every_item_is_there_once(client, location, count)
