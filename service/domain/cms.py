"""What content management systems send by themselves: articles with versions, and where their fields are."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar, Literal, Protocol

from service.domain.article import Payload
from service.domain.stores import PendingBrief

Reception = Literal["accepted", "repeated", "outdated", "withdrawn", "ignored"]


@dataclass(frozen=True, slots=True)
class CmsVersion:
    """A version of an article. `evolved_from` is the guid of an earlier article that it goes on from.

    `withdrawn`: the article is not to be used any more.
    """

    system: str
    guid: str
    version: int
    sha256: str
    brief_id: str
    received_at: datetime
    evolved_from: str | None = None
    withdrawn: bool = False


class CmsStore(Protocol):
    """Keeps which versions came, beside the promised briefs."""

    def receive(self, sent: CmsVersion, promise: PendingBrief | None) -> Reception:
        """Take a version and promise its brief in one step, unless it came before or a later one did.

        What is still to be written of earlier versions is dropped; of a withdrawn article the briefs too.
        """
        ...


@dataclass(frozen=True)
class FieldMapping:
    """Where a system has what: JMESPath expressions. Exactly one of `text` and `html` is given.

    With a `secret` the messages are signed as Standard Webhooks say, and no key is asked for.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    text: str | None = None
    html: str | None = None
    title: str | None = None
    url: str | None = None
    id: str | None = None
    language: str | None = None
    published_at: str | None = None
    version: str | None = None
    secret: str | None = field(default=None, repr=False)
    deliver: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a message said: the article, and which version of it this is, if it said so."""

    payload: Payload
    version: int | None


ReadMessage = Callable[[object], Mapped]


@dataclass(frozen=True, slots=True)
class Inbound:
    """A system that may send: how its messages are read."""

    read: ReadMessage
    secret: str | None = field(repr=False)
    deliver: tuple[str, ...] | None
