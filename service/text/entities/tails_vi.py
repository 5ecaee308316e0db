"""How far a Vietnamese name goes on after its head noun.

Names capitalise the first syllable of each compound ("Tổng cục Tiêu chuẩn Đo lường Chất lượng"), some not
even that ("Viện nghiên cứu gia đình và giới"). The end is found by the compounds that occur in official
names, by countries and provinces, and by an abbreviation in brackets.
"""

import re
from dataclasses import dataclass

from service.text.entities.abbreviations import introduction_after
from service.text.entities.lexicon import Head, heads_vi, longest_at, surnames_vi, titles_vi
from service.text.entities.line import Line
from service.text.folding import fold
from service.text.gazetteer import Gazetteer
from service.text.syllables import is_syllable

FUNCTION_WORDS = frozenset(
    fold(word)
    for word in """tại của về cho với trong ở là từ đến theo vì do các những được có hay hoặc trên dưới ngoài sau
    trước khi đã sẽ đang cũng vẫn còn không chưa bị ký nói muốn cần phải nay này đó kia cùng giữa như nhằm để mà
    thì nhưng nên rằng bởi qua hôm ngày ra vào lên một hai ba mới vừa đều và lần
    khóa kỳ nhiệm giai diễn""".split()
)
# First syllables of verbs: they end a name unless its compound is known ("Phát triển").
_VERBS = frozenset(
    fold(word)
    for word in """cam đề triển thực tham thăm gặp trao tặng cung yêu nhất thông đưa nêu nhấn khẳng đánh tiếp bán
    mua mở bắt bàn bày cáo chỉ chia gửi giúp góp hoan hy kêu làm mời nhận phát phối tài tăng tập tiến tổ tuyên
    xem đạt đồng hiện hợp hỗ liên dự tuần tháng năm hồi đồng thời cho biết đầu cắt dọa đòi chặn""".split()
)
_VERB_COMPOUNDS = frozenset(
    (fold(left), fold(right))
    for left, right in (
        pair.split("-")
        for pair in """hợp-tác phối-hợp tổ-chức tài-trợ hỗ-trợ công-bố đề-nghị cam-kết triển-khai thực-hiện
        tham-gia cung-cấp tuyên-bố nhất-trí thông-báo thông-qua phát-biểu phát-động phát-hành tăng-cường
        tiến-hành tiếp-tục hiện-đang chủ-trì liên-tục đồng-ý dự-kiến tập-trung ký-kết tiếp-nhận trao-đổi
        đầu-tư""".split()
    )
)
# Heads after which commas may list: "Bộ Văn hóa, Thể thao và Du lịch".
_LISTING = frozenset({"bộ", "sở", "ủy ban", "cục", "vụ", "viện", "trung tâm", "hội đồng", "ban quản lý"})
# Heads of bodies that a state has abroad.
_ABROAD = frozenset({"đại sứ quán", "phái đoàn", "văn phòng", "tổng lãnh sự quán", "lãnh sự quán"})
_CLOSING = frozenset({"country", "place", "region", "capital"})
# Words whose last syllable looks like a head noun.
_LIKE_HEADS = frozenset(
    " ".join(map(fold, words.split()))
    for words in (
        "cơ sở|trụ sở|cán bộ|nội bộ|toàn bộ|tiến bộ|đường bộ|trường bộ|xã hội|cơ hội|lễ hội|quốc hội|công sở|bệnh viện|"
        "học viện|môi trường|thị trường|hiện trường|nhà trường|quảng trường|lập trường|chính trường|xí nghiệp|"
        "tập đoàn|thương vụ|dịch vụ|nhiệm vụ|nghĩa vụ|hợp xã|thị xã|hơn bang|liên bang|tiểu bang|hồng quân|"
        "tiếp quản|ngân quỹ|thủy quân|sĩ quan|đồng bộ|thuộc bộ|lâu đài"
    ).split("|")
)
_HYPHEN = re.compile(r"\s?[-–—]\s?")
_REACH = 14  # words within which a bracketed abbreviation may still close the name


@dataclass(frozen=True, slots=True)
class Start:
    """Where a name starts: its head noun at words [first, after). `titled`: a person may follow the name."""

    line: Line
    first: int
    after: int
    head: str
    titled: bool


