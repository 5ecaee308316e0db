"""Where the WordPress for tests is, which tools/wordpress.sh started, and questions to it from outside."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass

import httpx
import pytest

from service.adapters.outgoing import Outgoing, allowed_from


@dataclass(frozen=True)
class WordPress:
    """`logins` are "user:application password" by name: admin, editor, author."""

    url: str
    folder: str
    password: str
    logins: Mapping[str, str]

    def ask(self, method: str, path: str, body: object = None, **query: str | int) -> httpx.Response:
        """Ask as the administrator."""
        user, _, password = self.logins["admin"].partition(":")
        params = {"context": "edit", **query}
        return httpx.request(
            method, f"{self.url}/wp-json{path}", params=params, json=body, auth=(user, password), timeout=30
        )

    def posts(self, **query: str | int) -> list[dict[str, object]]:
        """Return all posts, the oldest first."""
        found = self.ask(
            "GET", "/wp/v2/posts", status="any", orderby="id", order="asc", per_page=100, **query
        )
        found.raise_for_status()
        listed: list[dict[str, object]] = found.json()
        return listed

    def log(self) -> list[str]:
        """Return what PHP complained of in our plugin."""
        with open(f"{self.folder}/php.log", encoding="utf-8") as log:
            return [line for line in log if "plugins/diemnhan" in line or "Fatal" in line]


def the_wordpress() -> WordPress:
    """Return it, or skip the test."""
    told = os.environ.get("DIEMNHAN_TEST_WORDPRESS")
    if not told:
        pytest.skip("there is no WordPress: run through tools/wordpress.sh")
    return WordPress(**json.loads(told))


def to_loopback() -> Outgoing:
    """Return a way out that reaches loopback."""
    return Outgoing(allowed_from(["127.0.0.0/8"]), seconds=30)
