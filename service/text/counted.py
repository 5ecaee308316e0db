"""How many of a thing a text says in words: ba nước, twelve agreements, half of the firms.

Promises counts from three to twelve, and halves, only where what is counted follows; one and two are said in
many other ways ("hai bên" are both), and larger numbers are nobody's business here. Refuses to know what is
counted.
"""

import re
from collections.abc import Sequence, Set
from decimal import Decimal

from service.domain.article import Language, Span, other
from service.text.numbers import Number

_LEAST, _MOST = 3, 12
_FOLLOWS = {
    "vi": re.compile(
        r" (?!(?:t[ỷỉ]|mươi|mấy|trăm|rưỡi|phần|và|hoặc|hay|đến|tới|là|của|thì|cũng|mỗi|mọi|rồi|với|được|bị"
        r"|trên|trong)(?!\w))[^\W\d_]{2,}"
    ),
    "en": re.compile(
        r"[ -](?!(?:and|or|to|of|in|on|at|by|for|from|is|was|were|o'clock|dash|dashed|dotted)\b)[^\W\d_]{2,}"
    ),
}
# "ba bốn người" are a few, "Articles three and four" places, "tháng mười hai" a month.
_NO_COUNT_BEFORE = {
    "vi": re.compile(
        r"(?<!\w)(?:phần|bài|câu|tập|chương|mục|tổ|quận|vòng|hiệp|bậc|dăm|vài|mấy|tháng|quý|lớp|điều|khoản|số|thứ|loại|cấp|hạng|tầng"
        r"|(?:hai|ba|bốn|năm|sáu|bảy|tám)(?:,| hay| hoặc| đến| tới)?) \Z",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?:\b(?:articles?|chapters?|phase|section|part|number|level|grade|group|channel"
        r"|(?:two|three|four|five|six|seven|eight)(?:,| or| to)?) |[-–])\Z",
        re.IGNORECASE,
    ),
}
# Where a number counts nothing: "khắp ba miền" is the whole country.
_IDIOM = {
    "vi": re.compile(
        r"(?:ba miền|bốn mùa(?! (?:giải|vụ|hè|thi|bóng|liên))|năm châu(?! lục)|(?<=năm châu )bốn (?:biển|bể)"
        r"|(?<=năm châu, )bốn (?:biển|bể)|bốn phương tám|tám hướng(?! dẫn)|bảy nổi|ba chìm|năm bè|bảy mối"
        r"|ba (?:bề|chân bốn|rọi|toong)"
        r"|bốn cẳng|chín (?:đoạn|suối|chắn|muồi|mọng)|mười mươi)(?!\w)",
        re.IGNORECASE,
    ),
    "en": re.compile(r"(?:seven seas|four corners|nine lives)\b", re.IGNORECASE),
}
_MORE_AFTER = {
    "vi": re.compile(
        r"(?:, ?| hoặc | hay | đến | tới | )(?:bốn|sáu|bảy|tám|chín|mười)(?!\w)"
        r"|(?:, ?| hoặc | hay | đến | tới )năm(?!\w)"
    ),
    "en": re.compile(r"(?:, ?| or | to |-to-)(?:four|five|six|seven|eight|nine|ten|twelve)\b"),
}
_HALF = {
    "en": re.compile(
        r"(?<![\w-])(?<!first )(?<!second )(?<!latter )(?<!other )(?<!last )(?<!final )"
        r"half (?=(?:of (?!\d|(?:the |this |last |next )?(?:year|month|season|century|decade|match|game)\b)"
        r"|(?:the|its|their|these|those|all) (?!time\b|year\b|day\b|battle\b|fun\b|story\b)))",
        re.IGNORECASE,
    ),
    "vi": re.compile(r"(?<!\w)(?:một nửa|nửa số)(?!\w)", re.IGNORECASE),
}
_HALF_SIGN = {"en": "half ", "vi": "nửa"}
_ANY_HALF = {
    "vi": re.compile(r"nửa|½|rưỡi|phần hai|(?<!\w)bán|năm mươi|50|[.,]5|1/2|đôi|giữa", re.IGNORECASE),
    "en": re.compile(r"hal[fv]|½|\bsemi|fift(?:y|ieth)|50|[.,]5|1/2|middle|mid-", re.IGNORECASE),
}
# What says a count without being a number.
_SAYING: dict[Language, dict[int, str]] = {
    "en": {
        3: r"tri\w+|thrice|three\w*|quarter",
        4: r"quadr\w+|quartets?|quarters?|foursome|fourfold|fourth",
        5: r"quin\w+|pent\w+|fivefold|half[ -]a[ -]decade|half[ -]decade",
        6: r"sextet|hexa\w*|sixfold|half|semester|biannual",
        7: r"week\w*|seven\w*",
        8: r"octa?\w*|eightfold",
        9: r"nine\w*",
        10: r"decades?|tenfold|ten\w*",
        11: r"eleven\w*",
        12: r"dozens?|annual\w*|twelve\w*",
    },
    "vi": {
        3: r"tam|ba|quý",
        4: r"tứ|bốn|tư",
        5: r"ngũ",
        6: r"lục|sáu|nửa",
        7: r"thất|tuần",
        8: r"bát",
        9: r"cửu",
        10: r"thập|chục|mười(?! (?:một|hai|ba|bốn|lăm|sáu|bảy|tám|chín)(?!\w))",
        11: r"mười một",
        12: r"tá|mười hai",
    },
}  # fmt: skip
_OF_MONTHS = {"vi": re.compile(r"(?: \w+)? tháng"), "en": re.compile(r"[ -](?:\w+ )?months?")}
_YEAR = {"vi": re.compile(r"(?<!\w)năm(?!\w)", re.IGNORECASE), "en": re.compile(r"\byears?\b")}
_FIVE = re.compile(
    r"(?<!\w)(?:ngũ|năm (?:tháng|năm|ngày|tuần|giờ|phút|lần|người|nước|tỉnh|bên)|nửa thập (?:kỷ|niên))(?!\w)",
    re.IGNORECASE,
)
_OF_YEARS = re.compile(
    r"\byear|\bannu|\bdecade|\bcentur|\b(?:19|20)\d\d|\bper cent\b|\bterm\b|\bseason", re.IGNORECASE
)


def lost_counts(
    here: str, there: str, language: Language, *, numbers: Sequence[Number], said: Set[Decimal]
) -> tuple[str, ...]:
    """Return the counts among the numbers of a text that the other side, which has the `said`, leaves out."""
    counts = (number for number in numbers if is_count(here, number, language))
    lost = tuple(one.text for one in counts if not _is_said(one, here, there, language, said))
    return (*lost, *_lost_halves(here, there, language))


def is_count(text: str, number: Number, language: Language) -> bool:
    """Whether a number in words, three to twelve, counts what stands behind it."""
    if not (number.spelled and number.kind == "cardinal" and _LEAST <= number.value <= _MOST):
        return False
    start, end = number.span.start, number.span.end
    before = text[max(0, start - 12) : start]
    return (
        bool(_FOLLOWS[language].match(text, end))
        and text[end + 1 : end + 2].islower()
        and not _NO_COUNT_BEFORE[language].search(before)
        and not _MORE_AFTER[language].match(text, end)
        and not _IDIOM[language].match(text, start)
    )


def _is_said(number: Number, here: str, there: str, language: Language, said: Set[Decimal]) -> bool:
    if number.value in said:
        return True
    target, value = other(language), int(number.value)
    if value == 5 and target == "vi":
        return _has_five(here, there)
    if value == 12 and _OF_MONTHS[language].match(here, number.span.end) and _YEAR[target].search(there):
        return True
    return bool(re.search(rf"(?<!\w)(?:{_SAYING[target][value]})(?!\w)", there, re.IGNORECASE))


def _has_five(here: str, there: str) -> bool:
    """Whether "năm" stands in a text more often than the English one speaks of years."""
    return bool(_FIVE.search(there)) or len(_YEAR["vi"].findall(there)) > len(_OF_YEARS.findall(here))


def find_halves(text: str, language: Language) -> tuple[Span, ...]:
    """Return where a text speaks of half of something."""
    if _HALF_SIGN[language] not in text.lower():
        return ()
    return tuple(Span(m.start(), m.start() + len(m[0].rstrip())) for m in _HALF[language].finditer(text))


def _lost_halves(here: str, there: str, language: Language) -> tuple[str, ...]:
    found = find_halves(here, language)
    lost = found and not _ANY_HALF[other(language)].search(there)
    return tuple(here[span.start : span.end] for span in found) if lost else ()
