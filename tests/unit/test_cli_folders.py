"""Whole folders on the command line: what is left out is named, nothing outside is read, jobs run ahead."""

import io
import json
import os
from pathlib import Path

import pytest

from tests.job_server import BUSY, Said, lines, serving, told
from tests.unit.test_cli_documents import Desk
from tests.unit.test_cli_jobs import Desk as JobsDesk

KINDS = Said(json.dumps({"supportedFilesFormat": [".docx", ".txt"]}).encode())
SETTINGS = "GET /libretranslate/frontend/settings"
FAILED = {"custom_id": "1", "status": "failed", "error": {"code": "x", "cause": "Why.", "remedy": "Do it."}}


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Desk:
    for name in [name for name in os.environ if name.startswith("DIEMNHAN_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DIEMNHAN_DATA_DIR", str(tmp_path / "data"))
    return Desk()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two texts, and with all that is to be left alone."""
    folder = tmp_path / "tin"
    (folder / ".git").mkdir(parents=True)
    (folder / ".git" / "config.txt").write_text("Ẩn")
    (folder / "sâu").mkdir()
    for name in ("a.txt", "sâu/b.txt", ".hidden.txt", "pic.png", "bài.jsonl"):
        (folder / name).write_text("Ký kết", encoding="utf-8")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text("Bí mật", encoding="utf-8")
    (folder / "passwd.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    (folder / "away").symlink_to(tmp_path / "outside")
    (folder / "circle.txt").symlink_to(folder / "circle.txt")
    (folder / "same.txt").symlink_to(folder / "a.txt")
    return folder


LEFT_OUT = """\
left out: .git (hidden)
left out: .hidden.txt (hidden)
left out: away (a link that leads out of the folder)
left out: bài.jsonl (its translations are lines and no file: `diemnhan jobs submit` takes it)
left out: circle.txt (a link that leads nowhere, or no file)
left out: passwd.txt (a link that leads out of the folder)
left out: pic.png (of no kind that is translated)
7 of 10 were left out.
"""


def test_what_is_left_out_is_named_and_links_out_of_the_folder_are_not_followed(
    desk: Desk, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert desk.run(str(folder), "--out", str(tmp_path / "en")) == 0
    assert capsys.readouterr().err == LEFT_OUT
    assert desk.seen == ["a.txt", "same.txt", "b.txt"]
    assert desk.run(str(folder), "--out", str(tmp_path / "en")) == 0
    assert "All is translated already." in capsys.readouterr().err


def test_a_server_gets_only_what_it_makes_files_of(
    desk: Desk, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = at_the_server(3)
    with serving({**answers, SETTINGS: [KINDS]}) as server:
        assert desk.run(str(folder), "--out", str(tmp_path / "en"), "--server", server.url) == 0
        assert server.asked.count("POST /v1/jobs") == 3
    assert capsys.readouterr().err == LEFT_OUT
    assert sorted(path.name for path in (tmp_path / "en").rglob("*.txt")) == ["a.txt", "b.txt", "same.txt"]


def test_the_first_ten_are_named_and_the_rest_counted(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tin").mkdir()
    for number in range(13):
        (tmp_path / "tin" / f"{number:02}.png").touch()
    (tmp_path / "tin" / "a.txt").write_text("Ký kết", encoding="utf-8")
    assert desk.run(str(tmp_path / "tin"), "--out", str(tmp_path / "en")) == 0
    told_of = capsys.readouterr().err.splitlines()
    assert told_of[9:] == [
        "left out: 09.png (of no kind that is translated)", "left out: 3 more", "13 of 14 were left out.",
    ]  # fmt: skip


def test_a_folder_with_nothing_for_us_is_not_taken_for_done(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tin").mkdir()
    (tmp_path / "tin" / "a.png").touch()
    assert desk.run(str(tmp_path / "tin"), "--out", str(tmp_path / "en")) == 3
    assert "There is nothing in the folder that is translated." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("out", "code", "said"),
    [
        (None, 2, "is a folder: say where its translations go, like --out"),
        ("tin", 3, "--out is the folder itself"),
        (".", 3, "--out is a folder that holds it"),
        ("outside/secret.txt", 3, "--out is the file"),
    ],
)
def test_an_out_that_cannot_be_meant_is_refused_with_one_that_can(
    desk: Desk, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    out: str | None, code: int, said: str,
) -> None:  # fmt: skip
    before = sorted(tmp_path.rglob("*"))
    assert desk.run(str(folder), *(("--out", str(tmp_path / out)) if out else ())) == code
    told_of = " ".join(capsys.readouterr().err.replace("│", " ").split())
    assert said in told_of
    assert sorted(tmp_path.rglob("*")) == before
    assert desk.seen == []


def test_a_file_is_never_its_own_translation(desk: Desk, folder: Path) -> None:
    assert desk.run(str(folder / "a.txt"), "--out", str(folder)) == 3
    assert (folder / "a.txt").read_text(encoding="utf-8") == "Ký kết"


def test_a_server_is_for_documents(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.run("Ký kết", "--server", "http://127.0.0.1:9") == 2
    assert "--server is for documents" in capsys.readouterr().err


def test_a_file_of_items_is_not_sent_to_come_back_as_lines(
    desk: Desk, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving({}) as server:
        named = str(folder / "bài.jsonl")
        assert desk.run(named, "--out", str(tmp_path / "x.jsonl"), "--server", server.url) == 3
        assert server.asked == []
    assert "`diemnhan jobs submit bài.jsonl`" in capsys.readouterr().err


def at_the_server(count: int, *, first: tuple[Said, ...] = ()) -> dict[str, list[Said]]:
    """Return what a server says of so many jobs, each done at once but for the first."""
    answers = {"POST /v1/jobs": [told("queued", job_id=f"j{n}") for n in range(count)]}
    for n in range(count):
        done = told("completed", done=2, job_id=f"j{n}")
        answers[f"GET /v1/jobs/j{n}"] = [*first, done] if n == 0 else [done]
        answers[f"GET /v1/jobs/j{n}/results file"] = [Said(f"Done {n}.".encode())]
    return answers


def test_jobs_are_ordered_ahead_and_told_of_in_the_order_of_the_files(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tin").mkdir()
    for number in range(20):
        (tmp_path / "tin" / f"{number:02}.txt").write_text(f"Ký kết {number}", encoding="utf-8")
    running = told("running", job_id="j0")
    answers = at_the_server(20, first=(running, running, running))
    answers["GET /v1/jobs/j2"] = [told("failed", failed=2, job_id="j2")]
    answers["GET /v1/jobs/j2/results"] = [lines(FAILED, FAILED)]
    answers["POST /v1/jobs/j2/retry"] = [told("failed", failed=2, job_id="j2")]
    answers["POST /v1/jobs"].insert(1, Said(b'{"detail": "Unreadable.", "remedy": "Mend it."}', 422))
    command = (str(tmp_path / "tin"), "--out", str(tmp_path / "en"), "--server")
    with serving(answers) as server:
        assert desk.run(*command, server.url) == 3
        first = server.asked.index("GET /v1/jobs/j0/results file")
        assert server.asked[:first].count("POST /v1/jobs") == 16
    told_of = capsys.readouterr().err.splitlines()
    assert [line.partition(".txt: ")[0][-2:] for line in told_of if ".txt: " in line] == ["01", "03"]
    assert told_of[-1] == "2 of 20 files could not be translated."
    done = sorted(path.name for path in (tmp_path / "en").iterdir())
    assert len(done) == 18
    assert (tmp_path / "en" / "02.txt").read_bytes() == b"Done 1."


def test_a_run_that_broke_off_orders_what_is_not_there_and_finds_its_jobs(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "tin").mkdir()
    for number in range(3):
        (tmp_path / "tin" / f"{number}.txt").write_text(f"Ký kết {number}", encoding="utf-8")
    command = (str(tmp_path / "tin"), "--out", str(tmp_path / "en"), "--server")
    answers = at_the_server(3)
    answers["GET /v1/jobs/j1"] = [told("running", job_id="j1"), BUSY, Said(b"", 503, {"Retry-After": "3600"})]
    with serving(answers) as server:
        assert desk.run(*command, server.url) == 4
    assert [path.name for path in (tmp_path / "en").iterdir()] == ["0.txt"]
    again = at_the_server(2)
    with serving(again) as server:
        assert desk.run(*command, server.url) == 0
        assert server.asked.count("POST /v1/jobs") == 2


def test_a_folder_of_articles_is_read_no_further_than_it_goes(
    monkeypatch: pytest.MonkeyPatch, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DIEMNHAN_DATA_DIR", str(tmp_path / "data"))
    assert JobsDesk().run("submit", str(folder), "--to", "en", "--no-wait") == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["counts"]["items"]["total"] == 3
    assert "left out: passwd.txt (a link that leads out of the folder)" in err
    assert "left out: .git (hidden)" in err
    assert "7 of 10 files were left out." in err


def test_jobs_are_purged_by_their_ids_and_only_when_that_is_meant(
    monkeypatch: pytest.MonkeyPatch, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DIEMNHAN_DATA_DIR", str(tmp_path / "data"))
    desk = JobsDesk()
    assert desk.run("submit", str(folder / "a.txt"), "--direction", "vi-en", "--no-wait") == 0
    job = json.loads(capsys.readouterr().out)
    assert (job["source"], job["target"]) == ("vi", "en")
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert desk.run("purge", job["id"]) == 1
    assert desk.run("show", job["id"]) == 0
    assert '"state": "queued"' in capsys.readouterr().out
    assert desk.run("purge", "--yes", job["id"]) == 0
    assert json.loads(capsys.readouterr().out)["state"] == "expired"
    assert desk.run("results", job["id"]) == 3
    assert desk.run("purge", "--yes", "nowhere") == 3


def test_a_webhook_that_is_not_registered_is_refused_here_too(
    monkeypatch: pytest.MonkeyPatch, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DIEMNHAN_DATA_DIR", str(tmp_path / "data"))
    hook = ("--webhook", "https://desk.example/hook")
    assert JobsDesk().run("submit", str(folder / "a.txt"), "--to", "en", "--no-wait", *hook) == 3
    assert "no endpoint has that URL" in capsys.readouterr().err
