"""The command line: what it prints where, and its exit codes."""

import io
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import structlog
from fastapi import APIRouter

from service.adapters.glossary_files import FORMATS
from service.api.job_parts import JobParts
from service.api.metrics import Metrics
from service.api.parts import Parts
from service.cli import run
from service.cli.console import Commands
from service.domain.access import Grant
from service.domain.brief import Finding
from service.domain.errors import ModelUnavailable
from service.domain.glossary import GlossaryFormats
from service.domain.highlight import Bilingual
from service.domain.model import ModelCard
from service.domain.request import TranslatedText
from service.domain.stores import GlossaryStore, KeyStore
from service.settings import Settings
from tests.access_fakes import FakeAuditLog, FakeKeyStore
from tests.fakes import FakePipeline, fake_parts
from tests.glossary_fakes import FakeGlossaryStore
from tests.jobs import jobs_around
from tests.samples import NOON
from tests.speed import slowness

CARD = ModelCard("vien", "1", "translation", "CC-BY-4.0", 42_000_000)


@dataclass
class Desk:
    """What the commands work on in a test."""

    pipeline: FakePipeline = field(default_factory=FakePipeline)
    keys: FakeKeyStore = field(default_factory=FakeKeyStore)
    glossaries: FakeGlossaryStore = field(default_factory=FakeGlossaryStore)
    audit: FakeAuditLog = field(default_factory=FakeAuditLog)
    cards: tuple[ModelCard, ...] = (CARD,)
    build_error: Exception | None = None
    warning: str | None = None

    def build(self, settings: Settings) -> Parts:
        if self.warning:
            structlog.get_logger().warning(self.warning)
        if self.build_error:
            raise self.build_error
        return fake_parts(self.pipeline)

    def open_keys(self, settings: Settings) -> KeyStore:
        return self.keys

    def open_glossaries(self, settings: Settings) -> tuple[GlossaryStore, GlossaryFormats]:
        return self.glossaries, FORMATS

    def open_jobs(self, settings: Settings) -> JobParts:
        return jobs_around(self.pipeline, settings, Metrics())

    def run(self, *arguments: str) -> int:
        cards: Callable[[Settings], tuple[ModelCard, ...]] = lambda settings: self.cards  # noqa: E731  # used twice
        commands = Commands(
            self.build,
            self.open_keys,
            cards,
            cards,
            APIRouter,
            self.open_glossaries,
            self.open_jobs,
            open_audit=lambda settings: self.audit,
        )
        return run(commands, arguments)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    for name in [name for name in os.environ if name.startswith("DIEMNHAN_")]:
        monkeypatch.delenv(name)
    return Desk()


