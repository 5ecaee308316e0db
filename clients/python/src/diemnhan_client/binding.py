"""Descriptions bound to a client: one table of names serves the client that blocks and the one that awaits.

An `Operation` of a client is a method that returns the answer, of an asynchronous one a method to await; a
`Flow` is one that returns an iterator, or an asynchronous one; an `Outcome` returns what a course comes to.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from functools import wraps
from typing import Generic, ParamSpec, Protocol, TypeVar, overload

from diemnhan_client.call import Answer, Call
from diemnhan_client.course import Course, Item

P = ParamSpec("P")
Sender_co = TypeVar("Sender_co", covariant=True)


class Blocking(Protocol):
    """A client whose methods return when it is done."""

    def send(self, call: Call[Answer]) -> Answer: ...

    def follow(self, course: Course[Item]) -> Iterator[Item]: ...

    def finish(self, course: Course[Item]) -> Item: ...


class Awaiting(Protocol):
    """A client whose methods are awaited."""

    async def send(self, call: Call[Answer]) -> Answer: ...

    def follow(self, course: Course[Item]) -> AsyncIterator[Item]: ...

    async def finish(self, course: Course[Item]) -> Item: ...


class Bound(Protocol[Sender_co]):
    """What stands before the name of an operation: `client.briefs`."""

    @property
    def sender(self) -> Sender_co: ...


class Operation(Generic[P, Answer]):
    """One request."""

    def __init__(self, describe: Callable[P, Call[Answer]]) -> None:
        self.describe = describe
        self.__doc__ = describe.__doc__

    @overload
    def __get__(self, group: Bound[Blocking], owner: type) -> Callable[P, Answer]: ...
    @overload
    def __get__(self, group: Bound[Awaiting], owner: type) -> Callable[P, Awaitable[Answer]]: ...
    def __get__(
        self, group: Bound[Blocking] | Bound[Awaiting], owner: type
    ) -> Callable[P, Answer | Awaitable[Answer]]:
        """Return the method."""

        @wraps(self.describe)
        def run(*args: P.args, **kwargs: P.kwargs) -> Answer | Awaitable[Answer]:
            return group.sender.send(self.describe(*args, **kwargs))

        return run


class Flow(Generic[P, Item]):
    """A course that gives many items."""

    def __init__(self, describe: Callable[P, Course[Item]]) -> None:
        self.describe = describe
        self.__doc__ = describe.__doc__

    @overload
    def __get__(self, group: Bound[Blocking], owner: type) -> Callable[P, Iterator[Item]]: ...
    @overload
    def __get__(self, group: Bound[Awaiting], owner: type) -> Callable[P, AsyncIterator[Item]]: ...
    def __get__(
        self, group: Bound[Blocking] | Bound[Awaiting], owner: type
    ) -> Callable[P, Iterator[Item] | AsyncIterator[Item]]:
        """Return the method."""

        @wraps(self.describe)
        def run(*args: P.args, **kwargs: P.kwargs) -> Iterator[Item] | AsyncIterator[Item]:
            return group.sender.follow(self.describe(*args, **kwargs))

        return run


class Outcome(Generic[P, Item]):
    """A course that comes to one item."""

    def __init__(self, describe: Callable[P, Course[Item]]) -> None:
        self.describe = describe
        self.__doc__ = describe.__doc__

    @overload
    def __get__(self, group: Bound[Blocking], owner: type) -> Callable[P, Item]: ...
    @overload
    def __get__(self, group: Bound[Awaiting], owner: type) -> Callable[P, Awaitable[Item]]: ...
    def __get__(
        self, group: Bound[Blocking] | Bound[Awaiting], owner: type
    ) -> Callable[P, Item | Awaitable[Item]]:
        """Return the method."""

        @wraps(self.describe)
        def run(*args: P.args, **kwargs: P.kwargs) -> Item | Awaitable[Item]:
            return group.sender.finish(self.describe(*args, **kwargs))

        return run
