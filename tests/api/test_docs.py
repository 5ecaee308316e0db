"""docs/api.md leaves nothing out."""

from pathlib import Path

import pytest

from service.api.app import create_app
from service.api.problems import HTTP_REMEDIES, STATUS
from service.settings import Settings, environment_name
from tests.fakes import fake_parts

ABSTRACT = {"error", "input_error", "access_error", "state_error", "operator_error"}


@pytest.fixture(scope="module")
def text() -> str:
    return (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")


def test_every_route_is_described(text: str) -> None:
    document = create_app(fake_parts(), Settings()).openapi()
    for path, operations in document["paths"].items():
        for method in operations:
            assert f"{method.upper()} {path}" in text


def test_every_setting_is_described_with_its_default(text: str) -> None:
    for name, setting in Settings.model_fields.items():
        (row,) = (line for line in text.splitlines() if line.startswith(f"| `{environment_name(name)}`"))
        if isinstance(setting.default, int | float | str):
            assert row.split("|")[2].strip() == str(setting.default)


def test_every_problem_is_described(text: str) -> None:
    codes = {kind.code for kind in STATUS} | {code for code, _ in HTTP_REMEDIES.values()}
    for code in codes - ABSTRACT:
        assert f"`{code}`" in text
