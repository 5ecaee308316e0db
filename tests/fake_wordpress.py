"""WordPress's REST API without WordPress, as far as deliveries use it; it keeps what it is asked."""

import base64
import json
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from service.domain.delivery_ports import Question, Reply

LOGIN = "editor:abcd efgh"
Json = dict[str, object]


@dataclass
class FakeWordPress:
    """An Ask. Posts and tags are as REST returns them; `capabilities` are those of whoever asks."""

    posts: list[Json] = field(default_factory=list)
    tags: list[Json] = field(default_factory=list)
    capabilities: tuple[str, ...] = ("edit_posts", "edit_others_posts", "manage_categories")
    plugin: bool = True
    pretty: bool = True
    asked: list[Question] = field(default_factory=list)

    def __call__(self, question: Question) -> Reply:
        self.asked.append(question)
        user = base64.b64decode(question.headers["Authorization"].removeprefix("Basic ")).decode()
        if user != LOGIN:
            return _refused(401, "rest_not_logged_in")
        url = urlsplit(question.url)
        query = dict(parse_qsl(url.query))
        if url.path.startswith("/wp-json") and not self.pretty:
            return Reply(404, b"<html>Not here</html>")
        path = query.pop("rest_route", "") or url.path.removeprefix("/wp-json")
        body = json.loads(question.body) if question.body else {}
        return self._answer(question.method, path, query, body)

    def _answer(self, method: str, path: str, query: dict[str, str], body: Json) -> Reply:
        if path == "/":
            spaces = ["wp/v2", "diemnhan/v1"] if self.plugin else ["wp/v2"]
            return _ok({"namespaces": spaces})
        if path == "/wp/v2/users/me":
            return _ok({"capabilities": dict.fromkeys(self.capabilities, True)})
        if path == "/wp/v2/tags":
            return self._make_tag(body) if method == "POST" else _ok(self.tags)
        if path == "/wp/v2/posts":
            return self._make_post(body) if method == "POST" else _ok(self._found(query))
        (post,) = (one for one in self.posts if path == f"/wp/v2/posts/{one['id']}")
        post.update(
            {"status": "trash", "slug": f"{post['slug']}__trashed"} if method == "DELETE" else _raw(body)
        )
        return _ok({"id": post["id"]})

    def _found(self, query: dict[str, str]) -> list[Json]:
        wanted = [one for one in self.posts if (one["status"] == "trash") == (query["status"] == "trash")]
        if "slug" in query:
            return [one for one in wanted if one["slug"] == query["slug"]]
        if self.plugin and "diemnhan_key" in query:
            return [one for one in wanted if one.get("meta", {})["_diemnhan_key"] == query["diemnhan_key"]]  # type: ignore[index]
        return [one for one in wanted if query.get("search", "") in json.dumps(one)]

    def _make_post(self, body: Json) -> Reply:
        self.posts.append({"id": len(self.posts) + 1, "tags": [], **_raw(body)})
        return _ok({"id": self.posts[-1]["id"]}, 201)

    def _make_tag(self, body: Json) -> Reply:
        if "manage_categories" not in self.capabilities:
            return _refused(403, "rest_cannot_create")
        for tag in self.tags:
            if str(tag["name"]).casefold() == "standards & productivity":
                return _refused(400, "term_exists", {"status": 400, "term_id": tag["id"]})
        self.tags.append({"id": 100 + len(self.tags), "name": body["name"]})
        return _ok(self.tags[-1], 201)


@dataclass(frozen=True)
class Losing:
    """An Ask that loses answers."""

    site: FakeWordPress

    def __call__(self, question: Question) -> Reply:
        reply = self.site(question)
        made = question.method == "POST" and "/posts" in question.url
        return Reply(error="It could not be sent: ReadError") if made else reply


def _raw(body: Json) -> Json:
    written: Json = {name: {"raw": body[name]} for name in ("title", "content", "excerpt") if name in body}
    return {**body, **written}


def _ok(body: object, status: int = 200) -> Reply:
    return Reply(status, json.dumps(body).encode())


def _refused(status: int, code: str, data: object = None) -> Reply:
    return Reply(status, json.dumps({"code": code, "message": "<b>No.</b>", "data": data}).encode())
