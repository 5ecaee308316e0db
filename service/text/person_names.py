"""Names that a translation keeps: people, foreign proper names in Latin letters, acronyms and designations.

Promises spans, and whether a name survives in a translation: Vietnamese people without diacritics, foreign
names as they are or nearly so ("Italia", "Italy"), acronyms as they are or spelled out. Leaves names that
are translated (countries, ministries) to the glossary.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.fuzz import ratio

from service.domain.article import Language, Span
from service.text.syllables import is_bare_syllable, strip_diacritics

NameKind = Literal["person", "foreign", "acronym", "designation"]

_SURNAME_LIST = (
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn trịnh mai đào tô trương"
    " lương vương cao hà lâm tạ thái tăng châu quách kiều nghiêm khuất phùng chu từ lưu đàm tống hứa"
)
_SURNAMES = frozenset(_SURNAME_LIST.split())
_SURNAMES_BARE = frozenset(map(strip_diacritics, _SURNAMES))
# Surname first, yet a place or a house, whose English name may differ.
_NO_PERSON = re.compile(
    r"(?:Hà Nội|Ha Noi|Ha Long|Hà Long|Hà Lan|Hoang Sa|Hoàng Sa|Hoàng Gia|Hoàng gia"
    r"|Trường|Vũ Hán|Châu (?:Á|Âu|Phi|Mỹ|Đại)"
    r"|Thái (?:Lan|Bình Dương)"
    r"|Cao (?:ủy|đẳng)|Mai Linh|Tô Châu|Hồ (?:Tây|Gươm|Hoàn|Chí Minh)|Đoàn (?:Thanh|TNCS|Chủ|ĐB|Thể)"
    r"|Dương (?:Tử|lịch)"
    r"|Lưu (?:học|vực)|Từ |Đào tạo|Chu (?:Lai|Hải)|Vương quốc|Đặc|Lê (?:Duẩn|Lợi|Văn Lương)|Vũng)"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_DESIGNATION = re.compile(
    r"(?<![^\W_])(?!VN[DĐ]|USD|EUR|US|Q[1-4]\b)(?:[A-Z]{1,6}[a-z]{0,2}-?\d{1,4}[A-Z]{0,2}"
    r"|\d[A-Z])(?![^\W_]|-)"
)
_ACRONYM = re.compile(r"(?<![^\W_])(?<!/)[A-Z]{3,8}(?![^\W_]|[./]\w)")
# Vietnamese abbreviations and codes that English renders in other letters, and codes of money.
_TRANSLATED_LIST = (
    "UBND HĐND TAND LHQ VN TPHCM HCM TTXVN TƯ TW BCH BCĐ CHXHCN CHDCND XHCN GDP ODA FDI NHNN NSNN"
    " GTVT GD GDĐT KHCN KHĐT"
    " CAND CSGT PCCC THPT THCS ĐBQH QH CNTT BHXH BHYT HTX TNHH CTCP TMCP TNHHMTV NXB UBTVQH VKSND MTTQ QĐND"
    " BQP BCA BTC BTV BTTTT LĐTBXH TBXH NNPTNT PTNT TCMT TNMT KCN KCX KTX SGK GS TS PGS THS BS KTS NSND NSUT"
    " ANTT ATTT ATGT TNGT CLB HLV ĐT ĐTQG VĐV TTCK CTCK CBCNV DNNN DNVVN TCTK TGĐ CEO TMĐT USD VND EUR"
    " JPY GBP CNY KRW"
    " AUD NDT VNĐ TTO TTG PV BTGD HCMC UBQG TPP NATO EU LNG WTO FTA UBKT UBATGTQG TTCP"
    " TTPCP ĐHQG ĐHQGHN BĐS HSG"
    " UNESCO VIII VII XII XIII XIV XVI XIX XX XXI III"
)
_TRANSLATED = frozenset(_TRANSLATED_LIST.split())
# Vietnamese spellings that share too few letters with the English name.
_EXONYMS = {
    "campuchia": "cambodia", "italia": "ital", "ukraina": "ukrain", "ucraina": "ukrain", "braxin": "brazil",
    "brasil": "brazil", "mexico": "mexic", "turkey": "turk", "philippines": "filipino", "brussel": "brussels",
    "maroc": "morocc", "marốc": "morocc", "ireland": "irish", "iceland": "icelandic", "scotland": "scot",
    "myanmar": "burm", "belarus": "belarus", "petersburg": "petersburg", "facebook": "facebook",
    "luxembourg": "luxemb", "bangladesh": "bangladesh", "denmark": "danish", "france": "french",
    "moskva": "moscow", "litva": "lithuan", "romania": "romania", "rumani": "romania", "x-quang": "x-ray",
    "sudan": "sudan", "kazakhstan": "kazakh", "uzbekistan": "uzbek", "afghanistan": "afghan",
}  # fmt: skip
_SIMILAR = 72
_TITLES = frozenset({"Ms", "Mr", "Mrs", "Dr", "Prof", "Sir"})
# Words that Vietnamese borrows and English may put otherwise.
_BORROWED_LIST = (
    "virus noel internet online website video email facebook fanpage talkshow richter hotline show euro"
    " blog album container taxi vaccine gameshow liveshow clip showroom scandal model fan idol"
)
_BORROWED = frozenset(_BORROWED_LIST.split())
# Chinese, Korean and Singaporean people have other names in English: Lý Khắc Cường is Li Keqiang.
_SINO = re.compile(
    r"Trung Quốc|Đài Loan|Bắc Kinh|Hồng K|Hong Kong|Singapore|Triều Tiên|Hàn Quốc|Thượng Hải|Nikkei|TQ"
)
_COMMONEST = frozenset({"nguyễn", "phạm", "huỳnh", "nguyen", "pham", "huynh"})
_VIETNAMESE_ONLY = frozenset(
    {"nguyễn", "phạm", "võ", "vũ", "bùi", "đỗ", "lê", "phan", "huỳnh", "đinh", "trịnh"}
)
_SINO_PEOPLE = frozenset(
    {"Lý Khắc Cường", "Lý Hiển Long", "Thái Anh Văn", "Vương Nghị", "Hồ Cẩm Đào", "Lý Quang Diệu"}
)
# Of abbreviations without a vowel, which are mostly Vietnamese, these are known abroad.
_KNOWN_ABROAD = frozenset(
    {"BBC", "CNN", "NHK", "HSBC", "FPT", "CPTPP", "NBC", "CNBC", "KPMG", "DHL", "BMW", "LGBT"}
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name that should be found again in a translation."""

    span: Span
    text: str
    kind: NameKind


