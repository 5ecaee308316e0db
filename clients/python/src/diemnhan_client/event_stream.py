"""Octets of an answer, in whatever pieces they come, to lines and server-sent events.

Promises that a piece may end anywhere, inside of a letter too. Only a line feed ends a line: U+2028 and
its like stand in JSON as they are, and parting there would break it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Lines:
    """Whole lines, without what ends them."""

    _begun: bytes = b""

    def feed(self, octets: bytes) -> Iterator[str]:
        """Yield the lines that are whole now."""
        *whole, self._begun = (self._begun + octets).split(b"\n")
        for line in whole:
            yield line.removesuffix(b"\r").decode()


@dataclass(frozen=True, slots=True)
class ServerEvent:
    """A server-sent event."""

    id: str
    name: str
    data: str


@dataclass(slots=True)
class Events:
    """The events of a stream; comments and fields that are not known are passed over."""

    _lines: Lines = field(default_factory=Lines)
    _fields: dict[str, list[str]] = field(default_factory=dict)
    _id: str = ""

    def feed(self, octets: bytes) -> Iterator[ServerEvent]:
        """Yield the events that are whole now."""
        for line in self._lines.feed(octets):
            if line:
                name, _, value = line.partition(":")
                self._fields.setdefault(name, []).append(value.removeprefix(" "))
                continue
            said, self._fields = self._fields, {}
            self._id = said.get("id", [self._id])[-1]
            if "data" in said:
                yield ServerEvent(self._id, said.get("event", ["message"])[-1], "\n".join(said["data"]))
