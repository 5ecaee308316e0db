"""Whether the verb of an act tells what is yet to come, or what never came.

Promises a yes only for what governs the verb itself: "sẽ ký", "mời ông đến thăm", "will visit ... to sign",
"would have been renewed". What an expected act has for its own purpose or consequence is not looked at.
"""

import re
from dataclasses import dataclass

from service.domain.article import Language

_REACH = 160  # characters before a verb in which what governs it stands


@dataclass(frozen=True, slots=True)
class _Words:
    """`before` the verb and after its noun (`event`) stands that it lies ahead; `unreal`: it never happened.

    `settled` are words of what is decided, `wished` of what is not. `held` is a meeting that took place,
    `later` a day to come, which counts for nothing after `already`. `past` is the form of a verb that lies
    ahead only in the passive, `passive` what then stands before it; None where verbs have no forms.
    """

    before: re.Pattern[str]
    event: re.Pattern[str]
    unreal: re.Pattern[str]
    settled: re.Pattern[str]
    wished: re.Pattern[str]
    held: re.Pattern[str]
    later: re.Pattern[str]
    already: re.Pattern[str]
    past: re.Pattern[str] | None = None
    passive: re.Pattern[str] | None = None


_GAP_VI = (
    r"(?:\s+(?!nhưng\b|mà\b|song\b|đã\b|vừa\b|sau\b|khi\b|trước\b|từ\b|vì\b|do\b|rằng\b|theo\b|"
    r"kỷ niệm\b)[\w/-]+)"
)
_ADVERBS = r"(?:(?:\w+ly|also|soon|then|now|again|jointly|not only)\s+){0,2}"
_MODAL = r"(?:will|would|shall|may|might|could|should|['’]ll)"
_AIM = (
    r"(?:will|would|plan(?:s|ned|ning)?|agree[sd]?|due|scheduled|expected|set|wants?|wish(?:es)?|"
    r"hop(?:es?|ing)|"
    r"intends?|intention|prepar(?:es?|ing)|propos(?:es?|ed|al)|invit(?:es?|ed|ing)|ready|willing(?:ness)?|"
    r"offer(?:s|ed)?|about|pledge[sd]?|ask(?:s|ed)?|urge[sd]?|promise[sd]?|try(?:ing)?|tries|seek(?:s|ing)?|"
    r"attempt(?:s|ing)?)"
)
_BACK = r"(?!\b(?:signed|met|visited|held|has|had|have|was|were)\b)"
_WORDS: dict[Language, _Words] = {
    "vi": _Words(
        before=re.compile(
            r"(?<!không )(?<!chưa )\b(?:sẽ|dự kiến|sắp(?! xếp)|dự định|chuẩn bị|(?:có|lên) kế hoạch|"
            r"(?<!lời )mời|"
            r"đề nghị|đề xuất|mong muốn|muốn|mong|kêu gọi|h[yi] vọng|kỳ vọng|sẵn sàng|cân nhắc|có thể|"
            rf"có khả năng|trông đợi|chờ|(?<!nhân )(?<!dịp )cơ hội(?! này| đó))\b{_GAP_VI}{{0,8}}\s*$|"
            r"\b(?:cố gắng|nỗ lực|tìm cách)(?:\s+(?:để|nhằm|cùng|sớm|nhanh chóng|hoàn tất|tiến tới))*\s*$|"
            r"\bcố\s*$",
            re.I,
        ),
        event=re.compile(
            r"[^.;,]{0,80}?\b(?:sẽ|dự kiến(?: sẽ)?|sắp)\s+(?:được\s+)?(?:diễn ra|tổ chức|bắt đầu|khai mạc|"
            r"tiến hành|nối lại|tiếp tục)\b|"
            r"[^.;]{0,160}?\b(?:nằm trong danh sách cân nhắc|đang được (?:cân nhắc|xem xét|bàn|thảo luận|"
            r"chuẩn bị|lên kế hoạch))\b",
            re.I,
        ),
        settled=re.compile(r"\b(?:sẽ|dự kiến|sắp|(?:lên|có) kế hoạch|ngày mai)\b", re.I),
        wished=re.compile(
            r"\b(?:mời|muốn|mong|đề nghị|đề xuất|có thể|h[yi] vọng|kêu gọi|khả năng|sẵn sàng|nếu|cân nhắc|"
            r"thảo luận)\b",
            re.I,
        ),
        held=re.compile(
            r"\b(?:trong|tại|sau|ở|qua|kết thúc)\s+(?:khuôn khổ\s+|bối cảnh\s+)?(?:cuộc|buổi|chuyến|phiên|"
            r"hội nghị)\b|"
            r"\bđã (?:\w+ )?(?:điện đàm|hội đàm|gặp|tiếp|thăm|tham dự|đến thăm|có cuộc)\b",
            re.I,
        ),
        later=re.compile(
            r"[^.;]{0,80}?\b(?:ngày mai|(?<!một )(?<!hai )(?<!ba )(?:tuần|tháng|năm) (?:tới|sau)"
            r"(?=\s*(?:[,.;)]|$|(?:tại|ở|để|nhằm|và|với)\b)))",
            re.I,
        ),
        already=re.compile(r"\b(?:đã|vừa|từng)\b(?:\s+[\w-]+){0,4}\s*$", re.I),
        unreal=re.compile(r"\b(?:lẽ ra|đáng lẽ|đáng ra|suýt)\b(?:\s+[\w-]+){0,8}\s*$", re.I),
    ),
    "en": _Words(
        before=re.compile(
            rf"(?:\b{_MODAL}\s+{_ADVERBS}|"
            rf"\b{_MODAL}\s+(?:{_BACK}[^.;:]){{0,80}}\band\s+{_ADVERBS}|\b(?:is|are)\s+to\s+{_ADVERBS}|"
            rf"\b{_AIM}\b(?:{_BACK}[^.;:]){{0,80}}\bto\s+{_ADVERBS}|"
            rf"^(?:(?-i:[A-Z])[\w.'’-]*,?\s+|(?:and|&|of)\s+){{1,8}}to\s+{_ADVERBS}|"
            r"\b(?:plan(?:s|ned|ning)? (?:on|for)|consider(?:s|ed|ing)?|look(?:s|ing)? forward to|"
            r"propos(?:es?|ed|"
            r"ing)|discuss(?:es|ed|ing)? (?:the possibility of )?|(?:upcoming|forthcoming|planned|proposed))"
            r"\s+)$",
            re.I,
        ),
        event=re.compile(
            r"[^.;,]{0,80}?\b(?:will|(?:is|are) (?:due|scheduled|expected|set|to)|may|could|"
            r"would)\s+(?:to\s+)?"
            r"(?:be held|take place|begin|start|open|resume|continue|reopen|be)\b|"
            r"[^.;]{0,120}?\b(?:is|are|was|were) (?:being |also )?(?:considered|under consideration|"
            r"on the list)\b",
            re.I,
        ),
        settled=re.compile(
            r"\b(?:will|due to|scheduled|expected|is to|are to|tomorrow|plan(?:s|ned)? to|agree[ds]? to)\b",
            re.I,
        ),
        wished=re.compile(
            r"\b(?:may|might|could|if|ready|invit\w+|propos\w+|hop(?:e|es|ed|ing)|want\w*|consider\w*|urg\w+|"
            r"call\w* (?:for|on))\b",
            re.I,
        ),
        held=re.compile(
            r"\b(?:during|in|at|after|following)\s+(?:an?|the|his|her|their|"
            r"its)\s+(?:[\w-]+\s+){0,2}(?:meeting|visit|"
            r"talks|summit|call|trip|session)\b",
            re.I,
        ),
        later=re.compile(r"[^.;]{0,60}?\b(?:tomorrow|next (?:week|month|year))\b", re.I),
        already=re.compile(r"\b(?:has|have|had|did)\b(?:\s+\w+){0,2}\s*$", re.I),
        unreal=re.compile(
            r"\b(?:would|could|should|might) (?:\w+ly )?have\s+(?:been\s+)?(?:\w+ly\s+)?$", re.I
        ),
        past=re.compile(r"(?:.*ed|met|struck|made|held talks)\b", re.I),
        passive=re.compile(
            rf"\b(?:{_MODAL}|to)\s+{_ADVERBS}be\s+{_ADVERBS}$|\b(?:planned|proposed|upcoming)\s+$", re.I
        ),
    ),
}


