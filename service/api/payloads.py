"""Turns a request's body into the Payload and the options of a brief.

Promises that exactly one article was sent, in a media type that we read. Refuses to know what is in it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from service.api.body import Body
from service.api.schemas import BriefRequest, RawParameters
from service.api.strict_json import Json, parse
from service.domain.article import Media, Payload
from service.domain.errors import EmptyInput, MalformedInput, UnsupportedMedia
from service.domain.request import BriefOptions

RAW: dict[str, Media] = {
    "text/plain": "text",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/vnd.iptc.ninjs+json": "ninjs",
    "application/ninjs+json": "ninjs",
}
NINJS_IDS = ("uri", "guid")  # a JSON object with one of these and no envelope is a ninjs item
REMEDY = (
    "Send an article: JSON with `text`, `html` or `ninjs`, or the text itself as text/plain or text/html."
)


@dataclass(frozen=True, slots=True)
class Order:
    """A brief that somebody wants."""

    payload: Payload
    options: BriefOptions


def read_order(body: Body, parameters: Sequence[tuple[str, str]]) -> Order:
    """Return what was ordered. Raises InputError, or ValidationError for fields of the wrong shape."""
    if not body.content.strip():
        raise EmptyInput("The request has no body.", REMEDY)
    media = RAW.get(body.media_type)
    if media == "ninjs":
        _object(read_json(body))
        return _raw(body.content.decode("utf-8-sig"), media, None, parameters)
    if media is not None:
        return _raw(body.content, media, body.charset, parameters)
    value = _object(read_json(body))
    if any(key in value for key in NINJS_IDS) and not value.keys() & {"text", "html", "ninjs"}:
        return _raw(body.content.decode("utf-8-sig"), "ninjs", None, parameters)
    if parameters:
        raise MalformedInput("Query parameters go with raw bodies only.", "Put them into the JSON object.")
    return _from_envelope(BriefRequest.model_validate(value))


def read_json(body: Body) -> Json:
    """Return what a JSON body says. Raises InputError; UnsupportedMedia if it does not claim to be JSON."""
    if body.media_type != "application/json":
        named = (
            f"The content type {body.media_type!a}" if body.media_type else "A body without a content type"
        )
        readable = ", ".join(["application/json", *RAW])
        if body.media_type not in RAW:
            raise UnsupportedMedia(f"{named} is not read here.", f"Send one of {readable}.")
    if body.charset not in {None, "utf-8", "utf8", "us-ascii"}:
        raise UnsupportedMedia(f"JSON in {body.charset!a} is not read here.", "JSON is always UTF-8.")
    return parse(body.content)


def _object(value: Json) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise MalformedInput("The JSON is not an object.", REMEDY)
    return value


def _raw(
    content: str | bytes, media: Media, charset: str | None, parameters: Sequence[tuple[str, str]]
) -> Order:
    given = dict(parameters)
    if len(given) < len(parameters):
        raise MalformedInput("A query parameter is given twice.", "Give each once.")
    if any("\x00" in value for value in given.values()):
        raise MalformedInput("A query parameter holds a null character.", "Take it out.")
    known = RawParameters.model_validate(given)
    payload = Payload(
        content=content,
        media=media,
        charset=charset,
        title=known.title,
        language=known.language,
        url=known.url,
        published_at=known.published_at,
        id=known.id,
    )
    return Order(payload, known.with_terms({}, known.chosen()))


def _from_envelope(wanted: BriefRequest) -> Order:
    sent: list[tuple[Media, str]] = []
    if wanted.text is not None:
        sent.append(("text", wanted.text))
    if wanted.html is not None:
        sent.append(("html", wanted.html))
    if wanted.ninjs is not None:
        sent.append(("ninjs", json.dumps(wanted.ninjs, ensure_ascii=False)))
    if len(sent) != 1:
        found = "none" if not sent else " and ".join(media for media, _ in sent)
        raise MalformedInput(
            f"Exactly one of `text`, `html` and `ninjs` holds the article; {found} was sent.", REMEDY
        )
    media, content = sent[0]
    if not content.strip():
        raise EmptyInput(f"The field `{media}` is empty.", REMEDY)
    payload = Payload(
        content=content,
        media=media,
        title=wanted.title,
        language=wanted.language,
        url=wanted.url,
        published_at=wanted.published_at,
        id=wanted.id,
    )
    return Order(payload, wanted.options.with_terms(wanted.glossary, wanted.glossaries))
