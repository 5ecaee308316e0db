"""Reads an article out of any JSON, by JMESPath expressions that the operator wrote.

Promises a ConfigurationError at the start for an expression that cannot be read, and a MalformedInput that
names the field for a message in which there is not what it should be.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Protocol

import jmespath
from jmespath.exceptions import JMESPathError

from service.domain.article import Language, Payload
from service.domain.cms import FieldMapping, Inbound, Mapped, ReadMessage
from service.domain.errors import ConfigurationError, EmptyInput, MalformedInput

FIELDS = ("text", "html", "title", "url", "id", "language", "published_at", "version")
LONGEST = 2000  # of what is no article
REMEDY = "Compare the message with the expression in DIEMNHAN_INBOUND."


class Expression(Protocol):
    """What JMESPath makes of an expression."""

    def search(self, value: object) -> object: ...


def inbound_from(mappings: Mapping[str, FieldMapping]) -> dict[str, Inbound]:
    """Return what reads the messages of each system. Raises ConfigurationError."""
    return {name: Inbound(_reader(name, one), one.secret, one.deliver) for name, one in mappings.items()}


def _reader(name: str, mapping: FieldMapping) -> ReadMessage:
    if (mapping.text is None) == (mapping.html is None):
        raise ConfigurationError(
            f"DIEMNHAN_INBOUND: {name!r} has not exactly one of `text` and `html`.", "Give one of them."
        )
    expressions = {
        field: _compiled(name, field, written) for field in FIELDS if (written := getattr(mapping, field))
    }

    def read(message: object) -> Mapped:
        found = {field: _found(field, one, message) for field, one in expressions.items()}
        return Mapped(_payload(found), _number(found.get("version")))

    return read


def _compiled(name: str, field: str, written: str) -> Expression:
    try:
        compiled: Expression = jmespath.compile(written)
    except JMESPathError as error:
        raise ConfigurationError(
            f"DIEMNHAN_INBOUND: {name}.{field} is no JMESPath: {str(error).splitlines()[0]}", "Correct it."
        ) from None
    return compiled


def _found(field: str, expression: Expression, message: object) -> str | None:
    try:
        value = expression.search(message)
    except (JMESPathError, TypeError, ValueError) as error:
        raise MalformedInput(f"The field `{field}` cannot be read: {error}.", REMEDY) from None
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise MalformedInput(f"The field `{field}` is neither text nor a number.", REMEDY)
    return str(value)


def _payload(found: Mapping[str, str | None]) -> Payload:
    content = found.get("html") or found.get("text")
    if not content or not content.strip():
        raise EmptyInput("The message has no article where the mapping says.", REMEDY)
    for field in ("title", "url", "id"):
        if len(found.get(field) or "") > LONGEST:
            raise MalformedInput(f"The field `{field}` is longer than {LONGEST} characters.", REMEDY)
    return Payload(
        content=content,
        media="html" if "html" in found else "text",
        title=found.get("title"),
        language=_language(found.get("language")),
        url=found.get("url"),
        published_at=_time(found.get("published_at")),
        id=found.get("id"),
    )


def _language(written: str | None) -> Language | None:
    """Return a language that we know; another one is left to be recognised, and refused there."""
    match (written or "").lower().replace("_", "-").partition("-")[0]:
        case "vi":
            return "vi"
        case "en":
            return "en"
    return None


def _time(written: str | None) -> datetime | None:
    if written is None:
        return None
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise MalformedInput("The field `published_at` is no ISO 8601 time.", REMEDY) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _number(written: str | None) -> int | None:
    if written is None:
        return None
    if not written.isdecimal() or len(written) > 18:
        raise MalformedInput("The field `version` is no whole number.", REMEDY)
    return int(written)
