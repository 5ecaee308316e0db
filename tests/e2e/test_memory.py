"""The translation memory in the service as it is shipped: what is imported or corrected is used again."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from benchmarks.server import running_service
from tests.conftest import CONVERTED

pytestmark = pytest.mark.weights
SEED = (Path(__file__).parent.parent / "data" / "seed.txt").read_text(encoding="utf-8")
SIGNED = "Hai bên ký bản ghi nhớ hợp tác về y tế tại Đà Nẵng."
TMX = f"""<tmx version="1.4"><header srclang="vi"/><body><tu>
<tuv xml:lang="vi-VN"><seg>{SIGNED.replace("bản ghi nhớ", "<hi>bản ghi nhớ</hi>")}</seg></tuv>
<tuv xml:lang="en-US"><seg>The two sides put their names to a health memorandum in Da Nang.</seg></tuv>
</tu></body></tmx>"""


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with (
        running_service(environment={"DIEMNHAN_CONVERTED_DIR": str(CONVERTED)}) as service,
        httpx.Client(base_url=service.url, timeout=120) as opened,
    ):
        yield opened


def test_an_imported_sentence_is_used_word_for_word(client: httpx.Client) -> None:
    sent = {"Content-Type": "application/x-tmx+xml"}
    report = client.post("/v1/memory/import", content=TMX.encode(), headers=sent).raise_for_status().json()
    assert report["added"] == 1
    wanted = {"texts": [f"Trời đẹp. {SIGNED}"], "target": "en"}
    (done,) = client.post("/v1/translations", json=wanted).raise_for_status().json()["translations"]
    assert done["text"].endswith("put their names to a health memorandum in Da Nang.")
    assert done["reused"] == 1
    (other,) = client.post("/v1/translations", json={**wanted, "memory": False}).json()["translations"]
    assert "put their names" not in other["text"]


def test_the_next_article_reuses_what_an_editor_corrected_in_the_last(client: httpx.Client) -> None:
    brief = client.post("/v1/briefs", json={"text": SEED}).raise_for_status().json()
    index = brief["summary"][0]["evidence"][0]["segment"]
    corrected = client.put(f"/v1/briefs/{brief['id']}/segments/{index}", json={"text": "An editor's words."})
    assert corrected.raise_for_status().json()["summary"][0]["text"]["en"] == "An editor's words."
    again = client.post("/v1/briefs", json={"text": SEED}).raise_for_status().json()
    reused = [segment for segment in again["segments"] if segment["origin"] == "memory"]
    assert [(segment["index"], segment["target"], segment["score"]) for segment in reused] == [
        (index, "An editor's words.", 0.0)
    ]
    assert again["summary"][0]["text"]["en"] == "An editor's words."
    assert again["provenance"]["memory"] not in (None, brief["provenance"]["memory"])
    without = client.post("/v1/briefs", json={"text": SEED, "options": {"memory": False}}).json()
    assert without["segments"] == brief["segments"]
    assert without["provenance"]["memory"] is None
