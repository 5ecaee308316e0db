"""Remembers what was found in texts: of sentences many, of long texts the last few.

Promises that what is remembered stays small however long the texts are. Knows nothing of what is found.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Found = TypeVar("Found")
_LONG = 1000  # characters, of all texts together
_LAST = 4


def remembered(many: int) -> Callable[[Callable[Given, Found]], Callable[Given, Found]]:
    """Remember the results for the `many` latest sentences and for a few long texts."""

    def decorate(find: Callable[Given, Found]) -> Callable[Given, Found]:
        short, long = lru_cache(maxsize=many)(find), lru_cache(maxsize=_LAST)(find)

        @wraps(find)
        def found(*args: Given.args, **kwargs: Given.kwargs) -> Found:
            size = 0
            for one in args:
                if isinstance(one, str):
                    size += len(one)
            return (short if size <= _LONG else long)(*args, **kwargs)  # type: ignore[arg-type]  # hashable

        return found

    return decorate
