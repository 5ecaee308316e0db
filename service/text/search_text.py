"""How the store makes things findable: words without case and diacritics, EDTF dates as ranges of days.

Promises that a stored text and a query are folded alike. Refuses to know SQL.
"""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")
PHRASE_OR_WORD = re.compile(r'"([^"]*)"|(\S+)')
EDTF_DATE = re.compile(
    r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9][0-9]|[0-9]X|XX))?(?:-([0-9][0-9]|[0-9]X|XX))?"
)
MAX_PHRASES = 32  # of a query; what follows is dropped, so that no query grows past what SQLite can parse


def fold(text: str) -> str:
    """Return the words in lower case without diacritics, one space apart: "Hợp tác!" gives "hop tac"."""
    lowered = unicodedata.normalize("NFKD", text).casefold().replace("đ", "d")
    letters = unicodedata.normalize("NFKD", lowered)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(WORD.findall(bare))


def phrases(query: str) -> list[str]:
    """Split a query into folded phrases, all of which must occur: "..." holds several words together."""
    parts = (fold(quoted or word) for quoted, word in PHRASE_OR_WORD.findall(query))
    return [part for part in parts if part][:MAX_PHRASES]


def day_range(edtf: str | None) -> tuple[str, str] | None:
    """Return the first and the last day that an EDTF date can mean; None where it says nothing.

    "2019-08" gives 2019-08-01 and 2019-08-31 (31 for every month: days are only compared, never shown);
    an open end of an interval reaches to the year 0000 or 9999; a season is its whole year.
    """
    if not edtf:
        return None
    start, _, end = edtf.partition("/")
    first, last = _day(start, "first"), _day(end if "/" in edtf else start, "last")
    return (first, last) if first and last else None


def _day(date: str, end: str) -> str | None:
    bare = date.strip().rstrip("?~%")
    if bare in {"", ".."}:
        return "0000-01-01" if end == "first" else "9999-12-31"
    match = EDTF_DATE.fullmatch(bare)
    if match is None:
        return None
    year = match[1].replace("X", "0" if end == "first" else "9")
    month = match[2] or "XX"
    if "X" in month or not 1 <= int(month) <= 12:
        return f"{year}-01-01" if end == "first" else f"{year}-12-31"
    day = match[3] or "XX"
    if "X" in day:
        day = "01" if end == "first" else "31"
    return f"{year}-{month}-{day}"
