"""Whether the day of an act comes after the day on which the article was published.

Promises a yes only where both days are known or the words of the date look ahead ("ngày mai"): what has not
come cannot be told as done.
"""

import re

from service.domain.article import Article
from service.domain.highlight import ActDate

_FIRST = {4: "-01-01", 7: "-01", 10: ""}  # by the length of a year, a month, a day

_YEAR = re.compile(r"\d{4}")
_UNTIL = r"\b(?:through|until|by|đến(?: hết)?(?: năm)?|tới(?: năm)?)"
_LATER = re.compile(
    r"\b(?:ngày mai|(?:tuần|tháng|quý|năm) (?:tới|sau)|sắp tới|tomorrow|next (?:week|month|quarter|year)|"
    r"coming (?:days|weeks|months|years))\b",
    re.I,
)

_PAST = re.compile(
    r"\b(?:hồi|hôm qua|vừa qua|vừa rồi|(?:tuần|tháng|năm) (?:trước|ngoái|qua)|last|ago|yesterday|earlier)\b",
    re.I,
)
_SAYING = re.compile(
    r"\b(?:cho biết|cho hay|nói|tuyên bố|thông báo|công bố|phát biểu|khẳng định|trả lời|sai[ds]|told|"
    r"announced|stated)"
    r"(?:\s+(?:với|trong|tại|vào|on|in|at|to|the|reporters|báo giới|báo chí|phóng viên))*\s*(?:on\s+)?$",
    re.I,
)


def is_day_of_saying(before: str) -> bool:
    """Tell whether the words before a date make it the day on which somebody said something."""
    return bool(_SAYING.search(before))


def looks_back(date: ActDate) -> bool:
    """Tell whether the words of a date say that it is past, whatever year it was given."""
    return bool(date.text and _PAST.search(date.text))


def is_yet_to_come(date: ActDate, article: Article) -> bool:
    """Tell whether a date begins after the article was published."""
    if date.text and _LATER.search(date.text):
        return True
    if date.edtf is None or article.published_at is None:
        return False
    first = date.edtf.partition("/")[0]
    if len(first) not in _FIRST or "X" in first:
        return False
    return first + _FIRST[len(first)] > article.published_at.date().isoformat()


def is_horizon(date: ActDate, sentence: str) -> bool:
    """Tell whether a year only says until or by when something is to go on: "through 2028"."""
    if not date.edtf or not _YEAR.fullmatch(date.edtf):
        return False
    return bool(re.search(rf"{_UNTIL}\s+{re.escape(date.text or date.edtf)}\b", sentence, re.I))
