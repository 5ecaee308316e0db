"""A translator behind a chat server: numbered lines out, numbered lines back, each of them accounted for.

Promises a translation for every text or an error: a line that the answer drops or mangles is asked again
alone, and what fails then is LineLost, which names it; a server that is away is a ModelError at once. No more
requests are under way than the limits say, whoever asks. There are no scores, so each is 0. Reads no file.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from typing import Protocol

from models.chat_lines import as_lines, read_lines
from models.chat_reply import Reply
from models.micro_batcher import Hypotheses
from models.registry import ModelError

_NO_SCORE = 0.0
_SHOWN = 80


class LineLost(ModelError):
    """A text that the server has not translated, though it answers."""


class Chat(Protocol):
    """What is asked, as ChatServer does."""

    @property
    def version(self) -> str: ...

    def complete(self, system: str, user: str, *, schema: str, max_tokens: int) -> Reply: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class LinePrompt:
    """How the lines are put: `render` takes their language and the lines, and returns system and user."""

    label: str
    schema: str
    render: Callable[[str, str], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ChatLimits:
    """Of one request: lines, their letters together, and the tokens of its answer. `requests` at once."""

    lines: int = 16
    letters: int = 2000
    requests: int = 4
    answer_tokens: int = 2048


@dataclass(frozen=True, slots=True)
class Spent:
    """What a request took."""

    prompt_tokens: int
    completion_tokens: int


@dataclass(frozen=True, slots=True)
class _Answered:
    """What of some lines came back, by text; `fault` says why the rest did not."""

    found: dict[str, str]
    fault: str


@dataclass(frozen=True, slots=True)
class ChatTranslator:
    """`spent` is told of each request, `observe` of each call: its texts, and the seconds that they took."""

    chat: Chat
    prompt: LinePrompt
    label: str
    limits: ChatLimits
    pool: ThreadPoolExecutor
    spent: Callable[[Spent], None] = lambda _spent: None
    observe: Callable[[int, float], None] = lambda _texts, _seconds: None

    @property
    def version(self) -> str:
        """The model's label, who serves it, and the prompt."""
        return f"{self.label}+{self.chat.version}+{self.prompt.label}"

    @property
    def placeholders(self) -> tuple[str, ...]:
        """None: it has learnt no characters of ours."""
        return ()

    def counted(self, spent: Callable[[Spent], None]) -> "ChatTranslator":
        """Return the same translator for one caller, who is told what its requests take."""
        return replace(self, spent=spent)

    def close(self) -> None:
        """Finish what is under way and close the connections."""
        self.pool.shutdown()
        self.chat.close()

    def translate(
        self,
        texts: Sequence[str],
        *,
        source: str,
        target: str,  # noqa: ARG002 the port's; there are two languages, and the prompt of one names the other
        alternatives: int = 1,  # noqa: ARG002 the port's; there is one hypothesis, however many are wanted
    ) -> list[Hypotheses]:
        """Translate, each text once."""
        started = time.monotonic()
        wanted = list(dict.fromkeys(text for text in texts if text.strip()))
        found: dict[str, str] = {}
        for answered in self._ask_all(list(_groups(wanted, self.limits)), source):
            found |= answered.found
        missing = [text for text in wanted if text not in found]
        for text, answered in zip(missing, self._ask_all([[text] for text in missing], source), strict=True):
            if text not in answered.found:
                raise self._lost(text, answered.fault)
            found |= answered.found
        self.observe(len(texts), time.monotonic() - started)
        return [[(found.get(text, text), _NO_SCORE)] for text in texts]

    def _ask_all(self, groups: Sequence[Sequence[str]], source: str) -> list[_Answered]:
        """Ask for as many groups at a time as may be under way, so that another caller's come in between."""
        found: list[_Answered] = []
        for at in range(0, len(groups), self.limits.requests):
            wave = groups[at : at + self.limits.requests]
            found += _results([self.pool.submit(self._ask, group, source) for group in wave])
        return found

    def _ask(self, texts: Sequence[str], source: str) -> _Answered:
        system, user = self.prompt.render(source, as_lines(texts))
        reply = self.chat.complete(
            system, user, schema=self.prompt.schema, max_tokens=self.limits.answer_tokens
        )
        self.spent(Spent(reply.prompt_tokens, reply.completion_tokens))
        if reply.fault is not None and not reply.answered:
            raise ModelError(
                f"{self.chat.version} does not translate: {reply.fault}",
                "Look whether its server is up and knows the model, then try again.",
            )
        read = read_lines(reply.text, texts)
        return _Answered(
            {texts[at]: words for at, words in read.items()},
            reply.fault or "Its answer has no such line, or no text for it.",
        )

    def _lost(self, text: str, fault: str) -> LineLost:
        shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        return LineLost(
            f"{self.chat.version} was asked twice for a translation of “{shown}” and gave none. {fault}",
            "Try again, or translate it with another model.",
        )


def _results(asked: Sequence[Future[_Answered]]) -> list[_Answered]:
    """Wait for all, or for the first error, which is raised; what has not begun then never does."""
    try:
        wait(asked, return_when=FIRST_EXCEPTION)
        failed = (one.exception() for one in asked if one.done())
        if error := next(filter(None, failed), None):
            raise error
        return [one.result() for one in asked]
    finally:
        for one in asked:
            one.cancel()


def _groups(texts: Sequence[str], limits: ChatLimits) -> Iterator[list[str]]:
    """Part the texts, in their order, into requests within the limits; a text that is too long is alone."""
    group: list[str] = []
    letters = 0
    for text in texts:
        if group and (len(group) == limits.lines or letters + len(text) > limits.letters):
            yield group
            group, letters = [], 0
        group.append(text)
        letters += len(text)
    if group:
        yield group
