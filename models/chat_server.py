"""A chat model behind an OpenAI-compatible server: vLLM, Ollama, llama.cpp, `transformers serve`.

Promises an answer or a fault within a fixed time, however slowly, wrongly or not at all the server answers:
attempts, waiting and the size of an answer are bounded. Offers the server no tool and follows no redirect.
"""

import json
import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import httpx

from models.chat_reply import Reply, no_answer

Sleep = Callable[[float], None]
Format = Literal["json_schema", "json_object", "text"]
_FORMATS: tuple[Format, ...] = ("json_schema", "json_object", "text")
_REFUSED = frozenset({400, 404, 415, 422, 501})
_AGAIN = frozenset({408, 409, 425, 429})
_ITS_FAULT = frozenset({400, 413, 422})  # too long for the model, or refused by a filter: of this text alone
_LARGEST = 4 << 20
_FIRST_WAIT = 0.5


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """`seconds` is for one answer with all its attempts; `key` goes into the Authorization header."""

    url: str
    model: str
    key: str | None = None
    seconds: float = 60
    attempts: int = 3


@dataclass(frozen=True, slots=True)
class _Answer:
    """An HTTP answer read to its end: `wait` is what Retry-After asks for, in seconds."""

    status: int
    body: bytes
    wait: float | None


class ChatServer:
    """Asks one model of one server; remembers what kinds of response_format the server refused."""

    def __init__(
        self,
        options: ServerOptions,
        *,
        client: httpx.Client | None = None,
        sleep: Sleep = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._options = options
        headers = {"Authorization": f"Bearer {options.key}"} if options.key else {}
        self._client = client or httpx.Client(headers=headers, follow_redirects=False)
        self._sleep = sleep
        self._clock = clock
        self._lock = threading.Lock()
        self._format = 0
        self.version = f"{options.model}@http"

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def complete(self, system: str, user: str, *, schema: str, max_tokens: int) -> Reply:
        """Answer by the schema as far as the server can; a fault names what kept it from answering."""
        until = self._clock() + self._options.seconds
        while True:
            tried = self._format
            body = _body(self._options.model, system, user, max_tokens=max_tokens)
            body.update(_response_format(_FORMATS[tried], schema))
            answer = self._ask(body, until)
            if isinstance(answer, str):
                return no_answer(answer)
            if answer.status in _REFUSED and tried + 1 < len(_FORMATS):
                with self._lock:
                    self._format = max(self._format, tried + 1)
                continue
            if answer.status != 200:
                with self._lock:
                    self._format = 0  # it was not the format that it refused
                told = f"The server answered {answer.status}."
                return Reply("", told, answered=answer.status in _ITS_FAULT)
            return _read(answer.body)

    def _ask(self, body: dict[str, object], until: float) -> _Answer | str:
        """Return the answer, or why there is none after the last attempt."""
        why = "There was no time left."
        for attempt in range(self._options.attempts):
            answer = self._once(body, until)
            if isinstance(answer, _Answer) and answer.status not in _AGAIN and answer.status < 500:
                return answer
            if isinstance(answer, _Answer) and answer.status == 501:
                return answer
            why = answer if isinstance(answer, str) else f"The server answered {answer.status}."
            asked = answer.wait if isinstance(answer, _Answer) else None
            wait = asked if asked is not None else _FIRST_WAIT * 2**attempt
            if attempt + 1 == self._options.attempts or self._clock() + wait >= until:
                break
            self._sleep(wait)
        return why

    def _once(self, body: dict[str, object], until: float) -> _Answer | str:
        left = until - self._clock()
        if left <= 0:
            return "The server took too long."
        url = self._options.url.rstrip("/") + "/chat/completions"
        try:
            with self._client.stream("POST", url, json=body, timeout=left) as response:
                return self._read_all(response, until)
        except httpx.TimeoutException:
            return "The server took too long."
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return f"The server cannot be reached or broke off ({type(error).__name__})."

    def _read_all(self, response: httpx.Response, until: float) -> _Answer | str:
        """Read to the end, unless it drips past the deadline or never stops."""
        read = bytearray()
        for chunk in response.iter_bytes():
            read += chunk
            if self._clock() > until:
                return "The server took too long."
            if len(read) > _LARGEST:
                return "The server's answer is too large."
        return _Answer(response.status_code, bytes(read), _seconds(response.headers.get("Retry-After")))


def _body(model: str, system: str, user: str, *, max_tokens: int) -> dict[str, object]:
    return {
        "model": model,
        "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
        "temperature": 0,
        "max_tokens": max_tokens,
        "stream": False,
    }


def _response_format(kind: Format, schema: str) -> dict[str, object]:
    if kind == "json_schema":
        named = {"name": "answer", "strict": True, "schema": json.loads(schema)}
        return {"response_format": {"type": "json_schema", "json_schema": named}}
    return {"response_format": {"type": "json_object"}} if kind == "json_object" else {}


def _seconds(retry_after: str | None) -> float | None:
    """Read Retry-After in seconds; a date is left to our own waiting."""
    try:
        seconds = float(retry_after) if retry_after else -1.0
    except ValueError:
        return None
    return seconds if 0 <= seconds < math.inf else None


def _read(body: bytes) -> Reply:
    """Take the first choice's words; an answer that is cut or of another shape is a fault."""
    try:
        answer = json.loads(body)
        choice = answer["choices"][0]
        text, usage = choice["message"]["content"], answer.get("usage") or {}
        asked, told = (int(usage.get(name) or 0) for name in ("prompt_tokens", "completion_tokens"))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        return no_answer("The server's answer has not the shape of a chat completion.")
    if choice.get("finish_reason") == "length":
        return Reply("", "The answer was cut at its token limit.", asked, told, answered=True)
    if not isinstance(text, str) or not text.strip():
        return Reply("", "The server answered nothing.", asked, told, answered=True)
    return Reply(text, None, asked, told)
