"""Which process this is, and whether another one on the same machine is still there, which Linux can tell.

Promises an id that no other process has, now or later, on any machine, and never to call a living one gone.
"""

import os
import socket
import uuid
from pathlib import Path

from service.domain.job_ports import Worker

PROC = Path("/proc")


def this_worker(version: str) -> Worker:
    """Return this process as a worker; another id at every call."""
    return Worker(uuid.uuid4().hex, machine(), process(os.getpid()) or str(os.getpid()), version)


def is_gone(worker: Worker) -> bool:
    """Return True only where the worker's process certainly no longer runs."""
    if worker.machine != machine() or ":" not in worker.process:
        return False
    return process(int(worker.process.partition(":")[0])) != worker.process


def machine() -> str:
    """Return the host since its last boot, and the namespace in which its process numbers count."""
    try:
        boot = (PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        namespace = (PROC / "self/ns/pid").readlink().name
    except OSError:  # not Linux: no two processes are ever known to be on one machine
        return f"{socket.gethostname()}/{uuid.uuid4().hex}"[:100]
    return f"{socket.gethostname()[:40]}/{boot}/{namespace}"[:100]


def process(number: int) -> str | None:
    """Return a process by its number and its start, as numbers are given again; None where there is none."""
    try:
        stat = (PROC / str(number) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    fields = stat.rpartition(")")[2].split()
    return None if fields[0] in {"Z", "X"} else f"{number}:{fields[19]}"
