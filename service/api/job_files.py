"""A file and the fields that go with it to an order and its items: for the API and the command line alike."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from service.api.job_download import Discarded
from service.api.job_parts import JobParts
from service.api.job_receivers import told_at
from service.api.job_schemas import JobForm
from service.api.schemas import Options
from service.api.upload import Upload
from service.domain.errors import MalformedInput, UnsupportedMedia, WrongState
from service.domain.job import Job, JobOrder, NewItem
from service.domain.job_ports import FileFormat, ReadOptions

LEFT_OVER = 24 * 3600.0  # seconds
_AS_KEPT = 2  # times as long is a file at most on its way into a database, with the journal of that


def order_of(
    upload: Upload, jobs: JobParts, *, job_id: str, owner: str
) -> tuple[JobOrder, Iterator[NewItem]]:
    """Return the order, and the items as they are read from the file. Raises InputError, ValidationError.

    Where a file is to be made of the results, the original is kept once all of it is read, and so before the
    job is accepted.
    """
    form, options = _read_form(upload)
    kind = _format_of(form, upload, jobs.formats)
    ordered = form.order(job_id, owner, options, form=kind.name, name=upload.name[:1000])
    order = told_at(ordered, form.webhook, jobs.endpoints)
    items = _opened(upload, kind, form)
    if kind.write is not None and form.kind == "translate":
        items = _keeping(items, lambda: _keep(upload, jobs, job_id))
    return replace(order, digest=upload.sha256, column=form.column, whole=form.whole), items


def format_for(job: Job, jobs: JobParts) -> FileFormat | None:
    """Return the format in which the results of a job can be had as a file."""
    if job.order.kind != "translate":
        return None
    return next((one for one in jobs.formats if one.name == job.order.format and one.write), None)


def write_file(job: Job, jobs: JobParts, kind: FileFormat, *, thrown_away: Discarded) -> Path:
    """Make the file of a job that has ended, and return where it is; whoever has `thrown_away` deletes it."""
    if not job.ended:
        cause = f"The job is {job.state}; its file is made when it has ended."
        raise WrongState(cause, "Ask again then.", retry_after=2)
    made = jobs.uploads / f"{uuid.uuid4().hex}.out"
    original = made.with_suffix(".original")
    assert kind.write is not None, "format_for returns formats that write"
    assert job.order.target is not None, "only translations have files"
    jobs.uploads.mkdir(parents=True, exist_ok=True)
    try:
        with original.open("w+b") as kept, made.open("wb") as out:
            jobs.originals.fetch(job.id, kept)
            kept.seek(0)
            reading = ReadOptions(
                "translate", job.order.column, whole=job.order.whole, target=job.order.target
            )
            kind.write(kept, jobs.store.results(job.id), out, reading)
    finally:
        original.unlink(missing_ok=True)
        thrown_away.add(made)
    return made


def forget_leftovers(uploads: Path, now: float) -> None:
    """Delete files of uploads that broke off, if they are a day old."""
    for file in uploads.glob("*"):
        try:
            if now - file.stat().st_mtime > LEFT_OVER:
                file.unlink()
        except FileNotFoundError:  # another process was faster
            continue


def _keeping(items: Iterable[NewItem], keep: Callable[[], None]) -> Iterator[NewItem]:
    yield from items
    keep()


def _keep(upload: Upload, jobs: JobParts, job_id: str) -> None:
    """Keep the original. Raises StorageFull."""
    jobs.require_room(_AS_KEPT * upload.octets)
    jobs.originals.keep(job_id, upload.path, datetime.now(UTC))


def _read_form(upload: Upload) -> tuple[JobForm, Options]:
    """Return what the fields say; an empty field counts as left out, as browsers send those.

    But to deliver to nobody is not the same as to say nothing.
    """
    fields = {name: value for name, value in upload.fields.items() if value.strip() or name == "deliver"}
    apart = {name: fields.pop(name) for name in Options.model_fields if name in fields}
    form = JobForm.model_validate(fields)
    together = {name: getattr(form.options, name) for name in form.options.model_fields_set}
    if double := apart.keys() & together.keys():
        raise MalformedInput(
            f"`{min(double)}` is in `options` and a field of the form too.", "Say it in one place."
        )
    if form.sha256 and form.sha256.lower() != upload.sha256:
        raise MalformedInput(
            f"The file that arrived has the SHA-256 {upload.sha256}, not the one in `sha256`.",
            "Send it again.",
        )
    return form, Options.model_validate({**together, **apart})


def _format_of(form: JobForm, upload: Upload, formats: Iterable[FileFormat]) -> FileFormat:
    known = {one.name: one for one in formats}
    if form.format is not None and form.format in known:
        return known[form.format]
    name = upload.name.lower()
    found = [one for one in known.values() if name.endswith(one.suffixes)]
    if form.format is None and found:
        return found[0]
    called = f"A file called {upload.name!a}" if upload.name else "A file without a name"
    asked = f"The format {form.format!a}" if form.format else called
    raise UnsupportedMedia(f"{asked} is not read here.", f"Give `format`: {', '.join(known)}.")


def _opened(upload: Upload, kind: FileFormat, form: JobForm) -> Iterator[NewItem]:
    with upload.path.open("rb") as file:
        yield from kind.read(file, form.reading())