def names_to_keep(text: str, language: Language) -> tuple[Name, ...]:
    """Return the names of a text that survive translation, in reading order."""
    found = list(_people(text, language))
    found += [Name(Span(*m.span()), m[0], "designation") for m in _DESIGNATION.finditer(text)]
    if language == "vi":
        found += _foreign(text) + _acronyms(text)
    taken: list[Name] = []
    for name in found:
        if all(name.span.end <= other.span.start or name.span.start >= other.span.end for other in taken):
            taken.append(name)
    return tuple(sorted(taken, key=lambda name: name.span.start))


def unexplained_names(source: str, target: str) -> tuple[str, ...]:
    """Return foreign names of a Vietnamese translation that its English source does not hold."""
    return tuple(name.text for name in _foreign(target) if not survives(name, source))


def survives(name: Name, target: str) -> bool:
    """Say whether a translation holds a name, in the form that its language gives it."""
    words = _folded_words(target)
    key = strip_diacritics(name.text).lower()
    if name.kind == "person":
        return _person_survives(strip_diacritics(name.text), strip_diacritics(target))
    if name.kind == "designation" and key.startswith("covid"):
        return "covid" in _squeezed(target) or "cov" in _squeezed(target) or "corona" in _squeezed(target)
    if name.kind == "designation":
        return f"under{key[1:]}" in _squeezed(target) or key.replace("-", "") in _squeezed(target)
    if name.kind == "acronym":
        return key in words or key in _squeezed(target) or _spelled_out(name.text, target)
    return _foreign_survives(key, words)


def _person_survives(name: str, target: str) -> bool:
    """Full name, or the last two syllables, or the given name by itself ("Mr Phuc", not "Ho Chi Minh")."""
    tail = [part.lower() for part in name.replace("-", " ").split()[-2:]]
    words = _plain_words(target)
    for i, word in enumerate(words):
        if word.lower() != tail[-1]:
            continue
        before = words[i - 1] if i else ""
        if before.lower() == tail[0] or (word[0].isupper() and not _is_part(before, words[i + 1 : i + 2])):
            return True
    return "".join(tail) in (word.lower() for word in words)


