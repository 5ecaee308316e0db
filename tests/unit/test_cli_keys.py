"""Keys, glossaries and the audit log from the command line."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service.domain.access import Grant
from tests.samples import NOON
from tests.unit.cli_desk import Desk, fresh_desk


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    return fresh_desk(monkeypatch)


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
