"""A long job on the service as it comes, embedded model and SQLite: bounded memory, and killed at half.

DIEMNHAN_TEST_REAL_LINES sets how many lines there are and DIEMNHAN_TEST_DISTINCT how many of them are
different: archives repeat themselves, and equal ones are translated once.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from benchmarks.server import ROOT, free_port, wait_until_ready
from tests.e2e.job_house import ORDER, house, kill

LINES = int(os.environ.get("DIEMNHAN_TEST_REAL_LINES", "2000"))
DISTINCT = int(os.environ.get("DIEMNHAN_TEST_DISTINCT", "200"))
DIEMNHAN = Path(sys.executable).parent / "diemnhan"
LIMIT = 1_000_000_000

pytestmark = [pytest.mark.slow, pytest.mark.weights]


@dataclass
class Server:
    """The service as it is installed, and what was seen of it: seconds, items done, resident bytes."""

    folder: Path
    port: int = field(default_factory=free_port)
    started: list["subprocess.Popen[bytes]"] = field(default_factory=list)
    seen: list[tuple[float, int, int]] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    def start(self) -> "subprocess.Popen[bytes]":
        environment = house(self.folder).environment
        environment |= {"PORT": str(self.port), "DIEMNHAN_CONVERTED_DIR": str(ROOT / "var" / "converted")}
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen([DIEMNHAN, "serve"], cwd=ROOT, env=environment, stdout=log, stderr=log)
        self.started.append(process)
        wait_until_ready(f"http://127.0.0.1:{self.port}", process, patience=600)
        return process

    def look(self, client: httpx.Client, location: str, pid: int) -> str:
        """Note how far the job is and how much memory is used; return the job's state."""
        job = client.get(location).raise_for_status().json()
        count = job["counts"]["items"]
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
        resident = int(status.partition("VmRSS:")[2].split()[0]) * 1024
        self.seen.append((time.monotonic() - self.began, count["done"] + count["failed"], resident))
        return str(job["state"])

    def curve(self, points: int = 12) -> str:
        step = max(len(self.seen) // points, 1)
        picked = [*self.seen[::step], self.seen[-1]]
        return ", ".join(f"{s:.0f} s: {done:,} items, {octets / 1e6:.0f} MB" for s, done, octets in picked)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    found = Server(tmp_path)
    yield found
    for process in found.started:
        kill(process)


def lines(count: int, distinct: int) -> bytes:
    """Return sentences, of which each but the last few comes again and again, in no order."""
    said = (f"Hai bên ký {i % distinct + 2} thỏa thuận hợp tác tại Hà Nội." for i in range(0, 7 * count, 7))
    return "\n".join(json.dumps({"custom_id": f"c{i}", "text": text}) for i, text in enumerate(said)).encode()


def test_a_long_job_on_the_embedded_model_is_gone_on_with_in_bounded_memory(
    server: Server, tell: Callable[[str], None]
) -> None:
    process = server.start()
    with httpx.Client(base_url=f"http://127.0.0.1:{server.port}", timeout=900) as client:
        files = {"file": ("items.jsonl", lines(LINES, DISTINCT), "application/jsonl")}
        sent = client.post("/v1/jobs", data=ORDER, files=files).raise_for_status()
        location, ordered = sent.headers["location"], time.monotonic() - server.began
        while server.look(client, location, process.pid) in {"queued", "running"}:
            if server.seen[-1][1] >= LINES // 2:
                break
            time.sleep(1)
        kill(process)
    process = server.start()
    with httpx.Client(base_url=f"http://127.0.0.1:{server.port}", timeout=900) as client:
        while server.look(client, location, process.pid) in {"queued", "running"}:
            time.sleep(1)
        found = [json.loads(line) for line in client.get(f"{location}/results").text.splitlines()]
        server.look(client, location, process.pid)
    assert [one["custom_id"] for one in found] == [f"c{i}" for i in range(LINES)]
    assert all(one["status"] == "done" and one["text"] for one in found)
    assert len({one["text"] for one in found}) >= DISTINCT * 0.9  # numbers are told apart
    progress = [done for _, done, _ in server.seen]
    assert progress == sorted(progress)
    assert progress[-1] == LINES
    assert max(octets for _, _, octets in server.seen) < LIMIT
    tell(f"{LINES:,} lines, {DISTINCT:,} different, ordered after {ordered:.0f} s; {server.curve()}")
