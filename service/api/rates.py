"""How many requests a key may send: a bucket for each, which fills steadily and holds a minute's worth.

In memory, as a restart may be forgiving: what must last is counted in the database (allowance.py).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

MINUTE = 60


@dataclass(frozen=True, slots=True)
class Standing:
    """What a key has left after a request. Times are in seconds, from now."""

    limit: int
    remaining: int
    full_in: int
    wait: int  # until the next request is taken; 0 where this one was


class Buckets:
    """The buckets of one process. Not for several threads: the event loop alone takes from them."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[float, datetime]] = {}

    def take(self, owner: str, limit: int, now: datetime) -> Standing:
        """Take one request out of the owner's bucket, if there is one in it."""
        level, then = self._kept.get(owner, (float(limit), now))
        passed = max(0.0, (now - then).total_seconds())
        level = min(limit, level + passed * limit / MINUTE)
        taken = level >= 1
        level -= taken
        self._kept[owner] = (level, max(now, then))
        return Standing(
            limit=limit,
            remaining=math.floor(level),
            full_in=math.ceil((limit - level) * MINUTE / limit),
            wait=0 if taken else math.ceil((1 - level) * MINUTE / limit),
        )


def headers_of(standing: Standing) -> Mapping[str, str]:
    """Return the fields of the IETF draft (RateLimit, RateLimit-Policy) and those of before it."""
    return {
        "RateLimit-Policy": f'"minute";q={standing.limit};w={MINUTE}',
        "RateLimit": f'"minute";r={standing.remaining};t={standing.full_in}',
        "X-RateLimit-Limit": str(standing.limit),
        "X-RateLimit-Remaining": str(standing.remaining),
        "X-RateLimit-Reset": str(standing.full_in),
    }
