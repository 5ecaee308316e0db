"""Numbered lines as a chat model is given them, and what of its answer can be believed line by line.

Promises that a line which the answer drops, empties or swells is not believed, and that an answer with a
number twice or of its own making is not believed at all. Knows no server and no prompt.
"""

import json
from collections.abc import Sequence

_MOST_TIMES, _AT_LEAST = 8, 200  # what is longer than so many times its source, and letters, is a loop


def as_lines(texts: Sequence[str]) -> str:
    """Return the texts as a JSON array of numbered lines in which nothing can close a tag around it."""
    lines = [{"line": number, "text": text} for number, text in enumerate(texts, 1)]
    written = json.dumps(lines, ensure_ascii=False)
    return written.replace("<", "\\u003c").replace(">", "\\u003e")


def read_lines(answer: str, texts: Sequence[str]) -> dict[int, str]:
    """Return the translations that can be believed, by the position of their text."""
    found: dict[int, str] = {}
    for item in _items(answer):
        number, words = item.get("line"), item.get("text")
        if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= len(texts):
            return {}
        if number - 1 in found:
            return {}
        found[number - 1] = " ".join(words.split()) if isinstance(words, str) else ""
    return {at: words for at, words in found.items() if _is_whole(texts[at], words)}


def _is_whole(text: str, words: str) -> bool:
    if not words or len(words) > max(_AT_LEAST, _MOST_TIMES * len(text)):
        return False
    return any(map(str.isalnum, words)) or not any(map(str.isalnum, text))


def _items(answer: str) -> list[dict[str, object]]:
    """Read the array of the answer, whatever prose or fence stands around it; [] for anything else."""
    start, end = answer.find("{"), answer.rfind("}")
    try:
        read = json.loads(answer[start : end + 1]) if 0 <= start < end else None
    except (ValueError, RecursionError):
        return []
    items = read.get("translations") if isinstance(read, dict) else None
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        return []
    return items