def lies_ahead(sentence: str, start: int, end: int, language: Language) -> bool:
    """Tell whether a verb, given by its offsets, is governed by what makes it future, wanted or possible."""
    words, before = _WORDS[language], sentence[max(0, start - _REACH) : start]
    past = bool(words.past and words.past.match(sentence[start:end]))
    governed = words.passive if words.passive and past else words.before
    if governed.search(before):
        return True
    return not past and bool(words.later.match(sentence, end)) and not words.already.search(before)


def event_lies_ahead(sentence: str, end: int, language: Language) -> bool:
    """Tell whether what an event's name, which ends there, is said of lies ahead: "cuộc gặp sẽ diễn ra"."""
    return bool(_WORDS[language].event.match(sentence, end))


def is_settled(sentence: str, language: Language) -> bool:
    """Tell whether what a sentence puts ahead is decided rather than wished, offered or possible."""
    words = _WORDS[language]
    return bool(words.settled.search(sentence)) and not words.wished.search(sentence)


def tells_of_a_meeting(sentence: str, language: Language) -> bool:
    """Tell whether a sentence names the meeting or visit at which something was said of what lies ahead."""
    return bool(_WORDS[language].held.search(sentence))


def is_unreal(sentence: str, start: int, language: Language) -> bool:
    """Tell whether a verb tells what would have been but was not."""
    return bool(_WORDS[language].unreal.search(sentence[max(0, start - _REACH) : start]))
