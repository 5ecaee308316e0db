"""A batch of items to their outcomes: the boundary at which whatever goes wrong stays with its item.

Promises one outcome for every item; that an error belongs to the item that caused it; and that an error which
is not the items' fault (an OperatorError) is raised, so that the batch is tried again. Refuses to know where
batches come from and where outcomes go.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import structlog
from pydantic import TypeAdapter

from service.domain.article import Language, Payload
from service.domain.brief import Brief
from service.domain.document import CODES
from service.domain.errors import DiemNhanError, OperatorError, TooLarge
from service.domain.job import JobItem, JobOrder, Outcome
from service.domain.request import BriefOptions, TextFormat, TranslatedText, TranslationRequest
from service.domain.stores import Failure
from service.text.document_units import readable
from service.text.ninjs_item import read_item

CRASHED = Failure(
    "internal_error",
    "Something went wrong inside the service while it worked at this item.",
    "Try it again; if it fails again, report the id of the job and of the item.",
)


@dataclass(frozen=True, slots=True)
class Desk:
    """What a worker calls. The callables may be called from several threads at once."""

    translate: Callable[[TranslationRequest], list[TranslatedText]]
    write_brief: Callable[[Payload, BriefOptions], Brief]
    render: Callable[[Brief], bytes]
    max_characters: int


def work(order: JobOrder, items: Sequence[JobItem], desk: Desk) -> list[Outcome]:
    """Return what became of each item, in their order."""
    fitting = [item for item in items if len(item.payload.content) <= desk.max_characters]
    outcomes = [_too_long(item, desk) for item in items if item not in fitting]
    if order.kind == "brief":
        outcomes += [_alone(item, lambda item: _brief(order, item, desk)) for item in fitting]
    else:
        outcomes += _translations(order, fitting, desk)
    return sorted(outcomes, key=lambda outcome: outcome.position)


def brief_id(job_id: str, position: int) -> str:
    """Return the id of an item's brief, which is the same however often the item is worked at."""
    return hashlib.sha256(f"{job_id}\n{position}".encode()).hexdigest()[:32]


def _translations(order: JobOrder, items: Sequence[JobItem], desk: Desk) -> list[Outcome]:
    by_length = sorted(items, key=lambda item: len(item.payload.content))  # they share a batch
    texts = [item for item in by_length if item.payload.media == "text"]
    units = [item for item in by_length if item.payload.media == "xml"]
    others = [item for item in items if item.payload.media not in ("text", "xml")]
    done: list[Outcome] = []
    for group in _by_language(texts):
        done += _together(group, lambda some: _texts(order, some, desk))
    for group in _by_language(units):
        done += _together(group, lambda some: _units(order, some, desk))
    return [
        *done,
        *(_alone(item, lambda item: _marked_up(order, item, desk)) for item in others),
    ]


def _together(
    items: Sequence[JobItem], attempt: Callable[[Sequence[JobItem]], list[Outcome]]
) -> list[Outcome]:
    """Work at the items as one; where that fails, at each half, down to the items at fault."""
    if len(items) < 2:
        return [_alone(item, lambda item: attempt([item])[0]) for item in items]
    try:
        return attempt(items)
    except OperatorError:
        raise
    except Exception:  # noqa: BLE001  # the job boundary: the halves say whose fault it is
        middle = len(items) // 2
        return [*_together(items[:middle], attempt), *_together(items[middle:], attempt)]


def _alone(item: JobItem, attempt: Callable[[JobItem], Outcome]) -> Outcome:
    try:
        return attempt(item)
    except OperatorError:
        raise
    except DiemNhanError as error:
        # A text of a request is called by its position in it, which says nothing where it is the only one.
        cause = error.cause.replace("The text at position 0", "The text", 1)
        return Outcome(item.position, error=Failure(error.code, cause, error.remedy))
    except Exception:  # noqa: BLE001  # the job boundary: one bad item never stops the rest
        structlog.get_logger().exception("job_item_crashed", position=item.position)
        return Outcome(item.position, error=CRASHED)


def _too_long(item: JobItem, desk: Desk) -> Outcome:
    size = len(item.payload.content)
    error = TooLarge(
        f"The item has {size:,} characters; the limit is {desk.max_characters:,}.", "Send it in parts."
    )
    return Outcome(item.position, error=Failure(error.code, error.cause, error.remedy))


def _brief(order: JobOrder, item: JobItem, desk: Desk) -> Outcome:
    payload = item.payload
    spoken = replace(payload, language=payload.language or order.source)
    options = replace(order.options.brief, desk=order.owner)
    written = replace(desk.write_brief(spoken, options), id=brief_id(order.id, item.position))
    kept = written if order.options.store else None
    return Outcome(item.position, body=desk.render(written).decode(), brief=kept)


def _texts(order: JobOrder, items: Sequence[JobItem], desk: Desk) -> list[Outcome]:
    said = [_said(item) for item in items]
    done = desk.translate(_request(order, said, "text", items[0].payload.language))
    return [
        Outcome(item.position, body=_translated().dump_json(text).decode())
        for item, text in zip(items, done, strict=True)
    ]


def _by_language(items: Sequence[JobItem]) -> list[list[JobItem]]:
    """Part items by the language that their document is in."""
    languages = dict.fromkeys(item.payload.language for item in items)
    return [[item for item in items if item.payload.language == language] for language in languages]


def _units(order: JobOrder, items: Sequence[JobItem], desk: Desk) -> list[Outcome]:
    """Translate units of documents as one text; each has what was found of it alone."""
    request = _request(order, [_said(item) for item in items], "xml", items[0].payload.language)
    done = desk.translate(replace(request, xml=CODES, as_one=True))
    return [Outcome(item.position, body=_unit(text)) for item, text in zip(items, done, strict=True)]


def _unit(done: TranslatedText) -> str:
    """Return what was made of a unit; beside a text with codes stands what it reads like."""
    body = _translated().dump_json(done).decode()
    if "<" not in done.text and "&" not in done.text:
        return body
    return json.dumps({**json.loads(body), "plain": readable(done.text)}, ensure_ascii=False)


def _marked_up(order: JobOrder, item: JobItem, desk: Desk) -> Outcome:
    """Translate HTML, or the headline and the body of a ninjs item."""
    if item.payload.media == "html":
        (text,) = desk.translate(_request(order, [_said(item)], "html", item.payload.language))
        return Outcome(item.position, body=_translated().dump_json(text).decode())
    story = read_item(item.payload.content)
    form: TextFormat = "html" if story.is_html else "text"
    (body,) = desk.translate(_request(order, [story.body], form, item.payload.language))
    answer = json.loads(_translated().dump_json(body))
    if story.headline:
        headline = _request(order, [story.headline], "text", item.payload.language)
        answer["headline"] = desk.translate(headline)[0].text
    return Outcome(item.position, body=json.dumps(answer, ensure_ascii=False))


def _request(
    order: JobOrder, texts: Sequence[str], form: TextFormat, language: Language | None = None
) -> TranslationRequest:
    assert order.target is not None, "an order for translations has a target"
    return TranslationRequest(
        texts=tuple(texts),
        target=order.target,
        source=language,
        presumed=order.source,
        format=form,
        glossary=order.options.brief.glossary,
        glossaries=order.options.brief.glossaries,
        desk=order.owner,
    )


def _said(item: JobItem) -> str:
    content = item.payload.content
    return content if isinstance(content, str) else content.decode()


@lru_cache(maxsize=1)
def _translated() -> TypeAdapter[TranslatedText]:
    return TypeAdapter(TranslatedText)
