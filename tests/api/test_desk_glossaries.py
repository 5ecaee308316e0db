"""A desk's own default glossaries: chosen over HTTP, used by every route, refused by a word."""

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import httpx
import pytest
import requests

from service.adapters.database import open_database
from service.adapters.keys import SqlKeyStore
from service.settings import Settings
from tests.api.whole_service import BASE, Service, whole_service
from tests.samples import NOON

PATIENCE = 60  # many times what anything takes, for a busy machine
TEXT = "Ban Cầu nối họp tại Hà Nội."
RENDERED = "Bridge Desk"  # as the desk's glossary says it
SHARED = "Shared Desk"  # as everybody's says it
ARTICLE = f"Tin họp\n\n{TEXT} Hai bên ký bản ghi nhớ hợp tác với Nhật Bản."


@dataclass(frozen=True)
class Desk:
    """A desk: a key, and the service that it asks."""

    service: Service
    token: str

    def json(self, method: str, path: str, body: Mapping[str, object] | None = None) -> httpx.Response:
        """Send JSON with the desk's key."""
        headers = {"Content-Type": "application/json", "X-API-Key": self.token}
        content = None if body is None else json.dumps(body)
        request = requests.Request(method, BASE + path, data=content, headers=headers)
        return self.service.send(request.prepare())

    def keep(self, name: str, english: str, **said: object) -> str:
        """Keep a glossary; return its id."""
        entries = [{"vi": "Ban Cầu nối", "en": english}]
        answer = self.json("POST", "/v1/glossaries", {"name": name, "entries": entries, **said})
        assert answer.status_code == 201, answer.text
        found: str = answer.json()["id"]
        return found

    def choose(self, **chosen: str | None) -> httpx.Response:
        """Choose the desk's default glossaries."""
        return self.json("PUT", "/v1/glossaries/defaults", chosen)


@dataclass(frozen=True)
class House:
    """Two desks, and the ids of a glossary of the first and of one that is default for everybody."""

    own: Desk
    other: Desk
    glossary: str
    shared: str


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("desks"), api_keys="required")
    database = open_database(settings.database)
    keys = SqlKeyStore(database)
    tokens = [keys.create(name, NOON)[1] for name in ("Thời sự", "Kinh tế")]
    database.dispose()
    with whole_service(settings) as service:
        own, other = (Desk(service, token) for token in tokens)
        yield House(own, other, own.keep("Thời sự", RENDERED), own.keep("Chung", SHARED, default=True))


@pytest.fixture(autouse=True)
def _nothing_chosen(house: House) -> None:
    for desk in (house.own, house.other):
        assert desk.choose().status_code == 200


def translated(desk: Desk, text: str = TEXT, **said: object) -> str:
    answer = desk.json("POST", "/v1/translations", {"texts": [text], "target": "en", "source": "vi", **said})
    assert answer.status_code == 200, answer.text
    found: str = answer.json()["translations"][0]["text"]
    return found


def test_the_choice_is_the_desks_alone_and_is_shown_with_what_it_comes_to(house: House) -> None:
    assert (
        house.own.choose(vi_en=house.glossary).json()
        == house.own.json("GET", "/v1/glossaries/defaults").json()
    )
    told = house.own.json("GET", "/v1/glossaries/defaults").json()
    assert (told["vi_en"], told["en_vi"]) == (house.glossary, None)
    assert [(one["direction"], one["name"]) for one in told["applied"]] == [
        ("vi-en", "Thời sự"),
        ("en-vi", "Chung"),
    ]
    assert RENDERED in translated(house.own)
    assert SHARED in translated(house.other)


def test_a_choice_for_one_direction_leaves_the_other_as_it_is_for_everybody(house: House) -> None:
    house.own.choose(en_vi=house.glossary)
    assert SHARED in translated(house.own)
    back = house.own.json("POST", "/v1/translations", {"texts": [f"The {RENDERED} met."], "target": "vi"})
    assert "Ban Cầu nối" in back.text


def test_none_chosen_keeps_everybodys_away_too(house: House) -> None:
    told = house.own.choose(vi_en="none").json()
    assert [one["direction"] for one in told["applied"]] == ["en-vi"]
    assert "Ban Cầu nối" in translated(house.own)


@pytest.mark.parametrize("none", [[], ["none"]])
def test_a_request_can_refuse_it(none: list[str], house: House) -> None:
    house.own.choose(vi_en=house.glossary)
    assert "Ban Cầu nối" in translated(house.own, glossaries=none)


def test_a_request_that_names_another_has_that(house: House) -> None:
    house.own.choose(vi_en=house.glossary)
    assert SHARED in translated(house.own, glossaries=[house.shared])


@pytest.mark.parametrize("path", ["/v2/translate", "/deepl/v2/translate"])
def test_deepls_clients_have_it_and_can_refuse_it(path: str, house: House) -> None:
    house.own.choose(vi_en=house.glossary)
    sent = {"text": [TEXT], "source_lang": "VI", "target_lang": "EN-GB"}
    assert RENDERED in house.own.json("POST", path, sent).text
    refused = house.own.json("POST", path, {**sent, "glossary_id": "none"})
    assert "Ban Cầu nối" in refused.json()["translations"][0]["text"]


