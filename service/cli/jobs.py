"""`diemnhan jobs`: batch jobs, on this machine or on a server, with a bar that shows how far they are."""

import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.audit import note
from service.cli.console import EXIT_INPUT, INTERRUPTED, Commands, Tongue, progress
from service.settings import Settings, read_settings

if TYPE_CHECKING:
    from service.api.job_schemas import JobOut
    from service.cli.job_desk import JobDesk, Parcel

app = typer.Typer(help="Batch jobs: many texts or articles at once.", no_args_is_help=True)
POLL_SECONDS = 0.5
ENDED = ("completed", "failed", "cancelled", "expired")
Server = Annotated[
    str | None, typer.Option("--server", help="Address of a server; without one: this machine.")
]
Key = Annotated[str | None, typer.Option("--key", help="API key of the server.")]
JobId = Annotated[str, typer.Argument(help="The id of the job.")]


class Kind(Enum):
    """What is done with every item."""

    translate = "translate"
    brief = "brief"


@app.command()
def submit(  # noqa: PLR0913  # the options of a command
    context: typer.Context,
    path: Annotated[
        Path, typer.Argument(exists=True, help="JSONL, CSV, TSV or TXT, or a folder of articles.")
    ],
    kind: Annotated[Kind, typer.Option(help="What to do with every item.")] = Kind.translate,
    to: Annotated[Tongue | None, typer.Option("--to", help="For translations: the target language.")] = None,
    fields: Annotated[
        list[str] | None, typer.Option("--set", help="Further fields as for POST /v1/jobs: column=tin.")
    ] = None,
    wait: Annotated[
        bool, typer.Option(help="Wait for the end; without a server, the work is done here.")
    ] = True,
    direction: Annotated[
        str | None, typer.Option(help="For translations, in the place of --to: vi-en or en-vi.")
    ] = None,
    webhook: Annotated[
        str | None, typer.Option(help="URL of a registered endpoint that is told of the end.")
    ] = None,
    again: Annotated[bool, typer.Option(help="A new job, though the same was ordered before.")] = False,
    server: Server = None,
    key: Key = None,
) -> None:
    """Order a job. The same file and options again go on with the job that there is."""
    said = {"target": to.value if to else None, "direction": direction, "webhook": webhook}
    given = {"kind": kind.value, **{name: value for name, value in said.items() if value is not None}}
    given |= dict(map(_pair, fields or ()))
    with _parcel(path, given, nonce=uuid.uuid4().hex if again else "") as parcel:
        _run(context, server, key, lambda desk: desk.submit(parcel), wait=wait)


@app.command()
def wait(context: typer.Context, job_id: JobId, server: Server = None, key: Key = None) -> None:
    """Wait for the end of a job; without a server, go on with the work here."""
    _run(context, server, key, lambda desk: desk.show(job_id), wait=True)


@app.command("list")
def list_jobs(
    context: typer.Context,
    limit: Annotated[int, typer.Option(min=1, max=100)] = 20,
    server: Server = None,
    key: Key = None,
) -> None:
    """List the newest jobs, one a line: id, state, done, failed, total, kind, name."""
    with _desk(context, server, key) as desk:
        for job in desk.listing(limit).jobs:
            count = job.counts.items
            cells = (job.id, job.state, count.done, count.failed, count.total, job.kind, job.name or "")
            typer.echo("\t".join(map(str, cells)))


@app.command()
def show(context: typer.Context, job_id: JobId, server: Server = None, key: Key = None) -> None:
    """Show a job as JSON."""
    with _desk(context, server, key) as desk:
        _tell(desk.show(job_id))


@app.command()
def results(
    context: typer.Context,
    job_id: JobId,
    after: Annotated[int, typer.Option(help="Only items behind this position.")] = -1,
    server: Server = None,
    key: Key = None,
) -> None:
    """Write the results so far to stdout, a JSON object a line, in the order of the input."""
    with _desk(context, server, key) as desk:
        for line in desk.results(job_id, after=after):
            sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()


@app.command()
def cancel(context: typer.Context, job_id: JobId, server: Server = None, key: Key = None) -> None:
    """Cancel a job; what is done stays."""
    with _desk(context, server, key) as desk:
        _tell(desk.cancel(job_id))


