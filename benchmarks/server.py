"""A real server process for measurements and end-to-end tests, started as an operator starts it."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import httpx

ROOT = Path(__file__).parent.parent
_DIEMNHAN = Path(sys.executable).parent / "diemnhan"


@dataclass(frozen=True, slots=True)
class RunningService:
    """`ready_after` is the wall time in seconds from the start of the process to the first 200 of /readyz."""

    url: str
    pid: int
    ready_after: float

    def peak_memory(self) -> int:
        """Return the highest resident size of the process so far, in bytes (Linux)."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024


def processor_seconds(pid: int) -> float:
    """Return the processor time that a process has taken so far, all of its threads together (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """Return a TCP port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Started(Protocol):
    """A process that can be asked whether it has ended."""

    def poll(self) -> int | None: ...


def wait_until_ready(url: str, process: Started, patience: float) -> None:
    """Return at the first 200 of /readyz; RuntimeError when the process ends or `patience` seconds pass."""
    deadline = time.monotonic() + patience
    with httpx.Client(base_url=url, timeout=2) as client:  # one, as each reads the certificates anew
        while time.monotonic() < deadline:
            if (ended := process.poll()) is not None:
                raise RuntimeError(f"the service ended with {ended} before it was ready")
            try:
                if client.get("/readyz").status_code == 200:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.02)
    raise RuntimeError(f"the service was not ready after {patience} s")


@contextmanager
def running_service(
    data_dir: Path | None = None, environment: Mapping[str, str] | None = None, patience: float = 900
) -> Iterator[RunningService]:
    """Run `diemnhan serve` on a free port; a temporary data directory unless one is given."""
    with tempfile.TemporaryDirectory() as fresh:
        port = free_port()
        settings = {"DIEMNHAN_DATA_DIR": str(data_dir or fresh), "PORT": str(port), **(environment or {})}
        log = (Path(fresh) / "log").open("wb")
        began = time.perf_counter()
        process = subprocess.Popen(
            [str(_DIEMNHAN), "serve"], cwd=ROOT, env={**os.environ, **settings}, stdout=log, stderr=log
        )
        url = f"http://127.0.0.1:{port}"
        try:
            wait_until_ready(url, process, patience)
            yield RunningService(url, process.pid, time.perf_counter() - began)
        finally:
            process.terminate()
            process.wait(timeout=60)
            log.close()