def _is_part(before: str, after: tuple[str, ...]) -> bool:
    """Say whether a word between these belongs to somebody else's name."""
    other_name = before[:1].isupper() and before not in _TITLES and is_bare_syllable(before)
    return other_name or any(word[0].isupper() for word in after)


@lru_cache(maxsize=512)
def _plain_words(text: str) -> tuple[str, ...]:
    return tuple(word for match in _WORD.finditer(text) for word in re.split(r"['’-]", match[0]) if word)


@lru_cache(maxsize=512)
def _folded_words(text: str) -> frozenset[str]:
    words = _WORD.findall(strip_diacritics(text).lower().replace("’", "'"))
    return frozenset(
        part for word in words for part in (word, *re.split(r"['-]", word), word.replace("-", ""))
    )


@lru_cache(maxsize=512)
def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", strip_diacritics(text).lower())


def _foreign_survives(key: str, words: frozenset[str]) -> bool:
    if key in words or key in _BORROWED or all(part in words for part in re.split(r"['’-]", key)):
        return True
    stem = _EXONYMS.get(key)
    if stem and any(word.startswith(stem) for word in words):
        return True
    # Adjectives and other spellings: Malaysia - Malaysian, Italia - Italy, Hồi giáo names, plurals.
    return any(
        (len(key) > 4 and word.startswith(key[:4])) or (len(word) > 3 and ratio(word, key) >= _SIMILAR)
        for word in words
    )


def _spelled_out(acronym: str, target: str) -> bool:
    """Say whether capitals of consecutive words spell an acronym ("European Union" for EU)."""
    initials = "".join(word[0] for word in _WORD.findall(target.replace("-", " ")) if word[0].isupper())
    return acronym in initials


def capitalised_runs(text: str) -> list[tuple[int, list[str]]]:
    """Return the start and the words of each run of capitalised words with one space between them."""
    runs: list[tuple[int, list[str]]] = []
    end = -2
    for match in _WORD.finditer(text):
        if match[0][0].isupper():
            if match.start() == end + 1 and text[end] == " ":
                runs[-1][1].append(match[0])
            else:
                runs.append((match.start(), [match[0]]))
            end = match.end()
    return runs


def _people(text: str, language: Language) -> list[Name]:
    """Find Vietnamese people: a surname and one to three given names at the end of a run of capitals."""
    people = []
    for start, words in capitalised_runs(text):
        for i, word in enumerate(words):
            whole = " ".join(words[i:])
            if _is_person(words[i:], whole, text, language):
                at = start + len(" ".join(words[:i])) + (1 if i else 0)
                people.append(Name(Span(at, at + len(whole)), whole, "person"))
                break
            if strip_diacritics(word).lower() in _SURNAMES_BARE and i:
                break
    return people


def _is_person(words: list[str], whole: str, text: str, language: Language) -> bool:
    surname = words[0].lower()
    if surname not in (_SURNAMES if language == "vi" else _SURNAMES_BARE):
        return False
    shortest = 2 if surname in _COMMONEST else 3
    if not shortest <= len(words) <= 4 or _NO_PERSON.match(whole) or whole in _SINO_PEOPLE:
        return False
    if surname not in _VIETNAMESE_ONLY and _SINO.search(text):
        return False
    return all(is_bare_syllable(strip_diacritics(part)) for part in words)


def _foreign(text: str) -> list[Name]:
    return [
        Name(Span(*match.span()), match[0], "foreign")
        for match in _WORD.finditer(text)
        if _is_foreign(match[0])
    ]


@lru_cache(maxsize=16_384)
def _is_foreign(word: str) -> bool:
    """A capitalised ASCII word of which some part can be no Vietnamese syllable."""
    if len(word) < 3 or not word[0].isupper() or not word.isascii() or word.isupper():
        return False
    return any(not is_bare_syllable(part) for part in re.split(r"['-]", word) if part)


def _acronyms(text: str) -> list[Name]:
    if text.upper() == text:
        return []  # a headline in capitals
    return [
        Name(Span(*match.span()), match[0], "acronym")
        for match in _ACRONYM.finditer(text)
        if match[0] not in _TRANSLATED and (set(match[0]) & set("AEIOUY") or match[0] in _KNOWN_ABROAD)
    ]
