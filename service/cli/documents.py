"""`diemnhan translate FILE_OR_FOLDER --out PATH`: documents, each to its own kind, in the same tree.

Promises that a file is never half written; that one in which something kept its own words is told of and is
not taken for done; that what is done is not done again; that one bad file does not stop the others; and that
what is left out is named. Works on this machine, or has a server do it as jobs, several at once.
"""

import os
import sys
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typer

from service.cli import folders
from service.cli.console import EXIT_INPUT, INTERRUPTED, loaded_parts
from service.cli.folders import LeftOut
from service.domain.article import Language
from service.domain.errors import EmptyInput, InputError, MalformedInput, NotFound, StateError, TooLarge
from service.settings import Settings

if TYPE_CHECKING:
    from service.api.parts import Parts

SHOWN = 5  # causes; the file of faults beside the translation has all of them
AHEAD = 16  # jobs of a server that are under way before the first of them has ended
OF_ITEMS = frozenset((".jsonl", ".ndjson", ".csv", ".tsv", ".tab", ".json"))  # jobs answer these with lines
OF_TEXT = frozenset(("", ".txt"))  # what these hold may be translated as a text, too
PACKED = b"PK\x03\x04"  # how a zip begins, and with it every document of an office, and a book
LINES = "its translations are lines and no file: `diemnhan jobs submit` takes it"
NO_KIND = "of no kind that is translated"


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


Wait = Callable[[], Rendering]
Begin = Callable[[Path, Wish], Wait]  # begins with a file; what it returns waits for the end
Ending = Literal["done", "in part", "failed"]


@dataclass(frozen=True, slots=True)
class Errand:
    """A file, where its translation goes, and its path in the folder that was named."""

    file: Path
    out: Path
    name: str

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


@dataclass(frozen=True, slots=True)
class Errands:
    """What is to be done, and what of the folder is left out; `are_one`: a file was named by itself."""

    wanted: Sequence[Errand]
    left_out: Sequence[LeftOut] = ()
    are_one: bool = False

    def of_kinds(self, kinds: Collection[str] | None) -> "Errands":
        """Leave out what is of none of these kinds, None being any; a file by itself is tried."""
        unfit = [] if self.are_one else [(one, cause) for one in self.wanted if (cause := _unfit(one, kinds))]
        left_out = [LeftOut(Path(one.name), cause) for one, cause in unfit]
        wanted = [one for one in self.wanted if one not in {other for other, _ in unfit}]
        ordered = sorted((*self.left_out, *left_out), key=lambda one: one.name)
        return Errands(wanted, ordered, self.are_one)

    @property
    def open(self) -> list[Errand]:
        """What is not done yet."""
        return [one for one in self.wanted if not one.is_done]


def named_in(text: str) -> Path | None:
    """Return the file that is named where a text may stand and that is no text by its ending; else None."""
    file = Path(text)
    try:
        if file.suffix.lower() in OF_TEXT or not file.is_file():
            return None
    except (OSError, ValueError):  # a text that is too long for a path, or holds what no path may hold
        return None
    if file.suffix.lower() in OF_ITEMS:
        raise typer.BadParameter(f"{file.name!r} is a file of items: {LINES}")
    if _is_packed(file):
        example = f"{file.stem}-translated{file.suffix}"
        raise typer.BadParameter(
            f"{file.name!r} is no text: say where its translation goes, like --out {example}"
        )
    return file


