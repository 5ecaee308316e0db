"""The translation memory on the command line."""

import io
import json
import os
import sys
from pathlib import Path

import pytest
from fastapi import APIRouter

from service.adapters.memory_files import memory_formats
from service.api.parts import Parts
from service.cli import run
from service.cli.console import Commands
from service.domain.glossary import GlossaryFormats
from service.domain.memory import MemoryFormats
from service.domain.model import ModelCard
from service.domain.stores import GlossaryStore, KeyStore, MemoryStore
from service.settings import Settings
from tests.access_fakes import FakeAuditLog
from tests.fake_memory import FakeMemoryStore

TABLE = "Hợp tác\tCooperation\nĐà Nẵng\tDa Nang\nchỉ một\n"


def refused(settings: Settings) -> Parts:
    raise AssertionError("the memory needs no model")


class Desk:
    """Commands that have a memory and nothing else."""

    def __init__(self) -> None:
        self.memory = FakeMemoryStore()
        self.audit = FakeAuditLog()

    def open_memory(self, settings: Settings) -> tuple[MemoryStore, MemoryFormats]:
        return self.memory, memory_formats("1")

    def keys(self, settings: Settings) -> KeyStore:
        raise AssertionError("not asked for")

    def glossaries(self, settings: Settings) -> tuple[GlossaryStore, GlossaryFormats]:
        raise AssertionError("not asked for")

    def cards(self, settings: Settings) -> tuple[ModelCard, ...]:
        raise AssertionError("not asked for")

    def run(self, *arguments: str) -> int:
        commands = Commands(
            build=refused,
            open_keys=self.keys,
            list_models=self.cards,
            verify_models=self.cards,
            page=APIRouter,
            open_glossaries=self.glossaries,
            open_jobs=refused,  # type: ignore[arg-type]  # never called: it raises
            open_memory=self.open_memory,
            open_audit=lambda settings: self.audit,
        )
        return run(commands, arguments)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    for name in [name for name in os.environ if name.startswith("DIEMNHAN_")]:
        monkeypatch.delenv(name)
    return Desk()


def test_a_file_is_taken_in_and_what_was_left_out_is_told(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "m.tsv").write_text(TABLE, encoding="utf-8")
    assert desk.run("memory", "import", str(tmp_path / "m.tsv")) == 0
    out, err = capsys.readouterr()
    assert json.loads(out) == {"added": 2, "updated": 0, "unchanged": 0, "kept": 0, "skipped": 1}
    assert err.startswith("line 3: ")


def test_what_is_exported_can_be_imported_from_stdin(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TABLE.encode())))
    assert desk.run("memory", "import", "-", "--format", "tsv") == 0
    capsysbinary.readouterr()
    assert desk.run("memory", "export", "--language", "vi") == 0
    file = capsysbinary.readouterr().out
    assert b"<seg>Da Nang</seg>" in file
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(file)))
    assert desk.run("memory", "import", "-", "--format", "tmx") == 0
    assert json.loads(capsysbinary.readouterr().out)["unchanged"] == 2


def test_words_are_found_without_diacritics(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "m.tsv").write_text(TABLE, encoding="utf-8")
    desk.run("memory", "import", str(tmp_path / "m.tsv"))
    capsys.readouterr()
    assert desk.run("memory", "search", "da nang") == 0
    assert json.loads(capsys.readouterr().out)["source"] == "Đà Nẵng"


def test_a_file_of_no_known_kind_is_wrong_usage_and_a_broken_one_unusable_input(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("m.doc", "m.tmx"):
        (tmp_path / name).write_text("<tmx><body>", encoding="utf-8")
    assert desk.run("memory", "import", str(tmp_path / "m.doc")) == 2
    assert desk.run("memory", "import", str(tmp_path / "m.tmx")) == 3
    assert "cannot be read" in capsys.readouterr().err
