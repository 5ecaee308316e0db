"""A WordPress site as an endpoint: registered with a login that goes there alone, told by deliveries."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import anyio
import pytest
from httpx import AsyncClient, Response
from pydantic import SecretStr

from service.adapters.database import open_database
from service.adapters.outgoing import Outgoing, allowed_from
from service.adapters.store import SqlBriefStore
from service.bootstrap.deliveries import build_deliveries
from service.domain.delivery_ports import Question
from service.domain.errors import MalformedInput
from service.settings import Settings
from tests.api.conftest import assert_problem, post_text, serving
from tests.fakes import fake_parts
from tests.receiver import Receiver, receiving

pytestmark = pytest.mark.anyio
LOGIN = "editor:abcd efgh ijkl"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


async def test_a_brief_is_told_to_wordpress_and_its_login_is_in_no_answer(
    tmp_path: Path, receiver: Receiver
) -> None:
    home = f"http://127.0.0.1:{receiver.port}"
    settings = Settings(
        database_url=SecretStr(f"sqlite:///{tmp_path}/t.sqlite3"), outgoing_allow=("127.0.0.0/8",),
        wordpress_logins=SecretStr(f'{{"{home}": "{LOGIN}"}}'),
    )  # fmt: skip
    database = open_database(settings.database)
    telling = build_deliveries(settings, database, partial(datetime.now, UTC))
    parts = replace(fake_parts(), store=SqlBriefStore(database), deliveries=telling, close=database.dispose)
    async with serving(parts, settings) as client:
        made = await client.post("/v1/webhooks", json={"url": home, "kind": "wordpress"})
        assert (made.status_code, made.json()["secret"]) == (201, "")
        brief = (await post_text(client)).json()
        with anyio.fail_after(60):
            while not (failed := (await client.get("/v1/deliveries?state=failed")).json()["deliveries"]):
                await anyio.sleep(0.02)
        detail = await client.get(f"/v1/deliveries/{failed[0]['id']}")
        tried = await client.post(f"/v1/webhooks/{made.json()['id']}/test")
        moved = await client.patch(f"/v1/webhooks/{made.json()['id']}", json={"url": f"{home}/elsewhere"})
        renamed = await client.patch(f"/v1/webhooks/{made.json()['id']}", json={"name": "Tòa soạn"})
    assert (detail.json()["subject"], "wp:heading" in detail.json()["payload"]) == (brief["id"], True)
    assert "REST API" in detail.json()["last_error"]  # the receiver knows no GET
    assert tried.json()["state"] == "dead"
    assert_problem(moved, 400, "malformed_input")
    assert renamed.status_code == 200
    assert all(LOGIN not in one.text for one in (made, detail, tried, moved, renamed))


@pytest.mark.parametrize(
    "fields",
    [
        {"secret": LOGIN, "url": "http://news.example"},
        {"secret": "no login", "url": "https://news.example"},
        {"url": "https://news.example"},
    ],
)
async def test_a_site_without_a_login_or_without_https_is_refused(
    tmp_path: Path, fields: dict[str, str]
) -> None:
    settings = Settings(database_url=SecretStr(f"sqlite:///{tmp_path}/t.sqlite3"))
    database = open_database(settings.database)
    telling = build_deliveries(settings, database, partial(datetime.now, UTC))
    async with serving(replace(fake_parts(), deliveries=telling), settings) as client:
        answer = await _registered(client, fields)
    database.dispose()
    assert_problem(answer, 400, "malformed_input")
    assert LOGIN not in answer.text


async def _registered(client: AsyncClient, fields: dict[str, str]) -> Response:
    return await client.post("/v1/webhooks", json={"kind": "wordpress", **fields})


def test_no_password_goes_out_in_clear_but_inside_of_networks_that_the_operator_allowed(
    receiver: Receiver,
) -> None:
    question = Question("POST", f"http://news.example:{receiver.port}/", {"Authorization": "Basic x"}, b"{}")
    public = Outgoing(allowed_from([]), resolve=lambda *_: ["93.184.216.34"])
    assert "no https" in str(public.ask(question).error)
    with pytest.raises(MalformedInput, match="https"):
        public.refuse_in_clear(question.url)
    inside = Outgoing(allowed_from(["127.0.0.0/8"]), resolve=lambda *_: ["127.0.0.1"])
    inside.refuse_in_clear(question.url)
    assert inside.ask(question).status == 200
    assert receiver.received[0].headers["authorization"] == "Basic x"
    closed = Outgoing(allowed_from([]), resolve=lambda *_: ["10.0.0.1"])
    assert "public internet" in str(closed.ask(replace(question, url="https://news.example/")).error)
