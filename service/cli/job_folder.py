"""A folder of articles as the file of a job: a line an article.

Promises that what is left out is told of, each file by its name with the cause, and what to do with it.
"""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

import typer

from service.cli.folders import files_in
from service.domain.errors import EmptyInput

MEDIA_OF_SUFFIX = {".txt": "text", ".html": "html", ".htm": "html", ".xhtml": "html", ".json": "ninjs"}
SHOWN = 50  # names; of what is past that, how many of which kind
NO_ARTICLE = "no article"
_KINDS = ", ".join(MEDIA_OF_SUFFIX)
_REMEDY = (
    f"Articles are {_KINDS}. Send other files by themselves (`diemnhan jobs submit FILE`), "
    "or translate all documents of a folder with `diemnhan translate FOLDER --out OUT`."
)


def gather(folder: Path, lines: Path) -> None:
    """Write each article of a folder as a line; tell what is left out. Raises EmptyInput where nothing is."""
    taken, left_out = 0, list[tuple[Path, str]]()
    with lines.open("w", encoding="utf-8") as out:
        found, apart = files_in(folder)
        left_out += ((one.name, one.cause) for one in apart)
        for file in found:
            fault = _fault(file, file.relative_to(folder).as_posix(), out)
            if fault is None:
                taken += 1
            else:
                left_out.append((file.relative_to(folder), fault))
    left_out.sort()
    _tell(left_out, len(left_out) + taken)
    if not taken:
        raise EmptyInput(f"There is no article in {str(folder)!r}.", _REMEDY)


def _fault(file: Path, name: str, out: TextIO) -> str | None:
    """Write a file as a line, or return why not; what is no UTF-8 becomes an item that says so."""
    media = MEDIA_OF_SUFFIX.get(file.suffix.lower())
    if media is None:
        return NO_ARTICLE
    try:
        content = file.read_text(encoding="utf-8-sig", errors="surrogateescape")
    except OSError as error:
        return error.strerror or type(error).__name__
    out.write(json.dumps({"custom_id": name, media: content}) + "\n")
    return None


def _tell(left_out: Sequence[tuple[Path, str]], count: int) -> None:
    if not left_out:
        return
    for file, fault in left_out[:SHOWN]:
        typer.echo(f"left out: {file.as_posix()} ({fault})", err=True)
    if len(left_out) > SHOWN:
        kinds = Counter(file.suffix.lower() or "no ending" for file, _ in left_out[SHOWN:])
        told = ", ".join(f"{number} {kind}" for kind, number in kinds.most_common(10))
        typer.echo(f"left out: {len(left_out) - SHOWN:,} more ({told})", err=True)
    remedy = f" {_REMEDY}" if any(fault == NO_ARTICLE for _, fault in left_out) else ""
    typer.echo(f"{len(left_out):,} of {count:,} files were left out.{remedy}", err=True)