def test_libretranslates_clients_have_it(house: House) -> None:
    house.own.choose(vi_en=house.glossary)
    assert RENDERED in house.own.json("POST", "/translate", {"q": TEXT, "source": "vi", "target": "en"}).text


def test_briefs_have_it_and_their_provenance_names_it(house: House) -> None:
    house.own.choose(vi_en=house.glossary)
    brief = house.own.json("POST", "/v1/briefs", {"text": ARTICLE, "language": "vi"}).json()
    assert brief["provenance"]["glossary"].startswith("Thời sự@")
    plain = house.own.json("POST", "/v1/briefs?glossaries=none", None)
    assert plain.status_code == 422
    refused = house.own.json("POST", "/v1/briefs", {"text": ARTICLE, "language": "vi", "glossaries": []})
    assert refused.json()["provenance"]["glossary"].startswith("institutions@")


def test_a_promised_brief_has_it(house: House) -> None:
    house.own.choose(vi_en=house.glossary)
    request = requests.Request(
        "POST",
        f"{BASE}/v1/briefs",
        data=ARTICLE.encode(),
        headers={
            "Content-Type": "text/plain; charset=utf-8",
            "Prefer": "respond-async",
            "X-API-Key": house.own.token,
        },
    )
    address = house.own.service.send(request.prepare()).headers["location"]
    end = time.monotonic() + PATIENCE
    while (answer := house.own.json("GET", address)).status_code == 202:
        assert time.monotonic() < end, "it was not written"
        time.sleep(0.05)
    assert answer.json()["provenance"]["glossary"].startswith("Thời sự@")


@pytest.mark.parametrize("kind", ["translate", "brief"])
def test_jobs_have_it(kind: str, house: House) -> None:
    house.own.choose(vi_en=house.glossary)
    target = {"target": "en"} if kind == "translate" else {}
    text = TEXT if kind == "translate" else ARTICLE
    sent = {"kind": kind, "source": "vi", "items": [{"text": text}], **target}
    job = house.own.json("POST", "/v1/jobs", sent).json()["id"]
    end = time.monotonic() + PATIENCE
    while house.own.json("GET", f"/v1/jobs/{job}").json()["state"] != "completed":
        assert time.monotonic() < end, "the job did not end"
        time.sleep(0.05)
    assert RENDERED in house.own.json("GET", f"/v1/jobs/{job}/results").text


def test_files_have_it(house: House) -> None:
    house.own.choose(vi_en=house.glossary)
    request = requests.Request(
        "POST",
        f"{BASE}/translate_file",
        data={"source": "vi", "target": "en", "api_key": house.own.token},
        files={"file": ("tin.txt", TEXT.encode(), "text/plain")},
    )
    address = house.own.service.send(request.prepare()).json()["translatedFileUrl"]
    fetched = house.own.service.send(requests.Request("GET", address).prepare())
    assert RENDERED in fetched.text


def test_a_glossary_that_is_deleted_leaves_what_is_everybodys(house: House) -> None:
    short = house.own.keep("Kurz", "Short Desk")
    house.own.choose(vi_en=short)
    assert "Short Desk" in translated(house.own)
    house.own.json("DELETE", f"/v1/glossaries/{short}")
    assert SHARED in translated(house.own)
    assert house.own.json("GET", "/v1/glossaries/defaults").json()["vi_en"] is None


@pytest.mark.parametrize(
    ("chosen", "status", "code"),
    [
        ({"vi_en": "nowhere"}, 422, "unknown_glossary"),
        ({"vi_en": "no\x00where"}, 422, "binary_input"),
        ({"vi_en": "no\twhere"}, 422, "unknown_glossary"),
        ({"vi_en": 7}, 422, "invalid_request"),
        ({"vi_en": ""}, 422, "unknown_glossary"),
        ({"fr_en": "none"}, 422, "invalid_request"),
    ],
)
def test_a_choice_that_cannot_be_is_refused_and_the_one_before_stays(
    chosen: dict[str, object], status: int, code: str, house: House
) -> None:
    house.own.choose(vi_en=house.glossary)
    answer = house.own.json("PUT", "/v1/glossaries/defaults", chosen)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert house.own.json("GET", "/v1/glossaries/defaults").json()["vi_en"] == house.glossary


def test_a_glossary_of_the_other_direction_is_refused_by_name(house: House) -> None:
    one_way = house.own.keep("Một chiều", "One Way Desk", direction="en-vi")
    answer = house.own.choose(vi_en=one_way)
    assert answer.status_code == 400
    assert "'Một chiều' is for en-vi alone" in answer.json()["detail"]
    assert house.own.choose(en_vi=one_way).status_code == 200


def test_it_asks_for_a_key(house: House) -> None:
    answer = house.own.service.json("GET", "/v1/glossaries/defaults")
    assert answer.status_code == 401
