"""Processes around one database, and jobs with items of all kinds: what the tests of jobs start and check.

A process is started as an operator starts it, or, where it is to be killed hundreds of times, forked from one
that has everything imported already; either way it is a process with memory and connections of its own.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import httpx

from benchmarks.server import free_port, wait_until_ready

ROOT = Path(__file__).parents[2]
MODULE = (sys.executable, "-m", "tests.e2e.jobs_process")
KILLS = int(os.environ.get("DIEMNHAN_TEST_KILLS", "10"))
LINES = int(os.environ.get("DIEMNHAN_TEST_LINES", "10000"))
SEED = int(os.environ.get("DIEMNHAN_TEST_SEED", "1"))
ORDER = {"kind": "translate", "source": "vi", "target": "en"}
Job = dict[str, Any]  # as it is answered


class Process(Protocol):
    """What is started and killed."""

    pid: int

    def poll(self) -> int | None: ...

    def terminate(self) -> None: ...

    def send_signal(self, sig: int, /) -> None: ...

    def wait(self, timeout: float | None = None) -> int: ...


@dataclass
class Forked:
    """A process that somebody else is the parent of. How it ended is not known, only that it has."""

    pid: int

    def poll(self) -> int | None:
        return None if Path(f"/proc/{self.pid}").exists() else 0

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def send_signal(self, sig: int, /) -> None:
        os.kill(self.pid, sig)

    def wait(self, timeout: float | None = None) -> int:
        end = time.monotonic() + (timeout or 600)
        while self.poll() is None:
            assert time.monotonic() < end, "it does not end"
            time.sleep(0.005)
        return 0


@dataclass
class Forker:
    """The process that forks others."""

    process: "subprocess.Popen[str]"

    def start(self, arguments: list[str], environment: dict[str, str], log: Path) -> Forked:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        wanted = {"arguments": arguments, "environment": environment, "log": str(log)}
        self.process.stdin.write(json.dumps(wanted) + "\n")
        self.process.stdin.flush()
        return Forked(int(self.process.stdout.readline()))


@dataclass
class House:
    """Processes on one database. `around` is put before a command, to run it elsewhere."""

    environment: dict[str, str]
    log: Path
    started: list[Process] = field(default_factory=list)
    opened: list[httpx.Client] = field(default_factory=list)
    around: tuple[str, ...] = ()
    forker: Forker | None = None

    def start(self, command: str, *, seconds: float, **settings: str) -> Process:
        """Start a command whose batches take some seconds each."""
        environment = {**self.environment, "FAKE_SECONDS": str(seconds), **settings}
        process: Process
        if self.forker:
            process = self.forker.start([command], environment, self.log)
        else:
            with self.log.open("ab") as log:
                words = [*self.around, *MODULE, command]
                process = subprocess.Popen(words, env=environment, cwd=ROOT, stdout=log, stderr=log)
        self.started.append(process)
        return process

    def ask(self, *arguments: str) -> bytes:
        """Run a command to its end and return what it said."""
        environment = {**self.environment, "FAKE_SECONDS": "0"}
        return subprocess.run(
            [*MODULE, *arguments], env=environment, cwd=ROOT, capture_output=True, check=True
        ).stdout

    def serve(self, *, seconds: float, **settings: str) -> tuple[Process, httpx.Client]:
        """Start a server and wait until it is ready."""
        port = free_port()
        process = self.start("serve", seconds=seconds, PORT=str(port), **settings)
        return process, self.client(f"http://127.0.0.1:{port}", process)

    def client(self, url: str, process: Process, token: str | None = None) -> httpx.Client:
        """Wait until a server is ready and return somebody who asks it."""
        wait_until_ready(url, process, patience=120)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.opened.append(httpx.Client(base_url=url, timeout=600, headers=headers))
        return self.opened[-1]

    def fork_from_now_on(self) -> None:
        """Start processes by forking one that has everything imported, in a tenth of the time."""
        command = [*MODULE, "fork"]
        pipe = subprocess.PIPE
        process = subprocess.Popen(
            command,
            env={**self.environment, "FAKE_SECONDS": "0"},
            cwd=ROOT,
            stdin=pipe,
            stdout=pipe,
            text=True,
        )
        self.forker = Forker(process)

    def tidy(self) -> None:
        """End what still runs."""
        for client in self.opened:
            client.close()
        for process in self.started:
            if process.poll() is None:
                kill(process)
        if self.forker:
            self.forker.process.communicate("", timeout=20)


def house(folder: Path, **settings: str) -> House:
    """Return a house whose files are in a folder."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("DIEMNHAN_")}
    return House({**inherited, "DIEMNHAN_DATA_DIR": str(folder), **settings}, folder / "log")


def kill(process: Process) -> None:
    """Kill -9, and wait until it is gone."""
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
    """Order a job of those items."""
    files = {"file": ("items.jsonl", many_lines(count), "application/jsonl")}
    return client.post("/v1/jobs", data=ORDER, files=files, headers={"Idempotency-Key": key})


def wait_for(client: httpx.Client, location: str, done: Callable[[Job], bool], patience: float = 900) -> None:
    """Wait until a job is as it should be."""
    end = time.monotonic() + patience
    while not done(job := client.get(location).json()):
        assert time.monotonic() < end, job
        time.sleep(0.1)


def wait_until(happened: Callable[[], object], patience: float = 120) -> None:
    """Wait until something has happened."""
    end = time.monotonic() + patience
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def has_ended(job: Job) -> bool:
    """Tell whether a job is over."""
    return job["state"] in {"completed", "failed", "cancelled", "expired"}


def assert_every_item_is_there_once(client: httpx.Client, location: str, count: int) -> str:
    """Compare the results of a job with what they must be; return the figures."""
    answer = client.get(f"{location}/results").raise_for_status()
    found = [json.loads(line) for line in answer.text.splitlines()]
    places = Counter(one["position"] for one in found)
    lost, doubled = count - len(places), sum(places.values()) - len(places)
    assert (lost, doubled) == (0, 0)
    assert [one["position"] for one in found] == list(range(count))
    assert [(one["custom_id"], one.get("text")) for one in found] == expected(count)
    failed = sum(wanted is None for _, wanted in expected(count))
    job = client.get(location).json()
    assert job["counts"]["items"] == {"total": count, "done": count - failed, "failed": failed}
    assert job["state"] == "completed"
    return f"{count:,} items, {lost} lost, {doubled} doubled"
