"""Drafts in a real WordPress: made once, brought up to date, and left alone once people took them over."""

import subprocess
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest

from service.adapters.lineage import Lineage
from service.adapters.wordpress import wordpress_carrier
from service.adapters.wordpress_post import brief_to_wordpress
from service.domain.brief import Brief
from service.domain.delivery import Answer, Delivery
from service.domain.delivery_ports import Ask, Question, Reply
from service.domain.highlight import Bilingual
from tests.delivery_fakes import an_endpoint
from tests.sample_brief import hostile_brief, sample_brief
from tests.wordpress_site import WordPress, the_wordpress, to_loopback

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.tools]
NOW = datetime(2026, 11, 25, tzinfo=UTC)
HOSTILE = "</p><script>alert(1)</script> <!-- wp:html --> [gallery] & \\ \"x\" 'y' {{z}} -- 😀 < 5"
Post = dict[str, object]


@pytest.fixture(scope="module")
def wordpress() -> WordPress:
    return the_wordpress()


@pytest.fixture(params=["with our plugin", "without our plugin"])
def site(request: pytest.FixtureRequest, wordpress: WordPress) -> Iterator[WordPress]:
    status = "active" if request.param == "with our plugin" else "inactive"
    answer = wordpress.ask("POST", "/wp/v2/plugins/diemnhan/diemnhan", {"status": status})
    assert answer.status_code == 200, answer.text
    yield wordpress
    assert wordpress.log() == []


def a_brief(headline: str = "Vietnam and Korea sign") -> Brief:
    return replace(sample_brief(), headline=Bilingual("Việt Nam và Hàn Quốc ký", headline))


def tell(
    wordpress: WordPress,
    item: str,
    brief: Brief,
    *,
    number: int,
    login: str = "editor",
    ask: Ask | None = None,
) -> Answer:
    """Push a version of an article's brief as the deliveries do."""
    carry = wordpress_carrier(ask or to_loopback().ask, lambda _: wordpress.logins[login])
    payload = brief_to_wordpress(brief, Lineage(item), version=number)
    endpoint = an_endpoint(NOW, url=wordpress.url, kind="wordpress")
    return carry(endpoint, Delivery("m", "e1", "brief.created", brief.id, payload, NOW, None))


def posts_of(wordpress: WordPress, title: str) -> list[Post]:
    return [post for post in wordpress.posts(search=title) if raw(post, "title").startswith(title)]


def raw(post: Post, name: str) -> str:
    part = post[name]
    assert isinstance(part, dict)
    return str(part["raw"])


def unique() -> str:
    return f"Bài {uuid.uuid4().hex[:12]}"


@pytest.mark.parametrize(
    "file", sorted((ROOT / "integrations" / "wordpress").rglob("*.php")), ids=lambda one: one.name
)
def test_php_reads_every_file_of_the_plugin(file: Path) -> None:
    read = subprocess.run(["php", "-l", str(file)], capture_output=True, text=True, check=False)
    assert read.stdout.startswith("No syntax errors"), read.stdout + read.stderr


def test_a_brief_becomes_one_draft_in_the_other_language_and_the_next_version_updates_it(
    site: WordPress,
) -> None:
    name = unique()
    assert tell(site, name, a_brief(name), number=1) == Answer(201)
    assert tell(site, name, a_brief(name), number=1) == Answer(200)  # the same message once more
    (first,) = posts_of(site, name)
    assert first["status"] == "draft"
    assert "<h2>Summary</h2>" in raw(first, "content")
    assert 'href="https://example.vn/bai-1"' in raw(first, "content")
    assert raw(first, "excerpt") == "On August 20, 2019 a memorandum was signed."
    names = {tag["name"] for tag in site.ask("GET", "/wp/v2/tags", post=first["id"]).json()}  # type: ignore[arg-type]
    assert names == {"Standards and productivity", "Education and training"}
    assert tell(site, name, a_brief(f"{name} again"), number=2) == Answer(200)
    (second,) = posts_of(site, name)
    assert (second["id"], raw(second, "title"), second["status"]) == (first["id"], f"{name} again", "draft")
    assert tell(site, name, a_brief(f"{name} late"), number=1) == Answer(200)
    assert raw(posts_of(site, name)[0], "title") == f"{name} again"  # what comes late changes nothing


@pytest.mark.parametrize("login", ["editor", "author"])
def test_hostile_words_stay_words_and_the_post_is_still_known_as_untouched(
    wordpress: WordPress, login: str
) -> None:
    item = unique()
    brief = hostile_brief(HOSTILE)
    assert tell(wordpress, item, brief, number=1, login=login) == Answer(201)
    assert tell(wordpress, item, brief, number=2, login=login) == Answer(200)
    newest = wordpress.posts()[-1]
    assert "<script" not in raw(newest, "content")
    rendered = newest["content"]
    assert isinstance(rendered, dict)
    assert "alert(1)" in rendered["rendered"]
    assert "<script" not in rendered["rendered"]
    assert "[gallery]" in unescape(rendered["rendered"])


