"""What a line of a news text is, by its words alone: byline, date line, caption, list item, heading, title.

Precision goes first: a line or opening that is not surely one of these is body text. Vietnamese and English.
"""

import re

from service.domain.article import BlockRole

_PLACE = r"(?:TP\.?\s?)?[A-ZĐÀ-Ỹ][\w.'’-]*(?:[ -][A-ZĐÀ-Ỹ][\w.'’-]*){0,4}"
_DATE = (
    r"(?:(?:ngày\s+)?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?|"
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2}(?:,\s*\d{4})?|"
    r"\d{1,2}\s+(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?(?:\s+\d{4})?)"
)
_AGENCY = (
    r"\((?:TTXVN|VNA|VNS|VNP|VOV|Dân trí|Chinhphu\.vn|VietnamPlus|Vietnam\+|TBTCO|PLO|NLĐO|VTC News|"
    r"Reuters|AP|AFP|Xinhua|Kyodo(?: News)?|Yonhap|Bloomberg|Bernama|ANTARA|TASS|UPI|DPA|dpa|PTI|CNA|"
    r"[A-Za-zĐÀ-ỹ]+(?:\.vn|\.com|\.net))\)"
)
_DASH = r"\s*[-–—]+\s+"
# "Hà Nội, 8/6/2020 (TTXVN) – ", "HANOI, June 8 (Reuters) – ", "(Dân trí) - ", "HANOI (AP) — ": a bare
# place before a dash is no date line, for a sentence may start so.
_DATELINE = re.compile(
    rf"(?:{_PLACE},?\s*(?:,\s*)?{_DATE}(?:\s*{_AGENCY})?|{_PLACE}(?:,\s*{_PLACE})?\s*{_AGENCY}|{_AGENCY}){_DASH}"
)
_WEEKDAY = (
    r"(?:Thứ\s+(?:Hai|Ba|Tư|Năm|Sáu|Bảy|[2-7])|Chủ\s+[Nn]hật|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
_CLOCK = r"\d{1,2}(?::|h|g)\d{2}(?::\d{2})?(?:\s*[AaPp]\.?[Mm]\.?)?"
_ZONE = r"\(?(?:GMT|UTC)\s*[+-]?\s*\d{0,2}(?::\d{2})?\)?"
_TIME_LINE = re.compile(
    rf"(?:(?:Cập nhật|Đăng|Ngày đăng|Published|Updated|Posted)(?:\s+(?:lúc|on|at))?:?\s*)?"
    rf"(?:(?:{_WEEKDAY}|{_DATE}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}/\d{{1,2}}/\d{{4}}|{_CLOCK}|{_ZONE}|{_PLACE}(?=,\s*{_DATE}))"
    rf"[\s,|•·–—-]*)+\.?",
)
_DIGIT = re.compile(r"\d")

_SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đoàn|Trịnh|Mai|Lương|Cao|Tạ|"
    "Châu|Tô|Hà|Thái|Trương|Lâm|Vương|Chu|Quách|Đào|Phùng|Lưu|Tăng|La|Kiều|Nghiêm|Thân|Vi|Khuất|Giang"
)
_SYLLABLE = r"[A-ZĐÀ-ỴÁ-ỸĂƠƯ][a-zđà-ỹăơư]+"
_PERSON = rf"(?:{_SURNAMES})(?: {_SYLLABLE}){{1,3}}"
_WESTERN = rf"{_SYLLABLE}(?:[ -](?:[A-Z]\.|{_SYLLABLE})){{1,3}}"
_SOURCE = (
    rf"(?:PV|P\.V|TTXVN|BTV|VOV|VTV|VGP|CTV|{_PERSON}|[A-ZĐ]{{2,}}|"
    rf"(?:Báo |Tạp chí )?{_SYLLABLE}(?: {_SYLLABLE}){{0,4}}"
    r"|[A-Za-z]+(?:\.[a-z]+)+|Vietnam\+|VietnamPlus)"
)
_BYLINE = re.compile(
    rf"(?:\(?Theo:? {_SOURCE}(?:[/,] ?{_SOURCE})*\)?|(?:PV|P\.V|TTXVN|VNA|BTV|CTV)(?:[/ –-]+{_SOURCE})*|"
    rf"(?:{_PERSON}|{_SYLLABLE} {_SYLLABLE})(?: [-–] {_PERSON})? ?[/(](?:Theo )?{_SOURCE}\)?|"
    rf"(?:Tác giả|Bài|Tin|Nguồn|Source|Author|Bài và ảnh|Tin, ảnh): ?{_SOURCE}(?:[,;/] ?{_SOURCE})*|"
    rf"(?:By|BY|by) {_WESTERN}(?:,? (?:and|&) {_WESTERN})?"
    r"(?:, [A-Z][\w ]{1,30})?)\.?"
)
_NAME_ONLY = re.compile(rf"(?:{_PERSON})(?: [-–,] (?:{_PERSON}))*")
_CAPTION = re.compile(
    r"(?:\(?(?:Ảnh|Ảnh minh họa|Ảnh minh hoạ|Photo|Image|Picture|Hình|Clip|Video)(?: \w+)?\s*:\s*\S)"
)
_CREDIT = re.compile(
    r"[.(–-]?\s*\(?(?:Ảnh|Photo|Image|Nguồn ảnh|Ảnh minh họa|Ảnh minh hoạ)\s*:\s*[^.:;]{2,50}\)?\.?$"
)
_BULLET = re.compile(r"(?:[-•*+–▪●]\s+|\d{1,2}[.)]\s+|[a-zđ]\)\s+)\S")
_STOPPED = re.compile(r"[.!?…:;,][\"”’»)\]]*$")


