"""Whether a sentence tells an act, puts it ahead, denies it, leaves it open, or tells that it is off.

Promises to look only at what governs the verb of the act: "từ chối ký" and "failed to reach an agreement"
deny it, "chưa ký", "hoãn lễ ký" and "if they sign" leave it open, "sẽ ký" puts it ahead, "hủy lễ ký" and
"chấm dứt hợp đồng" tell that it is off. A denial elsewhere in the sentence is no denial of the act, and a
sentence that tells the act once has told it.
"""

import re
from dataclasses import dataclass
from typing import Literal

from service.domain.article import Language
from service.domain.highlight import Instrument
from service.text.acts.ahead import event_lies_ahead, is_unreal, lies_ahead, tells_of_a_meeting
from service.text.acts.ending import ends_cooperation

Verdict = Literal["told", "ahead", "denied", "open", "off"]


@dataclass(frozen=True, slots=True)
class _Words:
    """What governs a verb: before it (`denied`, `open`, `off`) or after its noun (`put_off`,
    `called_off`).

    `sealed`, `done` and `met` are the verbs of papers, deeds and visits; `goes` are verbs that say something
    of a visit only where it lies ahead, `talks` names of meetings, which `denies_talks` denies. `noun` is
    what makes of a verb the name of an event, `failure` says by itself that nothing came about, `untrue` that
    what is told is false.
    """

    sealed: re.Pattern[str]
    done: re.Pattern[str]
    met: re.Pattern[str]
    goes: re.Pattern[str]
    talks: re.Pattern[str]
    denies_talks: re.Pattern[str]
    noun: re.Pattern[str]
    denied: re.Pattern[str]
    open: re.Pattern[str]
    off: re.Pattern[str]
    put_off: re.Pattern[str]
    called_off: re.Pattern[str]
    failure: re.Pattern[str]
    untrue: re.Pattern[str]


