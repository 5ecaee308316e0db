"""Where an act takes place: the place that its own sentences put it in.

Promises a place of the article that a preposition of place, or a verb of visiting, ties to the act; a town
before its country, never a continent. What only stands in a place ("the embassy in Hanoi", "the war in
Syria"), or goes to one ("handed over to Laos"), says nothing of the act.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.domain.article import Language
from service.text.acts.slots import Act
from service.text.entities.model import Entities, Mention

_LEAST = 6  # points, see _points
_BEFORE = 70  # characters in which the words that govern a place stand
_AFTER = 60  # characters behind it in which travelling may be told
_WIDE = re.compile(
    r"\b(?:châu (?:á|âu|phi|mỹ|đại dương)|đông (?:nam )?á|thái bình dương|trung đông|mỹ la-?tinh|"
    r"asia|europe|africa|america|pacific|middle east|world|thế giới)\b",
    re.I,
)
_LANDSCAPE = re.compile(r"\b(?:đồng bằng|sông|biển|vịnh|vùng|miền|delta|sea|river|gulf|ocean|region)\b", re.I)
_TOWN = {
    "vi": r"(?:(?:thủ đô|thành phố|TP\.?|tỉnh|nước|cảng|khu vực|vùng)\s+)?$",
    "en": r"(?:the\s+)?(?:(?:city|capital|province|port|town)\s+(?:of\s+)?)?(?:central|downtown)?$",
}


@dataclass(frozen=True, slots=True)
class _Words:
    """The patterns of one language, all over the words before (or after) a place."""

    at: re.Pattern[str]
    onward: re.Pattern[str]
    visits: re.Pattern[str]
    travels: re.Pattern[str]
    happens: re.Pattern[str]
    stands: re.Pattern[str]
    aside: re.Pattern[str]
    opens: re.Pattern[str]
    closes: re.Pattern[str]


_WORDS: dict[Language, _Words] = {
    "vi": _Words(
        at=re.compile(rf"\b(?:tại|ở|trên)\s+{_TOWN['vi']}", re.I),
        onward=re.compile(rf"\b(?:tới|đến|sang|vào|lên|cập cảng)\s+{_TOWN['vi']}", re.I),
        visits=re.compile(
            r"\bthăm(?:\s+(?:lại|và làm việc|chính thức|hữu nghị|cấp (?:nhà )?nước|nhà nước|bất ngờ|xã giao|"
            rf"(?:tại|tới|đến|ở)))*\s+{_TOWN['vi']}",
            re.I,
        ),
        travels=re.compile(
            r"\b(?:thăm|chuyến (?:đi|công du|công tác|bay)|công du|công tác|cập cảng|ghé|dẫn đầu|đầu tư|đoàn|"
            r"hải quân|không quân|tàu|hội đàm|hội nghị|thượng đỉnh|dự|khai trương|giao lưu)\b",
            re.I,
        ),
        happens=re.compile(
            r"\b(?:diễn ra|tổ chức|hội đàm|hội nghị|hội thảo|hội kiến|lễ|buổi|"
            r"cuộc (?:họp|gặp|trao đổi|đối thoại)|phiên họp|kỳ họp|ký|ký kết|thông qua|đàm phán|đối thoại|"
            r"diễn đàn|tọa đàm|toạ đàm|thượng đỉnh|"
            r"gặp|tiếp|đồng chủ trì|khai trương|khánh thành|khởi công|thành lập|mở|xây dựng|xây|triển khai|"
            r"tập trận|diễn tập|tuần lễ|triển lãm|làm việc|hỗ trợ nhân đạo|trung tâm|dự án|nhà máy|"
            r"trường học)\b",
            re.I,
        ),
        stands=re.compile(
            r"\b(?:đại sứ(?: quán)?|lãnh sự(?: quán)?|trụ sở(?: chính)?|doanh nghiệp|công ty|tập đoàn|"
            r"xung đột|chiến tranh|nội chiến|khủng hoảng|cộng đồng|sinh sống|học tập|phe|đối lập|chính quyền|"
            r"lực lượng|phóng viên|báo giới|báo chí|mắc kẹt|người|hi sinh|hy sinh|máy bay|đại diện|phái đoàn|"
            r"thứ (?:nhất|hai|ba|tư|năm)|lớn nhất|hàng đầu|nước|dân|Taliban|IS)\b[^,;]{0,25}$",
            re.I,
        ),
        aside=re.compile(r"\b(?:mời|(?:sau|trước|từ|kể từ) (?:khi|một chuyến|chuyến))\b[^,;]*$", re.I),
        opens=re.compile(
            r"(?:^|[,;:(]\s*|^(?:sáng|trưa|chiều|tối|hôm|ngày|tháng|năm)\s[^,.;]{0,30}\s)"
            rf"(?:ngay\s+)?(?:tại|ở)\s+{_TOWN['vi']}",
            re.I,
        ),
        closes=re.compile(
            r"\s*(?:[,.;()…]|$|(?:vào|từ|ngày|hôm|hồi|sáng|trưa|chiều|tối|năm|tháng|tuần|trong|nhân|"
            r"với sự|của|\d)\b)",
            re.I,
        ),
    ),
    "en": _Words(
        at=re.compile(rf"\b(?:in|near|off)\s+{_TOWN['en']}", re.I),
        onward=re.compile(rf"\b(?:to|into)\s+{_TOWN['en']}", re.I),
        visits=re.compile(
            rf"\b(?:visit(?:s|ed|ing)?(?:\s+to)?|trips?\s+to|tour(?:s|ed)?(?:\s+of)?|travel(?:s|led|ed)?\s+to|"
            rf"arriv(?:es|ed|al)\s+in)\s+{_TOWN['en']}",
            re.I,
        ),
        travels=re.compile(
            r"\b(?:visit\w*|trips?|travel\w*|tour\w*|port call|call(?:ed)? at|delegation)\b", re.I
        ),
        happens=re.compile(
            r"\b(?:held|hold|met|meet(?:s|ing|ings)?|talks|signed|signing|sign|ceremony|conference|summit|"
            r"forum|workshop|seminar|dialogue|session|took place|take place|open(?:s|ed|ing)?|inaugurat\w+|"
            r"launch\w*|built|build|buil(?:t|ding)|exercises?|drills?|project|cent(?:re|er)|plant|factory|adopted|"
            r"concluded|agreed|agree|hosted|host|gather\w*|patrols?|programme|program|document|agreement)\b",
            re.I,
        ),
        stands=re.compile(
            r"\b(?:ambassador|embassy|consul\w*|headquarter\w*|based|firms?|companies|war|conflict|crisis|"
            r"refugees|people|citizens|troops|forces|reporters|opposition|government|living|working|largest|"
            r"biggest|third|peace|office|ministry|agency|universit\w+|laborator\w+|operator)\b[^,;]{0,15}$",
            re.I,
        ),
        aside=re.compile(
            r"\b(?:invit\w+|(?:after|before|since|following) (?:an?|the|his|her|their|\w+ing))\b[^,;]*$", re.I
        ),
        opens=re.compile(rf"(?:^|[,;:(]\s*)(?:in|at)\s+{_TOWN['en']}", re.I),
        closes=re.compile(
            r"\s*(?:[,.;()]|$|(?:on|last|this|next|yesterday|during|in|from|where|earlier|late|today|with|"
            r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)"
        ),
    ),
}


def place_of_act(act: Act, entities: Entities) -> tuple[int, int] | None:
    """Return the span of the place that the act's sentences tie to it most clearly, of equals the first."""
    graded = [
        (_points(act, mention, entities, head=not rank), -order, mention)
        for order, (rank, mention) in enumerate(_candidates(act, entities))
    ]
    points, _, mention = max(graded, key=lambda one: one[:2], default=(0, 0, None))
    return (mention.start, mention.end) if mention is not None and points >= _LEAST else None


