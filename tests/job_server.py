"""A server of jobs that says what a test wrote down for it, on a real port."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from service.api.job_schemas import job_out
from service.domain.job import Count, Job, JobOptions, JobOrder, JobState
from tests.samples import NOON


@dataclass(frozen=True)
class Said:
    """One answer."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Scripted:
    """Answers by request line, in their order; the last is repeated. `asked` are the lines that came."""

    answers: dict[str, list[Said]]
    url: str = ""
    asked: list[str] = field(default_factory=list)

    def answer(self, line: str) -> Said:
        self.asked.append(line)
        waiting = self.answers.get(line, [Said(b"{}", 404)])
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]


CUT = Said(status=0)  # the connection ends without a word
BUSY = Said(b"busy", 503, {"Retry-After": "0"})


def told(state: JobState, *, done: int = 0, failed: int = 0, total: int = 2, job_id: str = "j1") -> Said:
    """Return how a job stands, as the service says it."""
    count = Count(total, done, failed)
    order = JobOrder(job_id, "-", "translate", JobOptions(), target="en", name="a.txt", format="text")
    job = Job(order, state, count, count, created_at=NOON, expires_at=NOON)
    return Said(job_out(job, NOON).model_dump_json().encode())


def lines(*items: Mapping[str, object]) -> Said:
    """Return results."""
    return Said(b"".join(json.dumps(item).encode() + b"\n" for item in items))


@contextmanager
def serving(answers: dict[str, list[Said]]) -> Iterator[Scripted]:
    script = Scripted(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._say()

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self._say()

        def _say(self) -> None:
            path, kind = self.path.partition("?")[0], self.headers.get("Accept", "")
            wants_file = " file" if "octet-stream" in kind else ""
            said = script.answer(f"{self.command} {path}{wants_file}")
            if said == CUT:
                self.close_connection = True
                return
            self.send_response(said.status)
            for name, value in {**said.headers, "Content-Length": str(len(said.body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(said.body)

        def log_message(self, format: str, *args: object) -> None:
            """A test says what was asked by `asked`."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    script.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield script
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
