"""The architecture holds: layers, file and function sizes, words that name nothing."""

import ast
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("service", "models", "benchmarks", "clients/python/src", "examples")
SOURCES = sorted(p for folder in FOLDERS for p in (ROOT / folder).rglob("*.py"))


def lines_of(path: Path) -> int:
    return sum(bool(line.strip()) for line in path.read_text(encoding="utf-8").splitlines())


def functions() -> list[tuple[str, int]]:
    found = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = (node.end_lineno or node.lineno) - node.lineno + 1
                found.append((f"{path.relative_to(ROOT)}:{node.name}", size))
    return found


def test_imports_go_one_way() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_files_are_short() -> None:
    sizes = {str(path.relative_to(ROOT)): lines_of(path) for path in SOURCES}
    assert {name: size for name, size in sizes.items() if size > 300} == {}
    assert median(sizes.values()) <= 120


def test_functions_are_short() -> None:
    sizes = functions()
    assert [(name, size) for name, size in sizes if size > 50] == []
    assert median(size for _, size in sizes) <= 10
    assert sum(size <= 30 for _, size in sizes) >= 0.9 * len(sizes)


@pytest.mark.parametrize("word", ["utils", "helpers", "common", "base", "misc"])
def test_no_module_has_a_name_that_says_nothing(word: str) -> None:
    assert [path for path in SOURCES if path.stem == word or path.parent.name == word] == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [path for path in SOURCES if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert silent == []


def test_every_top_level_folder_is_explained() -> None:
    """docs/architecture.md names each folder that is kept in git."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\0")
    folders = {path.partition("/")[0] for path in listed if "/" in path and not path.startswith(".")}
    if not folders:
        pytest.skip("not a git checkout")
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert [folder for folder in sorted(folders) if f"`{folder}/`" not in text] == []


def test_the_client_knows_nothing_of_the_service() -> None:
    reached = set()
    for path in (ROOT / "clients" / "python" / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                reached |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom):
                reached.add((node.module or "").partition(".")[0])
    assert reached - sys.stdlib_module_names == {"anyio", "diemnhan_client", "httpx"}


def test_no_weights_file_is_too_large_for_git() -> None:
    sizes = [path.stat().st_size for path in (ROOT / "models" / "weights").rglob("*") if path.is_file()]
    assert max(sizes, default=0) < 15_000_000
    assert sum(sizes) <= 24_000_000