@dataclass(frozen=True, slots=True)
class Tail:
    """How far a name has got: the index after its last word; whether a country or province closed it."""

    end: int
    closed: bool = False


def head_at(line: Line, first: int) -> tuple[Head, int] | None:
    """Return the head noun at a word and the index after it."""
    found = longest_at(heads_vi(), line.words, line.gaps, first)
    if found is None or line.words[first].capital:
        return found
    # "cơ sở", "cán bộ": the last syllable of another word.
    return found if found[0].lower and not (found[1] == first + 1 and _ends_compound(line, first)) else None


def _ends_compound(line: Line, index: int) -> bool:
    return line.adjacent(index) and f"{line.words[index - 1].key} {line.words[index].key}" in _LIKE_HEADS


def name_end(start: Start, gazetteer: Gazetteer) -> int:
    """Return the index after the name's last word; `start.after` where nothing follows the head noun."""
    tail = Tail(start.after)
    while tail.end < len(start.line.words):
        step = _step(start, tail, gazetteer)
        if step is None:
            break
        tail = step
    return _bracket_end(start.line, tail.end) or tail.end


def place_end(start: Start, gazetteer: Gazetteer) -> int:
    """Return the index after the name of a province, city or district: a known place or up to three capitals."""
    line, after = start.line, start.after
    if after >= len(line.words) or line.gaps[after - 1].strip(" .") or not _named_word(line, after):
        return after
    known = gazetteer.at(line.words, line.gaps, after, "vi")
    if known is not None and known[0].kind in {"place", "capital"}:
        return known[1]
    end = after + 1
    while end < len(line.words) and end < after + 3 and line.adjacent(end) and line.words[end].capital:
        if line.words[end].key in surnames_vi() or starts_other(line, end):
            break
        end += 1
    return end


def _named_word(line: Line, index: int) -> bool:
    return line.words[index].capital or line.words[index].text.isdigit()


def _step(start: Start, tail: Tail, gazetteer: Gazetteer) -> Tail | None:
    """Return the tail one word, compound or known name further; None at the end of the name."""
    line, index = start.line, tail.end
    gap = line.gaps[index - 1]
    if not gap.strip(" ") or (gap.strip(" ") == "." and line.words[index - 1].key in {"tp", "st"}):
        return _plain_step(start, tail, gazetteer)
    if _HYPHEN.fullmatch(gap) or gap.strip() == "&":
        return _joined_step(line, tail, gazetteer)
    if gap == ", " and not tail.closed and start.head in _LISTING:
        conjunct = is_compound(line, index, gazetteer) and line.words[index].capital
        listed = any(word.key == "và" for word in line.words[index : index + 9])
        return Tail(index + 2) if conjunct and listed else None
    return None


def _plain_step(start: Start, tail: Tail, gazetteer: Gazetteer) -> Tail | None:
    line, index = start.line, tail.end
    word = line.words[index]
    if _named_word(line, index):
        return _capital_step(start, tail, gazetteer)
    if word.key == "và":
        return _conjunct_step(line, tail, gazetteer)
    if word.key in {"của", "tại"}:
        return _genitive_step(start, tail, gazetteer)
    if word.key in {"về", "vì"} and index > start.after:
        return Tail(index + 3) if is_compound(line, index + 1, gazetteer) else None
    if tail.closed or word.key in FUNCTION_WORDS or _verb(line, index):
        return None
    return _lower_step(start, tail, gazetteer)


def _lower_step(start: Start, tail: Tail, gazetteer: Gazetteer) -> Tail | None:
    line, index = start.line, tail.end
    word, before = line.words[index], line.words[index - 1]
    if index > start.after and (before.key, word.key) in gazetteer.compounds and not before.acronym:
        return Tail(index + 1)
    if is_compound(line, index, gazetteer):
        return Tail(index + 2)
    # The second syllable of a compound that official names happen not to have: "Viện Dược liệu".
    fresh = index - 1 == start.after or (index > start.after and not line.words[index - 2].capital)
    if not fresh or not before.capital or before.acronym or word.key in _VERBS:
        return None
    return Tail(index + 1) if is_syllable(word.text) and is_syllable(before.text) else None


