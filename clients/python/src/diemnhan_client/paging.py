"""Lists that come in pages, as one list."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar, cast

from diemnhan_client.call import Call
from diemnhan_client.course import Course, Give, ask

Page = TypeVar("Page", bound=Mapping[str, object])
Item = TypeVar("Item")


def all_pages(first: Call[Page], items: Callable[[Page], list[Item]]) -> Course[Item]:
    """Give the items of a page and of all that follow it; a page is asked for when it is needed."""
    call = first
    while True:
        page = yield from ask(call)
        for item in items(page):
            yield Give(item)
        cursor = cast("str | None", page["next_cursor"])
        if cursor is None:
            return
        call = replace(first, query={**first.query, "cursor": cursor})
