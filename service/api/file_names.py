"""The name of a file in a part of a form, also where it is said as `filename*` (RFC 5987), as clients do.

Promises the extended name where there is a readable one. Refuses to know what a name is used for.
"""

import re
from urllib.parse import unquote_to_bytes

from python_multipart.multipart import parse_options_header

_EXTENDED = re.compile(
    rb";\s*filename\*\s*=\s*\"?(utf-8|iso-8859-1|us-ascii)'[\w-]*'([^;\s\"]+)", re.IGNORECASE
)


def file_name(disposition: bytes) -> str:
    """Return the name that a Content-Disposition gives, empty where it gives none."""
    _, options = parse_options_header(disposition)
    plain = options.get(b"filename", b"").decode("utf-8", "replace")
    extended = _EXTENDED.search(disposition)
    if extended is None:
        return plain
    try:
        return unquote_to_bytes(extended[2]).decode(extended[1].decode())
    except UnicodeDecodeError:
        return plain
