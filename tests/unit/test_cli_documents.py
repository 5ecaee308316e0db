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
from service.domain.upload import FileOrder, TranslatedFile
from service.settings import Settings
from tests.access_fakes import FakeKeyStore
from tests.documents import KINDS, Mover, member, word_file
from tests.fakes import FakePipeline, fake_parts
from tests.glossary_fakes import FakeGlossaryStore
from tests.jobs import jobs_around

WORD = word_file("<w:p><w:r><w:t>Hai bên ký kết</w:t></w:r></w:p>")


@dataclass
class Desk:
    """What the command works with in a test; it notes what it was given."""

    seen: list[str] = field(default_factory=list)

    def translate(self, order: FileOrder) -> TranslatedFile:
        self.seen.append(order.name)
        return KINDS[Path(order.name).suffix](order, Mover())

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
    assert "1 files are of no kind that is translated" in told
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
