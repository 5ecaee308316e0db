"""Where a page of a listing ended: the time and id of its last row, as one opaque word.

Promises that what a client made up is a MalformedInput.
"""

import base64
import binascii

from service.domain.errors import MalformedInput


def cursor_of(stamped: str, row_id: str) -> str:
    """Return the cursor after a row."""
    return base64.urlsafe_b64encode(f"{stamped} {row_id}".encode()).decode().rstrip("=")


def position_of(cursor: str) -> tuple[str, str]:
    """Return the time and id that a cursor stands for."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        stamped, separator, row_id = base64.urlsafe_b64decode(padded).decode().partition(" ")
    except (binascii.Error, ValueError):
        stamped = separator = row_id = ""
    if not separator or "\x00" in row_id or "\x00" in stamped:
        raise MalformedInput("The cursor is none that this service gave.", "Start again without a cursor.")
    return stamped, row_id
