"""A WordPress site by its REST API: where it is, whom we are there, what it answers.

Promises that whatever a site answers becomes data of the shape asked for or a NotTaken that says what was
answered; that the login goes to that site alone. Refuses to know what is written there.
"""

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import TypeVar
from urllib.parse import urlencode

from pydantic import TypeAdapter, ValidationError

from service.domain.delivery import Answer
from service.domain.delivery_ports import Ask, Question, Reply

Query = Mapping[str, str | int]
Shape = TypeVar("Shape")
NAMESPACE = "diemnhan/v1"  # a site that has it has our plugin
NO_REST = "The address does not answer as WordPress's REST API does; register the address of the site itself."

MOVED = "The address leads to another one, and redirects are not followed: register the address it leads to."


@dataclass(frozen=True, slots=True)
class Problem:
    """An error as WordPress tells it. `data` has more, in different shapes."""

    code: str
    message: str = ""
    data: object = None


class NotTaken(Exception):
    """The site did not take it; `answer` is what is kept of the attempt, `problem` what WordPress said."""

    def __init__(self, answer: Answer, problem: Problem | None = None) -> None:
        super().__init__(answer.error)
        self.answer = answer
        self.problem = problem


@dataclass(frozen=True)
class Site:
    """A site that answered. `pretty`: its REST API is under /wp-json; the other way works everywhere."""

    home: str
    ask: Ask
    login: str = field(repr=False)
    pretty: bool = True
    plugin: bool = False

    def get(self, path: str, query: Query, shape: type[Shape]) -> Shape:
        """Read something. Raises NotTaken."""
        return self._read(self._put("GET", path, query), shape)

    def post(self, path: str, query: Query, body: object, shape: type[Shape]) -> Shape:
        """Write something. Raises NotTaken."""
        return self._read(self._put("POST", path, query, json.dumps(body).encode()), shape)

    def delete(self, path: str) -> None:
        """Put something into the trash, if it is there and may be."""
        self._put("DELETE", path, {})

    def _put(self, method: str, path: str, query: Query, body: bytes = b"") -> Reply:
        url = _address(self.home, path, query, pretty=self.pretty)
        headers = {"Authorization": self.login, "Accept": "application/json"}
        if body:
            headers["Content-Type"] = "application/json"
        return self.ask(Question(method, url, headers, body))

    def _read(self, reply: Reply, shape: type[Shape]) -> Shape:
        if reply.status is None:
            raise NotTaken(Answer(error=reply.error))
        if not 200 <= reply.status < 300:
            problem = _problem_of(reply.body)
            raise NotTaken(_refusal(reply, problem), problem)
        try:
            return TypeAdapter(shape).validate_json(reply.body)
        except ValidationError:
            raise NotTaken(Answer(reply.status, error=NO_REST)) from None


@dataclass(frozen=True, slots=True)
class _Index:
    namespaces: list[str]


def open_site(home: str, user_and_password: str, ask: Ask) -> Site:
    """Find the REST API of a site. Raises NotTaken."""
    login = "Basic " + base64.b64encode(user_and_password.encode()).decode()
    site, index = Site(home.rstrip("/"), ask, login), {"_fields": "namespaces"}
    try:
        found = site.get("/", index, _Index)
    except NotTaken as error:  # no permalinks, or a web server that keeps /wp-json to itself
        if error.answer.status not in (200, 404, 405):
            raise
        site = Site(site.home, ask, login, pretty=False)
        found = site.get("/", index, _Index)
    return Site(site.home, ask, login, site.pretty, NAMESPACE in found.namespaces)


def _problem_of(body: bytes) -> Problem | None:
    """Return the error in an answer, if it is one of WordPress's."""
    try:
        return TypeAdapter(Problem).validate_json(body)
    except ValidationError:
        return None


def _address(home: str, path: str, query: Query, *, pretty: bool) -> str:
    if pretty:
        return f"{home}/wp-json{path}?{urlencode(query)}"
    return f"{home}/?{urlencode({'rest_route': path, **query})}"


def _refusal(reply: Reply, told: Problem | None) -> Answer:
    if told is None:
        moved = reply.status is not None and 300 <= reply.status < 400
        return Answer(reply.status, MOVED if moved else NO_REST, reply.retry_after)
    words = re.sub(r"<[^>]*>", "", unescape(told.message)).strip()
    # 410 would switch the endpoint off; here it is said of a post, never of the site.
    status = None if reply.status == 410 else reply.status
    remedy = " The user's name or the application password is wrong." if reply.status == 401 else ""
    error = f"WordPress answered {reply.status} ({told.code}): {words}{remedy}"
    return Answer(status, error, reply.retry_after)
