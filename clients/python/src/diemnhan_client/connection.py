"""How both clients are set up: address, key, timeouts."""

from collections.abc import Mapping
from typing import Final

import httpx

VERSION: Final = "0.1.0"
SERVER: Final = "http://127.0.0.1:8000"
SECONDS: Final = 120.0  # a long article on a busy machine
CONNECT_SECONDS: Final = 10.0


def headers(key: str | None) -> Mapping[str, str]:
    """Return what is sent with every request."""
    known = {"User-Agent": f"diemnhan-client/{VERSION}", "Accept": "application/json"}
    return known if key is None else {**known, "Authorization": f"Bearer {key}"}


def timeouts(seconds: float) -> httpx.Timeout:
    """Return how long is waited for the next octet, and for a connection."""
    return httpx.Timeout(seconds, connect=min(seconds, CONNECT_SECONDS))
