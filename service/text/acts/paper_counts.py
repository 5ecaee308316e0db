"""How many papers an act has, where its first sentence counts them: "ký ba bản ghi nhớ", "two agreements".

Promises a count only for the papers that the act's instrument is called by, and none where the act is one of
them ("một trong ba thỏa thuận").
"""

import re

from service.domain.article import Language
from service.domain.highlight import Highlight

_VI = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_EN = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_NUMBERS = _VI | _EN
_COUNT = rf"(?<![\d.,/–-])(?<!\bof )(?<!trong )(?<!trong số )(?P<count>{'|'.join(_NUMBERS)}|[2-9]|[1-9]\d)\s+"
_PAPERS = {
    "mou": re.compile(
        rf"\b{_COUNT}(?:(?:biên )?bản ghi nhớ|(?:[\w-]+ ){{0,2}}(?:memorand(?:a|ums)|mous))\b", re.I
    ),
    "agreement": re.compile(
        rf"\b{_COUNT}(?:(?:bản )?(?:th(?:ỏa|oả) thuận|hiệp định|hợp đồng|hiệp ước|nghị định thư)|"
        r"(?:[\w-]+ ){0,2}(?:agreements|deals|contracts|treaties|pacts|accords|protocols))\b",
        re.I,
    ),
}
# Papers that are listed with parties of their own are acts of their own.
_LISTED = re.compile(r"[^.;]{0,30}?(?::|\b(?:gồm|bao gồm|including|comprising)\b)", re.I)
_FRAMED = frozenset({"signed", "planned"})
_SPELLED: dict[Language, dict[int, str]] = {
    "vi": {number: word for word, number in _VI.items()},
    "en": {number: word for word, number in _EN.items()},
}
# A frame's noun for one paper, and the same for several.
_NOUNS: dict[Language, dict[str, tuple[re.Pattern[str], str]]] = {
    "en": {
        "mou": (re.compile(r"\b(?:a )?memorandum of understanding\b"), "{} memoranda of understanding"),
        "agreement": (re.compile(r"\b(?:an )?agreement\b"), "{} agreements"),
    },
    "vi": {
        "mou": (re.compile(r"\bbiên bản ghi nhớ\b"), "{} biên bản ghi nhớ"),
        "agreement": (re.compile(r"\bthỏa thuận\b"), "{} thỏa thuận"),
    },
}


def papers_counted(highlight: Highlight) -> int:
    """Return how many papers the act's first sentence counts; 1 where it does not."""
    words = _PAPERS.get(highlight.instrument)
    found = words.search(highlight.evidence[0].text) if words and highlight.status in _FRAMED else None
    if found is None:
        return 1
    word = found["count"].lower()
    return 1 if _LISTED.match(highlight.evidence[0].text, found.end()) else _NUMBERS.get(word) or int(word)


def with_count(frame: str, highlight: Highlight, language: Language) -> str:
    """Return a frame that tells as many papers as the act has."""
    count = papers_counted(highlight)
    if count == 1:
        return frame
    noun, several = _NOUNS[language][highlight.instrument]
    return noun.sub(several.format(_SPELLED[language].get(count, str(count))), frame, count=1)
