"""Reads JSON and refuses what other readers would quietly bend: duplicate keys, NaN, lone surrogates, nulls.

Promises that what it returns can be written as UTF-8 and stored anywhere. Refuses to know what it means.
"""

import json
from collections import Counter
from typing import NoReturn

from service.domain.errors import BinaryInput, EmptyInput, MalformedInput, UndecodableText

Json = str | int | float | bool | list["Json"] | dict[str, "Json"] | None


def parse(body: bytes) -> Json:
    """Return what a JSON body says. Raises InputError."""
    text = _decode(body)
    if not text.strip():
        raise EmptyInput("The request has no body.", "Send an article: JSON with `text`, `html` or `ninjs`.")
    try:
        value: Json = json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise MalformedInput(
            f"The body is no JSON: {error.msg} (line {error.lineno}, column {error.colno}).",
            "Check it with a JSON validator, or send the article as text/plain or text/html.",
        ) from None
    except RecursionError:
        raise MalformedInput("The JSON is nested too deeply.", "Send a flat object.") from None
    except ValueError:  # an integer of more digits than Python reads
        raise MalformedInput("The JSON holds a number that is too long.", "Send it as a string.") from None
    _check(value)
    return value


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UndecodableText(
            f"The JSON is not valid UTF-8: byte {error.start} cannot be read.",
            "JSON is always UTF-8. Text in another encoding can be sent as text/plain with its charset.",
        ) from None


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    result = dict(pairs)
    if len(result) < len(pairs):
        double, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise MalformedInput(
            f"The JSON has the key {double!a} twice in one object.",
            "Send each key once: one would be lost.",
        )
    return result


def _no_constant(name: str) -> NoReturn:
    raise MalformedInput(f"The JSON holds {name}, which JSON has no name for.", "Send null or a number.")


def _check(value: Json) -> None:
    """Walk without recursion: what json.loads could read need not fit our stack on the way back."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            _check_string(one)
        elif isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]


def _check_string(text: str) -> None:
    if "\x00" in text:
        raise BinaryInput("The JSON holds a null character (\\u0000).", "Take it out: it is no text.")
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise UndecodableText(
                f"The JSON holds half of a surrogate pair ({text[error.start]!a}).",
                "Escape characters beyond U+FFFF as pairs, or send them as they are in UTF-8.",
            ) from None
