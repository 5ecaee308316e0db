"""Secrets come out of files where DIEMNHAN_<NAME>_FILE names one."""

from pathlib import Path

import pytest

from service.domain.errors import ConfigurationError
from service.settings import SECRETS, Settings, environment_name, read_settings

URL = "postgresql://diemnhan:hunter2@db/diemnhan"


def test_a_secret_in_a_file_is_read_without_its_line_end(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "url").write_text(f"{URL}\n")
    monkeypatch.setenv("DIEMNHAN_DATABASE_URL_FILE", str(tmp_path / "url"))
    settings = read_settings()
    assert settings.database == URL
    assert "hunter2" not in repr(settings)


def test_the_key_of_the_language_model_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("sk-1")
    monkeypatch.setenv("DIEMNHAN_LLM_KEY_FILE", str(tmp_path / "key"))
    key = read_settings().llm_key
    assert key is not None
    assert key.get_secret_value() == "sk-1"


def test_every_secret_of_the_settings_may_come_out_of_a_file() -> None:
    secret = [name for name, field in Settings.model_fields.items() if "SecretStr" in str(field.annotation)]
    assert sorted(secret) == sorted(SECRETS)


def test_without_a_file_the_variable_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIEMNHAN_DATABASE_URL", URL)
    monkeypatch.setenv("DIEMNHAN_DATABASE_URL_FILE", "")
    assert read_settings().database == URL


def test_both_at_once_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "url").write_text(URL)
    monkeypatch.setenv("DIEMNHAN_DATABASE_URL", URL)
    monkeypatch.setenv("DIEMNHAN_DATABASE_URL_FILE", str(tmp_path / "url"))
    with pytest.raises(ConfigurationError, match="Both") as caught:
        read_settings()
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("content", [None, b"", b" \n", b"\xff\xfe\xff"])
@pytest.mark.parametrize("secret", SECRETS)
def test_a_file_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None, secret: str
) -> None:
    file = tmp_path / "secret"
    if content is not None:
        file.write_bytes(content)
    monkeypatch.setenv(environment_name(secret) + "_FILE", str(file))
    with pytest.raises(ConfigurationError, match=f"{environment_name(secret)}_FILE names {file}") as caught:
        read_settings()
    assert caught.value.remedy


def test_a_setting_that_is_no_secret_has_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIEMNHAN_WORKERS_FILE", "/x")
    with pytest.raises(ConfigurationError, match="DIEMNHAN_WORKERS_FILE"):
        read_settings()
