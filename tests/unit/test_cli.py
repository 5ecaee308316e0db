"""The command line: what it prints where, and its exit codes."""

import io
import json
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from service.domain.brief import Finding
from service.domain.errors import ModelUnavailable
from service.domain.highlight import Bilingual
from service.domain.model import ModelCard
from service.domain.request import TranslatedText
from tests.speed import slowness
from tests.unit.cli_desk import Desk, fresh_desk


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    return fresh_desk(monkeypatch)


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
