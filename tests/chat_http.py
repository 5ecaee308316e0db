"""A chat server on loopback whose behaviour a test scripts, answer by answer."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ANSWER = '{"headline": "Ký kết"}'


def completion(text: object = ANSWER, reason: str = "stop") -> bytes:
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": reason}
    return json.dumps({"choices": [choice], "usage": {"prompt_tokens": 7, "completion_tokens": 5}}).encode()


@dataclass
class Server:
    """An HTTP server on loopback whose behaviour a test scripts, answer by answer."""

    act: Callable[[BaseHTTPRequestHandler, int, dict[str, object]], None]
    bodies: list[dict[str, object]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    url: str = ""


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


@contextmanager
def chat_servers() -> Iterator[Callable[[Server], Server]]:
    """Give what starts a server; all of them are stopped at the end."""
    running: list[ThreadingHTTPServer] = []

    def start(server: Server) -> Server:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                server.bodies.append(body | {"path": self.path})
                server.keys.append(self.headers["Authorization"])
                server.act(self, len(server.bodies), body)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        http.daemon_threads = True
        running.append(http)
        threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        server.url = f"http://127.0.0.1:{http.server_port}/v1"
        return server

    try:
        yield start
    finally:
        for http in running:
            http.shutdown()
            http.server_close()


def lines_of(body: dict[str, object]) -> list[str]:
    """Return the lines that a request asks to have translated."""
    messages = body["messages"]
    assert isinstance(messages, list)
    asked = messages[-1]["content"]
    lines = json.loads(asked[asked.index("[") : asked.rindex("]") + 1])
    assert [line["line"] for line in lines] == list(range(1, len(lines) + 1))
    return [line["text"] for line in lines]


def in_lines(texts: list[str]) -> str:
    """Return an answer that has these texts as lines 1, 2, 3 ..."""
    numbered = [{"line": number, "text": text} for number, text in enumerate(texts, 1)]
    return json.dumps({"translations": numbered}, ensure_ascii=False)


def marked(body: dict[str, object]) -> bytes:
    """Translate as the tests' server does: by writing « » around each line."""
    return completion(in_lines([f"«{text}»" for text in lines_of(body)]))
