"""Every example runs as it is written, against the real service; one service is started for all of them."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx
import pytest
from diemnhan_client import Client

from benchmarks.server import RunningService, running_service

pytestmark = pytest.mark.weights
ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
README = ROOT / "clients" / "python" / "README.md"
ARTICLE = (
    "Ngày 5/8/2019, tại Hà Nội, Việt Nam và Nhật Bản ký bản ghi nhớ hợp tác về y tế trị giá 1,5 triệu USD."
)


@pytest.fixture(scope="module")
def service() -> Iterator[RunningService]:
    settings = {
        "DIEMNHAN_OUTGOING_ALLOW": '["127.0.0.1"]',
        "DIEMNHAN_CONVERTED_DIR": str(ROOT / "var" / "converted"),
    }
    with running_service(environment=settings) as running:
        yield running


@pytest.fixture(scope="module")
def client(service: RunningService) -> Iterator[Client]:
    with Client(service.url) as client:
        yield client


@pytest.fixture(scope="module")
def brief(client: Client) -> str:
    return client.briefs.create({"text": ARTICLE, "url": "https://example.org/<tin>"})["id"]


def command_of(example: str, arguments: Sequence[object]) -> list[str]:
    programs = {".py": [sys.executable], ".mjs": ["node"], ".sh": ["bash"]}
    file = EXAMPLES / example
    return [*programs[file.suffix], str(file), *map(str, arguments)]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "clients" / "python" / "src"), "PYTHONUTF8": "1"}


def run(example: str, *arguments: object, fails: bool = False) -> subprocess.CompletedProcess[str]:
    """Run an example from another folder, as whoever copied it would."""
    done = subprocess.run(
        command_of(example, arguments),
        cwd=EXAMPLES,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode != 0) == fails, done.stdout + done.stderr
    return done


def test_every_example_has_a_test_and_says_what_it_shows() -> None:
    tested = Path(__file__).read_text(encoding="utf-8")
    examples = [file for file in EXAMPLES.iterdir() if file.suffix in {".py", ".sh", ".mjs"}]
    examples.remove(EXAMPLES / "__init__.py")
    assert [file.name for file in examples if f'"{file.name}"' not in tested] == []
    for file in examples:
        text = file.read_text(encoding="utf-8")
        assert f"examples/{file.name}" in text, "its header has the command"
        assert text.count("\n") <= 100


def test_a_first_brief_with_curl(service: RunningService) -> None:
    done = run("first_brief.sh", service.url)
    assert "Japan" in done.stdout
    assert "Nhật Bản" in done.stdout
    assert "memorandum" in done.stderr
    again = run("first_brief.sh", service.url)
    assert again.stdout == done.stdout, "the same order is the same brief"


def test_a_brief_from_a_file(service: RunningService, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    shown = run("brief_from_file.py", article, "--server", service.url).stdout
    assert "1. " in shown
    assert '   "' in shown
    empty = tmp_path / "empty.txt"
    empty.write_text(" ", encoding="utf-8")
    refused = run("brief_from_file.py", empty, "--server", service.url, fails=True)
    assert len(refused.stderr.splitlines()) == 2, "a cause and a remedy"


def test_briefs_of_a_folder_with_progress(service: RunningService, tmp_path: Path) -> None:
    articles, out = tmp_path / "in", tmp_path / "out"
    articles.mkdir()
    (articles / "một.txt").write_text(ARTICLE, encoding="utf-8")
    (articles / "hai.txt").write_text(ARTICLE.replace("Nhật Bản", "Pháp"), encoding="utf-8")
    done = run("brief_folder.py", articles, out, "--server", service.url)
    assert "completed: 2 of 2" in done.stderr
    assert json.loads((out / "hai.json").read_text(encoding="utf-8"))["highlights"]
    (articles / "ba.txt").write_text(" ", encoding="utf-8")
    partly = run("brief_folder.py", articles, out, "--server", service.url, fails=True)
    assert "ba: " in partly.stderr
    assert sorted(file.name for file in out.iterdir()) == ["hai.json", "một.json"]


def test_a_glossary_there_and_back(service: RunningService, client: Client, tmp_path: Path) -> None:
    table, tbx = tmp_path / "desk.csv", tmp_path / "desk.tbx"
    table.write_text("vi,en\nViện Năng suất Việt Nam,Productivity Centre of Viet Nam\n", encoding="utf-8")
    term = "Productivity Centre of Viet Nam"
    shown = run(
        "glossary_round_trip.py",
        table,
        tbx,
        "Viện Năng suất Việt Nam ký thỏa thuận.",
        "--server",
        service.url,
    ).stdout
    assert term in shown.partition("with:   ")[2]
    assert term not in shown.partition("with:   ")[0]
    assert f"0-23 Viện Năng suất Việt Nam -> {term}" in shown
    assert f"<term>{term}</term>" in tbx.read_text(encoding="utf-8")
    assert list(client.glossaries.all()) == []


def test_a_receiver_believes_the_service_alone(client: Client, tmp_path: Path) -> None:
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    receiver = subprocess.Popen(
        command_of("webhook_receiver.py", ["--secret", secret, "--port", 0]),
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert receiver.stdout is not None
        url = receiver.stdout.readline().split()[-1]
        hook = client.webhooks.register({"url": url, "events": ["brief.created"], "secret": secret})["id"]
        assert client.webhooks.try_out(hook)["status"] == 204
        assert receiver.stdout.readline().startswith("endpoint.test")
        forged = {"webhook-id": "1", "webhook-timestamp": "1", "webhook-signature": "v1,AAAA"}
        assert httpx.post(url, content=b'{"type": "brief.created"}', headers=forged).status_code == 400
        assert httpx.post(url, content=b"{}").status_code == 400
        made = client.briefs.create({"text": ARTICLE, "options": {"deliver": [hook]}})["id"]
        assert receiver.stdout.readline().split()[0] == "brief.created"
        assert made
        client.webhooks.delete(hook)
    finally:
        receiver.terminate()
        receiver.communicate(timeout=20)


def test_a_page_of_the_feed(service: RunningService, brief: str, tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    assert brief
    done = run("feed_page.py", "en", page, "--partner", "JP", "--server", service.url)
    assert "briefs in" in done.stdout
    html = page.read_text(encoding="utf-8")
    assert "<article>" in html
    assert "Japan" in html
    assert "<tin>" not in html


def test_the_clients_readme_runs_as_written(service: RunningService, brief: str) -> None:
    assert brief
    blocks = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), flags=re.DOTALL)
    program = "\n".join(blocks).replace("http://127.0.0.1:8000", service.url)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "empty_input" in done.stdout
    assert "completed" in done.stdout
    assert done.stdout.count("Japan") >= 2


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node.js")
def test_a_brief_in_a_page(service: RunningService, brief: str) -> None:
    card = run("embed.mjs", service.url, brief, "en").stdout
    assert card.startswith("<article")
    assert "Japan" in card
    refused = run("embed.mjs", service.url, "nobody", fails=True)
    assert "GET /v1/briefs" in refused.stderr