_GAP_VI = (
    r"(?:\s+(?!nhưng\b|mà\b|song\b|đã\b|sẽ\b|vẫn\b|sau\b|khi\b|trước\b|từ\b|để\b|nên\b|vì\b|do\b|về\b)[\w-]+)"
)
_GAP_EN = (
    r"(?:\s+(?!but\b|and\b|after\b|before\b|when\b|until\b|will\b|which\b|who\b|on\b|over\b|about\b)[\w'’-]+)"
)
_NOT_ONLY_VI = (
    r"(?!\s+(?:chỉ|những|ngừng|hoàn lại|thường trực|chính thức|thể không|lâu|bao lâu|đầy|kể|tới|đến|ít|gian|"
    r"khí|quân|lưu|phận|vận|kích|riêng|quên|phải|tiếp tục|còn|từng có|h(?:ủy|uỷ)|từ chối|bác bỏ|"
    r"phủ nhận|hoãn)\b)"
)
_DEAL_VI = r"(?:th(?:ỏa|oả) thuận|hiệp định|hợp đồng)"
_WORDS: dict[Language, _Words] = {
    "vi": _Words(
        sealed=re.compile(
            rf"(?<!đăng )(?<!chữ )(?<!thư )(?<!nhật )(?<!tổng )\bk[ýí](?: kết)?\b"
            rf"(?!\s+(?:ức|sinh|hiệu|giả|tự|túc))|"
            rf"\b(?:đạt|tìm|đi đến|đi tới)(?: được)?(?:\s+[\w-]+){{0,3}}\s+{_DEAL_VI}\b|"
            r"\b(?:thông qua|phê chuẩn|gia hạn)\b",
            re.I,
        ),
        done=re.compile(
            r"\b(?:triển khai|được thực hiện|khởi công|khởi động|khai trương|khánh thành|bàn giao|trao tặng|"
            r"viện trợ|gia nhập|thành lập)\b",
            re.I,
        ),
        met=re.compile(
            r"\b(?:có (?:\w+ )?(?:cuộc|chuyến|buổi) )?(?:thăm|hội đàm|gặp|hội kiến|tiếp kiến|đối thoại)\b",
            re.I,
        ),
        goes=re.compile(r"\b(?:đến|tới|sang|dự|tham dự|đón|tiếp)\b(?= )", re.I),
        talks=re.compile(r"\b(?:đàm phán|thương lượng|tiếp xúc|thượng đỉnh|hội nghị)\b", re.I),
        denies_talks=re.compile(
            r"(?:\b(?:phủ nhận|bác bỏ|bác)\b(?:\s+[\w-]+){0,9}|\bkhông có (?:bất (?:kỳ|cứ) )?(?:cuộc|"
            r"chuyện)?)"
            r"\s*$",
            re.I,
        ),
        noun=re.compile(
            rf"(?:\b(?:lễ|việc|buổi|chuyến|cuộc|ngày|vòng|phiên|bàn|kế hoạch|tin đồn|sự|khả năng|để|nhằm|"
            rf"chương trình|quan hệ|"
            rf"ghi nhớ|văn bản|văn kiện)|\b(?:hoan nghênh|chào đón)\b(?:\s+[\w-]+){{1,8}}|\b{_DEAL_VI})\s*$",
            re.I,
        ),
        denied=re.compile(
            rf"(?:(?<!hàng )(?<!trên )(?<!phòng )\bkhông\b{_NOT_ONLY_VI}{_GAP_VI}{{0,4}}|"
            rf"\bchưa (?:bao giờ|hề|từng)\b(?!\s+có){_GAP_VI}{{0,3}}|"
            rf"(?<!không )(?<!chưa )\b(?:từ chối|chối từ|khước từ|bác bỏ|phủ nhận|thất bại)\b"
            rf"(?:\s+[\w-]+){{0,4}}|"
            rf"\b(?:bác bỏ|bác|phủ nhận)\s+(?:(?:mọi|các|những)\s+)?"
            r"(?:thông tin|tin|tin đồn|việc|chuyện)\b[^.;,]{0,80}|"
            r"\bkhông có (?:chuyện|việc)\b[^.;,]{0,80})"
            r"\s*$",
            re.I,
        ),
        open=re.compile(
            rf"(?:\bchưa\b{_NOT_ONLY_VI}{_GAP_VI}{{0,4}}|"
            r"(?<!không )(?<!chưa )\b(?:hoãn|lùi|dời)\b(?:\s+[\w-]+){0,4}|"
            r"\b(?:nếu|trừ khi|chừng nào)\b(?:\s+(?!không\b|chưa\b)[\w-]+){0,12})\s*$",
            re.I,
        ),
        put_off=re.compile(r"[^.;,]{0,60}\b(?:bị|được|đã|phải|tạm) (?:tạm )?(?:hoãn|lùi|dời)\b", re.I),
        off=re.compile(r"(?<!không )(?<!chưa )\bh(?:ủy|uỷ)\b(?:\s+[\w-]+){0,4}\s*$", re.I),
        called_off=re.compile(r"[^.;,]{0,60}\b(?:bị|được|đã|phải) h(?:ủy|uỷ)\b", re.I),
        failure=re.compile(
            rf"\b(?:từ chối|khước từ|bác bỏ)\s+(?!gia hạn\b)(?:[\w-]+\s+){{0,2}}"
            rf"(?:{_DEAL_VI}|đề nghị|đề xuất|hợp tác|tham gia)\b|"
            r"\bđàm phán\b[^.;,]{0,50}\b(?:thất bại|đổ vỡ)\b",
            re.I,
        ),
        untrue=re.compile(
            r"\btin\b[^.;]{0,120}\blà (?:\w+ )?(?:sai|bịa đặt|thất thiệt|tin giả|vô căn cứ|không đúng|"
            r"không chính xác|không có thật)\b",
            re.I,
        ),
    ),
    "en": _Words(
        sealed=re.compile(
            r"\b(?:sign(?:s|ed|ing)?|ink(?:s|ed|ing)?|"
            r"(?:reach(?:es|ed|ing)?|strik(?:es?|ing)|struck|mak(?:es?|ing)|made)(?:\s+[\w-]+){0,3}\s+"
            r"(?:agreements?|deals?|accords?|pacts?|consensus)|"
            r"conclud(?:es?|ed|ing)|ratif(?:y|ies|ied|ying)|adopt(?:s|ed|ing)?|"
            r"renew(?:s|ed|ing)?)\b",
            re.I,
        ),
        done=re.compile(
            r"\b(?:implement(?:s|ed|ing)?|launch(?:es|ed|ing)?|inaugurat(?:es?|ed|ing)|join(?:s|ed|ing)?|"
            r"hand(?:s|ed|ing)? over|donat(?:es?|ed|ing)|open(?:s|ed|ing)?|start(?:s|ed|ing)?)\b",
            re.I,
        ),
        met=re.compile(
            r"\b(?:visit(?:s|ed|ing)?|meet(?:s|ing)?|met|hold(?:s|ing)? talks|held talks)\b", re.I
        ),
        goes=re.compile(r"\b(?:attend|arrive|travel|host|receive|welcome|go to)\b", re.I),
        talks=re.compile(r"\b(?:talks|negotiations?|discussions|summit|meeting)\b", re.I),
        denies_talks=re.compile(
            r"(?:\b(?:den(?:y|ies|ied|ying))\b(?:\s+[\w'’-]+){0,9}|\b(?:no|not in)(?: such| any)?)\s+$", re.I
        ),
        noun=re.compile(r"\b(?:the|a|an|its|their|planned|official|state|of)\s*$", re.I),
        denied=re.compile(
            rf"(?:(?:\b(?:not|cannot)\b"
            rf"(?!\s+(?:only|just|merely|long|yet|reject|refuse|cancel|rule out)\b)|n['’]t\b|\bnever\b)"
            rf"{_GAP_EN}{{0,3}}|"
            rf"\bno\s+(?:agreement|deal|contract|document|treaty|pact|memorandum|mou)s?\b{_GAP_EN}{{0,3}}|"
            rf"\b(?:refus|declin|fail|unable)(?:e|es|ed|s|ing|al|ure)?\s+to\b{_GAP_EN}{{0,3}}|"
            rf"\breject(?:s|ed|ing)?\b{_GAP_EN}{{0,4}}|"
            r"\b(?:den(?:y|ies|ied|ying)|dismiss(?:es|ed)?)\b"
            r"(?:\s+(?:having|it had|they had)\b|\s+(?:\w+\s+)?(?:that|reports?|rumou?rs?|claims?)\b"
            rf"[^.;,]{{0,80}}|{_GAP_EN}{{0,4}}))\s*$",
            re.I,
        ),
        open=re.compile(
            rf"(?:\bnot\s+yet\b{_GAP_EN}{{0,4}}|\byet to\b{_GAP_EN}{{0,2}}|"
            rf"\b(?:postpon|delay|defer)(?:e|es|ed|s|red|ring|ing)?\b{_GAP_EN}{{0,4}}|"
            r"\b(?:if|unless)\b(?:\s+[\w'’-]+){0,10})\s*$",
            re.I,
        ),
        put_off=re.compile(
            r"[^.;,]{0,60}\b(?:was|were|been|is) (?:postponed|delayed|deferred|put off)\b", re.I
        ),
        off=re.compile(rf"\b(?:cancel(?:s|led|ed|l?ing)?|call(?:s|ed)? off)\b{_GAP_EN}{{0,4}}\s*$", re.I),
        called_off=re.compile(r"[^.;,]{0,60}\b(?:was|were|been|is) (?:cancell?ed|called off)\b", re.I),
        failure=re.compile(
            r"\b(?:reject(?:s|ed)?|turn(?:s|ed) down)\s+(?:[\w-]+\s+){0,2}"
            r"(?:agreement|deal|treaty|offer|proposal|contract)\b|"
            r"\bden(?:y|ies|ied) (?:\w+ ){0,2}(?:agreement|deal|pact)\b|"
            r"\b(?:failed|refused|declined) to (?:agree|cooperate)\b|"
            r"\bwithout (?:[\w-]+\s+){0,3}(?:agreement|deal|accord)\b|"
            r"\b(?:talks|negotiations)\b[^.;,]{0,50}\b(?:failed|collapsed|broke down)\b",
            re.I,
        ),
        untrue=re.compile(
            r"\b(?:reports?|rumou?rs?|claims?)\b[^.;]{0,120}\b(?:is|are|was|were) (?:\w+ )?"
            r"(?:false|untrue|baseless|unfounded|fake|not true)\b",
            re.I,
        ),
    ),
}
_DEEDS = frozenset({"aid", "project", "facility", "training"})
_SURER: tuple[Verdict, ...] = ("told", "ahead", "denied", "off", "open")
TELLING: frozenset[Verdict] = frozenset({"told", "ahead"})
_REACH = 160  # characters before a verb in which what governs it stands
_ANY = {
    "vi": re.compile(r"[^.;,]{0,60}?\b(?:bất kỳ|bất cứ)\b", re.I),
    "en": re.compile(r"\s+any\b", re.I),
}
_HEARSAY = re.compile(
    r"\b(?:đưa tin|tin đồn|đồn đoán|lan truyền|loan tin)\b|\b(?:reported|rumou?red|reports|rumou?rs)\b", re.I
)
_REPORT_DENIED = re.compile(
    r"\b(?:bác bỏ|bác|phủ nhận)\s+(?:(?:mọi|các|những)\s+)?(?:thông tin|tin|tin đồn)\b|"
    r"\b(?:den(?:y|ies|ied)|dismiss(?:es|ed)?)\s+(?:\w+\s+)?(?:reports?|rumou?rs?|claims?)\b",
    re.I,
)

