"""`diemnhan translate FILE_OR_FOLDER --out PATH`: whole trees, gone on with, bad files told of."""

import os
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from fastapi import APIRouter

from service.adapters.glossary_files import FORMATS
from service.api.metrics import Metrics
from service.api.parts import Parts
from service.cli import run
from service.cli.console import Commands
from service.domain.upload import Admit, FileOrder, TranslatedFile
from service.pipeline.files import free_of_charge
from service.settings import Settings
from tests.access_fakes import FakeKeyStore
from tests.documents import KINDS, Mover, member, word_file, zipped
from tests.fakes import FakePipeline, fake_parts
from tests.glossary_fakes import FakeGlossaryStore
from tests.job_server import BUSY, Said, lines, serving, told
from tests.jobs import jobs_around

WORD = word_file("<w:p><w:r><w:t>Hai bên ký kết</w:t></w:r></w:p>")


@dataclass
class Desk:
    """What the command works with in a test; it notes what it was given."""

    seen: list[str] = field(default_factory=list)
    interrupted_at: str | None = None

    def translate(self, order: FileOrder, *, admit: Admit = free_of_charge) -> TranslatedFile:
        if order.name == self.interrupted_at:
            raise KeyboardInterrupt
        self.seen.append(order.name)
        return KINDS[Path(order.name).suffix](order, Mover(), admit)

    def build(self, settings: Settings) -> Parts:
        parts = fake_parts(FakePipeline())
        return replace(parts, translate_file=self.translate, file_types=tuple(KINDS))

    def run(self, *arguments: str) -> int:
        commands = Commands(
            build=self.build,
            open_keys=lambda settings: FakeKeyStore(),
            list_models=lambda settings: (),
            verify_models=lambda settings: (),
            page=APIRouter,
            open_glossaries=lambda settings: (FakeGlossaryStore(), FORMATS),
            open_jobs=lambda settings: jobs_around(FakePipeline(), settings, Metrics()),
        )
        return run(commands, ["translate", *arguments])


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    for name in [name for name in os.environ if name.startswith("DIEMNHAN_")]:
        monkeypatch.delenv(name)
    return Desk()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "tin"
    (folder / "sâu").mkdir(parents=True)
    (folder / "a.docx").write_bytes(WORD)
    (folder / "sâu" / "b.txt").write_text("Ký kết", encoding="utf-8")
    (folder / ".hidden.txt").write_text("Ẩn")
    return folder


def test_a_file_goes_to_where_it_is_wanted(desk: Desk, folder: Path, tmp_path: Path) -> None:
    assert desk.run(str(folder / "a.docx"), "--to", "en", "--out", str(tmp_path / "new" / "x.docx")) == 0
    assert "kết ký bên Hai" in member((tmp_path / "new" / "x.docx").read_bytes(), "word/document.xml")


