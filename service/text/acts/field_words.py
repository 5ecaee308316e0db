"""Which fields of cooperation the words of a text tell.

Promises a field only where a word of its own stands for it: "thị trường" is no school, "Thủ tướng" no
general. Knows no model.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import cast

from service.domain.article import Language
from service.domain.highlight import Field
from service.text.acts.cues import phrase_pattern
from service.text.folding import words_of

_VIETNAMESE = re.compile(r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.I)
_LEAST_MARKED = 3  # of ten words of a Vietnamese sentence
_MASK = "·"


def fields_told(text: str, language: Language | None = None) -> frozenset[Field]:
    """Return the fields that a text has words of; without a language, its words tell which it is in."""
    return frozenset(fields_in_order(text, language))


def fields_in_order(text: str, language: Language | None = None) -> tuple[Field, ...]:
    """Return the fields that a text has words of, the one told first first."""
    line = " ".join(word.key for word in words_of(text))
    found = {}
    for field, (own, other) in _words()[language or _language_of(text)].items():
        first = own.search(other.sub(lambda match: _MASK * len(match[0]), line) if other else line)
        if first:
            found[cast(Field, field)] = first.start()
    return tuple(sorted(found, key=lambda field: found[field]))


def _language_of(text: str) -> Language:
    words = text.split()
    marked = sum(bool(_VIETNAMESE.search(word)) for word in words)
    return "vi" if 10 * marked >= _LEAST_MARKED * len(words) else "en"


@lru_cache(maxsize=1)
def _words() -> Mapping[Language, Mapping[str, tuple[re.Pattern[str], re.Pattern[str] | None]]]:
    """Read for each language the words of every field, and what only looks like one."""
    fields, more = (_table(name) for name in ("fields.toml", "field_words.toml"))
    languages: tuple[Language, ...] = ("vi", "en")
    return {
        language: {
            field: (phrase_pattern([*own[language], *more[field]["also"]]), _pattern(more[field]["not"]))
            for field, own in fields.items()
        }
        for language in languages
    }


def _table(name: str) -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def _pattern(phrases: Iterable[str]) -> re.Pattern[str] | None:
    return phrase_pattern(phrases) if phrases else None
