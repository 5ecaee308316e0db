"""The TypeScript types are those of the service in this tree."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import pytest

from tests.api.whole_service import Service
from tools.typescript_document import fingerprint, folded

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "clients" / "typescript"
TYPES = FOLDER / "diemnhan.d.ts"
Document = dict[str, object]


@pytest.fixture
def document(wired: Service) -> Document:
    return cast("Document", wired.json("GET", "/openapi.json").json())


def test_the_types_are_of_this_description(document: Document) -> None:
    second = TYPES.read_text(encoding="utf-8").splitlines()[1]
    assert second == f"// OpenAPI: sha256 {fingerprint(document)}", "run tools/typescript_types.sh"


def test_the_fingerprint_is_of_what_types_depend_on(document: Document) -> None:
    info = cast("Mapping[str, object]", document["info"])
    assert fingerprint({**document, "info": {**info, "version": "9"}}) == fingerprint(document)
    assert fingerprint({**document, "paths": {}}) != fingerprint(document)


def test_problems_are_one_answer_of_each_operation(document: Document) -> None:
    paths = cast("dict[str, dict[str, dict[str, dict[str, object]]]]", folded(document)["paths"])
    answers = paths["/v1/briefs"]["post"]["responses"]
    assert set(answers) == {"201", "202", "default"}


@pytest.mark.tools
@pytest.mark.skipif(shutil.which("npm") is None, reason="needs Node.js with npm")
def test_the_types_are_made_again_alike_and_the_example_uses_them_rightly(tmp_path: Path) -> None:
    again = tmp_path / "again.d.ts"
    subprocess.run([ROOT / "tools" / "typescript_types.sh", again], check=True, timeout=600)
    assert again.read_text(encoding="utf-8") == TYPES.read_text(encoding="utf-8")
    checked = subprocess.run(
        ["npm", "run", "--silent", "check"], cwd=FOLDER, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout
