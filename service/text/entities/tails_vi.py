"""How far a Vietnamese name goes on after its head noun.

Names capitalise the first syllable of each compound ("Tổng cục Tiêu chuẩn Đo lường Chất lượng"), some not
even that ("Viện nghiên cứu gia đình và giới"). The end is found by the compounds that occur in official
names, by countries and provinces, and by an abbreviation in brackets.
"""

import re
from dataclasses import dataclass

from service.text.entities.abbreviations import bracket_text, introduction_after
from service.text.entities.lexicon import (
    Head,
    function_words_vi,
    heads_vi,
    like_heads_vi,
    longest_at,
    surnames_vi,
    titles_vi,
    verbs_vi,
)
from service.text.entities.line import Line
from service.text.folding import words_of
from service.text.syllables import is_syllable

PLACE_HEADS = frozenset(
    {
        "tỉnh",
        "thành phố",
        "tp",
        "huyện",
        "quận",
        "thị xã",
        "tx",
        "phường",
        "xã",
        "bang",
        "hạt",
        "đặc khu",
        "thủ đô",
    }
)
# Heads after which commas may list: "Bộ Văn hóa, Thể thao và Du lịch".
_LISTING = frozenset({"bộ", "sở", "ủy ban", "cục", "vụ", "viện", "trung tâm", "hội đồng", "ban quản lý"})
# Heads of bodies that a state has abroad.
_ABROAD = frozenset({"đại sứ quán", "phái đoàn", "văn phòng", "tổng lãnh sự quán", "lãnh sự quán"})
# Heads that are names by themselves, so that a person may follow: "Phó Thủ tướng Chính phủ Trương Hòa Bình".
_ALONE = frozenset({"chính phủ", "chính quyền", "quốc hội"})
_LEGAL = frozenset({"ltd", "inc", "jsc", "llc"})
_CLOSING = frozenset({"country", "place", "region", "capital"})
# Heads whose purpose may be part of the name: "Ủy ban quốc gia về thanh niên".
_FOR_A_CAUSE = frozenset(
    {"cơ quan", "ủy ban", "tổ chức", "hội đồng", "đối tác", "quỹ", "diễn đàn", "trung tâm", "ban chỉ đạo"}
)
_SCOPES = frozenset({"quốc gia", "quốc tế", "trung ương", "nhà nước", "liên bang"})
_FIELD = 5  # lower-case words that the field of a body may have before its scope
_HYPHEN = re.compile(r"\s?[-–—]\s?")
_PART = 5  # letters that a part of a hyphenated abbreviation may have
_REACH = 14  # words within which a bracketed abbreviation may still close the name
_BUSINESS = 9  # lower-case words that a firm's line of business may have before its proper name


@dataclass(frozen=True, slots=True)
class Start:
    """Where a name starts: its head noun at words [first, after). `titled`: a person may follow the name."""

    line: Line
    first: int
    after: int
    head: str
    titled: bool
    firm: bool = False


@dataclass(frozen=True, slots=True)
class Tail:
    """How far a name has got: the index after its last word; whether a country or province closed it."""

    end: int
    closed: bool = False


def head_at(line: Line, first: int) -> tuple[Head, int] | None:
    """Return the head noun at a word and the index after it."""
    found = longest_at(heads_vi(), line.words, line.gaps, first)
    if found is None or (found[1] == first + 1 and _in_other_word(line, first)):
        return None
    return found if found[0].lower or line.words[first].capital else None


def _in_other_word(line: Line, index: int) -> bool:
    """Whether a syllable is only part of another word: "cơ sở", "hội nghị"."""
    keys = tuple(word.key for word in line.words[max(0, index - 1) : index + 2])
    before = index > 0 and not line.words[index].capital and keys[:2] in like_heads_vi()
    return before or keys[-2:] in like_heads_vi()


def name_end(start: Start) -> int:
    """Return the index after the name's last word; `start.after` where nothing follows the head noun."""
    tail = Tail(_business_end(start) if start.firm else _field_end(start))
    while tail.end < len(start.line.words):
        step = _step(start, tail)
        if step is None:
            break
        tail = step
    return _bracket_end(start.line, tail.end) or tail.end


def place_end(line: Line, after: int) -> int:
    """Return the index after the name of a province or city: a known place or up to three capitals."""
    if after >= len(line.words) or line.gaps[after - 1].strip(" .") or not _named_word(line, after):
        return after
    whole = line.known[after - 1]  # "TP.HCM"
    if whole is not None and whole[0].kind in {"place", "capital"} and whole[1] > after:
        return whole[1]
    known = line.known[after]
    if known is not None and known[0].kind in {"place", "capital"}:
        return known[1]
    end = after + 1
    while end < len(line.words) and end < after + 3 and line.adjacent(end) and line.words[end].capital:
        surname = end > after + 1 and line.words[end].key in surnames_vi()
        if surname or starts_other(line, end):
            break
        end += 1
    return end


