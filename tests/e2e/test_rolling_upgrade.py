"""One version takes over from another, process by process, while a job runs: on PostgreSQL, a new schema.

No API process and no worker is without a successor that is ready before it is told to stop.

The older version is the last commit before the newest migration, so that old processes work on a schema that
is newer than they are.
"""

import io
import os
import signal
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from sqlalchemy import create_engine, text

from benchmarks.server import free_port, wait_until_ready
from tests.compose_file import ROOT
from tests.contract.test_migrations import own_database

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
ITEMS = 3200
BATCHES = ITEMS // 64
MIGRATIONS = ROOT / "service/adapters/migrations/versions"
Process = subprocess.Popen[bytes]


def older_version(folder: Path) -> Path:
    """Unpack the last commit before the newest migration."""
    newest = max(MIGRATIONS.glob("0*.py")).relative_to(ROOT)
    asked = ["git", "log", "--diff-filter=A", "--format=%H", "-1", "--", str(newest)]
    added = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    packed = subprocess.run(["git", "archive", f"{added}^"], cwd=ROOT, capture_output=True, check=False)
    if not added or packed.returncode:
        pytest.skip("the history of the repository is not here: no commit before the newest migration")
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as files:
        files.extractall(folder, filter="data")
    assert not (folder / newest).exists()
    return folder


@dataclass
class House:
    """The processes that run, by name."""

    url: str
    folder: Path
    stack: ExitStack
    running: dict[str, Process]

    def start(self, name: str, code: Path, *command: str) -> str:
        """Start a server or a worker of a version; return where it answers, once it is ready."""
        port = str(free_port())
        settings = {key: value for key, value in os.environ.items() if not key.startswith("DIEMNHAN_")}
        settings |= {
            "DIEMNHAN_DATABASE_URL": self.url,
            "DIEMNHAN_DATA_DIR": str(self.folder / name),
            "DIEMNHAN_JOB_WORKERS": "0" if command == ("serve",) else "1",
            "FAKE_SECONDS": "0.5",
            "PYTHONPATH": str(code),
            "PORT" if command == ("serve",) else "DIEMNHAN_METRICS_PORT": port,
        }
        log = self.stack.enter_context((self.folder / f"{name}.log").open("wb"))
        words = [sys.executable, "-m", "tests.e2e.jobs_process", *command]
        process = subprocess.Popen(words, env=settings, cwd=code, stdout=log, stderr=log)
        self.stack.callback(process.wait, 30)
        self.stack.callback(process.kill)  # does nothing where it has ended
        self.running[name] = process
        wait_until_ready(f"http://127.0.0.1:{port}", process, 120)
        return f"http://127.0.0.1:{port}"

    def drain(self, name: str) -> None:
        """Stop a process in order."""
        process = self.running.pop(name)
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) in (0, -signal.SIGTERM), (self.folder / f"{name}.log").read_text()


@contextmanager
def a_house(url: str, folder: Path) -> Iterator[House]:
    with ExitStack() as stack:
        yield House(url, folder, stack, {})


def order(count: int, said: str) -> dict[str, object]:
    items = [{"custom_id": f"c{i}", "text": f"{said} số {i} về hợp tác."} for i in range(count)]
    return {"kind": "translate", "source": "vi", "target": "en", "items": items}


def submitted(server: str, count: int, said: str) -> str:
    answer = httpx.post(f"{server}/v1/jobs", json=order(count, said), timeout=60)
    assert answer.status_code == 202, answer.text
    return answer.headers["location"]


def ended(server: str, job: str) -> dict[str, object]:
    deadline = time.monotonic() + 180
    while (found := httpx.get(f"{server}{job}", timeout=30).json())["state"] not in ("completed", "failed"):
        assert time.monotonic() < deadline, found
        time.sleep(0.2)
    return dict(found)


def claims(url: str) -> list[int]:
    """Return how often each batch was claimed."""
    engine = create_engine(url)
    with engine.connect() as connection:
        found = list(connection.scalars(text("SELECT token FROM job_batches")))
    engine.dispose()
    return found


def test_a_new_version_takes_over_and_nothing_is_lost_or_done_twice(tmp_path: Path) -> None:
    old = older_version(tmp_path / "old")
    with own_database("rolling") as url, a_house(url, tmp_path) as house:
        servers = [house.start(f"old server {n}", old, "serve") for n in (1, 2)]
        for n in (1, 2):
            house.start(f"old worker {n}", old, "work")
        jobs = {submitted(servers[0], ITEMS, "Tin"): ITEMS}
        for n in (1, 2):  # workers first
            house.start(f"new worker {n}", ROOT, "work")
            jobs[submitted(servers[1], 5, f"Giữa {n}")] = 5  # an old server's, for old and new workers
            house.drain(f"old worker {n}")
        for n, server in enumerate(list(servers), 1):
            fresh = house.start(f"new server {n}", ROOT, "serve")
            assert httpx.get(f"{server}{next(iter(jobs))}", timeout=30).status_code == 200  # the old one too
            jobs[submitted(fresh, 5, f"Sau {n}")] = 5
            house.drain(f"old server {n}")
            servers[n - 1] = fresh
        for job, count in jobs.items():
            found = ended(servers[0], job)
            assert found["state"] == "completed"
            assert found["counts"]["items"] == {"total": count, "done": count, "failed": 0}  # type: ignore[index]
            results = httpx.get(f"{servers[1]}{job}/results", timeout=60).text.splitlines()
            assert [httpx.Response(200, text=line).json()["custom_id"] for line in results] == [
                f"c{i}" for i in range(count)
            ]
        assert claims(url) == [1] * (BATCHES + 4)  # no batch was begun twice
