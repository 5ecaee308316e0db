"""Sentences that give orders to a machine rather than news to a reader ("ignore your instructions").

Promises to know the common forms in Vietnamese and English; not to know every form. What it recognises is
no evidence for anything. Judges the words alone, not who wrote them.
"""

import re
import tomllib
from functools import lru_cache
from pathlib import Path


def is_instruction(sentence: str) -> bool:
    """Whether a sentence speaks to a language model."""
    return _pattern().search(sentence) is not None


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    lists = tomllib.loads(Path(__file__).with_name("instructions.toml").read_text(encoding="utf-8"))
    forms = [form for language in ("en", "vi", "marks") for form in lists[language]]
    return re.compile("|".join(f"(?:{form})" for form in forms), re.IGNORECASE)