def _named_word(line: Line, index: int) -> bool:
    return line.words[index].capital or line.words[index].text.isdigit()


def _field_end(start: Start) -> int:
    """Skip a lower-case field that ends in "quốc gia" or the like: "Trung tâm vệ tinh quốc gia"."""
    line = start.line
    for index in range(start.after, min(start.after + _FIELD, len(line.words) - 1)):
        if not line.adjacent(index) or _verb(line, index) or line.words[index].key in function_words_vi():
            break
        if line.words[index].capital:
            break
        if line.key(index, index + 2) in _SCOPES:
            return index + 2
    return start.after


def _business_end(start: Start) -> int:
    """Skip a firm's line of business, "Công ty CP xây dựng và kinh doanh nhà", up to its proper name."""
    line, index = start.line, start.after
    while index < min(start.after + _BUSINESS, len(line.words)):
        word = line.words[index]
        if line.gaps[index - 1].strip(" ,") or _verb(line, index):
            return start.after
        if _named_word(line, index):
            return index
        if word.key in function_words_vi() and word.key != "và":
            return start.after
        index += 1
    return start.after


def _step(start: Start, tail: Tail) -> Tail | None:
    """Return the tail one word, compound or known name further; None at the end of the name."""
    line, index = start.line, tail.end
    gap = line.gaps[index - 1]
    if not gap.strip(" ") or (gap.strip(" ") == "." and line.words[index - 1].key in {"tp", "st"}):
        return _plain_step(start, tail)
    if gap.strip() == "&" and line.words[index].acronym:
        return Tail(index + 1)
    if _HYPHEN.fullmatch(gap) or gap.strip() == "&":
        return _joined_step(start, tail)
    if start.firm and gap in {"., ", ", "} and line.words[index].key in _LEGAL:
        return Tail(index + 1)  # "Co., Ltd"
    if gap == ", " and not tail.closed and start.head in _LISTING and _conjunct(line, index):
        reach = 9 if line.words[index].capital else 4
        return Tail(index + 2) if any(w.key == "và" for w in line.words[index : index + reach]) else None
    return None


def _conjunct(line: Line, index: int) -> bool:
    return is_compound(line, index) and not starts_other(line, index)


def _plain_step(start: Start, tail: Tail) -> Tail | None:
    line, index = start.line, tail.end
    word = line.words[index]
    if line.words[index - 1].acronym and (end := _seat_end(line, index)) is not None:
        return Tail(end, closed=True)
    if _named_word(line, index):
        return _capital_step(start, tail)
    if word.key == "và":
        return _conjunct_step(line, tail)
    if word.key in {"của", "tại"}:
        return _genitive_step(start, tail)
    if word.key in {"về", "vì"} and index > start.after and start.head in _FOR_A_CAUSE:
        return Tail(index + 3) if is_compound(line, index + 1) else None
    if tail.closed or word.key in function_words_vi() or _verb(line, index):
        return None
    return _lower_step(start, tail)


def _seat_end(line: Line, index: int) -> int | None:
    """Return where the place ends that a body in letters belongs to: "Phòng GD-ĐT TP Sóc Trăng"."""
    head = longest_at(heads_vi(), line.words, line.gaps, index)
    if head is None or line.key(index, head[1]) not in PLACE_HEADS:
        return None
    end = place_end(line, head[1])
    return end if end > head[1] else None


def _lower_step(start: Start, tail: Tail) -> Tail | None:
    line, index = start.line, tail.end
    word, before = line.words[index], line.words[index - 1]
    head = longest_at(heads_vi(), line.words, line.gaps, index)
    if head is not None and line.key(index, head[1]) in PLACE_HEADS:
        end = place_end(line, head[1])
        if end > head[1]:
            return Tail(end, closed=True)
    if index > start.after and (before.key, word.key) in line.gazetteer.compounds and not before.acronym:
        return Tail(index + 1)
    if is_compound(line, index):
        return Tail(index + 2)
    # The second syllable of a compound that official names happen not to have: "Viện Dược liệu".
    fresh = index - 1 == start.after or (index > start.after and not line.words[index - 2].capital)
    if not fresh or not before.capital or before.acronym or (word.key,) in verbs_vi():
        return None
    return Tail(index + 1) if is_syllable(word.text) and is_syllable(before.text) else None


def _capital_step(start: Start, tail: Tail) -> Tail | None:
    line, index = start.line, tail.end
    known = line.known[index]
    if known is not None and known[0].kind in _CLOSING and not first_of_a_name(start, known[1]):
        return Tail(known[1], closed=True)
    later = index > start.after
    if start.head in _ALONE and longest_at(titles_vi(), line.words, line.gaps, index):
        return None  # "chính quyền Tổng thống Hàn Quốc"
    if start.titled and start.head in _ALONE and _person_follows(line, index):
        return None
    if later and (tail.closed or longest_at(titles_vi(), line.words, line.gaps, index)):
        return None
    if later and start.titled and _person_follows(line, index):
        return None
    return Tail(index + 1)


