"""Plain translation over HTTP."""

import json

import pytest
from httpx import AsyncClient

from service.api.parts import Parts
from service.domain.request import Alternative, TranslatedText
from tests.api.conftest import assert_problem, serving
from tests.fakes import FakePipeline

pytestmark = pytest.mark.anyio


async def test_texts_come_back_translated_in_their_order(client: AsyncClient) -> None:
    texts = [f"Câu {number}\n\nđoạn hai" for number in range(1000)]
    answer = await client.post("/v1/translations", json={"texts": texts, "target": "en"})
    assert answer.status_code == 200
    translations = answer.json()["translations"]
    assert [one["text"] for one in translations] == [f"[en] {text}" for text in texts]
    expected: dict[str, object] = {
        "source": "vi",
        "findings": [],
        "confidence": None,
        "alternatives": [],
        "term_uses": [],
    }
    assert {key: translations[0][key] for key in expected} == expected


async def test_more_texts_than_the_limit_are_too_many(client: AsyncClient) -> None:
    answer = await client.post("/v1/translations", json={"texts": ["a"] * 1001, "target": "en"})
    assert_problem(answer, 413, "too_large")


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        ({"texts": [], "target": "en"}, 422, "invalid_request"),
        ({"texts": "Câu", "target": "en"}, 422, "invalid_request"),
        ({"texts": ["Câu"]}, 422, "invalid_request"),
        ({"texts": ["Câu"], "target": "fr"}, 422, "invalid_request"),
        ({"texts": ["Câu"], "target": "en", "format": "pdf"}, 422, "invalid_request"),
        ({"texts": ["a\x00b"], "target": "en"}, 422, "binary_input"),
        ({"texts": ["a\ud800b"], "target": "en"}, 422, "undecodable_text"),
        ([], 422, "invalid_request"),
    ],
)
async def test_what_cannot_be_translated_is_refused(
    client: AsyncClient, sent: object, status: int, code: str
) -> None:
    headers = {"Content-Type": "application/json"}
    answer = await client.post("/v1/translations", content=json.dumps(sent), headers=headers)
    assert_problem(answer, status, code)


async def test_texts_are_read_from_json_only(client: AsyncClient) -> None:
    answer = await client.post("/v1/translations", content=b"a", headers={"Content-Type": "text/plain"})
    assert_problem(answer, 415, "unsupported_media")
    assert_problem(await client.post("/v1/translations"), 422, "empty_input")


async def test_other_wordings_are_given_with_their_confidence(parts: Parts, pipeline: FakePipeline) -> None:
    pipeline.translation = TranslatedText("Yes.", "vi", (), 0.9, (Alternative("Indeed.", 0.7),))
    async with serving(parts) as client:
        answer = await client.post(
            "/v1/translations", json={"texts": ["Vâng."], "target": "en", "alternatives": 1}
        )
    (translation,) = answer.json()["translations"]
    assert translation["confidence"] == 0.9
    assert translation["alternatives"] == [{"text": "Indeed.", "confidence": 0.7}]


@pytest.mark.parametrize("formality", ["default", "more", "less", "prefer_more", "prefer_less"])
@pytest.mark.parametrize("target", ["vi", "en"])
async def test_every_formality_is_taken_in_both_directions(
    client: AsyncClient, formality: str, target: str
) -> None:
    answer = await client.post(
        "/v1/translations", json={"texts": ["a"], "target": target, "formality": formality}
    )
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("alternatives", 6, "5"),
        ("alternatives", -1, "0"),
        ("formality", "very", "prefer_more"),
    ],
)
async def test_a_wish_beyond_its_bounds_is_refused_by_name(
    client: AsyncClient, field: str, value: object, said: str
) -> None:
    answer = await client.post("/v1/translations", json={"texts": ["a"], "target": "en", field: value})
    assert_problem(answer, 422, "invalid_request")
    (error,) = answer.json()["errors"]
    assert field in error["pointer"]
    assert said in error["detail"]


async def test_alternatives_of_markup_are_refused(client: AsyncClient) -> None:
    answer = await client.post(
        "/v1/translations", json={"texts": ["<p>a</p>"], "target": "en", "format": "html", "alternatives": 2}
    )
    assert_problem(answer, 422, "invalid_request")
    assert "format text only" in answer.json()["errors"][0]["detail"]


async def test_xml_takes_options_of_its_own(client: AsyncClient) -> None:
    sent = {"texts": ["<x/> Câu"], "target": "en", "format": "xml", "xml": {"ignore_tags": ["x"]}}
    answer = await client.post("/v1/translations", json=sent)
    assert answer.status_code == 200
    misspelt = {**sent, "xml": {"ignored": ["x"]}}
    assert_problem(await client.post("/v1/translations", json=misspelt), 422, "invalid_request")
