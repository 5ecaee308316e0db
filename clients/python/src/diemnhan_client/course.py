"""What takes several requests, told as a generator: it yields steps and is sent what came of each.

Promises to be the same story for the client that blocks and the one that awaits; they differ in how a step is
done. An item of the story is given with `Give`.
"""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Generic, TypeVar

import httpx

from diemnhan_client.call import Answer, Call
from diemnhan_client.problems import DiemNhanError

Item = TypeVar("Item")
Item_co = TypeVar("Item_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Ask:
    """Send a request; comes back as the whole answer."""

    call: Call[object]


@dataclass(frozen=True, slots=True)
class Open:
    """Send a request; comes back as the answer whose body is to be read in chunks."""

    call: Call[object]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Read on: octets, None at the end, the error where the connection broke."""


@dataclass(frozen=True, slots=True)
class Rest:
    """Wait."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Setback:
    """Wait before the next try after so many failures in a row; after too many raise the error instead."""

    failures: int
    error: DiemNhanError


@dataclass(frozen=True, slots=True)
class Give(Generic[Item_co]):
    """Hand an item to the caller."""

    item: Item_co


Step = Ask | Open | Chunk | Rest | Setback
Reply = httpx.Response | httpx.TransportError | bytes | None
Course = Generator[Step | Give[Item], Reply, None]
Part = Generator[Step, Reply, Answer]


def ask(call: Call[Answer]) -> Part[Answer]:
    """Send a request and read its answer."""
    return call.read((yield from answer(Ask(call))))


def answer(step: Ask | Open) -> Part[httpx.Response]:
    """Do a step that comes back as an answer."""
    reply = yield step
    assert isinstance(reply, httpx.Response), "a client answers Ask and Open with a response, or raises"
    return reply


def chunk() -> Part[bytes | httpx.TransportError | None]:
    """Read on in the answer that is open."""
    reply = yield Chunk()
    assert not isinstance(reply, httpx.Response), "a client answers Chunk with octets, None or an error"
    return reply


def advance(course: Course[Item], reply: Reply) -> Step | Give[Item] | None:
    """Send what came of the last step, and return the next one; None at the end."""
    try:
        return course.send(reply)
    except StopIteration:
        return None