def _capital_step(start: Start, tail: Tail, gazetteer: Gazetteer) -> Tail | None:
    line, index = start.line, tail.end
    known = gazetteer.at(line.words, line.gaps, index, "vi")
    if known is not None and known[0].kind in _CLOSING:
        return Tail(known[1], closed=True)
    later = index > start.after
    if later and (tail.closed or longest_at(titles_vi(), line.words, line.gaps, index)):
        return None
    if later and start.titled and _person_follows(line, index, gazetteer):
        return None
    return Tail(index + 1)


def _joined_step(line: Line, tail: Tail, gazetteer: Gazetteer) -> Tail | None:
    index = tail.end
    known = gazetteer.at(line.words, line.gaps, index, "vi")
    if known is not None and known[0].kind in _CLOSING | {"pair"}:
        return Tail(known[1], closed=True)
    if line.between(index, min(index + 2, len(line.words))).lower() == "chi nhánh":
        return Tail(index + 2)
    if tail.closed or starts_other(line, index) or line.words[index].text.isupper():
        return None
    if is_compound(line, index, gazetteer):
        return Tail(index + 2)
    return Tail(index + 1) if line.words[index].capital else None


def _conjunct_step(line: Line, tail: Tail, gazetteer: Gazetteer) -> Tail | None:
    index = tail.end + 1
    if tail.closed or index >= len(line.words) or starts_other(line, index):
        return None
    return Tail(index + 2) if is_compound(line, index, gazetteer) else None


def _genitive_step(start: Start, tail: Tail, gazetteer: Gazetteer) -> Tail | None:
    """ "Hội đồng Nhà máy Quân dụng của Ấn Độ", "Đại sứ quán Mỹ tại Việt Nam"."""
    line, index = start.line, tail.end
    if index + 1 >= len(line.words) or index == start.after:
        return None
    known = gazetteer.at(line.words, line.gaps, index + 1, "vi")
    if known is None:
        return None
    entry, last = known
    if line.words[index].key == "tại":
        abroad = start.head in _ABROAD and entry.kind in {"country", "place"}
        return Tail(last, closed=True) if abroad else None
    owner = entry.kind == "country" or (entry.kind == "body" and entry.type == "international_org")
    return Tail(last, closed=True) if owner and not tail.closed else None


def _bracket_end(line: Line, end: int) -> int | None:
    """Return where a name ends that a bracketed abbreviation closes further on."""
    for index in range(end, min(end + _REACH, len(line.words))):
        if "(" in line.gaps[index - 1]:
            return index if introduction_after(line, index) is not None else None
        word = line.words[index]
        if line.gaps[index - 1].strip(" -–&") not in {"", ","} or _verb(line, index):
            return None
        if word.key in FUNCTION_WORDS - {"về", "vì", "các", "cho", "của", "và"}:
            return None
        owned = line.words[index - 1].key in {"thuộc", "của"}
        if word.capital and starts_other(line, index) and not owned:
            return None
    return None


def _person_follows(line: Line, index: int, gazetteer: Gazetteer) -> bool:
    """Whether the capitals that follow are a person's name rather than more of the body's."""
    run = index
    while run < len(line.words) and line.words[run].capital and (run == index or line.adjacent(run)):
        run += 1
    if run - index not in {2, 3, 4} or is_compound(line, index, gazetteer):
        return False
    words = line.words[index:run]
    return words[0].key in surnames_vi() or not any(is_syllable(word.text) for word in words)


def is_compound(line: Line, index: int, gazetteer: Gazetteer) -> bool:
    """Whether the words at `index` and after it make a compound that official names have."""
    if index + 1 >= len(line.words) or not line.adjacent(index + 1) or _verb(line, index):
        return False
    return (line.words[index].key, line.words[index + 1].key) in gazetteer.compounds


def _verb(line: Line, index: int) -> bool:
    if line.words[index].capital or index + 1 >= len(line.words):
        return False
    return (line.words[index].key, line.words[index + 1].key) in _VERB_COMPOUNDS


def starts_other(line: Line, index: int) -> bool:
    """Whether another body or a title starts here."""
    title = longest_at(titles_vi(), line.words, line.gaps, index)
    return title is not None or head_at(line, index) is not None
