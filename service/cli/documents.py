"""`diemnhan translate FILE_OR_FOLDER --out PATH`: documents, each to its own kind, in the same tree.

Promises that a translated file is whole or not there; that what is done already is not done again; and that
one bad file does not stop the others. Works on this machine, or has a server do it as jobs.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from service.cli.console import EXIT_INPUT, loaded_parts
from service.domain.article import Language
from service.domain.errors import InputError, NotFound, TooLarge, WrongState
from service.settings import Settings

if TYPE_CHECKING:
    import httpx

POLL_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Wish:
    """From and to what language, and where the result goes."""

    target: Language
    source: Language | None
    out: Path


Translate = Callable[[Path, Wish], bytes]


@dataclass(frozen=True, slots=True)
class Errand:
    """A file and where its translation goes."""

    file: Path
    out: Path

    @property
    def is_done(self) -> bool:
        """Whether the translation is there and not older than the file."""
        return self.out.is_file() and self.out.stat().st_mtime >= self.file.stat().st_mtime


def translate_documents(context: typer.Context, path: Path, wish: Wish, settings: Settings) -> None:
    """Translate a file, or all that is in a folder, on this machine."""
    errands = [one for one in errands_of(path, wish.out) if not one.is_done]
    if not errands:
        typer.echo("All is translated already.", err=True)
        return
    with loaded_parts(context, settings) as parts:
        from service.domain.upload import FileOrder

        def translate(file: Path, wish: Wish) -> bytes:
            order = FileOrder(file.name, _content(file, settings), wish.target, wish.source)
            return parts.translate_file(order).content

        _run(errands, wish, translate, parts.file_types)


def translate_remotely(server: str, key: str | None, path: Path, wish: Wish) -> None:
    """Have a server translate; the same file again is the same job."""
    import httpx

    headers = {"Authorization": f"Bearer {key}"} if key else {}
    with httpx.Client(base_url=server, headers=headers, timeout=httpx.Timeout(30, read=600)) as client:
        errands = [one for one in errands_of(path, wish.out) if not one.is_done]
        _run(errands, wish, lambda file, wish: _by_job(client, file, wish), None)


def errands_of(path: Path, out: Path) -> list[Errand]:
    """Return what is to be translated to where; of a folder all files but hidden ones, in its tree."""
    if path.is_file():
        return [Errand(path, out / path.name if out.is_dir() else out)]
    if not path.is_dir():
        raise NotFound(f"There is no file or folder {str(path)!r}.", "Check the path.")
    inside = out.resolve()
    files = (file for file in sorted(path.rglob("*")) if file.is_file() and not _is_hidden(file, path))
    return [
        Errand(file, out / file.relative_to(path)) for file in files if inside not in file.resolve().parents
    ]


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def _content(file: Path, settings: Settings) -> bytes:
    size = file.stat().st_size
    if size > settings.max_document_bytes:
        raise TooLarge(
            f"The file has {size:,} bytes; the limit is {settings.max_document_bytes:,}.",
            "Split it, or raise DIEMNHAN_MAX_DOCUMENT_BYTES.",
        )
    return file.read_bytes()


def _run(errands: Sequence[Errand], wish: Wish, translate: Translate, kinds: Sequence[str] | None) -> None:
    failed = left_out = 0
    with _bar(len(errands)) as advance:
        for errand in errands:
            if kinds is not None and len(errands) > 1 and errand.file.suffix.lower() not in kinds:
                left_out += 1
            else:
                failed += not _done(errand, wish, translate)
            advance(errand.file.name)
    if left_out:
        typer.echo(f"{left_out} files are of no kind that is translated; they were left out.", err=True)
    if failed:
        typer.echo(f"{failed} of {len(errands)} files could not be translated.", err=True)
        raise typer.Exit(EXIT_INPUT)


def _done(errand: Errand, wish: Wish, translate: Translate) -> bool:
    """Translate a file; say what is wrong where that cannot be done."""
    try:
        content = translate(errand.file, wish)
        errand.out.parent.mkdir(parents=True, exist_ok=True)
        whole = errand.out.with_name(f".{errand.out.name}.part")
        whole.write_bytes(content)
        os.replace(whole, errand.out)
    except InputError as error:
        typer.echo(f"{errand.file}: {error.cause} {error.remedy}", err=True)
        return False
    except OSError as error:
        typer.echo(f"{errand.file}: {error.strerror}", err=True)
        return False
    return True


def _by_job(client: "httpx.Client", file: Path, wish: Wish) -> bytes:
    from service.cli.job_desk import Parcel, RemoteDesk, checked, fingerprint

    fields = {"kind": "translate", "target": wish.target, **({"source": wish.source} if wish.source else {})}
    if file.suffix.lower() == ".txt":
        fields["format"] = "text"
    desk = RemoteDesk(client)
    job = desk.submit(Parcel(file, file.name, fields, fingerprint(file)))
    while job.state in ("queued", "running", "cancelling"):
        time.sleep(POLL_SECONDS)
        job = desk.show(job.id)
    if job.state != "completed" and not job.counts.items.done:
        raise WrongState(f"The job {job.id} is {job.state}.", "diemnhan jobs results shows why.")
    wanted = {"Accept": "application/octet-stream"}
    return checked(lambda: client.get(f"/v1/jobs/{job.id}/results", headers=wanted)).content


@contextmanager
def _bar(total: int) -> Iterator[Callable[[str], None]]:
    """Show a bar on a terminal, elsewhere nothing."""
    if not sys.stderr.isatty():
        yield lambda _name: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as shown:
        task = shown.add_task("Translating", total=total)

        def advance(name: str) -> None:
            shown.update(task, advance=1, description=name[:40])

        yield advance