def first_of_a_name(start: Start, after: int) -> bool:
    """Tell whether a country's one syllable only starts a firm's name: "Hợp tác xã Anh Đào"."""
    line = start.line
    if not start.firm or after != start.after + 1 or after >= len(line.words) or not line.adjacent(after):
        return False
    follows = line.words[after]
    other = line.known[after] is not None or starts_other(line, after)
    return follows.capital and not follows.acronym and not other and is_syllable(follows.text)


def _joined_step(start: Start, tail: Tail) -> Tail | None:
    line, index = start.line, tail.end
    known = line.known[index]
    if known is not None and known[0].kind in _CLOSING | {"pair"}:
        return Tail(known[1], closed=True)
    if line.key(index, index + 2) == "chi nhánh":
        return Tail(index + 2)
    if not tail.closed and _hyphenated(line, index):
        while index + 1 < len(line.words) and _hyphenated(line, index + 1):
            index += 1
        return Tail(index + 1, closed=True)
    if tail.closed or starts_other(line, index) or line.words[index].text.isupper():
        return None
    if is_compound(line, index) and (line.words[index].capital or start.head in _LISTING):
        return Tail(index + 2)
    return Tail(index + 1) if line.words[index].capital else None


def _hyphenated(line: Line, index: int) -> bool:
    """Whether a word goes on in an abbreviation with hyphens: "Phòng GD-ĐT", "Sở VH-TT-DL"."""
    parts = line.words[index - 1 : index + 1]
    short = all(word.text.isupper() and len(word.text) <= _PART for word in parts)
    return short and line.gaps[index - 1] == "-" and line.known[index - 1] is line.known[index] is None


def _conjunct_step(line: Line, tail: Tail) -> Tail | None:
    index = tail.end + 1
    if tail.closed or index >= len(line.words):
        return None
    return Tail(index + 2) if _conjunct(line, index) else None


def _genitive_step(start: Start, tail: Tail) -> Tail | None:
    """Go on over "của Ấn Độ", and over "tại Việt Nam" after an embassy."""
    line, index = start.line, tail.end
    if index + 1 >= len(line.words) or index == start.after:
        return None
    known = line.known[index + 1]
    if known is None:
        return None
    entry, last = known
    if line.words[index].key == "tại":
        abroad = start.head in _ABROAD and entry.kind in {"country", "place"}
        return Tail(last, closed=True) if abroad else None
    owner = entry.kind == "country" or (entry.kind == "body" and entry.type == "international_org")
    foreign = all(not is_syllable(word.text) for word in line.words[start.after : index])
    return Tail(last, closed=True) if owner and not tail.closed and not foreign else None


def _bracket_end(line: Line, end: int) -> int | None:
    """Return where a name ends that a bracketed abbreviation, alias or parent closes further on."""
    for index in range(end, min(end + _REACH, len(line.words) + 1)):
        if "(" in line.gaps[index - 1]:
            return index if _names_it(line, index) else None
        if index == len(line.words) or line.gaps[index - 1].strip(" -–&") not in {"", ","}:
            return None
        word = line.words[index]
        if _verb(line, index) or word.key in function_words_vi() - {"về", "vì", "các", "cho", "của", "và"}:
            return None
        owned = line.words[index - 1].key in {"thuộc", "của"}
        if word.capital and starts_other(line, index) and not owned:
            return None
    return None


def _names_it(line: Line, index: int) -> bool:
    """Whether the bracket after word `index - 1` names what stands before it, or its parent."""
    if introduction_after(line, index) is not None:
        return True
    bracket = bracket_text(line, index)
    inner = words_of(bracket[0]) if bracket is not None else ()
    found = longest_at(heads_vi(), inner, [" "] * len(inner), 0) if inner else None
    return found is not None and inner[0].capital


def _person_follows(line: Line, index: int) -> bool:
    """Whether the capitals that follow are a person's name rather than more of the body's."""
    run = index
    while run < len(line.words) and line.words[run].capital and (run == index or line.adjacent(run)):
        run += 1
    if run - index not in {2, 3, 4} or is_compound(line, index):
        return False
    words = line.words[index:run]
    return words[0].key in surnames_vi() or not any(is_syllable(word.text) for word in words)


def is_compound(line: Line, index: int) -> bool:
    """Whether the words at `index` and after it make a compound that official names have."""
    if index + 1 >= len(line.words) or not line.adjacent(index + 1) or _verb(line, index):
        return False
    return (line.words[index].key, line.words[index + 1].key) in line.gazetteer.compounds


def _verb(line: Line, index: int) -> bool:
    if line.words[index].capital or index + 1 >= len(line.words):
        return False
    return (line.words[index].key, line.words[index + 1].key) in verbs_vi()


def starts_other(line: Line, index: int) -> bool:
    """Whether another body or a title starts here."""
    title = longest_at(titles_vi(), line.words, line.gaps, index)
    return title is not None or head_at(line, index) is not None
