"""The Dockerfile is one that can be built: its instructions, what it copies, and what it leaves out."""

import re
import tomllib
from collections.abc import Iterator

from service.settings import refuse_unknown
from tests.compose_file import ROOT

INSTRUCTIONS = {
    "FROM", "ARG", "WORKDIR", "COPY", "RUN", "ENV", "USER", "VOLUME", "EXPOSE", "STOPSIGNAL",
    "HEALTHCHECK", "CMD",
}  # fmt: skip
Instruction = tuple[str, str]


def instructions() -> list[Instruction]:
    """Return the instructions with their arguments, lines joined, comments left out."""
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    kept = "\n".join(line for line in lines if not line.lstrip().startswith("#"))
    joined = re.sub(r"\\\n\s*", "", kept)
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in joined.splitlines() if line]


def stages() -> list[list[Instruction]]:
    """Return the instructions of each stage, its FROM first."""
    found: list[list[Instruction]] = []
    for instruction in instructions():
        if instruction[0] == "FROM":
            found.append([])
        if found:
            found[-1].append(instruction)
    return found


def of(stage: list[Instruction], name: str) -> list[str]:
    return [argument for instruction, argument in stage if instruction == name]


def locked() -> dict[str, set[str]]:
    """Return what is locked, each with what asked for it."""
    found = {}
    for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines():
        if match := re.match(r"([\w.-]+)==\S+\s+# via (.+)", line):
            found[match[1]] = {one.split(" ")[0] for one in match[2].split(", ")}
    return found


def required(name: str) -> Iterator[str]:
    """Yield the settings that an ENV or RUN instruction gives."""
    for stage in stages():
        for argument in of(stage, name):
            yield from re.findall(r"\b(DIEMNHAN_\w+)=", argument)


def test_every_instruction_is_one() -> None:
    assert {name for name, _ in instructions()} <= INSTRUCTIONS


def test_the_base_has_a_version_and_is_the_same_in_every_stage() -> None:
    arguments = dict(one.split("=", 1) for one in (a for n, a in instructions() if n == "ARG") if "=" in one)
    assert re.fullmatch(r"python:3\.11\.\d+-slim-\w+", arguments["PYTHON"])
    assert [of(stage, "FROM")[0].split(" ")[0] for stage in stages()] == ["${PYTHON}", "${PYTHON}"]


def test_what_is_copied_is_there_and_not_ignored() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    for argument in of(stages()[0], "COPY"):
        for source in argument.split()[:-1]:
            assert (ROOT / source).exists(), source
            assert source not in ignored


def test_everything_that_the_package_consists_of_is_copied() -> None:
    copied = {source for argument in of(stages()[0], "COPY") for source in argument.split()[:-1]}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = {name.split(".")[0] for name in project["tool"]["setuptools"]["packages"]}
    assert packages | {"prompts", "termbase", "docs"} <= copied


def test_the_last_stage_takes_from_the_first_alone_and_installs_nothing() -> None:
    last = stages()[-1]
    assert all(argument.startswith("--from=build ") for argument in of(last, "COPY"))
    assert not re.search(r"pip install|apt-get", " ".join(of(last, "RUN")))


def test_it_runs_as_nobody_in_particular() -> None:
    last = stages()[-1]
    assert of(last, "USER") == ["10001:10001"]
    names = [name for name, _ in last]
    assert "RUN" not in names[names.index("USER") :]
    assert of(last, "CMD") == ['["diemnhan", "serve"]']


def test_settings_that_it_gives_are_settings() -> None:
    given = {*required("ENV"), *required("RUN")}
    assert "DIEMNHAN_CONVERTED_DIR" in given
    refuse_unknown(given)


def test_what_is_left_out_is_needed_for_conversion_alone() -> None:
    left_out = set(
        re.search(r'CONVERSION_ONLY="([^"]+)"', (ROOT / "Dockerfile").read_text(encoding="utf-8"))[1].split()  # type: ignore[index]  # the test is about that line
    )
    lock = locked()
    needed = {name for name, askers in lock.items() if "diemnhan" in askers} - {"torch", "transformers"}
    while more := {name for name, askers in lock.items() if askers & needed} - needed:
        needed |= more
    assert left_out <= set(lock)
    assert left_out & needed == set()
    large = {"torch", "transformers", "sympy", "networkx", "tokenizers"}
    assert large <= left_out


def test_what_is_no_part_of_an_image_is_ignored() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert {".git", ".venv", "var", "ops"} <= set(lines)
