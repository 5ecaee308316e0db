"""Where the syllables of a core term belong to other words: "giải ngân" in "trao giải ngân hàng".

Promises to look at the neighbours of a place alone, and at capitals inside it ("ông Võ Công Hàm"). The words
are in other_words.tsv. Knows no glossary.
"""

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from service.text.folding import Word, fold


def is_in_other_words(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether the words from `first` to `last` are no term, but ends of other words or a person's name."""
    run = words[first : last + 1]
    if len(run) > 1 and run[1].capital and not run[1].text.isupper():
        return True
    joined = _other_words()
    before = first > 0 and (words[first - 1].key, run[0].key) in joined
    return before or (last + 1 < len(words) and (run[-1].key, words[last + 1].key) in joined)


@lru_cache(maxsize=1)
def _other_words() -> frozenset[tuple[str, ...]]:
    lines = files(__package__).joinpath("other_words.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(tuple(map(fold, line.split())) for line in lines if line and not line.startswith("#"))
