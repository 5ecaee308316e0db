"""Who lends and who borrows, and until when: what a translation turned round ("cho vay" as "borrow").

Promises the words of both texts where one tells a loan the other way round or not at all, or says "in 2025"
where the other says "until". Texts that tell both directions are not judged, nor years within a range.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from service.domain.article import Language, other

# "cho vay", "cho Việt Nam vay"; not "cho các khoản vay", "cho dự án vay vốn".
_WHOM = r"(?:\s+(?!(?:khoản|vốn|hợp|hiệp|dự|việc|bên|người|phép|biết|rằng|đến|cho|vay)\b)[^\W_]+){0,8}?"
_LENDS_VI = re.compile(rf"\bcho(?P<whom>{_WHOM})\s+vay\b(?!\s+vốn\b)", re.IGNORECASE)
_BORROWS_VI = re.compile(r"(?P<before>(?<![^\W\d_])[^\W\d_]+\s+)?\bvay\b(?!\s+(?:mượn|lại)\b)", re.IGNORECASE)
# "cho nông dân được vay", "điều kiện cho nông dân vay" let them borrow: either word is right.
_LETS_BORROW: Mapping[Language, re.Pattern[str]] = {
    "vi": re.compile(
        rf"\bcho{_WHOM}\s+(?:đi|được|phải|có thể|cần|muốn|đã|đang)\s+vay\b"
        rf"|\b(?:cần thiết|điều kiện|cơ hội)\s+cho{_WHOM}\s+vay\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:let|lets|letting|allow\w*|enabl\w+|permit\w*|help\w*)\s+(?:[\w-]+\s+){1,5}?borrow\b",
        re.IGNORECASE,
    ),
}
_NOUN_BEFORE = re.compile(
    r"(?:\b(?:lãi suất|dư nợ|hoạt động|hạn mức|gói|chương trình|hợp đồng|khách hàng|khoản|người|bên|nhu cầu"
    r"|điều kiện)\s+|^\s*|[.:;!?]\s+)$",
    re.IGNORECASE,
)
# "khoản vay", "vốn vay" are loans.
_LOAN_WORDS = frozenset(
    ("cho", "khoản", "vốn", "gói", "đồng", "định", "thuận", "bên", "người", "nợ", "án", "suất", "nguồn",
     "tiền", "món", "phí", "lãi", "dư", "cầu", "thủ", "dịch", "mức", "khế", "tục")
)  # fmt: skip
_LENDS_EN = re.compile(r"\b(?:lends?|lent|lending|loaned)\b|\bloans(?=\s+(?:[A-Z$€]|\d))")
_FOR_A_LOAN_EN = re.compile(r"\bfor\s+(?:\w+\s+){1,5}?(?:loans?|lends?|borrow\w*)\b", re.IGNORECASE)
_BORROWS_EN = re.compile(r"\bborrow(?:s|ed|ing)?\b", re.IGNORECASE)
_IDIOM_EN = re.compile(
    r"\blen(?:ds?|t|ding)\s+(?:\w+\s+){0,2}"
    r"(?:hands?|ears?|support|assistance|credence|weight|voices?|itself|themselves|concerns?)\b"
)
_LENDING: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:len[dt]|loan|borrow|credit|mortgage|financ|fund|debt|usur|repo\b)", re.IGNORECASE
    ),
    "vi": re.compile(r"\b(?:vay|mượn|tín dụng|cấp vốn|tài trợ|thế chấp|nợ|cung cấp|hỗ trợ)\b", re.IGNORECASE),
}
_PROVIDES = {"lend": "provide", "lends": "provides", "lent": "provided", "lending": "providing"}
# Somebody who gets a loan follows: no sum, no money, no name and no hand.
_LENDS_TO_EN = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bbe )(?<!\bwas )(?<!\bwere )(?<!\bbeen )\b"
    r"(?:(?P<verb>lends?)(?: to)?|(?P<past>lent)(?! to\b)|(?P<participle>lending)(?: to\b|(?= [A-Z])))"
    r"(?= [^\W\d_])(?! (?:an?|up|out|over|more|less|about|to|at|on|in|against|money|cash|funds?|billions?"
    r"|millions?|it|itself|themselves|himself|herself)\b)(?! (?:\w+ ){0,2}(?:names?|hands?|ears?|support"
    r"|assistance|credence|credibility|weight|voices?|concerns?|expertise|books?|rates?|institutions?|growth)\b)"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d/-]|\.\d)"
_UNTIL: Mapping[Language, re.Pattern[str]] = {
    "vi": re.compile(rf"\b(?:đến|tới)(?: hết| cuối)?(?: năm)? {_YEAR}", re.IGNORECASE),
    "en": re.compile(rf"\b(?:until|till|through)(?: the end of)? {_YEAR}", re.IGNORECASE),
}
_IN: Mapping[Language, re.Pattern[str]] = {
    "vi": re.compile(rf"\b(?:vào|trong) năm {_YEAR}", re.IGNORECASE),
    "en": re.compile(rf"\bin(?: the year)? {_YEAR}", re.IGNORECASE),
}
_NEAR = 40  # characters before a verb that say what form it takes
_REACH = 200  # characters before a limit that say what it is a limit of
_AT_START = re.compile(r"(?:^|[,.;:!?–—(\[“\"])\s*$")
_PLAN = re.compile(
    r"\b(?:kế hoạch|chiến lược|tầm nhìn|quy hoạch|mục tiêu|định hướng|lộ trình|dự báo|dự kiến)\b[^;]*$"
    r"|\bnot\b[^;]*$|n['’]t\b[^;]*$",
    re.IGNORECASE,
)
_ONLY_THEN = re.compile(r"\s*,?\s*(?:thì\s+)?mới\b", re.IGNORECASE)
_RANGE = re.compile(r"\b(?:từ|đoạn|kể|tính|nhìn|from|between|since)\b[^;]*$", re.IGNORECASE)
_GOAL = re.compile(r"\b(?:đạt|tăng|giảm|lên|thành|xong|nâng|đưa|còn)\b", re.IGNORECASE)
_BARE_VERB = re.compile(r"\b(?:sẽ|muốn|cần|phải|để|thể|nên|định)\s+$", re.IGNORECASE)
_PAST = re.compile(r"\b(?:đã|từng|vừa)\s+$", re.IGNORECASE)


class TurnedLoan(NamedTuple):
    """The words of the source, and those of its translation that say another thing ("" for none)."""

    ours: str
    theirs: str


def turned_loan(source_text: str, target_text: str, *, source: Language) -> TurnedLoan | None:
    """Return where one text lends and the other borrows, or only the source tells a loan."""
    if not _LENDING[source].search(source_text):
        return None
    ours, theirs = _ways(source_text, source), _ways(target_text, other(source))
    if len(ours) != 1:
        return None
    ((way, words),) = ours.items()
    if way not in theirs and theirs:
        return TurnedLoan(words, next(iter(theirs.values())))
    literal = _FOR_A_LOAN_EN.search(target_text) if source == "vi" else None  # "cho Lào vay"
    if literal and " vay" in words.removeprefix("cho vay"):
        return TurnedLoan(words, literal.group())
    lost = way == "lend" and not _LENDING[other(source)].search(target_text)
    return TurnedLoan(words, "") if lost else None


def lost_limit(source_text: str, target_text: str, *, source: Language) -> TurnedLoan | None:
    """Return where the source says until when, and its translation says that it is then."""
    for ours in _UNTIL[source].finditer(source_text):
        year = ours["year"]
        if source_text.count(year) > 1 or _no_limit(source_text, ours) or _is_goal(source_text, ours):
            continue
        there = [match for match in _IN[other(source)].finditer(target_text) if match["year"] == year]
        if there and target_text.count(year) == 1:
            return TurnedLoan(ours.group(), there[0].group())
    return None


def said_plainly(text: str, *, source: Language) -> str:
    """Return a text with its loans and limits in words that a model gets right.

    In Vietnamese these are English ones, which it copies: "Hà Nội borrows".
    """
    if source == "en":
        return _LENDS_TO_EN.sub(lambda m: f"{_PROVIDES[m[m.lastgroup or 0]]} loans to", text)
    plain = text
    if not _LETS_BORROW["vi"].search(text):
        plain = _LENDS_VI.sub(_lends, text)
        plain = _BORROWS_VI.sub(_borrows, text) if plain == text else plain
    if plain[:1].islower() and text[:1].isupper():
        plain = plain[:1].upper() + plain[1:]
    return _UNTIL["vi"].sub(lambda m: _until(plain, m), plain)


def _ways(text: str, language: Language) -> dict[str, str]:
    """Return which of "lend" and "borrow" a text tells, and with what words; both where it lets borrow."""
    if lets := _LETS_BORROW[language].search(text):
        return {"lend": lets.group(), "borrow": lets.group()}
    if language == "en":
        lends, borrows = _LENDS_EN.search(_IDIOM_EN.sub("", text)), _BORROWS_EN.search(text)
        told = {"lend": lends and lends.group(), "borrow": borrows and borrows.group()}
        return {way: words for way, words in told.items() if words}
    lends = _LENDS_VI.search(text)
    rest = _LENDS_VI.sub(" ", text)
    found = {"lend": lends.group()} if lends else {}
    if any(_is_verb(match) for match in _BORROWS_VI.finditer(rest)):
        found["borrow"] = "vay"
    return found


def _is_verb(match: re.Match[str]) -> bool:
    return (match["before"] or "").strip().lower() not in _LOAN_WORDS


def _lends(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - _NEAR) : match.start()]
    noun = _NOUN_BEFORE.search(before)
    return match.group() if noun else f"{_verb(before, 'lend', 'lent')}{match['whom']}"


def _borrows(match: re.Match[str]) -> str:
    own = match["before"] or ""
    at = match.start() + len(own)
    before = match.string[max(0, at - _NEAR) : at]
    if not _is_verb(match) or _NOUN_BEFORE.search(before):
        return match.group()
    return f"{own}{_verb(before, 'borrow', 'borrowed')}"


def _before(text: str, at: int) -> str:
    return text[max(0, at - _REACH) : at]


def _verb(before: str, base: str, past: str) -> str:
    """Return a verb as it follows the words `before` it."""
    if _BARE_VERB.search(before):
        return base
    return past if _PAST.search(before) else f"{base}s"


def _until(text: str, match: re.Match[str]) -> str:
    if _no_limit(text, match):
        return match.group()
    return f"{'by' if _is_goal(text, match) else 'until'} {match['year']}"


def _no_limit(text: str, match: re.Match[str]) -> bool:
    """Whether a year is when something is, the end of a range, or that of a plan."""
    before = _before(text, match.start())
    return bool(
        _AT_START.search(before)
        or _RANGE.search(before)
        or _PLAN.search(before)
        or _ONLY_THEN.match(text, match.end())
    )


def _is_goal(text: str, match: re.Match[str]) -> bool:
    """Whether something is to be reached by a year: the words around it say so."""
    before = _before(text, match.start()).rpartition(";")[2]
    behind = text[match.end() : match.end() + _REACH].partition(";")[0]
    return bool(_GOAL.search(before) or _GOAL.search(behind))
