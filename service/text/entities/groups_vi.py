"""Kinds of parties in Vietnamese: "các công ty năng lượng Mỹ", "11 nước TPP", "doanh nghiệp hai nước"."""

from dataclasses import replace

from service.domain.highlight import PartnerType
from service.text.entities.line import Line, Named, named
from service.text.entities.linking import countries_in
from service.text.entities.tails_vi import FUNCTION_WORDS, is_compound
from service.text.folding import fold
from service.text.gazetteer import Gazetteer

_NOUNS: dict[tuple[str, ...], PartnerType] = {
    tuple(map(fold, noun.split())): kind
    for kind, nouns in (
        ("country", "nước|quốc gia|nước thành viên|quốc gia thành viên"),
        ("other", "nền kinh tế|nền kinh tế thành viên|đối tác|trường học|nhà tài trợ|hiệp hội"),
        ("company", "công ty|doanh nghiệp|tập đoàn|ngân hàng|nhà đầu tư|hãng|hãng hàng không|nhà sản xuất"),
        ("university", "trường đại học|đại học|trường đh"),
        ("government", "tỉnh|tỉnh thành|thành phố|địa phương"),
        ("agency", "cơ quan|bộ|bộ ngành|viện nghiên cứu|bệnh viện|đơn vị"),
        ("international_org", "tổ chức|tổ chức quốc tế"),
    )
    for noun in nouns.split("|")
}  # fmt: skip
_QUANTIFIERS = frozenset(
    map(fold, "các những nhiều một số hai ba bốn năm sáu bảy tám chín mười hàng".split())
)
_FEW = frozenset({"hai", "2"})
_ENDINGS = (("khác",), ("trong", "nước"), ("trong", "khu", "vực"), ("nước", "ngoài"), ("quốc", "tế"))
_BARE_QUALIFIES = frozenset({("doanh", "nghiệp"), ("doanh", "nghiệp")})


def group_at(line: Line, first: int, gazetteer: Gazetteer) -> Named | None:
    """Return the group of parties that starts at a word."""
    after, counted = _quantifier_end(line, first)
    noun = _noun(line, after)
    if noun is None:
        return None
    kind, noun_end = noun
    keys = tuple(word.key for word in line.words[after:noun_end])
    if after == first and keys not in _BARE_QUALIFIES:
        return None
    end = _qualified_end(line, noun_end, gazetteer)
    if end == noun_end and not counted:
        return None
    if end == noun_end and keys not in {("nước",), ("quốc", "gia"), ("nền", "kinh", "tế")}:
        return None
    group = named(line, first, end, kind="group", kind_type=kind)
    codes = set(countries_in(group.text, "vi", gazetteer))
    return replace(group, country=codes.pop() if len(codes) == 1 else None)


def _quantifier_end(line: Line, first: int) -> tuple[int, bool]:
    """Return the index after the quantifier, and whether it counts more than two."""
    index = first
    if line.words[index].key in {"gần", "hơn", "khoảng"} and index + 1 < len(line.words):
        index += 1
    word = line.words[index]
    if word.text.isdigit():
        return index + 1, len(word.text) > 2 or int(word.text) > 2
    if index == first and word.key in _QUANTIFIERS - _FEW:
        after = index + 1
        if word.key == "một" and after < len(line.words) and line.words[after].key == "số":
            return after + 1, False
        return (index if word.key == "một" else after), False
    return first, False


def _noun(line: Line, first: int) -> tuple[PartnerType, int] | None:
    for length in (4, 3, 2, 1):
        keys = tuple(word.key for word in line.words[first : first + length])
        if len(keys) == length and keys in _NOUNS:
            return _NOUNS[keys], first + length
    return None


def _qualified_end(line: Line, noun_end: int, gazetteer: Gazetteer) -> int:
    """Return the index after what makes the group definite: a country, body or acronym, "khác", "trong nước"."""
    index = noun_end
    while index < min(noun_end + 7, len(line.words)) and line.adjacent(index):
        for ending in _ENDINGS:
            if tuple(word.key for word in line.words[index : index + len(ending)]) == ending:
                return index + len(ending)
        word = line.words[index]
        if word.capital:
            known = gazetteer.at(line.words, line.gaps, index, "vi")
            if known is not None and known[0].kind in {"country", "place", "region", "body"}:
                return known[1]
            return index + 1 if word.acronym else noun_end
        if word.key in {"của", "tại", "ở"} and index + 1 < len(line.words) and line.words[index + 1].capital:
            index += 1
        elif is_compound(line, index, gazetteer):
            index += 2
        elif word.key in FUNCTION_WORDS:
            return noun_end
        else:
            index += 1 if word.key in {"lớn", "thành", "viên", "châu"} else 99
    return noun_end