def test_what_an_editor_changed_or_published_is_left_as_it_is(site: WordPress) -> None:
    for change, why in (
        ({"content": "<!-- wp:paragraph --><p>Mine</p><!-- /wp:paragraph -->"}, "was edited"),
        ({"status": "publish", "slug": f"tin-{uuid.uuid4().hex[:6]}"}, "is no draft any more (publish)"),
    ):
        name = unique()
        tell(site, name, a_brief(name), number=1)
        (post,) = posts_of(site, name)
        edited = site.ask("POST", f"/wp/v2/posts/{post['id']}", change).json()
        answer = tell(site, name, a_brief(f"{name} again"), number=2)
        assert answer.settled, answer
        assert answer.error == f"Post {post['id']} {why}; it was left as it is."
        (kept,) = posts_of(site, name)
        assert (kept["modified"], raw(kept, "content")) == (edited["modified"], edited["content"]["raw"])


def test_a_draft_in_the_trash_stays_there(site: WordPress) -> None:
    name = unique()
    tell(site, name, a_brief(name), number=1)
    (post,) = posts_of(site, name)
    assert site.ask("DELETE", f"/wp/v2/posts/{post['id']}").status_code == 200
    answer = tell(site, name, a_brief(f"{name} again"), number=2)
    assert (answer.settled, answer.error) == (
        True, f"Post {post['id']} was put into the trash; it was left as it is.",
    )  # fmt: skip
    assert posts_of(site, name) == []


def test_an_answer_that_is_lost_leaves_one_post(site: WordPress) -> None:
    name, way = unique(), to_loopback().ask

    def losing(question: Question) -> Reply:
        reply = way(question)
        made = question.method == "POST" and "/posts" in question.url
        return Reply(error="It could not be sent: ReadError") if made else reply

    lost = tell(site, name, a_brief(name), number=1, ask=losing)
    assert (lost.verdict, lost.settled) == ("refused", False)
    assert tell(site, name, a_brief(name), number=1) == Answer(200)
    assert len(posts_of(site, name)) == 1


def test_an_attempt_that_was_given_up_and_went_through_all_the_same_leaves_one_post(site: WordPress) -> None:
    name, way = unique(), to_loopback().ask
    nested: list[Answer] = []

    def slow(question: Question) -> Reply:
        """Before the post is made, another attempt, which saw none either, makes it."""
        if question.method == "POST" and "/posts" in question.url and not nested:
            nested.append(tell(site, name, a_brief(name), number=1))
        return way(question)

    answer = tell(site, name, a_brief(name), number=1, ask=slow)
    assert nested == [Answer(201)]
    assert "overlapped" in str(answer.error)
    assert tell(site, name, a_brief(name), number=1) == Answer(200)
    assert len(posts_of(site, name)) == 1


def test_meta_says_where_a_draft_comes_from_and_readers_do_not_see_it(wordpress: WordPress) -> None:
    assert wordpress.ask("POST", "/wp/v2/plugins/diemnhan/diemnhan", {"status": "active"}).is_success
    name = unique()
    tell(wordpress, name, a_brief(name), number=7)
    (post,) = posts_of(wordpress, name)
    meta = post["meta"]
    assert isinstance(meta, dict)
    assert (meta["_diemnhan_brief"], meta["_diemnhan_version"], meta["_diemnhan_language"]) == (
        "b-1",
        7,
        "en",
    )
    assert meta["_diemnhan_source_url"] == "https://example.vn/bai-1"
    published = wordpress.ask("POST", f"/wp/v2/posts/{post['id']}", {"status": "publish"}).json()
    assert published["slug"] == name.lower().replace("à", "a").replace(" ", "-")  # not our key any more
    seen = wordpress.ask("GET", f"/wp/v2/posts/{post['id']}", context="view").text
    assert "_diemnhan_brief" not in seen


def test_a_draft_that_somebody_has_open_waits_and_one_that_changed_meanwhile_is_refused(
    wordpress: WordPress,
) -> None:
    assert wordpress.ask("POST", "/wp/v2/plugins/diemnhan/diemnhan", {"status": "active"}).is_success
    name = unique()
    tell(wordpress, name, a_brief(name), number=1)
    (post,) = posts_of(wordpress, name)
    place = f"/wp/v2/posts/{post['id']}"
    late = wordpress.ask("POST", place, {"title": f"{name} late", "diemnhan_expected": "0" * 64})
    assert (late.status_code, late.json()["code"]) == (409, "diemnhan_changed")
    open_it = (
        f"update_post_meta({post['id']}, '_edit_lock', time() . ':1');"  # as the editor does, for user 1
    )
    command = ["php", "-r", f"require '{wordpress.folder}/www/wp-load.php'; {open_it}"]
    subprocess.run(command, check=True, capture_output=True)
    answer = tell(wordpress, name, a_brief(f"{name} again"), number=2)
    assert (answer.error, answer.settled) == (f"admin has post {post['id']} open in the editor.", False)
    (kept,) = posts_of(wordpress, name)
    assert raw(kept, "title") == name


def test_the_test_of_an_endpoint_says_what_the_login_lacks(wordpress: WordPress) -> None:
    endpoint = an_endpoint(NOW, url=wordpress.url, kind="wordpress")
    test = Delivery("m", "e1", "endpoint.test", "e1", "{}", NOW, None)
    before = len(wordpress.posts())

    def tried(login: str) -> Answer:
        return wordpress_carrier(to_loopback().ask, lambda _: login)(endpoint, test)

    assert tried(wordpress.logins["editor"]) == Answer(200)
    assert "give it the role Editor" in str(tried(wordpress.logins["author"]).error)
    wrong = tried("editor:wrong")
    assert wrong.status == 401
    assert "application password is wrong" in str(wrong.error)
    assert len(wordpress.posts()) == before
