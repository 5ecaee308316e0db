"""How many documents of a kind a sentence counts: "ba bản ghi nhớ", "four cooperation agreements".

Promises numbers that directly quantify the noun of the instrument. Refuses to know what was signed.
"""

import re
from collections.abc import Mapping

from service.domain.article import Language
from service.domain.highlight import Instrument
from service.text.numbers import find_numbers

MOST = 200  # what counts more documents at once is a year or a sum

_NOUNS: Mapping[Language, Mapping[Instrument, str]] = {
    "vi": {
        "mou": r"(?:biên )?bản ghi nhớ|biên bản hợp tác|mous?|văn kiện|văn bản",
        "agreement": r"(?:bản )?(?:thỏa|thoả) thuận|hiệp định|hợp đồng|văn kiện|văn bản",
        "statement": r"(?:bản )?tuyên bố|thông cáo",
        "plan": r"kế hoạch|chương trình|lộ trình",
        "training": r"khóa|khoá|lớp|(?:suất )?học bổng",
        "project": r"dự án",
        "investment": r"dự án|hợp đồng",
        "facility": r"trung tâm|văn phòng",
    },
    "en": {
        "mou": r"memorand(?:a|ums)|mous|documents",
        "agreement": r"agreements|contracts|deals|treaties|documents",
        "statement": r"statements|declarations|communiqu[eé]s",
        "plan": r"plans|programmes|programs|roadmaps",
        "training": r"courses|scholarships|workshops",
        "project": r"projects",
        "investment": r"projects|contracts|deals",
        "facility": r"cent(?:re|er)s|offices",
    },
}
_BETWEEN: Mapping[Language, str] = {
    "vi": r"\s(?:\(\d+\)\s)?",
    "en": r"\s(?:\(\d+\)\s)?(?:(?:new|more|other|separate|major|important|key|joint|bilateral|cooperation|"
    r"international|trade|investment|economic|business|commercial|technical|framework|intergovernmental)\s){0,3}",
}
# "20/8", "3.4" and "lần thứ 3" count nothing, nor does "năm 2019".
_NO_COUNT = re.compile(
    r"(?:[/.,\-–]|\b(?:ngày|tháng|năm|thứ|lần|quý|khóa|khoá|no\.|article) )$", re.IGNORECASE
)


def document_counts(text: str, language: Language, instrument: Instrument) -> frozenset[int]:
    """Return the numbers of documents of an instrument that a text names."""
    nouns = _NOUNS[language].get(instrument)
    if nouns is None:
        return frozenset()
    follows = re.compile(rf"{_BETWEEN[language]}(?:{nouns})(?![^\W_])", re.IGNORECASE)
    return frozenset(
        int(number.value)
        for number in find_numbers(text, language)
        if number.kind == "cardinal"
        and 0 < number.value <= MOST
        and number.value == int(number.value)
        and follows.match(text, number.span.end)
        and not _NO_COUNT.search(text[: number.span.start])
    )
