"""Batch jobs outlive their processes: killed at any moment, every item is in the results once.

The pipeline is a fake that takes its time; processes, stores, workers and signals are real. How often one is
killed is set by DIEMNHAN_TEST_KILLS, and how long the long job is by DIEMNHAN_TEST_LINES.
"""

import contextlib
import json
import random
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from benchmarks.server import RunningService
from tests.e2e.job_house import (
    KILLS,
    LINES,
    SEED,
    House,
    Job,
    assert_every_item_is_there_once,
    has_ended,
    house,
    kill,
    many_lines,
    submit,
    wait_for,
    wait_until,
)

pytestmark = pytest.mark.slow


@pytest.fixture
def home(tmp_path: Path) -> Iterator[House]:
    home = house(tmp_path)
    yield home
    home.tidy()


def test_a_server_that_is_killed_again_and_again_ends_the_job_all_the_same(
    home: House, tell: Callable[[str], None]
) -> None:
    chance, count = random.Random(SEED), 400 * KILLS
    home.fork_from_now_on()
    began, pace = time.monotonic(), 0.3
    server, client = home.serve(seconds=pace)
    location = submit(client, count).raise_for_status().headers["location"]
    for _ in range(KILLS):
        if chance.random() < 0.2:  # on its way up
            home.start("serve", seconds=0.3, PORT="0")
            time.sleep(chance.uniform(0.0, 1.0))
            kill(home.started.pop())
        time.sleep(chance.uniform(0.0, 0.8))
        kill(server)
        starting = time.monotonic()
        server, client = home.serve(seconds=pace)
        pace = max(0.3, 0.3 * (time.monotonic() - starting))  # a slow start is no time to do more in
    assert client.get(location).json()["state"] == "running"
    kill(server)
    server, client = home.serve(seconds=0.0)
    wait_for(client, location, has_ended)
    figures = assert_every_item_is_there_once(client, location, count)
    tell(f"SQLite, {KILLS} kills: {figures}, {time.monotonic() - began:.0f} s")


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