@app.command()
def purge(
    context: typer.Context,
    job_ids: Annotated[list[str], typer.Argument(help="The ids of the jobs.", metavar="JOB_ID...")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    server: Server = None,
    key: Key = None,
) -> None:
    """Delete the items, results and files of jobs, whether they have ended or not."""
    if not yes:
        typer.confirm(f"What is held of {len(job_ids)} job(s) is lost. Go on?", abort=True, err=True)
    with _desk(context, server, key) as desk:
        for job_id in job_ids:
            _tell(desk.purge(job_id))
            if server is None:  # a server records it by itself
                note(context, "job.purged", job_id)


@app.command()
def retry(
    context: typer.Context,
    job_id: JobId,
    wait: Annotated[bool, typer.Option(help="Wait for the end.")] = True,
    server: Server = None,
    key: Key = None,
) -> None:
    """Try the failed items of a job again."""
    _run(context, server, key, lambda desk: desk.retry(job_id), wait=wait)


def _run(
    context: typer.Context,
    server: str | None,
    key: str | None,
    order: "Callable[[JobDesk], JobOut]",
    *,
    wait: bool,
) -> None:
    """Order something; then wait for its end, on this machine by doing the work."""
    here = wait and server is None
    try:
        with _working_desk(context) if here else _desk(context, server, key, patient=wait) as desk:
            job = _watched(desk, order(desk)) if wait else order(desk)
    except KeyboardInterrupt:  # before there was a job to watch
        typer.echo("Interrupted; the same command goes on.", err=True)
        raise typer.Exit(INTERRUPTED) from None
    _tell(job)
    count = job.counts.items
    if wait and count.failed:
        typer.echo(
            f"{count.failed:,} of {count.total:,} items failed: `diemnhan jobs results {job.id}` says why, "
            f"`diemnhan jobs retry {job.id}` tries again what that can change.",
            err=True,
        )
    if wait and job.state != "completed":
        raise typer.Exit(EXIT_INPUT)


def _watched(desk: "JobDesk", job: "JobOut") -> "JobOut":
    """Show how far a job is until it has ended. An interruption leaves it as it is, to be gone on with."""
    try:
        with _bar(job) as advance:
            while job.state not in ENDED:
                time.sleep(POLL_SECONDS)
                job = desk.show(job.id)
                advance(job)
    except KeyboardInterrupt:
        typer.echo(f"Interrupted; {desk.way_on(job.id)} goes on.", err=True)
        raise typer.Exit(INTERRUPTED) from None
    return job


@contextmanager
def _bar(job: "JobOut") -> "Iterator[Callable[[JobOut], None]]":
    """Show a bar on a terminal, elsewhere nothing."""
    if not sys.stderr.isatty():
        yield lambda _job: None
        return
    from rich import progress as rich_progress
    from rich.console import Console

    columns = (
        rich_progress.TextColumn("{task.description}"),
        rich_progress.BarColumn(),
        rich_progress.MofNCompleteColumn(),
        rich_progress.TextColumn("{task.fields[speed]}"),
        rich_progress.TimeElapsedColumn(),
    )
    with rich_progress.Progress(*columns, console=Console(stderr=True)) as shown:
        task = shown.add_task(job.state, total=job.counts.items.total, speed="")

        def advance(job: "JobOut") -> None:
            count = job.counts.items
            speed = f"{job.items_per_second:.1f}/s" if job.items_per_second else ""
            speed += f", {count.failed} failed" if count.failed else ""
            shown.update(task, completed=count.done + count.failed, description=job.state, speed=speed)

        yield advance


@contextmanager
def _desk(
    context: typer.Context, server: str | None, key: str | None, *, patient: bool = False
) -> "Iterator[JobDesk]":
    from service.cli.job_desk import LocalDesk, RemoteDesk
    from service.cli.patience import ONCE, Patience

    if server is None:
        commands: Commands = context.obj
        yield LocalDesk(commands.open_jobs(read_settings()))
        return
    import httpx

    headers = {"Authorization": f"Bearer {key}"} if key else {}
    with httpx.Client(base_url=server, headers=headers, timeout=httpx.Timeout(30, read=600)) as client:
        yield RemoteDesk(client, Patience() if patient else ONCE)


@contextmanager
def _working_desk(context: typer.Context) -> "Iterator[JobDesk]":
    """Open the jobs of this machine, with the models, and work at them meanwhile."""
    from service.api import logs
    from service.cli.job_desk import LocalDesk

    settings: Settings = read_settings()
    logs.configure("warning", plain=True)
    commands: Commands = context.obj
    with progress("Loading the models"):
        parts = commands.build(settings)
    try:
        assert parts.jobs is not None, "the composition root always provides jobs"
        parts.jobs.start()
        try:
            yield LocalDesk(parts.jobs)
        except BaseException:  # an interruption too: what is being worked at is put back at once
            parts.jobs.stop(0)
            raise
        parts.jobs.stop(settings.shutdown_seconds)
    finally:
        parts.close()


@contextmanager
def _parcel(path: Path, fields: dict[str, str], *, nonce: str) -> "Iterator[Parcel]":
    from service.cli.job_desk import Parcel, fingerprint
    from service.cli.job_folder import gather

    if path.is_file():
        yield Parcel(path, path.name, fields, fingerprint(path), nonce)
        return
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "items.jsonl"
        gather(path, lines)
        yield Parcel(lines, f"{path.resolve().name}.jsonl", fields, fingerprint(lines), nonce)


def _pair(field: str) -> tuple[str, str]:
    name, separator, value = field.partition("=")
    if not separator or not name:
        raise typer.BadParameter(f"{field!r} is not name=value")
    return name, value


def _tell(job: "JobOut") -> None:
    typer.echo(job.model_dump_json(indent=2))
