"""The settings: read once, frozen, and loud about what they do not know."""

import os
from pathlib import Path

import pytest
from pydantic import ValidationError

from service.domain.errors import ConfigurationError
from service.settings import Settings, read_settings


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.upper().startswith("DIEMNHAN_") or name in {"HOST", "PORT"}:
            monkeypatch.delenv(name)


def test_without_an_environment_it_serves_this_machine_from_sqlite() -> None:
    settings = read_settings()
    assert (settings.host, settings.port, settings.keys_required) == ("127.0.0.1", 8000, False)
    assert settings.database == f"sqlite:///{Path('var').absolute()}/diemnhan.sqlite3"


@pytest.mark.parametrize("name", ["PORT", "DIEMNHAN_PORT"])
def test_the_port_can_be_given_with_and_without_the_prefix(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "9000")
    assert read_settings().port == 9000


def test_the_prefixed_name_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOST", "10.0.0.1")
    monkeypatch.setenv("DIEMNHAN_HOST", "127.0.0.2")
    assert read_settings().host == "127.0.0.2"


def test_a_misspelt_name_is_refused_with_the_near_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIEMNHAN_DATABASE_ULR", "x")
    with pytest.raises(ConfigurationError, match="DIEMNHAN_DATABASE_ULR") as caught:
        read_settings()
    assert "DIEMNHAN_DATABASE_URL" in caught.value.remedy


def test_a_name_like_none_is_refused_with_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIEMNHAN_ZZZZ", "x")
    with pytest.raises(ConfigurationError) as caught:
        read_settings()
    assert "DIEMNHAN_WORKERS" in caught.value.remedy


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DIEMNHAN_WORKERS", "many"),
        ("DIEMNHAN_WORKERS", "0"),
        ("DIEMNHAN_API_KEYS", "off"),
        ("DIEMNHAN_CORS_ORIGINS", '["*", "https://x.vn"]'),
        ("PORT", "99999"),
    ],
)
def test_a_value_that_cannot_be_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError, match=name.removeprefix("DIEMNHAN_")):
        read_settings()


def test_a_list_that_is_no_json_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIEMNHAN_CORS_ORIGINS", "https://x.vn")
    with pytest.raises(ConfigurationError, match="cors_origins"):
        read_settings()


def test_the_password_of_the_database_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIEMNHAN_DATABASE_URL", "postgresql://u:hunter2@db/x")
    settings = read_settings()
    assert "hunter2" not in repr(settings) + str(settings)
    assert settings.database == "postgresql://u:hunter2@db/x"


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError):
        Settings().port = 1


@pytest.mark.parametrize(
    ("host", "open_to_all"),
    [
        ("127.0.0.1", True), ("127.8.8.8", True), ("localhost", True), ("::1", True), ("[::1]", True),
        ("0.0.0.0", False), ("::", False), ("192.168.1.2", False), ("desk.vn", False), ("", False),
    ],
)  # fmt: skip
def test_keys_are_needed_wherever_others_can_reach(host: str, open_to_all: bool) -> None:
    assert Settings(host=host).keys_required is not open_to_all
    assert Settings(host=host, api_keys="required").keys_required
