"""Streams of jobs and folders of documents against a real server that stops in between, on a real port."""

import json
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.e2e.job_house import MODULE, ROOT, House, expected, house, submit

pytestmark = pytest.mark.slow
COUNT = 3000


@pytest.fixture
def home(tmp_path: Path) -> Iterator[House]:
    home = house(tmp_path)
    yield home
    home.tidy()


def read(client: httpx.Client, location: str, after: int, seen: Callable[[int], None]) -> list[str]:
    """Return the texts of the lines behind a position, in whatever way they end."""
    texts = []
    asked = {"follow": "true", "after": str(after)}
    with client.stream("GET", f"{location}/results", params=asked) as answer:
        for line in answer.iter_lines():
            texts.append(json.loads(line).get("text"))
            seen(len(texts))
    return texts


def test_results_that_are_followed_never_end_before_the_job_as_if_that_were_all(home: House) -> None:
    server, client = home.serve(seconds=0.4)
    location = submit(client, COUNT).raise_for_status().headers["location"]
    first = list[int]()

    def stop_once(count: int) -> None:
        first.append(count)
        if count == 5:
            server.send_signal(signal.SIGTERM)

    with pytest.raises(httpx.RemoteProtocolError):
        read(client, location, -1, stop_once)
    assert server.wait(60) in {0, -signal.SIGTERM}
    assert 5 <= len(first) < COUNT
    assert "request_crashed" not in home.log.read_text(encoding="utf-8")
    assert "answer_broken_off" in home.log.read_text(encoding="utf-8")
    _, client = home.serve(seconds=0.0)
    rest = read(client, location, len(first) - 1, lambda _count: None)
    assert rest == [text for _, text in expected(COUNT)][len(first) :]


def test_a_folder_is_translated_by_a_server_with_jobs_ahead_and_gone_on_with_when_it_was_killed(
    home: House, tmp_path: Path, tell: Callable[[str], None]
) -> None:
    folder, out = tmp_path / "tin", tmp_path / "en"
    folder.mkdir()
    for number in range(127):
        (folder / f"{number:03}.txt").write_text(f"Câu {number}.", encoding="utf-8")
    (folder / "bài.jsonl").write_text('{"text": "Câu."}\n', encoding="utf-8")
    server, client = home.serve(seconds=0.0)
    words = ["translate", str(folder), "--to", "en", "--out", str(out), "--server", str(client.base_url)]
    environment = {**home.environment, "FAKE_SECONDS": "0"}
    command = [*MODULE, *words]
    began = time.monotonic()
    with subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.DEVNULL) as cut_off:
        while len(list(out.glob("*.txt"))) < 10:
            assert time.monotonic() < began + 60
            time.sleep(0.02)
        cut_off.kill()
    began = time.monotonic()
    ended = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
    tell(f"{127 - 10} small files by a server: {time.monotonic() - began:.1f} s")
    assert ended.stderr.startswith("left out: bài.jsonl")
    found = [file.read_text(encoding="utf-8") for file in sorted(out.glob("*.txt"))]
    assert found == [f"[en] Câu {number}." for number in range(127)]
    jobs = client.get("/v1/jobs", params={"limit": 100}).json()
    more = client.get("/v1/jobs", params={"limit": 100, "cursor": jobs["next_cursor"]}).json()
    assert len(jobs["jobs"]) + len(more["jobs"]) == 127  # none was ordered twice
    assert server.poll() is None
