"""A file and the fields that go with it to an order and its items: for the API and the command line alike."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from service.api.job_schemas import JobForm
from service.api.schemas import Options
from service.api.upload import Upload
from service.domain.errors import MalformedInput, UnsupportedMedia
from service.domain.job import JobOrder, NewItem
from service.domain.job_ports import FileFormat


def order_of(
    upload: Upload, formats: Iterable[FileFormat], *, job_id: str, owner: str
) -> tuple[JobOrder, Iterator[NewItem]]:
    """Return the order, and the items as they are read from the file. Raises InputError, ValidationError."""
    form, options = _read_form(upload)
    kind = _format_of(form, upload, formats)
    order = form.order(job_id, owner, options, form=kind.name, name=upload.name[:1000])
    return replace(order, digest=upload.sha256), _opened(upload, kind, form)


def _read_form(upload: Upload) -> tuple[JobForm, Options]:
    """Return what the fields say; an empty field counts as left out, as browsers send those."""
    fields = {name: value for name, value in upload.fields.items() if value.strip()}
    options = {name: fields.pop(name) for name in Options.model_fields if name in fields}
    form = JobForm.model_validate(fields)
    if form.sha256 and form.sha256.lower() != upload.sha256:
        raise MalformedInput(
            f"The file that arrived has the SHA-256 {upload.sha256}, not the one in `sha256`.",
            "Send it again.",
        )
    return form, Options.model_validate(options)


def _format_of(form: JobForm, upload: Upload, formats: Iterable[FileFormat]) -> FileFormat:
    known = {one.name: one for one in formats}
    if form.format is not None and form.format in known:
        return known[form.format]
    name = upload.name.lower()
    found = [one for one in known.values() if name.endswith(one.suffixes)]
    if form.format is None and found:
        return found[0]
    asked = f"The format {form.format!a}" if form.format else f"A file called {upload.name!a}"
    raise UnsupportedMedia(f"{asked} is not read here.", f"Give `format`: {', '.join(known)}.")


def _opened(upload: Upload, kind: FileFormat, form: JobForm) -> Iterator[NewItem]:
    with upload.path.open("rb") as file:
        yield from kind.read(file, form.reading())