_BOTH = re.compile(
    r"\bhai (?:bên|nước|hãng|công ty|tập đoàn|doanh nghiệp|ngân hàng|đơn vị|phía)\b(?! [A-ZĐ])|"
    r"\b(?:the two|both) (?:sides|countries|nations|firms|companies|parties|groups|banks|governments)\b",
    re.I,
)


def verdict(sentence: str, language: Language, instrument: Instrument) -> Verdict | None:
    """Return what a sentence makes of an act: tells it, denies it, puts it ahead; None where no verb does."""
    words = _WORDS[language]
    if words.untrue.search(sentence):
        return "denied"
    said, start = _said(sentence, language, instrument)
    end = ends_cooperation(sentence, language, instrument)
    if end is not None and (said != "told" or end < start):
        return "off"
    failed = instrument != "visit" and said not in TELLING and words.failure.search(sentence)
    return "denied" if failed else said


def _said(sentence: str, language: Language, instrument: Instrument) -> tuple[Verdict | None, int]:
    """Return what becomes of the verbs of an act, and where the one stands that says so."""
    words = _WORDS[language]
    first, second = (words.done, words.sealed) if instrument in _DEEDS else (words.sealed, words.done)
    if instrument == "visit":
        return _of_meeting(sentence, language)
    found = _of_verbs(sentence, first, language) or _of_verbs(sentence, second, language)
    return found or (_of_talks(sentence, language), 0)