def _is_packed(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return opened.read(len(PACKED)) == PACKED
    except OSError as error:
        raise typer.BadParameter(f"{str(file)!r} cannot be read: {error.strerror}") from None


def print_translation(
    parts: "Parts", file: Path, settings: Settings, *, target: Language, source: Language | None
) -> None:
    """Write the translation of a document to stdout, and what is not translated in it to stderr."""
    from service.domain.upload import FileOrder

    done = parts.translate_file(FileOrder(file.name, _content(file, settings), target, source))
    sys.stdout.buffer.write(done.content)
    sys.stdout.buffer.flush()
    if done.faults:
        _tell(file, Counter(done.faults))
        raise typer.Exit(EXIT_INPUT)


def translate_documents(context: typer.Context, path: Path, wish: Wish, settings: Settings) -> None:
    """Translate a file, or all that is in a folder, on this machine."""
    errands = errands_of(path, wish.out)
    if not errands.open:
        _say_done(errands)
        return
    with _interruptible(errands), loaded_parts(context, settings) as parts:
        from service.domain.upload import FileOrder

        def begin(file: Path, wish: Wish) -> Wait:
            def translate() -> Rendering:
                order = FileOrder(file.name, _content(file, settings), wish.target, wish.source)
                done = parts.translate_file(order)
                return Rendering(done.content, Counter(done.faults))

            return translate

        _run(errands.of_kinds(parts.file_types), wish, begin, ahead=1)


def translate_remotely(server: str, key: str | None, path: Path, wish: Wish) -> None:
    """Have a server translate; the same file again is the same job."""
    import httpx

    from service.cli.document_jobs import by_job
    from service.cli.job_desk import RemoteDesk
    from service.cli.patience import Patience

    errands = errands_of(path, wish.out)
    if not errands.open:
        _say_done(errands)
        return
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    patient = httpx.Timeout(30, read=600)
    with _interruptible(errands), httpx.Client(base_url=server, headers=headers, timeout=patient) as client:
        desk = RemoteDesk(client, Patience())
        kinds = None if errands.are_one else desk.document_kinds()
        _run(errands.of_kinds(kinds), wish, lambda file, wish: by_job(desk, file, wish), ahead=AHEAD)


def errands_of(path: Path, out: Path) -> Errands:
    """Return what is to be translated to where; of a folder all files but hidden ones, in its tree."""
    if path.is_file():
        target = out / path.name if out.is_dir() else out
        if os.path.realpath(target) == os.path.realpath(path):
            raise MalformedInput(
                f"--out is {str(path)!r} itself, which would be lost.", "Name another file or a folder."
            )
        return Errands([Errand(path, target, path.name)], are_one=True)
    if not path.is_dir():
        raise NotFound(f"There is no file or folder {str(path)!r}.", "Check the path.")
    _require_apart(path, out)
    files, left_out = folders.files_in(path, besides=out)
    names = [file.relative_to(path) for file in files]
    return Errands([Errand(path / name, out / name, name.as_posix()) for name in names], left_out)


def _require_apart(folder: Path, out: Path) -> None:
    """Refuse to write translations among, or over, the files of the folder."""
    if out.exists() and not out.is_dir():
        raise MalformedInput(f"--out is the file {str(out)!r}.", "Name a folder, as many files go there.")
    source, target = os.path.realpath(folder), os.path.realpath(out)
    if os.path.commonpath((source, target)) == target:
        what = "the folder itself" if source == target else "a folder that holds it"
        raise MalformedInput(
            f"--out is {what}: translations would come to lie over their originals.",
            f"Name a folder of its own, like {suggested_out(folder)}.",
        )


def suggested_out(folder: Path) -> str:
    """Return the name of a folder for the translations of another."""
    whole = folder.resolve()
    return str(folder.parent / f"{whole.name}-translated") if folder.name else f"../{whole.name}-translated"


def _unfit(errand: Errand, kinds: Collection[str] | None) -> str | None:
    """Return why a file is not translated to one of its kind."""
    kind = errand.file.suffix.lower()
    if kind in OF_ITEMS:
        return LINES
    return None if kinds is None or kind in kinds else NO_KIND


def _say_done(errands: Errands) -> None:
    folders.tell(errands.left_out, of=len(errands.wanted) + len(errands.left_out))
    if errands.wanted:
        typer.echo("All is translated already.", err=True)
        return
    raise EmptyInput("There is nothing in the folder that is translated.", "Name another folder.")


def _content(file: Path, settings: Settings) -> bytes:
    size = file.stat().st_size
    if size > settings.max_document_bytes:
        raise TooLarge(
            f"The file has {size:,} bytes; the limit is {settings.max_document_bytes:,}.",
            "Split it, or raise DIEMNHAN_MAX_DOCUMENT_BYTES.",
        )
    return file.read_bytes()


def _run(errands: Errands, wish: Wish, begin: Begin, *, ahead: int) -> None:
    """Do what is open, up to so many at once; whatever is told comes in the order of the files."""
    if not errands.open:
        _say_done(errands)
        return
    folders.tell(errands.left_out, of=len(errands.wanted) + len(errands.left_out))
    endings, under_way, count = Counter[Ending](), deque[tuple[Errand, Wait]](), len(errands.open)
    with _bar(count) as advance:

        def end_first() -> None:
            errand, wait = under_way.popleft()
            endings[_ending(errand, wait)] += 1
            advance(errand.file.name)

        for errand in errands.open:
            under_way.append((errand, _begun(errand, wish, begin)))
            if len(under_way) >= ahead:
                end_first()
        while under_way:
            end_first()
    _sum_up(endings, len(errands.wanted))


@contextmanager
def _interruptible(errands: Errands) -> Iterator[None]:
    """Say, when somebody interrupts, how far it has got and how to go on."""
    try:
        yield
    except KeyboardInterrupt:
        count = len(errands.wanted)
        typer.echo(
            f"Interrupted: {count - len(errands.open):,} of {count:,} files are translated; "
            "the same command goes on with the others.",
            err=True,
        )
        raise typer.Exit(INTERRUPTED) from None


def _begun(errand: Errand, wish: Wish, begin: Begin) -> Wait:
    """Begin with a file; what is wrong with it is told in its turn."""
    try:
        return begin(errand.file, wish)
    except (InputError, StateError, OSError) as error:
        fault = error

        def fail() -> Rendering:
            raise fault

        return fail


def _sum_up(endings: Mapping[Ending, int], count: int) -> None:
    """Say how many of all files could not be translated, those that an earlier run did among them all."""
    failed, in_part = endings.get("failed", 0), endings.get("in part", 0)
    if failed:
        typer.echo(f"{failed} of {count} files could not be translated.", err=True)
    if in_part:
        typer.echo(
            f"{in_part} of {count} files are translated in part only; the same command tries them again.",
            err=True,
        )
    if failed or in_part:
        raise typer.Exit(EXIT_INPUT)


def _ending(errand: Errand, wait: Wait) -> Ending:
    """Put a translation where it goes; say what is wrong where there is none, or not of all of it."""
    try:
        done = wait()
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
