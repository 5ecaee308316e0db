"""The files of a folder that a command is given, and those that it leaves alone, each with the reason.

Promises that nothing outside the folder is read, whatever links are in it, and that nothing is left out
without a word. Refuses to know what the files are for.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

HIDDEN = "hidden"
_SHOWN = 10  # names


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file, or a folder with all that is in it, by its path in the folder of the command."""

    name: Path
    cause: str


def files_in(folder: Path, *, besides: Path | None = None) -> tuple[list[Path], list[LeftOut]]:
    """Return the files in the tree of a folder, and what is left out; not a word of the folder `besides`."""
    found, left_out, denied = list[Path](), list[LeftOut](), list[OSError]()
    root, apart = os.path.realpath(folder), None if besides is None else os.path.realpath(besides)
    for path in _entries(folder, apart, denied):
        cause = _obstacle(path, root)
        if cause is None:
            found.append(path)
        else:
            left_out.append(LeftOut(path.relative_to(folder), cause))
    left_out += (LeftOut(Path(one.filename).relative_to(folder), one.strerror or "") for one in denied)
    return sorted(found), sorted(left_out, key=lambda one: one.name)


def tell(left_out: Sequence[LeftOut], *, of: int) -> None:
    """Name what was left out of so many."""
    if not left_out:
        return
    for one in left_out[:_SHOWN]:
        name = one.name.as_posix().encode("utf-8", "backslashreplace").decode()
        typer.echo(f"left out: {name} ({one.cause})", err=True)
    if len(left_out) > _SHOWN:
        typer.echo(f"left out: {len(left_out) - _SHOWN:,} more", err=True)
    typer.echo(f"{len(left_out):,} of {of:,} were left out.", err=True)


def _entries(folder: Path, apart: str | None, denied: list[OSError]) -> Iterator[Path]:
    """Yield files, links, and hidden folders, which are not gone into; note what cannot be opened."""
    for here, folders, files in os.walk(folder, onerror=denied.append):  # which follows no links
        for name in list(folders):
            path = Path(here, name)
            if name.startswith(".") or path.is_symlink():
                folders.remove(name)
                yield path
            elif os.path.realpath(path) == apart:
                folders.remove(name)
        yield from (Path(here, name) for name in files)


def _obstacle(path: Path, root: str) -> str | None:
    if path.name.startswith("."):
        return HIDDEN
    if path.is_symlink():
        target = os.path.realpath(path)  # unlike Path.resolve it returns from a circle of links
        if os.path.commonpath((target, root)) != root:
            return "a link that leads out of the folder"
        if os.path.isdir(target):
            return "a link to a folder, which is gone through where it is"
    if not path.is_file():
        return "a link that leads nowhere, or no file"
    return None