def _of_meeting(sentence: str, language: Language) -> tuple[Verdict | None, int]:
    """Return what becomes of a visit or meeting; None where one that was held speaks of one ahead."""
    words = _WORDS[language]
    said, start = _of_verbs(sentence, words.met, language) or (None, 0)
    if said is None:
        going = _of_verbs(sentence, words.goes, language)
        said = "ahead" if going and going[0] == "ahead" else _of_talks(sentence, language)
    return (None if said == "ahead" and tells_of_a_meeting(sentence, language) else said), start


def _of_verbs(sentence: str, verbs: re.Pattern[str], language: Language) -> tuple[Verdict, int] | None:
    """Return what becomes of the verbs, and where: what is told once is told."""
    found: dict[Verdict, int] = {}
    for match in verbs.finditer(sentence):
        said = _of_verb(sentence, match, language)
        if said:
            found.setdefault(said, match.start())
    return next(((one, found[one]) for one in _SURER if one in found), None)


def _of_verb(sentence: str, verb: re.Match[str], language: Language) -> Verdict | None:
    """Return what becomes of one verb; None where it only names an event."""
    words, after = _WORDS[language], verb.end()
    before = sentence[max(0, verb.start() - _REACH) : verb.start()]
    if words.denied.search(before) or is_unreal(sentence, verb.start(), language):
        return "denied"
    if words.open.search(before):
        return "denied" if _ANY[language].match(sentence, after) else "open"
    if words.off.search(before):
        return "off"
    noun = words.noun.search(before)
    if noun and words.called_off.match(sentence, after):
        return "off"
    if noun and words.put_off.match(sentence, after):
        return "open"
    if lies_ahead(sentence, verb.start(), after, language) or (
        noun and event_lies_ahead(sentence, after, language)
    ):
        return "ahead"
    return None if noun else "told"


def _of_talks(sentence: str, language: Language) -> Verdict | None:
    """Return what becomes of talks that a sentence only names: denied or still ahead."""
    words = _WORDS[language]
    for match in words.talks.finditer(sentence):
        if words.denies_talks.search(sentence[max(0, match.start() - _REACH) : match.start()]):
            return "denied"
        if event_lies_ahead(sentence, match.end(), language):
            return "ahead"
    return None


def is_hearsay(sentence: str) -> bool:
    """Tell whether a sentence passes on what was reported or rumoured."""
    return bool(_HEARSAY.search(sentence))


def denies_a_report(sentence: str) -> bool:
    """Tell whether a sentence says that a report is denied."""
    return bool(_REPORT_DENIED.search(sentence))


def names_no_party(sentence: str) -> bool:
    """Tell whether a sentence calls the parties of an act only "the two firms"."""
    return bool(_BOTH.search(sentence))