def words(text: str) -> int:
    """Count the words that hold a letter or digit."""
    return sum(1 for word in text.split() if any(char.isalnum() for char in word))


def dateline_end(paragraph: str) -> int:
    """Return where the date line that opens a paragraph ends, 0 where none does."""
    match = _DATELINE.match(paragraph)
    return match.end() if match else 0


def is_dateline(line: str) -> bool:
    """Whether a whole line is a date line: place and date, weekday and hour."""
    if len(line) > 80 or not _DIGIT.search(line):
        return False
    return bool(_TIME_LINE.fullmatch(line))


def is_byline(line: str, *, at_edge: bool) -> bool:
    """Whether a line names its author or source; a bare name counts at the text's edge alone."""
    if len(line) > 80:
        return False
    return bool(_BYLINE.fullmatch(line)) or (at_edge and bool(_NAME_ONLY.fullmatch(line)))


def is_caption(line: str) -> bool:
    """Whether a line describes or credits a picture."""
    return words(line) <= 60 and bool(_CAPTION.match(line) or _CREDIT.search(line))


def is_list_item(line: str) -> bool:
    """Whether a line opens with a bullet, a number or a letter."""
    return bool(_BULLET.match(line))


def is_heading(line: str, following: str | None) -> bool:
    """Whether a line is a heading: short, capitalised, without a stop, above a longer line."""
    if following is None or not line[:1].isupper() or _STOPPED.search(line):
        return False
    return 2 <= words(line) <= 15 and len(following) > len(line)


def is_title(line: str, following: str | None) -> bool:
    """Whether a first line is the title: short, more follows, and no full stop at its end."""
    if following is None or not 2 <= words(line) <= 40 or is_list_item(line):
        return False
    return not re.search(r"[.,;:][\"”’»)]*$", line) or line.endswith(("...", "…"))


def role_of(line: str, *, following: str | None, at_edge: bool) -> BlockRole:
    """Return the role of a line that is neither title nor lead."""
    if is_caption(line):
        return "caption"
    if is_dateline(line):
        return "dateline"
    if is_byline(line, at_edge=at_edge):
        return "byline"
    if is_list_item(line):
        return "list_item"
    return "heading" if is_heading(line, following) else "paragraph"
