"""What the words of an act's own sentence settle about its instrument and status, whatever a model weighs.

Promises an answer only where a fixed phrase of the language gives one.
"""

import re
from dataclasses import dataclass, replace

from service.domain.highlight import Instrument, Status
from service.text.acts.denial_words import DENIAL_WORDS
from service.text.acts.denied import of_statement
from service.text.acts.english_wording import STATUSES, instrument_in


@dataclass(frozen=True, slots=True)
class Told:
    """What a phrase tells; None where it leaves it open."""

    instrument: Instrument | None = None
    status: Status | None = None


_ACCEPTED = (
    r"\bmời\b[^.;]*(?<!không )(?<!chưa )\b(?:nhận lời|chấp nhận)\b|"
    r"(?<!không )(?<!chưa )\b(?:nhận lời|chấp nhận lời) mời [^.;]{0,60}\b(?:thăm|dự)\b|"
    r"(?<!not )(?<!yet )\baccept(?:ed|s) (?:\S+ ){0,4}invitation (?:\S+ ){0,3}(?:visit|attend)\b"
)
_INVITED = (
    r"(?<!lời )(?<!thư )(?<!khách )\bmời (?!thầu\b)[^.;,]{0,60}?\bthăm\b|"
    r"\b(?:gửi|chuyển|đưa ra) (?:\w+ )?(?:lời|thư) mời\b[^.;]{0,60}\bthăm\b|"
    r"(?<!were )(?<!was )\b(?:invited|invites|extended (?:\w+ ){0,2}invitation)\b[^.;]{0,60}"
    r"\bto (?:\w+ )?(?:visit|pay a)\b"
)
_THING_VI = (
    r"(?:(?:một|các|những|hai|ba|\d+|gói|thêm)\s+)*(?:chương trình|dự án|khóa|khoá|gói|khoản|sáng kiến|"
    r"kế hoạch|học bổng|quỹ|cơ chế)"
)
_THING_EN = (
    r"(?:an?|the|new|joint|two|three)\s+(?:[\w-]+\s+){0,3}?(?:programme|program|project|course|package|plan|fund|"
    r"initiative|scheme|scholarships?)"
)
_PROPOSED = (
    rf"^(?!.*\b(?:đã ký|ký kết|đồng ý|chấp thuận|nhất trí|phê duyệt|hoan nghênh|tán thành)\b).*"
    rf"(?<!được )(?<!theo )(?<!không )\b(?:đề xuất|kiến nghị|gợi ý)\s+{_THING_VI}\b|"
    rf"^(?!.*\b(?:signed|agreed|approved|accepted|welcomed)\b).*"
    rf"(?<!not )(?<!was )(?<!were )\b(?:propose[sd]?|suggest(?:s|ed))\s+{_THING_EN}\b"
)
_ALSO_DID = (
    r"^(?!.*\b(?:sẽ|dự kiến)\b)(?:hai (?:bên|nước|cơ quan|đơn vị|trường|công ty)|các bên|họ)\s+(?:đã\s+)?"
    r"(?:cũng|còn)\s+(?:đã\s+)?(?:cùng\s+)?(?:tổ chức|khai trương|khánh thành)\b|"
    r"^(?!.*\bwill\b)(?:the two (?:sides|countries|agencies|bodies|companies|universities)|both sides|"
    r"they)\s+(?:have\s+)?also\s+(?:jointly\s+)?(?:held|organi[sz]ed|opened|inaugurated)\b"
)
_RULES: tuple[tuple[re.Pattern[str], Told], ...] = (
    # A meeting of which something is told came about, whatever the sentence says of what is to come.
    *((words.took_place, Told("visit", "completed")) for words in DENIAL_WORDS.values()),
    # The guideline: an invitation is proposed, an accepted one planned.
    (re.compile(_ACCEPTED, re.I), Told("visit", "planned")),
    (re.compile(_INVITED, re.I), Told("visit", "proposed")),
    (re.compile(_ALSO_DID, re.I), Told(None, "completed")),
    # What somebody proposes is proposed, whenever that was.
    (re.compile(_PROPOSED, re.I), Told(None, "proposed")),
    *((words, Told(None, status)) for words, status in STATUSES),
    (
        re.compile(
            r"^(?!.*\b(?:sẽ|sắp|dự kiến)\b).*\b(?:bắt đầu|mở đầu) (?:chuyến )?(?:thăm|công du)\b", re.I
        ),
        Told("visit", "ongoing"),
    ),
    (
        re.compile(
            r"\bđã (?:cùng )?(?:ra|đưa ra|ký|thông qua|công bố)\s+(?:bản\s+)?"
            r"(?:tuyên bố chung|thông cáo chung)\b|"
            r"\b(?:issued|released|adopted|signed) (?:a|their|the) joint "
            r"(?:statement|declaration|communiqu[eé])\b",
            re.I,
        ),
        Told("statement", "signed"),
    ),
    (
        re.compile(
            r"\b(?:văn phòng|trung tâm|chi nhánh|phân hiệu)\b[^.;]{0,60}?"
            r"\bđã (?:chính thức )?(?:được )?(?:khai trương|khánh thành)\b|"
            r"\b(?:office|cent(?:re|er)|branch)\b[^.;]{0,60}?"
            r"\b(?:was|were|has been) (?:officially )?(?:opened|inaugurated)\b",
            re.I,
        ),
        Told("facility", "completed"),
    ),
    (
        re.compile(
            r"\bđã [^.;]{0,40}?\bđoàn[^.;]{0,60}?\b(?:học tập|học hỏi|nghiên cứu)\s+"
            r"(?:\w+ ){0,2}?kinh nghiệm\b|"
            r"\bled (?:a|the) (?:\w+ )?(?:delegation|mission)[^.;]{0,60}?\bstudy tour\b|"
            r"\bled (?:a|the) study tour\b",
            re.I,
        ),
        Told("training", "completed"),
    ),
    (
        re.compile(
            r"\bđã (?:và đang )?(?:hợp tác|phối hợp) (?:với|cùng)\b[^.;]*?\b(?:để|nhằm)\b|"
            r"\b(?:has|have) (?:been working|worked|cooperated|collaborated) with\b[^.;]*?\bto\b",
            re.I,
        ),
        Told(None, "ongoing"),
    ),
    (
        re.compile(
            r"\bđã (?:cùng |chính thức )?ký\b|\b(?:has|have|had) (?:\w+ )?signed\b|"
            r"\bsigned (?:a|an|the|two|three|four|five|several|\d+) [^.;]{0,50}"
            r"\b(?:agreements?|deals?|contracts?|treat(?:y|ies)|pacts?|memorand\w+|accords?)\b",
            re.I,
        ),
        Told(None, "signed"),
    ),
)


def told_in(sentence: str) -> Told:
    """Return what the first phrase that fits a sentence tells.

    A statement of which something is told came about, whatever it says of what is to come.
    """
    stated = (of_statement(sentence, language) for language in DENIAL_WORDS)
    if any(one and one[0] == "told" for one in stated):
        return Told("statement", "signed")
    told = next((told for pattern, told in _RULES if pattern.search(sentence)), Told())
    return told if told.instrument else replace(told, instrument=instrument_in(sentence))


_FOUNDED = re.compile(
    r"\b(?:được )?thành lập (?:từ |vào )?(?:năm|tháng|ngày) (?:\S+ )?\d|"
    r"\b(?:was )?(?:founded|established) in (?:\w+ )?(?:1[89]|20)\d\d\b",
    re.I,
)
_JOINTLY = re.compile(r"\b(?:giữa|hợp tác|ký|cùng|liên doanh|between|with|joint(?:ly)?|sign\w*)\b", re.I)


def is_history(sentence: str) -> bool:
    """Tell whether a sentence only says when a body was founded."""
    return bool(_FOUNDED.search(sentence)) and not _JOINTLY.search(sentence)
