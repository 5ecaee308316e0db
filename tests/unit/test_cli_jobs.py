"""`diemnhan jobs` on the database of this machine: ordered, worked at, gone on with, read."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from fastapi import APIRouter

from service.adapters.database import open_database
from service.adapters.glossary_files import FORMATS
from service.adapters.job_queue import SqlJobQueue
from service.api.job_parts import JobParts
from service.api.metrics import Metrics
from service.api.parts import Parts
from service.cli import run
from service.cli.console import Commands
from service.cli.job_desk import Parcel, RemoteDesk
from service.domain.errors import InputError, NotFound, Overloaded
from service.domain.job import Job
from service.domain.job_ports import JobStore
from service.settings import Settings
from tests.access_fakes import FakeKeyStore
from tests.fakes import FakePipeline, fake_parts
from tests.glossary_fakes import FakeGlossaryStore
from tests.job_server import BUSY, CUT, Said, serving, told
from tests.jobs import jobs_around


class InterruptedStore:
    """A JobStore whose reader presses Ctrl-C."""

    def get(self, job_id: str) -> Job:
        raise KeyboardInterrupt


@dataclass
class Desk:
    """What the commands work on in a test; `store` is in the place of the real one."""

    pipeline: FakePipeline = field(default_factory=FakePipeline)
    store: JobStore | None = None
    is_interrupted_at_once: bool = False

    def build(self, settings: Settings) -> Parts:
        if self.is_interrupted_at_once:
            raise KeyboardInterrupt
        parts = replace(fake_parts(self.pipeline), clock=partial(datetime.now, UTC))
        jobs = jobs_around(self.pipeline, settings, parts.metrics)
        return replace(parts, jobs=replace(jobs, store=self.store or jobs.store))

    def open_jobs(self, settings: Settings) -> JobParts:
        return jobs_around(self.pipeline, settings, Metrics())

    def run(self, *arguments: str) -> int:
        commands = Commands(
            build=self.build,
            open_keys=lambda settings: FakeKeyStore(),
            list_models=lambda settings: (),
            verify_models=lambda settings: (),
            page=APIRouter,
            open_glossaries=lambda settings: (FakeGlossaryStore(), FORMATS),
            open_jobs=self.open_jobs,
        )
        return run(commands, ["jobs", *arguments])


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Desk:
    for name in [name for name in os.environ if name.startswith("DIEMNHAN_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DIEMNHAN_DATA_DIR", str(tmp_path / "data"))
    return Desk()


@pytest.fixture
def said(capsysbinary: pytest.CaptureFixture[bytes]) -> Callable[[], str]:
    """Return what went to stdout since the last time."""
    return lambda: capsysbinary.readouterr().out.decode()


def texts(path: Path, *lines: str) -> str:
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def results(desk: Desk, said: Callable[[], str], job_id: str) -> list[dict[str, Any]]:
    said()
    assert desk.run("results", job_id) == 0
    return [json.loads(line) for line in said().splitlines()]


def test_a_file_is_ordered_worked_at_and_read(desk: Desk, tmp_path: Path, said: Callable[[], str]) -> None:
    file = texts(tmp_path / "tin.txt", "Một.", "Hai.")
    assert desk.run("submit", file, "--to", "en") == 0
    job = json.loads(said())
    assert (job["state"], job["name"], job["counts"]["items"]["done"]) == ("completed", "tin.txt", 2)
    assert [one["text"] for one in results(desk, said, job["id"])] == ["[en] Một.", "[en] Hai."]
    assert desk.run("list") == 0
    assert said() == f"{job['id']}\tcompleted\t2\t0\t2\ttranslate\ttin.txt\n"


def test_the_same_order_goes_on_with_the_job_that_there_is(
    desk: Desk, tmp_path: Path, said: Callable[[], str]
) -> None:
    file = texts(tmp_path / "tin.txt", "Một.")
    assert desk.run("submit", file, "--to", "en", "--no-wait") == 0
    first = json.loads(said())
    assert first["state"] == "queued"
    assert desk.run("submit", file, "--to", "en") == 0
    assert json.loads(said())["id"] == first["id"]
    assert desk.run("submit", file, "--to", "en", "--again") == 0
    assert json.loads(said())["id"] != first["id"]


def test_an_interruption_says_how_to_go_on_and_leaves_no_worker_to_be_found_dead(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.store = cast(JobStore, InterruptedStore())
    assert desk.run("submit", texts(tmp_path / "tin.txt", "Một."), "--to", "en") == 130
    assert "Interrupted; `diemnhan jobs wait" in capsys.readouterr().err
    assert SqlJobQueue(open_database(f"sqlite:///{tmp_path}/data/diemnhan.sqlite3")).workers() == ()


def test_an_interruption_before_there_is_a_job_says_how_to_go_on(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.is_interrupted_at_once = True
    file = texts(tmp_path / "tin.txt", "Một.")
    assert desk.run("submit", file, "--to", "en") == 130
    assert capsys.readouterr().err == "Interrupted; the same command goes on.\n"
    desk.is_interrupted_at_once = False
    assert desk.run("submit", file, "--to", "en") == 0


def test_an_unfinished_job_is_gone_on_with_by_its_id(
    desk: Desk, tmp_path: Path, said: Callable[[], str]
) -> None:
    desk.run("submit", texts(tmp_path / "tin.txt", "Một."), "--to", "en", "--no-wait")
    job = json.loads(said())
    assert desk.run("wait", job["id"]) == 0
    assert json.loads(said())["state"] == "completed"


def test_a_folder_of_articles_is_a_job_and_a_bad_one_fails_alone(
    desk: Desk, tmp_path: Path, said: Callable[[], str], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    folder = tmp_path / "bài"
    (folder / "sub").mkdir(parents=True)
    texts(folder / "a.txt", "Việt Nam hợp tác.")
    texts(folder / "sub" / "b.html", "<p>Việt Nam hợp tác.</p>")
    (folder / "c.txt").write_bytes(b"Vi\xeat")
    (folder / "picture.png").write_bytes(b"x")
    assert desk.run("submit", str(folder), "--kind", "brief") == 0
    out, err = (piece.decode() for piece in capsysbinary.readouterr())
    assert "left out: picture.png (no article)" in err
    assert "1 of 4 files were left out. Articles are .txt" in err
    assert "diemnhan translate FOLDER --out OUT" in err
    assert "1 of 3 items failed: `diemnhan jobs results " in err
    found = results(desk, said, json.loads(out)["id"])
    assert [(one["custom_id"], one["status"]) for one in found] == [
        ("a.txt", "done"), ("c.txt", "failed"), ("sub/b.html", "done"),
    ]  # fmt: skip
    assert found[1]["error"]["code"] == "undecodable_text"


def test_a_folder_without_an_article_is_no_job(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "ảnh"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:02}.docx").write_bytes(b"PK")
    (folder / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    assert desk.run("submit", str(folder), "--to", "en") == 3
    told = capsys.readouterr().err
    assert "left out: 49.docx (no article)" in told
    assert "left out: 11 more (10 .docx, 1 .txt)" in told
    assert "61 of 61 files were left out." in told
    assert "There is no article in" in told
    assert desk.run("list") == 0
    assert capsys.readouterr().out == ""


def test_failed_items_are_tried_again_and_the_exit_code_says_how_it_ended(
    desk: Desk, tmp_path: Path, said: Callable[[], str]
) -> None:
    desk.pipeline.error = RuntimeError("defect")
    assert desk.run("submit", texts(tmp_path / "a.txt", "Việt Nam."), "--kind", "brief") == 3
    job = json.loads(said())
    assert job["state"] == "failed"
    desk.pipeline.error = None
    assert desk.run("retry", job["id"]) == 0
    assert json.loads(said())["state"] == "completed"


def test_a_job_is_cancelled_and_shown(desk: Desk, tmp_path: Path, said: Callable[[], str]) -> None:
    desk.run("submit", texts(tmp_path / "a.txt", "Việt Nam."), "--to", "en", "--no-wait")
    job = json.loads(said())
    assert desk.run("cancel", job["id"]) == 0
    said()
    assert desk.run("show", job["id"]) == 0
    assert json.loads(said())["state"] == "cancelled"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("show", "nowhere"), 3),
        (("submit", "{file}"), 3),
        (("submit", "{file}", "--to", "en", "--set", "column"), 2),
        (("submit", "{file}", "--to", "en", "--set", "priority=x"), 3),
        (("submit", "{file}", "--to", "en", "--set", "format=pdf"), 3),
        (("submit", "nowhere.txt", "--to", "en"), 2),
        (("show", "x", "--server", "http://127.0.0.1:9"), 4),
    ],
)
def test_what_cannot_be_done_has_its_exit_code(
    desk: Desk, tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    file = texts(tmp_path / "tin.txt", "Một.")
    assert desk.run(*(one.format(file=file) for one in arguments)) == code


def remote(answer: httpx.Response) -> RemoteDesk:
    transport = httpx.MockTransport(lambda request: answer)
    return RemoteDesk(httpx.Client(transport=transport, base_url="http://server"))


@pytest.mark.parametrize(
    ("status", "kind"), [(404, NotFound), (422, InputError), (429, Overloaded), (503, Overloaded)]
)
def test_what_a_server_refuses_is_an_error_here(status: int, kind: type[Exception]) -> None:
    problem = {"detail": "Vì sao.", "remedy": "Làm gì."}
    with pytest.raises(kind, match="Vì sao"):
        remote(httpx.Response(status, json=problem)).show("j")
    with pytest.raises(kind):
        list(remote(httpx.Response(status, json=problem)).results("j", after=-1))


def test_a_server_that_is_none_is_an_error_that_says_so(tmp_path: Path) -> None:
    with pytest.raises(Overloaded, match="502"):
        remote(httpx.Response(502, text="<html>")).listing(5)


def test_lines_of_a_server_come_whole_however_they_are_cut() -> None:
    def pieces() -> Any:
        yield from (b'{"a"', b': 1}\n{"b": 2}\n{"c"', b": 3}\n")

    answer = httpx.Response(200, content=pieces())
    assert list(remote(answer).results("j", after=-1)) == [b'{"a": 1}\n', b'{"b": 2}\n', b'{"c": 3}\n']


def test_an_order_is_the_same_only_if_all_of_it_is(tmp_path: Path) -> None:
    parcel = Parcel(tmp_path, "a.txt", {"kind": "brief"}, "0" * 64)
    others = (
        replace(parcel, name="b.txt"),
        replace(parcel, fields={"kind": "translate"}),
        replace(parcel, sha256="1" * 64),
        replace(parcel, nonce="x"),
    )
    assert replace(parcel).key == parcel.key
    assert len({parcel.key, *(other.key for other in others)}) == 5


def test_a_bar_outlives_a_restart_of_the_server(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    polls = [CUT, BUSY, told("completed", done=2)]
    file = texts(tmp_path / "tin.txt", "Một.", "Hai.")
    with serving({"POST /v1/jobs": [told("queued")], "GET /v1/jobs/j1": polls}) as server:
        assert desk.run("submit", file, "--to", "en", "--server", server.url) == 0
        assert server.asked.count("GET /v1/jobs/j1") == 3
        assert server.asked.count("POST /v1/jobs") == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["state"] == "completed"
    assert "The server does not answer (Server disconnected without sending a response.); it is asked" in err


def test_a_job_out_of_sight_lives_on_and_its_command_says_how(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    away = Said(b"", 503, {"Retry-After": "3600"})
    with serving({"GET /v1/jobs/j1": [told("running"), away]}) as server:
        assert desk.run("wait", "j1", "--server", server.url, "--key", "geheim") == 4
    told_of = capsys.readouterr().err
    assert "The server answered 503." in told_of
    assert f"The job j1 lives on there; `diemnhan jobs wait j1 --server {server.url} --key …`" in told_of
    assert "geheim" not in told_of