def _candidates(act: Act, entities: Entities) -> Iterator[tuple[int, Mention]]:
    """Return the places in the act's own sentences with the rank of the sentence."""
    for rank, index in enumerate(act.members):
        for mention in entities.mentions_in(act.sketches[index].index):
            place = entities[mention].place and _is_name(mention)
            if place and not mention.short:
                yield rank, mention


def _is_name(mention: Mention) -> bool:
    """Whether it is a name that is narrower than a continent."""
    return not _WIDE.search(mention.text) and any(letter.isupper() for letter in mention.text)


def _points(act: Act, mention: Mention, entities: Entities, *, head: bool) -> int:
    """Grade how clearly a place is tied to the act; 0 where it is not."""
    words, text = _WORDS[act.article.language], act.article.text
    sentence = next(sketch for sketch in act.sketches if sketch.index == mention.segment)
    before = text[max(sentence.start, mention.start - _BEFORE) : mention.start]
    behind = text[mention.end : min(sentence.end, mention.end + _AFTER)]
    if words.aside.search(before) or (
        words.visits.search(before) and not head and "visit" not in act.head.cues
    ):
        return 0
    tie = _tie(words, before, behind.partition(". ")[0], head=head)
    if not tie:
        return 0
    town = entities[mention].type != "country" and not _LANDSCAPE.search(mention.text)
    return tie + bool(words.closes.match(behind)) + (2 if head else int(sentence.title)) + 2 * town


def _tie(words: _Words, before: str, behind: str, *, head: bool) -> int:
    """Grade the words that govern a place."""
    if words.visits.search(before):
        return 4
    if words.onward.search(before):
        return 3 if words.travels.search(f"{before} {behind}") else 0
    if words.opens.search(before):
        return 3
    at = words.at.search(before)
    if at is None:
        return 0
    clause = before[: at.start()]
    happens, stands = [*words.happens.finditer(clause)], words.stands.search(clause.rstrip())
    if stands and not (happens and happens[-1].start() >= stands.start()):
        return 0
    if not (happens or head):
        return 0
    return 4 if happens and happens[-1].end() == len(clause.rstrip()) else 3
