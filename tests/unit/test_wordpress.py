"""Drafts in WordPress: one for all versions of an article, and what people wrote is never written over."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from service.adapters.lineage import Lineage
from service.adapters.wordpress import WHILE_OPEN, wordpress_carrier
from service.adapters.wordpress_login import login_by, logins_from, secret_for
from service.adapters.wordpress_post import brief_to_wordpress, digest_of, mark_of
from service.domain.delivery import Answer, Delivery, EventType
from service.domain.delivery_ports import Ask, Question, Reply
from service.domain.errors import ConfigurationError, MalformedInput
from service.domain.highlight import Bilingual
from tests.delivery_fakes import an_endpoint
from tests.fake_wordpress import LOGIN, FakeWordPress, Losing
from tests.sample_brief import hostile_brief, sample_brief

NOW = datetime(2026, 11, 25, tzinfo=UTC)
HOME = "https://news.example"


def tell(
    ask: Ask,
    *,
    number: int = 1,
    title: str = "Signed",
    event: EventType = "brief.created",
    login: str = LOGIN,
) -> Answer:
    """Push a version of the brief of one article."""
    brief = replace(sample_brief(), headline=Bilingual("Đã ký", title))
    payload = brief_to_wordpress(brief, Lineage("item"), version=number)
    carry = wordpress_carrier(ask, lambda _: login)
    delivery = Delivery("m", "e1", event, brief.id, payload, NOW, None)
    return carry(an_endpoint(NOW, url=f"{HOME}/", kind="wordpress"), delivery)


@pytest.mark.parametrize("plugin", [True, False])
@pytest.mark.parametrize("pretty", [True, False])
def test_a_brief_is_one_draft_however_often_and_in_whatever_order_it_is_told(
    plugin: bool, pretty: bool
) -> None:
    site = FakeWordPress(plugin=plugin, pretty=pretty)
    assert tell(site) == Answer(201)
    assert tell(site) == Answer(200)
    assert tell(site, number=3, title="Third") == Answer(200)
    assert tell(site, number=2, title="Second") == Answer(200)
    (post,) = site.posts
    assert (post["status"], post["title"]) == ("draft", {"raw": "Third"})
    assert ("meta" in post) == plugin


def test_an_update_says_nothing_of_the_status_and_leaves_tags_that_people_added() -> None:
    site = FakeWordPress()
    tell(site)
    site.posts[0]["tags"] = [7]
    tell(site, number=2)
    sent = json.loads(site.asked[-1].body)
    assert "status" not in sent
    assert "slug" not in sent
    assert sent["tags"][0] == 7
    assert len(sent["tags"]) == 3
    assert len(sent["diemnhan_expected"]) == 64


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"status": "publish"}, "is no draft any more (publish)"),
        ({"status": "pending"}, "is no draft any more (pending)"),
        ({"status": "trash"}, "was put into the trash"),
        ({"title": {"raw": "Mine"}}, "was edited"),
        ({"excerpt": {"raw": "Mine"}}, "was edited"),
        ({"content": {"raw": "<p>Mine, and the paragraph with the mark is gone</p>"}}, "was edited"),
    ],
)
def test_what_people_took_over_is_left_and_the_delivery_says_why_and_is_not_repeated(
    change: dict[str, object], why: str
) -> None:
    site = FakeWordPress()
    tell(site)
    site.posts[0].update(change)
    before = json.dumps(site.posts)
    answer = tell(site, number=2)
    assert answer == Answer(error=f"Post 1 {why}; it was left as it is.", settled=True)
    assert json.dumps(site.posts) == before


def test_a_draft_is_found_by_its_meta_or_by_its_content_when_its_slug_was_changed() -> None:
    for plugin in (True, False):
        site = FakeWordPress(plugin=plugin)
        tell(site)
        site.posts[0]["slug"] = "tin-moi"
        assert tell(site, number=2) == Answer(200)
        assert len(site.posts) == 1


def test_a_draft_that_somebody_has_open_is_tried_again_later() -> None:
    site = FakeWordPress()
    tell(site)
    site.posts[0]["diemnhan_open"] = "Lan"
    answer = tell(site, number=2)
    assert (answer.error, answer.retry_after) == ("Lan has post 1 open in the editor.", WHILE_OPEN)
    assert not answer.settled


def test_a_lost_answer_leaves_one_post() -> None:
    site = FakeWordPress()
    assert tell(Losing(site)).verdict == "refused"
    assert tell(site) == Answer(200)
    assert len(site.posts) == 1


def test_of_two_posts_made_at_once_the_first_stays_and_ours_goes_into_the_trash() -> None:
    site = FakeWordPress()
    late: list[Answer] = []

    def slow(question: Question) -> Reply:
        if question.method == "POST" and "/posts" in question.url and not late:
            late.append(tell(site))
        return site(question)

    answer = tell(slow)
    assert "overlapped" in str(answer.error)
    assert not answer.settled
    assert [one["status"] for one in site.posts] == ["draft", "trash"]


def test_tags_are_found_in_any_case_made_where_there_are_none_and_left_out_where_they_may_not_be() -> None:
    site = FakeWordPress(tags=[{"id": 5, "name": "education and Training"}])
    tell(site)
    assert site.posts[0]["tags"] == [101, 5]
    assert [one["name"] for one in site.tags] == ["education and Training", "Standards and productivity"]
    poor = FakeWordPress(capabilities=("edit_posts",))
    assert tell(poor) == Answer(201)
    assert poor.posts[0]["tags"] == []


def test_a_tag_that_wordpress_takes_for_the_same_is_used() -> None:
    site = FakeWordPress(tags=[{"id": 9, "name": "Standards & Productivity"}])
    tell(site)
    assert site.posts[0]["tags"] == [9]


def test_the_test_of_an_endpoint_changes_nothing_and_says_what_the_login_lacks() -> None:
    site = FakeWordPress()
    assert tell(site, event="endpoint.test") == Answer(200)
    assert {question.method for question in site.asked} == {"GET"}
    poor = FakeWordPress(capabilities=("edit_posts",))
    assert "Editor" in str(tell(poor, event="endpoint.test").error)
    wrong = tell(site, event="endpoint.test", login="editor:wrong")
    assert (wrong.status, wrong.verdict) == (401, "refused")
    assert "password is wrong" in str(wrong.error)


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(error="The host has no address."), "has no address"),
        (Reply(200, b"<html>"), "REST API"),
        (Reply(200, b"[]"), "REST API"),
        (Reply(200, b"\xff{"), "REST API"),
        (Reply(404, b""), "REST API"),
        (Reply(301, b""), "register the address it leads to"),
        (Reply(500, b'{"code": "x", "message": "<p>Broken</p>"}'), "WordPress answered 500 (x): Broken"),
        (Reply(503, b"", retry_after=timedelta(seconds=9)), "REST API"),
        (Reply(410, b'{"code": "gone"}'), "WordPress answered 410"),
    ],
)
def test_whatever_a_site_answers_is_an_error_that_is_tried_again_and_switches_nothing_off(
    reply: Reply, said: str
) -> None:
    answer = tell(lambda _: reply)
    assert said in str(answer.error)
    assert (answer.verdict, answer.settled, answer.retry_after) == ("refused", False, reply.retry_after)


def test_the_content_tells_untouched_from_touched_however_wordpress_spells_it() -> None:
    post = json.loads(brief_to_wordpress(hostile_brief('a & "b" [x] <i>'), Lineage("i"), version=12))
    mark = mark_of(post["content"], post["key"])
    assert mark is not None
    assert mark.number == 12
    spelled = post["content"].replace("&#91;", "&#091;").replace("\n\n", "\n")
    assert digest_of(post["title"].replace("&amp;", "&"), spelled, post["excerpt"]) == mark.digest
    assert digest_of(post["title"], spelled.replace("<p>", "<p><b>"), post["excerpt"]) != mark.digest
    assert mark_of(post["content"].replace(f"v12-{mark.digest}", ""), post["key"]) is None


@pytest.mark.parametrize("text", ["</p><script>x</script>", "--> <!-- wp:html -->", "javascript:alert(1)"])
def test_hostile_words_stay_words(text: str) -> None:
    post = json.loads(brief_to_wordpress(hostile_brief(text), Lineage("i"), version=1))
    assert "<script" not in post["content"] + post["title"] + post["excerpt"]
    assert "wp:html -->" not in post["content"].replace("&lt;!-- wp:html --&gt;", "")
    assert 'href="javascript' not in post["content"]
    assert post["meta"]["_diemnhan_source_url"] == ""


def test_the_operators_login_is_used_for_its_address_alone_and_shown_to_nobody() -> None:
    logins = logins_from(json.dumps({f"{HOME}/": LOGIN}))
    assert secret_for("wordpress", HOME, None, logins=logins) == ""
    assert secret_for("wordpress", HOME, "me:xyz", logins=logins) == "me:xyz"
    find = login_by(logins)
    assert find(an_endpoint(NOW, url=HOME, kind="wordpress", secret="")) == LOGIN
    assert find(an_endpoint(NOW, url="https://evil.example", kind="wordpress", secret="")) is None
    with pytest.raises(MalformedInput):
        secret_for("wordpress", "https://evil.example", None, logins=logins)


@pytest.mark.parametrize("sent", ["", "user", "user:", ":word", "user: ", "user:a\nb", "u:" + "x" * 300])
def test_what_is_no_login_is_refused_without_being_repeated(sent: str) -> None:
    with pytest.raises(MalformedInput) as caught:
        secret_for("wordpress", HOME, sent, logins={})
    assert len(sent) < 2 or sent not in caught.value.cause + caught.value.remedy.replace("user", "")


@pytest.mark.parametrize("setting", ["x", "[]", '{"https://a.example": 1}', '{"https://a.example": "x"}'])
def test_logins_that_cannot_be_read_stop_the_service_and_are_not_told(setting: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        logins_from(setting)
    assert "DIEMNHAN_WORDPRESS_LOGINS" in caught.value.cause


def test_without_a_login_the_delivery_says_so() -> None:
    carry = wordpress_carrier(FakeWordPress(), lambda _: None)
    test = Delivery("m", "e1", "endpoint.test", "e1", "{}", NOW, None)
    assert "DIEMNHAN_WORDPRESS_LOGINS" in str(carry(an_endpoint(NOW, kind="wordpress"), test).error)