def test_a_document_without_a_place_to_go_to_is_written_out_as_a_document(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cue = "1\n00:00:01,000 --> 00:00:02,000\n{}\n"
    (tmp_path / "a.srt").write_text(cue.format("Hai bên ký"), encoding="utf-8")
    assert desk.run(str(tmp_path / "a.srt"), "--to", "en") == 0
    assert capsys.readouterr().out == cue.format("ký bên Hai")
    (tmp_path / "a.md").write_text("Hai bên", encoding="utf-8")  # of no kind of documents: a text
    assert desk.run(str(tmp_path / "a.md"), "--to", "en") == 0
    assert capsys.readouterr().out == "[en] Hai bên\n"
    assert desk.seen == ["a.srt"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.docx", WORD, "--out a-translated.docx"),
        ("a.csv", b"tin\n1\n", "diemnhan jobs submit"),
        ("a.srt", b"1\n", "--json is for texts"),
    ],
)
def test_what_cannot_be_written_out_is_refused_with_what_to_do(
    desk: Desk, tmp_path: Path, name: str, content: bytes, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(content)
    assert desk.run(str(tmp_path / name), "--to", "en", "--json") == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert says in " ".join(told.err.replace("│", " ").split())


def test_a_folder_keeps_its_tree(desk: Desk, folder: Path, tmp_path: Path) -> None:
    assert desk.run(str(folder), "--out", str(tmp_path / "en")) == 0
    found = sorted(path.relative_to(tmp_path / "en").as_posix() for path in (tmp_path / "en").rglob("*.*"))
    assert found == ["a.docx", "sâu/b.txt"]
    assert (tmp_path / "en" / "sâu" / "b.txt").read_text(encoding="utf-8") == "kết Ký"


def test_what_is_done_is_not_done_again(desk: Desk, folder: Path, tmp_path: Path) -> None:
    desk.run(str(folder), "--out", str(tmp_path / "en"))
    desk.seen.clear()
    (tmp_path / "en" / "a.docx").unlink()
    assert desk.run(str(folder), "--out", str(tmp_path / "en")) == 0
    assert desk.seen == ["a.docx"]
    desk.seen.clear()
    assert desk.run(str(folder), "--out", str(tmp_path / "en")) == 0
    assert desk.seen == []


def test_an_interruption_says_how_far_it_has_got_and_how_to_go_on(
    desk: Desk, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.interrupted_at = "b.txt"
    assert desk.run(str(folder), "--out", str(tmp_path / "en")) == 130
    told_of = capsys.readouterr().err
    assert "Interrupted: 1 of 2 files are translated; the same command goes on with the others." in told_of
    desk.interrupted_at = None
    assert desk.run(str(folder), "--out", str(tmp_path / "en")) == 0
    assert desk.seen == ["a.docx", "b.txt"]


def test_what_fails_in_a_second_run_is_one_of_all_the_files(
    desk: Desk, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "bad.docx").write_bytes(b"PK")
    for _ in range(2):
        assert desk.run(str(folder), "--out", str(tmp_path / "en")) == 3
        assert "1 of 3 files could not be translated." in capsys.readouterr().err


def test_the_result_may_lie_in_the_folder_itself(desk: Desk, folder: Path) -> None:
    for _ in range(2):
        assert desk.run(str(folder), "--out", str(folder / "en")) == 0
    assert not (folder / "en" / "en").exists()


def test_a_bad_file_is_told_of_and_the_others_done(
    desk: Desk, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "bad.docx").write_bytes(b"PK")
    (folder / "picture.bin").write_bytes(b"\x00")
    assert desk.run(str(folder), "--out", str(tmp_path / "en")) == 3
    told = capsys.readouterr().err
    assert "bad.docx: The file cannot be opened" in told
    assert "left out: picture.bin (of no kind that is translated)" in told
    assert (tmp_path / "en" / "a.docx").exists()
    assert not (tmp_path / "en" / "bad.docx").exists()


def test_a_file_past_the_limit_names_the_setting(
    desk: Desk,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (folder / "big.txt").write_text("chữ " * 1000, encoding="utf-8")
    monkeypatch.setenv("DIEMNHAN_MAX_DOCUMENT_BYTES", "1024")
    assert desk.run(str(folder / "big.txt"), "--out", str(tmp_path / "x.txt")) == 3
    assert "DIEMNHAN_MAX_DOCUMENT_BYTES" in capsys.readouterr().err


def test_a_path_that_leads_nowhere_says_so(desk: Desk, tmp_path: Path) -> None:
    assert desk.run(str(tmp_path / "no"), "--out", str(tmp_path / "x")) == 3


def test_an_archive_of_which_a_part_was_left_out_is_not_taken_for_done(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive, out = tmp_path / "a.zip", tmp_path / "en.zip"
    archive.write_bytes(zipped({"a.txt": "Ký kết", "b.bin": b"\x00"}))
    for _ in range(2):
        assert desk.run(str(archive), "--out", str(out)) == 3
        assert member(out.read_bytes(), "a.txt") == "kết Ký"
        told_of = capsys.readouterr().err
        assert "not all of it could be translated (1 left as it was or out):" in told_of
        assert "1 x b.bin: The file is of no kind" in told_of
        assert "1 of 1 files are translated in part only" in told_of
    archive.write_bytes(zipped({"a.txt": "Ký kết"}))
    assert [desk.run(str(archive), "--out", str(out)) for _ in range(2)] == [0, 0]
    assert len(desk.seen) == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "en.zip"]


DONE = {"custom_id": "0", "status": "done", "text": "One."}
FAILED = {"custom_id": "1", "status": "failed", "error": {"code": "x", "cause": "Why.", "remedy": "Do it."}}


def at_the_server(*polls: Said, **more: list[Said]) -> dict[str, list[Said]]:
    return {
        "POST /v1/jobs": [told("queued")],
        "GET /v1/jobs/j1": list(polls),
        "GET /v1/jobs/j1/results": [lines(DONE, FAILED)],
        "GET /v1/jobs/j1/results file": [Said(b"One.\n\nHai.")],
        "POST /v1/jobs/j1/retry": [told("queued", done=1)],
        **more,
    }


def test_what_a_job_could_not_translate_is_told_and_tried_again_by_the_same_command(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = tmp_path / "a.txt", tmp_path / "en.txt"
    file.write_text("Một.\n\nHai.", encoding="utf-8")
    with serving(at_the_server(told("running"), told("completed", done=1, failed=1))) as server:
        assert desk.run(str(file), "--out", str(out), "--server", server.url) == 3
        assert "POST /v1/jobs/j1/retry" not in server.asked
        told_of = capsys.readouterr().err
        assert f"{file}: not all of it could be translated" in told_of
        assert "1 x Why. Do it. (First: 1)" in told_of
    assert out.read_bytes() == b"One.\n\nHai."
    mended = at_the_server(told("completed", done=1, failed=1), told("completed", done=2))
    with serving(mended) as server:
        assert desk.run(str(file), "--out", str(out), "--server", server.url) == 0
        assert server.asked.count("POST /v1/jobs/j1/retry") == 1
        server.asked.clear()
        assert desk.run(str(file), "--out", str(out), "--server", server.url) == 0
        assert server.asked == []


def test_failures_that_cannot_be_tried_again_are_told_all_the_same(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Một.", encoding="utf-8")
    refusal = Said(b'{"detail": "None failed so.", "remedy": "-"}', 409)
    answers = at_the_server(told("completed", done=1, failed=1))
    with serving({**answers, "POST /v1/jobs/j1/retry": [refusal]}) as server:
        assert desk.run(str(file), "--out", str(tmp_path / "x.txt"), "--server", server.url) == 3
    assert "1 x Why. Do it." in capsys.readouterr().err


def test_a_cancelled_job_is_ordered_anew(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Một.", encoding="utf-8")
    answers = at_the_server(told("cancelled", done=1))
    answers["POST /v1/jobs"] = [told("queued"), told("queued", job_id="j2")]
    answers["GET /v1/jobs/j2"] = [told("completed", done=2, job_id="j2")]
    answers["GET /v1/jobs/j2/results file"] = [Said(b"One.")]
    with serving(answers) as server:
        assert desk.run(str(file), "--out", str(tmp_path / "x.txt"), "--server", server.url) == 0


def test_a_file_whose_job_failed_does_not_stop_the_others(
    desk: Desk, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = at_the_server(told("running"), told("failed", failed=2))
    answers["GET /v1/jobs/j1/results"] = [lines(FAILED, FAILED)]
    answers["POST /v1/jobs"] = [told("queued"), told("queued", job_id="j2")]
    answers["GET /v1/jobs/j2"] = [told("completed", done=2, job_id="j2")]
    answers["GET /v1/jobs/j2/results file"] = [Said(b"Signed")]
    with serving(answers) as server:
        assert desk.run(str(folder), "--out", str(tmp_path / "en"), "--server", server.url) == 3
    told_of = capsys.readouterr().err
    assert "The job j1 is failed; none of 2 texts was translated. Why. Do it." in told_of
    assert "1 of 2 files could not be translated." in told_of
    assert (tmp_path / "en" / "sâu" / "b.txt").read_bytes() == b"Signed"
    assert not (tmp_path / "en" / "a.docx").exists()


def test_a_server_that_restarts_is_waited_for_and_one_that_stays_away_leaves_the_job_alive(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Một.", encoding="utf-8")
    command = (str(file), "--out", str(tmp_path / "en.txt"), "--server")
    away = Said(b"", 429, {"Retry-After": "3600"})
    with serving(at_the_server(told("running"), BUSY, told("running"), away)) as server:
        assert desk.run(*command, server.url) == 4
    told_of = capsys.readouterr().err
    assert "The server answered 503; it is asked again" in told_of
    assert "The job j1 lives on there; the same command goes on with it." in told_of
    assert not (tmp_path / "en.txt").exists()
