"""Countries in a translation that its source does not name: "Việt Nam - Campuchia" as "Vietnam-China".

Promises silence where the source has the country in any form: an adjective, its capital, one of its bodies.
Vietnam goes without saying and is left out. Knows no other names.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from service.domain.article import Language, other
from service.text.caching import remembered
from service.text.folding import Word, words_of
from service.text.gazetteer import Entry, Gazetteer
from service.text.homonyms import is_no_country, opens
from service.text.person_names import names_to_keep
from service.text.syllables import strip_diacritics

_NAMING = frozenset({"country", "adjective"})
# "US$5", "3,5 bảng Anh", "2 million Swiss francs": currencies
_MONEY = re.compile(
    r"US(?=\s?\$)|(?<=\d)\s?US\b"
    r"|(?<=bảng )Anh\b|(?:(?<=đô la )|(?<=đô-la )|(?<=đôla )|(?<=đô )|(?<=USD ))"
    r"(?:Mỹ|Úc|Australia|Canada|Singapore)\b"
    r"|(?:(?<=yên )|(?<=yen ))Nhật(?: Bản)?\b|(?<=won )Hàn(?: Quốc)?\b|(?<=rúp )Nga\b|(?<=tệ )Trung Quốc\b"
    r"|(?:(?<=franc )|(?<=phờ-răng ))Thụy Sĩ\b|(?:(?<=baht )|(?<=bạt ))Thái(?: Lan)?\b|(?<=rupee )Ấn Độ\b"
    r"|\b(?:British(?= pounds?\b)|(?:US|American|Australian|Canadian)(?= dollars?\b)|Japanese(?= yen\b)"
    r"|Chinese(?= yuan\b)|Swiss(?= francs?\b)|Russian(?= rou?bles?\b)|Thai(?= baht\b)"
    r"|(?:South )?Korean(?= won\b)|Indian(?= rupees?\b))"
)
_CURRENCIES = (
    "US", "bảng ", "đô", "yên ", "yen", "won", "rúp ", "tệ ", "franc", "phờ-răng ", "baht", "bạt ", "rupee",
    "pound", "dollar", "yuan", "rouble", "ruble",
)  # fmt: skip  # one of these stands in each of them
_ALIKE = {"KP": "KR", "CG": "CD"}  # one name for two: Korean, Congolese


def invented_countries(
    source_text: str, target_text: str, *, source: Language, gazetteer: Gazetteer
) -> tuple[str, ...]:
    """Return the words of the translation that name a country without reason, each once."""
    stated = {_code(entry) for _, _, entry in entries_in(source_text, source, gazetteer)} | {"VN", ""}
    target = target_text
    if any(words in target for words in _CURRENCIES):
        target = _MONEY.sub(lambda match: " " * len(match[0]), target)
    words = words_of(target)
    found = [
        (first, end)
        for first, end, entry in entries_in(target, other(source), gazetteer)
        if entry.kind in _NAMING and _code(entry) not in stated
    ]
    is_name = _is_syllable_of_name if source == "en" else _is_in_person
    named = (
        target[words[first].start : words[end - 1].end]
        for first, end in found
        if not is_name(target, words, first, end)
    )
    return tuple(name for name in dict.fromkeys(named) if source == "vi" or not _is_called(name, source_text))


def _is_called(name: str, source_text: str) -> bool:
    """Whether an English text calls somebody so: "Anh told the assembly", "Ms Nga"."""
    bare = strip_diacritics(name)
    called = " " not in name and bare in source_text
    before = "" if name == "Anh" else r"\b(?:Mr|Mrs|Ms|Dr|Prof)\.?\s"
    return called and bool(re.search(rf"{before}\b{re.escape(bare)}\b", source_text))


def _code(entry: Entry) -> str:
    return _ALIKE.get(entry.country or "", entry.country or "")


@remembered(256)  # countries and bodies are looked for in the same sentences
def entries_in(text: str, language: Language, gazetteer: Gazetteer) -> tuple[tuple[int, int, Entry], ...]:
    """Return what the gazetteer knows, by the places of its first word and after its last one."""
    return tuple(_entries(text, language, gazetteer))


def _entries(text: str, language: Language, gazetteer: Gazetteer) -> Iterator[tuple[int, int, Entry]]:
    words = words_of(text)
    gaps = [text[a.end : b.start] for a, b in pairwise(words)] + [""]
    begins = gazetteer.longest[language]
    i = 0
    while i < len(words):
        match = gazetteer.at(words, gaps, i, language) if words[i].key in begins else None
        if match:
            yield i, match[1], match[0]
        i = match[1] if match else i + 1


def _is_in_person(text: str, words: Sequence[Word], first: int, end: int) -> bool:
    """Whether it is part of a Vietnamese person's name in English: Tran Ngoc Thai Son."""
    people = (name.span for name in names_to_keep(text, "en") if name.kind == "person")
    return any(span.start <= words[first].start and words[end - 1].end <= span.end for span in people)


def _is_syllable_of_name(text: str, words: Sequence[Word], first: int, end: int) -> bool:
    """Whether one Vietnamese syllable is no country: Mỹ Đức, Chủ Nhật, "Anh" that means he."""
    if end > first + 1:
        return False
    word, before = words[first], words[first - 1] if first else None
    after = words[end] if end < len(words) else None
    if is_no_country(text, word, before=before, after=after) or (word.text == "Anh" and opens(text, word)):
        return True
    beside = ((before, word), (word, after))
    return any(a and b and a.capital and b.capital and text[a.end : b.start] == " " for a, b in beside)
