"""Whether a sentence says that cooperation was ended: left, withdrawn, dissolved, cut.

Promises a yes only where a verb of ending has cooperation as its object or subject ("chấm dứt hợp đồng",
"the venture was dissolved"); what is threatened, considered or told as the circumstance of something else
("sau khi Mỹ rút khỏi") is no ending. Knows no parties.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from service.domain.article import Language
from service.domain.highlight import Instrument

_Kind = Literal["visit", "aid", "paper"] | None
_REACH = 90  # characters before a verb in which what governs it stands


@dataclass(frozen=True, slots=True)
class _Words:
    """Verbs of ending before (`ends`, and `leaves` for a body or treaty by name) and after what they end.

    What is ended is a `paper` or a joint deed, a `meeting` or a `gift`. `unless`: what before the verb makes
    of it no ending, or one that is only feared, wanted or mentioned.
    """

    ends: str
    leaves: str
    is_ended: str
    gap: str
    paper: str
    meeting: str
    gift: str
    unless: re.Pattern[str]


_NAME = r"(?-i:[A-ZĐ][\w’'-]*(?:\s+(?:(?:and|of|on|for|the|và|về)\s+)?[A-ZĐ][\w’'-]*)*)"
_WORDS: dict[Language, _Words] = {
    "vi": _Words(
        ends=r"chấm dứt|h(?:ủy|uỷ)(?: bỏ)?|rút(?! ngắn| gọn| kinh nghiệm)(?: lui| lại| chân)?|giải thể|"
        r"cắt(?! ngắn| băng)(?: giảm| đứt)?|"
        r"(?:tạm )?(?:ngừng|ngưng|dừng)|đình chỉ|bãi bỏ|xé bỏ|đóng băng|thanh lý|"
        r"(?:từ chối|không|sẽ không) gia hạn",
        leaves=r"(?:rút(?: lui)?|rời)(?: [\w-]+){0,2} (?:khỏi|bỏ)(?: [\w-]+){0,1}? (?:hiệp định|hiệp ước|"
        r"công ước|"
        r"th(?:ỏa|oả) thuận|hội đồng|liên minh|sáng kiến|tổ chức|(?-i:[A-ZĐ]{3,}))",
        is_ended=r"(?:(?:đã|bị|được|phải|chính thức)\s+)+(?:chấm dứt|h(?:ủy|uỷ)(?: bỏ)?|giải thể|"
        r"cắt(?: giảm| đứt)?|"
        r"đình chỉ|bãi bỏ|đóng băng|thanh lý)|"
        r"(?:(?:đã|vừa)\s+)*(?<!sẽ )(?<!sắp )(?<!chưa )(?:hết hạn|hết hiệu lực)|không được gia hạn",
        gap=r"(?:\s+(?!phản đối|chỉ trích|hạt nhân|thử|tên lửa|trong\b|chiến tranh|chân\b|nghỉ\b|và\b|"
        r"cùng\b|sản lượng)[\w-]+)",
        paper=r"th(?:ỏa|oả) thuận|hiệp định|hiệp ước|công ước|hợp đồng|(?:biên )?bản ghi nhớ|"
        r"chương trình(?! hạt nhân| tên lửa| vũ khí| thử)|dự án|liên doanh|hợp tác|"
        r"quan hệ (?:đối tác|ngoại giao)|lời mời|tư cách thành viên|tập trận|tuần tra|thương vụ|sáng kiến|"
        r"đường bay",
        meeting=r"chuyến thăm|chuyến công du|cuộc gặp|cuộc họp|cuộc hội đàm|hội đàm|đàm phán|đối thoại",
        gift=r"viện trợ|tài trợ|hỗ trợ|cứu trợ|ODA",
        unless=re.compile(
            r"(?:\b(?:không|chưa|chẳng|đừng)\b(?:\s+\w+){0,3}|\btin đồn\b[^.;]*|"
            r"\b(?:dọa|doạ|đe dọa|đe doạ|cân nhắc|xem xét|có thể|khả năng|nguy cơ|muốn|yêu cầu|kêu gọi|"
            r"đề nghị|"
            r"đề xuất|thuyết phục|nếu|để|nhằm|sau khi|trước khi|kể từ khi|từ khi|khi|sau việc|với việc|"
            r"lo ngại|"
            r"cáo buộc|hối thúc|tránh|chống|phản đối|điều khoản|như)\b(?:\s+[\w-]+){0,7})\s*$",
            re.I,
        ),
    ),
    "en": _Words(
        ends=r"end(?:s|ed|ing)?|terminat(?:es?|ed|ing|ion of)|cancel(?:s|led|ed|ling|ing|lation of)?|"
        r"call(?:s|ed|ing) off|scrap(?:s|ped|ping)?|withdr(?:ew|awn|aw(?:s|ing|al)?)|"
        r"dissolv(?:es?|ed|ing)|suspend(?:s|ed|ing)?|suspension of|halt(?:s|ed|ing)?|cut(?:s|ting)?(?: off)?|"
        r"stop(?:s|ped|ping)|abandon(?:s|ed|ing)?|revok(?:es?|ed|ing)|rescind(?:s|ed)?|froze|freez(?:es?|"
        r"ing)|"
        r"(?:refus(?:es?|ed|ing) to|declin(?:es?|ed|ing) to|not to|not) (?:renew|extend)",
        leaves=rf"(?:(?:quit(?:s|ting)?|pull(?:ed|s|ing)? out of)\s+(?:the\s+)?{_NAME}|"
        r"(?:withdr(?:ew|awn|aw(?:s|ing|al)?)(?: [\w-]+){0,2} from|leav(?:es?|ing)|left|exit(?:s|ed|ing)?)\s+"
        rf"(?:the\s+)?(?:{_NAME}\s+)?(?:(?-i:[A-Z]{{3,}})|agreement|treaty|pact|initiative|accord|council|"
        r"convention|protocol))",
        is_ended=r"(?:was|were|is|are|has been|have been|had been|be|being)\s+(?:\w+ly\s+)?(?:ended|"
        r"terminated|"
        r"cancell?ed|called off|scrapped|withdrawn|dissolved|suspended|halted|cut(?: off)?|revoked|frozen)|"
        r"(?:(?:has|have|had)\s+)?(?:expired|lapsed|run out|ran out)|lapses",
        gap=r"(?:\s+(?!without\b|with\b|in\b|at\b|and\b|after\b|when\b|to\b|nuclear|missile)[\w'’-]+)",
        paper=r"agreements?|deals?|accords?|pacts?|treat(?:y|ies)|contracts?|memorand\w+|partnerships?|"
        r"cooperation|(?:joint )?ventures?|programm?es?|projects?|invitations?|memberships?|exercises?|"
        r"drills?|"
        r"patrols?|initiatives?|ties",
        meeting=r"visits?|trips?|meetings?|summits?|talks|negotiations|dialogues?",
        gift=r"aid|assistance|funding|grants?|donations?",
        unless=re.compile(
            r"(?:-|\b(?:not|never|cannot|without)\b(?:\s+\w+){0,3}|n['’]t(?:\s+\w+){0,3}|"
            r"\b(?:threat(?:s|en(?:s|ed|ing)?)?|consider(?:s|ed|ing)?|could|may|might|would|wants?|"
            r"urg(?:es?|ed|"
            r"ing)|call(?:s|ed)? (?:for|on)|propos(?:es?|ed)|persuad\w+|if|unless|after|before|since|when|"
            r"until|fears?|accus\w+|oppos\w+|avoid|at)\b(?:,?\s+[\w'’-]+){0,4},?|\bthe)\s*$",
            re.I,
        ),
    ),
}


def ends_cooperation(sentence: str, language: Language, instrument: Instrument | None = None) -> int | None:
    """Return where a sentence ends cooperation of this kind (None: of any kind); None where it ends none."""
    return min(_endings(sentence, language, instrument), default=None)


def _endings(sentence: str, language: Language, instrument: Instrument | None) -> Iterator[int]:
    words = _WORDS[language]
    for pattern in _patterns(language, _kind_of(instrument)):
        for match in pattern.finditer(sentence):
            start = match.start("verb")
            if not words.unless.search(sentence[max(0, start - _REACH) : start]):
                yield start


def _kind_of(instrument: Instrument | None) -> _Kind:
    return instrument if instrument in ("visit", "aid", None) else "paper"


@cache
def _patterns(language: Language, kind: _Kind) -> tuple[re.Pattern[str], ...]:
    """Return what ends a kind of cooperation (None: any)."""
    words = _WORDS[language]
    things = {"visit": words.meeting, "aid": words.gift, "paper": words.paper}
    ended = things[kind] if kind else "|".join(things.values())
    active = rf"\b(?P<verb>{words.ends})\b{words.gap}{{0,4}}?\s+(?:{ended})\b"
    passive = rf"\b(?:{ended})\b(?:,?\s+[\w'’-]+){{0,14}}?,?\s+(?P<verb>{words.is_ended})\b"
    left = (rf"\b(?P<verb>{words.leaves})\b",) if kind in ("paper", None) else ()
    return tuple(re.compile(pattern, re.I) for pattern in (active, passive, *left))
