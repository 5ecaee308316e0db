"""`diemnhan translate FILE_OR_FOLDER --out PATH`: documents, each to its own kind, in the same tree.

Promises that a file is never half written; that one in which something kept its own words is told of and is
not taken for done; that what is done is not done again; and that one bad file does not stop the others. Works
on this machine, or has a server do it as jobs.
"""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import typer

from service.cli.console import EXIT_INPUT, loaded_parts
from service.domain.article import Language
from service.domain.errors import InputError, NotFound, StateError, TooLarge
from service.settings import Settings

SHOWN = 5  # causes; the file of faults beside the translation has all of them


@dataclass(frozen=True, slots=True)
class Wish:
    """From and to what language, and where the result goes."""

    target: Language
    source: Language | None
    out: Path


@dataclass(frozen=True, slots=True)
class Rendering:
    """A translated file, and how often which cause left something in it in its own words."""

    content: bytes
    faults: Mapping[str, int]


Translate = Callable[[Path, Wish], Rendering]
Ending = Literal["done", "in part", "failed"]


@dataclass(frozen=True, slots=True)
class Errand:
    """A file and where its translation goes."""

    file: Path
    out: Path

    @property
    def faults(self) -> Path:
        """Says, while it is there, why the translation is not whole."""
        return self.out.with_name(f".{self.out.name}.faults")

    @property
    def is_done(self) -> bool:
        """Whether the translation is there, whole, and not older than the file."""
        if not self.out.is_file() or self.faults.exists():
            return False
        return self.out.stat().st_mtime >= self.file.stat().st_mtime


def translate_documents(context: typer.Context, path: Path, wish: Wish, settings: Settings) -> None:
    """Translate a file, or all that is in a folder, on this machine."""
    errands = [one for one in errands_of(path, wish.out) if not one.is_done]
    if not errands:
        typer.echo("All is translated already.", err=True)
        return
    with loaded_parts(context, settings) as parts:
        from service.domain.upload import FileOrder

        def translate(file: Path, wish: Wish) -> Rendering:
            order = FileOrder(file.name, _content(file, settings), wish.target, wish.source)
            done = parts.translate_file(order)
            return Rendering(done.content, Counter(done.faults))

        _run(errands, wish, translate, parts.file_types)


def translate_remotely(server: str, key: str | None, path: Path, wish: Wish) -> None:
    """Have a server translate; the same file again is the same job."""
    import httpx

    from service.cli.document_jobs import by_job
    from service.cli.job_desk import RemoteDesk
    from service.cli.patience import Patience

    headers = {"Authorization": f"Bearer {key}"} if key else {}
    with httpx.Client(base_url=server, headers=headers, timeout=httpx.Timeout(30, read=600)) as client:
        errands = [one for one in errands_of(path, wish.out) if not one.is_done]
        desk = RemoteDesk(client, Patience())
        _run(errands, wish, lambda file, wish: by_job(desk, file, wish), None)


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
    endings, left_out = Counter[Ending](), 0
    with _bar(len(errands)) as advance:
        for errand in errands:
            if kinds is not None and len(errands) > 1 and errand.file.suffix.lower() not in kinds:
                left_out += 1
            else:
                endings[_ending(errand, wish, translate)] += 1
            advance(errand.file.name)
    if left_out:
        typer.echo(f"{left_out} files are of no kind that is translated; they were left out.", err=True)
    if endings["failed"]:
        typer.echo(f"{endings['failed']} of {len(errands)} files could not be translated.", err=True)
    if endings["in part"]:
        typer.echo(
            f"{endings['in part']} of {len(errands)} files are translated in part only; "
            "the same command tries them again.",
            err=True,
        )
    if endings["failed"] or endings["in part"]:
        raise typer.Exit(EXIT_INPUT)


def _ending(errand: Errand, wish: Wish, translate: Translate) -> Ending:
    """Translate a file; say what is wrong where that cannot be done, or not with all of it."""
    try:
        done = translate(errand.file, wish)
        errand.out.parent.mkdir(parents=True, exist_ok=True)
        _put(errand, done)
    except (InputError, StateError) as error:
        typer.echo(f"{errand.file}: {error.cause} {error.remedy}", err=True)
        return "failed"
    except OSError as error:
        typer.echo(f"{errand.file}: {error.strerror}", err=True)
        return "failed"
    if not done.faults:
        return "done"
    _tell(errand.file, done.faults)
    return "in part"


def _put(errand: Errand, done: Rendering) -> None:
    """Write a translation. The faults come first and go last: a run that dies between does it again."""
    told = "".join(f"{count} x {cause}\n" for cause, count in done.faults.items())
    if told:
        errand.faults.write_text(told, encoding="utf-8", errors="backslashreplace")
    whole = errand.out.with_name(f".{errand.out.name}.part")
    whole.write_bytes(done.content)
    os.replace(whole, errand.out)
    if not told:
        errand.faults.unlink(missing_ok=True)


def _tell(file: Path, faults: Mapping[str, int]) -> None:
    count = sum(faults.values())
    typer.echo(f"{file}: not all of it could be translated ({count:,} left as it was or out):", err=True)
    for cause, number in Counter(faults).most_common(SHOWN):
        typer.echo(f"  {number:,} x {cause}", err=True)
    if len(faults) > SHOWN:
        typer.echo(f"  and {len(faults) - SHOWN:,} causes more", err=True)


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
