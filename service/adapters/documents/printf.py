"""The codes of printf that take their arguments in turn (%s, %d): numbered where a translation turns them.

Promises that no argument is silently taken for another one. Codes with a number or a name may go anywhere.
"""

from collections.abc import Mapping, Sequence

from service.adapters.documents.codes import Event
from service.adapters.documents.placeholders import PRINTF


def is_in_turn(placeholders: Mapping[int, str], events: Sequence[Event]) -> bool:
    """Tell whether the codes without a number are in the order of the text."""
    taken = _in_turn(placeholders)
    return [event.id for event in events if event.id in taken] == taken


def numbered(placeholders: Mapping[int, str]) -> Mapping[int, str] | None:
    """Return the placeholders with numbers (%2$s), None where a code takes its width as an argument too."""
    taken = _in_turn(placeholders)
    if any("*" in placeholders[n] for n in taken):
        return None
    numbers = {n: f"%{place}${placeholders[n][1:]}" for place, n in enumerate(taken, start=1)}
    return {**placeholders, **numbers}


def _in_turn(placeholders: Mapping[int, str]) -> list[int]:
    """Return those that take their arguments in turn; none where one has its number."""
    codes = {n: code for n, words in placeholders.items() if (code := PRINTF.fullmatch(words))}
    return [] if any(code["place"] for code in codes.values()) else list(codes)
