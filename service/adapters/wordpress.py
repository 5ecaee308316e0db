"""Tells a WordPress site of a brief: a draft of its own, brought up to date as long as nobody touched it.

Promises one post for all versions of an article, however often and in whatever order they are sent and
wherever an attempt broke off; and that nothing which people wrote, published or threw away is written over.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from html import unescape

from pydantic import TypeAdapter, ValidationError

from service.adapters.wordpress_post import Mark, WantedPost, digest_of, mark_of
from service.adapters.wordpress_site import NotTaken, Problem, Site, open_site
from service.domain.delivery import Answer, Delivery, Endpoint
from service.domain.delivery_ports import Ask, Carry

FIELDS = "id,status,title,content,excerpt,tags,diemnhan_open"
NEEDED = {"edit_posts": "write", "edit_others_posts": "see others' drafts", "manage_categories": "make tags"}
WHILE_OPEN = timedelta(minutes=10)
Login = Callable[[Endpoint], str | None]


@dataclass(frozen=True, slots=True)
class _Raw:
    raw: str


@dataclass(frozen=True, slots=True)
class _Post:
    """A post as it is; `diemnhan_open`: who has it open in the editor, where our plugin says so."""

    id: int
    status: str
    title: _Raw
    content: _Raw
    excerpt: _Raw
    tags: list[int]
    diemnhan_open: str = ""

    def untouched(self, mark: Mark) -> bool:
        return digest_of(self.title.raw, self.content.raw, self.excerpt.raw) == mark.digest


@dataclass(frozen=True, slots=True)
class _Numbered:
    id: int


@dataclass(frozen=True, slots=True)
class _Tag:
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class _Known:
    term_id: int


@dataclass(frozen=True, slots=True)
class _Me:
    capabilities: dict[str, bool]


def wordpress_carrier(ask: Ask, login: Login) -> Carry:
    """Return what tells a site. `login` is "user:password" of an endpoint, None where there is none."""

    def carry(endpoint: Endpoint, delivery: Delivery) -> Answer:
        known = login(endpoint)
        if known is None:
            return Answer(error="There is no login for this site: DIEMNHAN_WORDPRESS_LOGINS names none.")
        try:
            site = open_site(endpoint.url, known, ask)
            if delivery.event == "endpoint.test":
                return _checked(site)
            return _told(site, TypeAdapter(WantedPost).validate_json(delivery.payload))
        except NotTaken as error:
            return error.answer

    return carry


def _checked(site: Site) -> Answer:
    """Ask who we are there and whether that is enough; nothing is changed."""
    me = site.get("/wp/v2/users/me", {"context": "edit", "_fields": "capabilities"}, _Me)
    missing = [why for name, why in NEEDED.items() if not me.capabilities.get(name)]
    if missing:
        return Answer(error=f"The login may not {' and '.join(missing)}: give it the role Editor.")
    return Answer(200)


def _told(site: Site, wanted: WantedPost) -> Answer:
    post = next(_found(site, wanted.key), None)
    if post is None:
        return _created(site, wanted)
    mark = mark_of(post.content.raw, wanted.key)
    if mark is not None and mark.number > wanted.number:
        return Answer(200)  # a later version was faster
    kept = _whose(post, mark)
    if kept is not None:
        return Answer(error=f"Post {post.id} {kept}; it was left as it is.", settled=True)
    if post.diemnhan_open:
        who = f"{post.diemnhan_open} has post {post.id} open in the editor."
        return Answer(error=who, retry_after=WHILE_OPEN)
    return _updated(site, wanted, post)


def _whose(post: _Post, mark: Mark | None) -> str | None:
    """Return why a post is not ours to write any more; None while it is."""
    if post.status == "trash":
        return "was put into the trash"
    if post.status != "draft":
        return f"is no draft any more ({post.status})"
    if mark is None or not post.untouched(mark):
        return "was edited"
    return None


def _found(site: Site, key: str) -> Iterator[_Post]:
    """Yield the posts of an article, also those in the trash, whose slug WordPress lengthens.

    A slug may have been changed, so our plugin's meta is asked too; without it the class in the content.
    """
    other_way = "diemnhan_key" if site.plugin else "search"
    for status, slug in (("any", key), ("trash", f"{key}__trashed")):
        shared = {"status": status, "context": "edit", "orderby": "id", "order": "asc", "_fields": FIELDS}
        yield from site.get("/wp/v2/posts", {**shared, "slug": slug}, list[_Post])
        others = site.get("/wp/v2/posts", {**shared, other_way: key}, list[_Post])
        yield from (post for post in others if site.plugin or key in post.content.raw)


def _created(site: Site, wanted: WantedPost) -> Answer:
    tags = _tags(site, wanted)
    body = {**_words(site, wanted), "tags": tags, "status": "draft", "slug": wanted.key}
    made = site.post("/wp/v2/posts", {"_fields": "id"}, body, _Numbered)
    same = {"slug": wanted.key, "status": "any", "orderby": "id", "order": "asc", "_fields": "id"}
    first = next(iter(site.get("/wp/v2/posts", same, list[_Numbered])), made)
    if first.id < made.id:  # an attempt that was given up had been at work all the same
        site.delete(f"/wp/v2/posts/{made.id}")
        return Answer(error=f"Two attempts overlapped; post {first.id} is kept, {made.id} is in the trash.")
    return Answer(201)


def _updated(site: Site, wanted: WantedPost, post: _Post) -> Answer:
    """Write the new version, leaving others' tags; our plugin refuses if the post changed meanwhile."""
    tags = list(dict.fromkeys([*post.tags, *_tags(site, wanted)]))
    seen = hashlib.sha256(post.content.raw.encode()).hexdigest()
    body = {**_words(site, wanted), "tags": tags, "diemnhan_expected": seen}
    site.post(f"/wp/v2/posts/{post.id}", {"_fields": "id"}, body, _Numbered)
    return Answer(200)


def _words(site: Site, wanted: WantedPost) -> Mapping[str, object]:
    words = {"title": wanted.title, "content": wanted.content, "excerpt": wanted.excerpt}
    return {**words, "meta": wanted.meta} if site.plugin else words


def _tags(site: Site, wanted: WantedPost) -> list[int]:
    """Return the ids of the tags. One that there is not and that we may not make is left out."""
    found = (_tag(site, name) for name in wanted.tags)
    return list(dict.fromkeys(one for one in found if one is not None))


def _tag(site: Site, name: str) -> int | None:
    query: Mapping[str, str | int] = {"search": name, "per_page": 100, "_fields": "id,name"}
    for tag in site.get("/wp/v2/tags", query, list[_Tag]):
        if unescape(tag.name).casefold() == name.casefold():
            return tag.id
    try:
        return site.post("/wp/v2/tags", {"_fields": "id"}, {"name": name}, _Numbered).id
    except NotTaken as error:
        if error.problem is not None and error.problem.code == "rest_cannot_create":
            return None
        known = _existing(error.problem)
        if known is None:
            raise
        return known


def _existing(problem: Problem | None) -> int | None:
    """Return the tag that WordPress takes for the same (it compares without diacritics), if it says so."""
    if problem is None or problem.code != "term_exists":
        return None
    try:
        return TypeAdapter(_Known).validate_python(problem.data).term_id
    except ValidationError:
        return None
