"""ops/secrets.sh makes the secrets that Compose hands over, once."""

import stat
import subprocess
from pathlib import Path

from tests.compose_file import ROOT, compose


def made(folder: Path) -> dict[str, str]:
    subprocess.run([ROOT / "ops/secrets.sh", folder], check=True)
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_every_secret_that_a_profile_needs_is_made_and_kept(tmp_path: Path) -> None:
    first = made(tmp_path / "secrets")
    needed = {
        Path(secret["file"]).name
        for secret in compose("ops/scale.env")["secrets"].values()
        if secret["file"] != "/dev/null"
    }
    assert set(first) == needed
    assert made(tmp_path / "secrets") == first
    password = first["postgres_password"].strip()
    assert len(password) == 48
    assert first["database_url"] == f"postgresql://diemnhan:{password}@db/diemnhan\n"
    assert first["grafana_password"] != first["postgres_password"]


def test_only_the_owner_opens_the_folder_and_everybody_in_a_container_the_files(tmp_path: Path) -> None:
    made(tmp_path / "secrets")
    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "secrets").iterdir()} == {0o444}
