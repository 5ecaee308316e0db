"""Reads glossaries from a request's body: JSON, CSV, TSV or TBX.

Promises entries that are checked, whatever they came in. Refuses to know where they are kept.
"""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from pydantic import BaseModel

from service.api.body import Body
from service.api.glossary_schemas import Description, EntriesBody, GlossaryRequest
from service.api.payloads import read_json
from service.domain.errors import EmptyInput, MalformedInput, UnsupportedMedia
from service.domain.glossary import Direction, GlossaryFile, GlossaryFormats
from service.text.glossary_entries import checked_entries

JSON = "application/json"
ALIASES: Mapping[str, str] = {
    "application/csv": "text/csv",
    "text/tsv": "text/tab-separated-values",
    "application/tbx+xml": "application/x-tbx+xml",
    "application/xml": "application/x-tbx+xml",
    "text/xml": "application/x-tbx+xml",
}
CHARSETS = frozenset({None, "utf-8", "utf8", "us-ascii", "utf-16"})

Model = TypeVar("Model", bound=BaseModel)


def read_glossary(
    body: Body, parameters: Sequence[tuple[str, str]], formats: GlossaryFormats, limit: int
) -> tuple[Description, GlossaryFile]:
    """Read a glossary: JSON, or a file whose description is in the query parameters. Raises InputError."""
    if _is_json(body):
        if parameters:
            raise MalformedInput("Query parameters go with files only.", "Put them into the JSON object.")
        sent = read_model(body, GlossaryRequest)
        placed = EntriesBody(entries=sent.entries).placed()
        return sent, GlossaryFile(checked_entries(placed, sent.direction, limit))
    given = dict(parameters)
    if len(given) < len(parameters):
        raise MalformedInput("A query parameter is given twice.", "Give each once.")
    described = Description.model_validate(given)
    return described, _from_file(body, described.direction, formats, limit)


def read_entries(body: Body, direction: Direction, formats: GlossaryFormats, limit: int) -> GlossaryFile:
    """Read the entries of a glossary of this direction. Raises InputError."""
    if _is_json(body):
        placed = read_model(body, EntriesBody).placed()
        return GlossaryFile(checked_entries(placed, direction, limit))
    return _from_file(body, direction, formats, limit)


def read_model(body: Body, model: type[Model]) -> Model:
    """Read JSON of one shape. Raises InputError, or ValidationError."""
    _refuse_empty(body)
    if not _is_json(body):
        raise UnsupportedMedia("This is read from JSON only.", f"Send {JSON}.")
    return model.model_validate(read_json(body))


def _from_file(body: Body, direction: Direction, formats: GlossaryFormats, limit: int) -> GlossaryFile:
    _refuse_empty(body)
    form = formats.get(ALIASES.get(body.media_type, body.media_type))
    if form is None:
        named = f"The content type {body.media_type!a}" if body.media_type else "A body without content type"
        raise UnsupportedMedia(
            f"{named} is not read as a glossary.", f"Send one of {', '.join((JSON, *formats))}."
        )
    if body.charset not in CHARSETS:
        raise UnsupportedMedia(f"A glossary in {body.charset!a} is not read here.", "Save it as UTF-8.")
    return form.read(body.content, direction, limit)


def _is_json(body: Body) -> bool:
    return body.media_type == JSON


def _refuse_empty(body: Body) -> None:
    if not body.content.strip():
        raise EmptyInput("The request has no body.", "Send the glossary as JSON, CSV, TSV or TBX.")