def feed(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


def test_a_brief_of_a_file_goes_to_stdout_as_json(
    desk: Desk, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    article = tmp_path / "bài.txt"
    article.write_text("Việt Nam hợp tác", encoding="utf-8")
    assert desk.run("brief", str(article)) == 0
    out, err = capsysbinary.readouterr()
    assert json.loads(out)["summary"][0]["text"]["vi"] == "Việt Nam hợp tác"
    assert err == b""


@pytest.mark.parametrize(("format", "start"), [("markdown", b"# "), ("html", b"<h1>"), ("jsonld", b"{")])
def test_a_brief_comes_in_the_format_that_is_asked_for(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
    format: str,
    start: bytes,
) -> None:
    feed(monkeypatch, "Việt Nam".encode())
    assert desk.run("brief", "-", "--format", format, "--language", "vi") == 0
    assert capsysbinary.readouterr().out.startswith(start)
    assert desk.pipeline.written[0].language == "vi"


@pytest.mark.parametrize(
    ("name", "content", "media"),
    [
        ("a.html", "<p>x</p>", "html"),
        ("a.txt", "x", "text"),
        ("a.json", '{"guid": "1", "body_html": "x"}', "ninjs"),
        ("b.json", '{"html": "<p>x</p>", "title": "t"}', "html"),
    ],
)
def test_the_kind_of_file_is_known_by_its_name_and_content(
    desk: Desk, tmp_path: Path, name: str, content: str, media: str
) -> None:
    (tmp_path / name).write_text(content)
    assert desk.run("brief", str(tmp_path / name)) == 0
    assert desk.pipeline.written[0].media == media


@pytest.mark.parametrize(
    ("content", "says"), [("", "no body"), ("ประเทศไทย", "Thai"), ("x" * 5_000_000, "larger")]
)
def test_input_that_cannot_be_used_is_exit_code_3(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], content: str, says: str
) -> None:
    feed(monkeypatch, content.encode())
    assert desk.run("brief", "-") == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err


def test_a_json_file_of_the_wrong_shape_is_exit_code_3(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.json").write_text('{"text": "x", "titel": "y"}')
    assert desk.run("brief", str(tmp_path / "a.json")) == 3
    assert "titel" in capsys.readouterr().err


def test_a_model_that_is_away_is_exit_code_4(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.build_error = ModelUnavailable("The weights are missing.", "Fetch them.")
    assert desk.run("translate", "Xin chào") == 4
    assert capsys.readouterr().err == "diemnhan: The weights are missing.\nFetch them.\n"


def test_a_misspelt_setting_is_exit_code_4(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DIEMNHAN_WORKER", "3")
    assert desk.run("models", "list") == 4
    assert "DIEMNHAN_WORKERS" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["brief"], ["brief", "/nowhere"], ["nonsense"], ["translate", "x", "--to", "fr"], ["--x"]]
)
def test_wrong_usage_is_exit_code_2(desk: Desk, arguments: Sequence[str]) -> None:
    assert desk.run(*arguments) == 2


def test_a_text_a_file_or_stdin_is_translated(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("Từ tệp", encoding="utf-8")
    feed(monkeypatch, "Từ stdin".encode())
    for argument in ("Từ dòng lệnh", str(tmp_path / "a.txt"), "-"):
        assert desk.run("translate", argument, "--to", "en") == 0
    assert capsys.readouterr().out == "[en] Từ dòng lệnh\n[en] Từ tệp\n[en] Từ stdin\n"


def test_a_warning_is_words_on_stderr_and_never_between_what_is_written_out(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.warning = "files_wait"
    assert desk.run("translate", "Xin chào") == 0
    assert capsys.readouterr() == ("[en] Xin chào\n", "warning: files wait\n")


def test_a_text_longer_than_any_file_name_is_a_text(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.run("translate", "a" * 10_000) == 0
    assert capsys.readouterr().out.startswith("[en] aaa")


def test_what_an_editor_should_look_at_goes_to_stderr(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    finding = Finding("number_mismatch", "error", 0, Bilingual("Số 5 bị mất", "5 is missing"))
    desk.pipeline.translation = TranslatedText("none", "vi", (finding,))
    assert desk.run("translate", "năm 5") == 0
    out, err = capsys.readouterr()
    assert (out, err) == ("none\n", "error: 5 is missing\n")


def test_a_translation_can_be_written_as_json(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.run("translate", "Xin chào", "--json") == 0
    assert json.loads(capsys.readouterr().out)["translations"][0]["source"] == "vi"


def test_models_are_listed_and_verified(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.run("models", "list") == 0
    assert capsys.readouterr().out == "vien\t1\ttranslation\tCC-BY-4.0\t42.0 MB\n"
    assert desk.run("models", "verify") == 0
    desk.cards = (ModelCard("vien", "1", "translation", "x", 1, ("model.bin differs",)),)
    assert desk.run("models", "verify") == 4
    assert "model.bin differs" in capsys.readouterr().out


def test_keys_are_made_listed_and_revoked(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.run("keys", "create", "Toà soạn") == 0
    token = capsys.readouterr().out.strip()
    key = desk.keys.check(token, NOON)
    assert key is not None
    assert desk.run("keys", "list") == 0
    listed = capsys.readouterr().out
    assert json.loads(listed)["name"] == "Toà soạn"
    assert token not in listed
    assert desk.run("keys", "revoke", key.id) == 0
    assert desk.keys.check(token, NOON) is None
    assert desk.run("keys", "revoke", key.id) == 3


def test_a_key_is_made_with_the_scopes_and_limits_that_are_asked_for(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = ("--scope", "admin", "--scope", "translate", "--requests-per-minute", "60")
    assert desk.run("keys", "create", "CMS", *wanted, "--characters-per-month", "500000") == 0
    assert desk.run("keys", "create", "desk") == 0
    granted, usual = (key.grant for key in desk.keys.all())
    assert granted == Grant(("translate", "admin"), 60, 500_000)
    assert usual == Grant(("translate", "brief", "jobs", "glossaries"))
    capsys.readouterr()
    assert desk.run("keys", "list") == 0
    first = json.loads(capsys.readouterr().out.splitlines()[0])
    assert (first["scopes"], first["used_at"]) == (["translate", "admin"], None)
    assert desk.run("keys", "create", "x", "--scope", "everything") == 2


def test_a_key_is_rotated_and_its_old_token_ends_after_the_grace(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    key, old = desk.keys.create("desk", NOON)
    assert desk.run("keys", "rotate", key.id, "--grace-hours", "2") == 0
    new = capsys.readouterr().out.strip()
    now = datetime.now(UTC)
    assert desk.keys.check(new, now) == key
    assert desk.keys.check(old, now + timedelta(minutes=119)) == key
    assert desk.keys.check(old, now + timedelta(minutes=121)) is None
    assert desk.run("keys", "rotate", "nowhere") == 3


def test_what_was_done_to_keys_and_glossaries_is_told_without_a_secret(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "terms.csv").write_text("Toà án,Court\n", encoding="utf-8")
    tokens = []
    desk.run("keys", "create", "desk")
    tokens.append(capsys.readouterr().out.strip())
    (key,) = desk.keys.all()
    desk.run("keys", "rotate", key.id)
    tokens.append(capsys.readouterr().out.strip())
    desk.run("keys", "revoke", key.id)
    desk.run("glossary", "import", str(tmp_path / "terms.csv"))
    glossary = json.loads(capsys.readouterr().out)["id"]
    desk.run("glossary", "delete", glossary)
    capsys.readouterr()
    assert desk.run("audit", "--days", "1") == 0
    told = capsys.readouterr().out
    lines = [json.loads(line) for line in told.splitlines()]
    assert [(line["act"], line["subject"]) for line in lines] == [
        ("key.created", key.id),
        ("key.rotated", key.id),
        ("key.revoked", key.id),
        ("glossary.deleted", glossary),
    ]
    assert all(line["actor"].startswith("user:") for line in lines)
    assert not any(token in told or token.split("_")[2] in told for token in tokens)


def test_what_is_done_stays_done_where_the_audit_log_cannot_be_written(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.audit.full = True
    assert desk.run("keys", "create", "desk") == 0
    told = capsys.readouterr()
    assert desk.keys.check(told.out.strip(), NOON) is not None
    assert "Not in the audit log: The disk is full." in told.err


def test_a_glossary_goes_from_file_to_file(
    desk: Desk, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "Ban Thời sự.csv").write_text("Toà án,Court\nKPC,KPC\n", encoding="utf-8")
    assert desk.run("glossary", "import", str(tmp_path / "Ban Thời sự.csv"), "--default") == 0
    kept = json.loads(capsysbinary.readouterr().out)
    assert (kept["name"], kept["entry_count"], kept["default"]) == ("Ban Thời sự", 2, True)
    assert desk.run("glossary", "list") == 0
    assert json.loads(capsysbinary.readouterr().out) == kept
    assert desk.run("glossary", "export", kept["id"], "--format", "tbx") == 0
    exported = capsysbinary.readouterr().out
    (tmp_path / "again.tbx").write_bytes(exported)
    assert desk.run("glossary", "import", str(tmp_path / "again.tbx"), "--into", kept["id"]) == 0
    again = json.loads(capsysbinary.readouterr().out)
    assert {**again, "updated_at": kept["updated_at"]} == kept
    assert desk.run("glossary", "delete", kept["id"]) == 0
    assert desk.run("glossary", "export", kept["id"]) == 3


def test_a_desk_is_given_its_default_glossaries(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "terms.csv"
    file.write_text("vi,en\nnăng suất,productivity\n", encoding="utf-8")
    assert desk.run("glossary", "import", str(file)) == 0
    glossary = json.loads(capsys.readouterr().out)["id"]
    key, _ = desk.keys.create("Thời sự", NOON)
    assert desk.run("glossary", "defaults", key.id, "--vi-en", glossary, "--en-vi", "none") == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {
        "desk": key.id, "vi-en": glossary, "en-vi": "none", "applied": {"vi": ["terms"], "en": []}
    }  # fmt: skip
    assert [entry.act for entry in desk.audit.entries()][-1] == "glossary.defaults_chosen"
    assert desk.run("glossary", "defaults", key.id, "--vi-en", "shared") == 0
    assert json.loads(capsys.readouterr().out)["vi-en"] == "shared"
    assert desk.run("glossary", "defaults", "nobody") == 3
    assert desk.run("glossary", "defaults", key.id, "--vi-en", "nowhere") == 3


def test_a_broken_glossary_is_exit_code_3_with_its_row(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").write_text("vi,en\nToà án,Court\nViện,\n", encoding="utf-8")
    assert desk.run("glossary", "import", str(tmp_path / "a.csv")) == 3
    assert "Row 3 has no English side." in capsys.readouterr().err
    (tmp_path / "a.xlsx").write_bytes(b"PK")
    assert desk.run("glossary", "import", str(tmp_path / "a.xlsx")) == 2


def test_it_does_not_serve_others_without_keys(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.run("serve", "--host", "0.0.0.0", "--port", "0") == 4
    assert "diemnhan keys create" in capsys.readouterr().err


def test_a_port_that_is_taken_is_named(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert desk.run("serve", "--port", str(port)) == 4
    assert str(port) in capsys.readouterr().err


def test_help_names_the_exit_codes_and_loads_nothing_heavy() -> None:
    code = "import sys; from service import cli; cli.run(None, ['--help']); print(sorted(sys.modules))"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime - before.ru_utime < 10 * slowness()
    assert "3 input that cannot be used" in " ".join(shown.split())
    for heavy in ("torch", "transformers", "ctranslate2", "sqlalchemy", "fastapi", "uvicorn"):
        assert f"'{heavy}'" not in shown
