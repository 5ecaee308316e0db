"""Documents in another language than ours are refused; in an archive they are items that failed."""

from collections.abc import AsyncIterator

import pytest
from httpx import AsyncClient

from tests.api.conftest import assert_problem
from tests.api.job_requests import Open, ended, lines
from tests.documents import word_file, zipped

pytestmark = pytest.mark.anyio
FRENCH = "Le ministre de la Santé a signé hier à Paris un accord de coopération avec le Japon."
CUES = f"1\n00:00:01,000 --> 00:00:04,000\n{FRENCH}\n"
FOREIGN: dict[str, str | bytes] = {
    "fr.txt": FRENCH,
    "de.txt": "Der Gesundheitsminister unterzeichnete gestern in Berlin ein Abkommen mit Japan.",
    "ja.txt": "日本とベトナムは昨日、ハノイで協力協定に署名した。",
    "es.txt": "El ministro de Salud firmó ayer en Madrid un acuerdo de cooperación con Japón.",
    "fr.html": f"<h1>Accord</h1><p>{FRENCH}</p>",
    "fr.srt": CUES,
    "fr.docx": word_file(f"<w:p><w:r><w:t>Accord</w:t></w:r></w:p><w:p><w:r><w:t>{FRENCH}</w:t></w:r></w:p>"),
}


@pytest.fixture
async def client(opened: Open, anyio_backend: str) -> AsyncIterator[AsyncClient]:
    async with opened() as client:
        yield client


@pytest.mark.parametrize("name", ["fr.html", "fr.srt", "fr.docx", "ja.txt"])
@pytest.mark.parametrize("target", ["en", "vi"])
async def test_a_document_in_another_language_is_refused(client: AsyncClient, name: str, target: str) -> None:
    fields = {"kind": "translate", "target": target} | ({"format": "text"} if name.endswith(".txt") else {})
    answer = await client.post("/v1/jobs", data=fields, files={"file": (name, FOREIGN[name])})
    assert_problem(answer, 422, "unsupported_language")


async def test_in_an_archive_each_is_an_item_that_failed_beside_those_of_ours(client: AsyncClient) -> None:
    ours = {"vi.txt": "Hai bên ký kết thỏa thuận hợp tác.", "bare.txt": "Viet Nam va Nhat Ban ky thoa thuan"}
    files = {"file": ("a.zip", zipped({**FOREIGN, **ours}))}
    accepted = await client.post("/v1/jobs", data={"kind": "translate", "target": "en"}, files=files)
    await ended(client, accepted.headers["location"])
    found = {
        str(one["custom_id"]): one
        for one in lines(await client.get(f"{accepted.headers['location']}/results"))
    }
    assert [found[name]["error"]["code"] for name in FOREIGN] == ["unsupported_language"] * len(FOREIGN)  # type: ignore[index]
    assert found["vi.txt#0"]["status"] == found["bare.txt#0"]["status"] == "done"


async def test_a_file_may_have_its_name_encoded(client: AsyncClient) -> None:
    head = "Content-Disposition: form-data; name="
    parts = [f'{head}"kind"\r\n\r\ntranslate', f'{head}"target"\r\n\r\nen']
    parts.append(f"{head}\"file\"; filename*=UTF-8''b%C3%A0i.txt\r\n\r\nCảm ơn.")
    body = "".join(f"--x\r\n{part}\r\n" for part in parts) + "--x--\r\n"
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    accepted = await client.post("/v1/jobs", content=body.encode(), headers=headers)
    assert accepted.status_code == 202, accepted.text
    assert (accepted.json()["format"], accepted.json()["name"]) == ("txt", "bài.txt")
