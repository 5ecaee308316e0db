"""Vietnamese written in the 8-bit encodings from before Unicode, seen as bytes or misread as Western text.

Promises to recognise TCVN3 (ABC), VISCII, Windows-1258, VNI and misread UTF-8 by whether the words become
possible Vietnamese syllables, and to leave alone what it is not sure of. Knows nothing of files or transport.

Tables: TCVN 5712:1993 (VN3), RFC 1456 (VISCII), Microsoft code page 1258, VNI for Windows.
"""

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import Literal

from service.text.offsets import Rewritten, chain, substitute, untouched
from service.text.syllables import is_bare_syllable, is_syllable

Encoding = Literal["tcvn3", "viscii", "windows-1258", "vni"]
ENCODINGS: tuple[Encoding, ...] = ("tcvn3", "viscii", "windows-1258", "vni")

_NAMES: dict[str, Encoding] = {
    "tcvn3": "tcvn3", "tcvn": "tcvn3", "tcvn5712": "tcvn3", "tcvn57121": "tcvn3", "tcvn571211993": "tcvn3",
    "xviettcvn5712": "tcvn3", "xviettcvn": "tcvn3", "abc": "tcvn3", "viscii": "viscii", "xviscii": "viscii",
    "csviscii": "viscii", "viscii111": "viscii", "xvietviscii": "viscii", "windows1258": "windows-1258",
    "cp1258": "windows-1258", "xcp1258": "windows-1258", "vni": "vni", "xvietvni": "vni", "vniwin": "vni",
}  # fmt: skip

# Bytes A1-FE; a dot stands for a byte without a letter.
_TCVN3 = "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ"
# Bytes 80-FF.
_VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư"
    "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VISCII_LOW = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}
_1258 = {
    0xC3: "Ă", 0xCC: "\u0300", 0xD0: "Đ", 0xD2: "\u0309", 0xD5: "Ơ", 0xDD: "Ư", 0xDE: "\u0303", 0xE3: "ă",
    0xEC: "\u0301", 0xF0: "đ", 0xF2: "\u0323", 0xF5: "ơ", 0xFD: "ư", 0xFE: "₫",
}  # fmt: skip
_VNI_MARKS = dict(
    zip("ùøûõï", ("\u0301", "\u0300", "\u0309", "\u0303", "\u0323"), strict=True),
    â="\u0302", á="\u0302\u0301", à="\u0302\u0300", å="\u0302\u0309", ã="\u0302\u0303", ä="\u0302\u0323",
    ê="\u0306", é="\u0306\u0301", è="\u0306\u0300", ú="\u0306\u0309", ü="\u0306\u0303", ë="\u0306\u0323",
)  # fmt: skip
_VNI_LETTERS = dict(zip("ôöñíìæóòî", "ơưđíìỉĩịỵ", strict=True))
_VNI = re.compile(r"([aeiouyôö])([ùøûõïâáàåãäêéèúüë])|[ôöñíìæóòî]", re.IGNORECASE)

_BEYOND_WESTERN = re.compile("[Ạ-ỹĂăĐđĨĩŨũƠơƯư\u0300\u0301\u0303\u0309\u0323]")
_HIGH = re.compile("[\u0080-\u00ff]")
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\s!-/:-@\[-`{-~]+")  # letters of these encodings look like symbols
_MIXED = re.compile("[a-z][¡-¿À-Þ]|[¡-¿](?=[a-z])")  # a symbol or a capital inside a word: no Western text
_BROKEN = re.compile("[a-z][¡-¿À-Þ][a-z]")
_CAPITALS = re.compile(r"(?<![^\W\d_])(?=[^\W\d_]*[A-Z][^\W\d_]*[A-Z])[^\W\d_a-z]+(?![^\W\d_])")

_C2_DF, _E0_EF, _F0_F4 = "[\u00c2-\u00df]", "[\u00e0-\u00ef]", "[\u00f0-\u00f4]"
_TAIL = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_UTF8 = re.compile(f"{_C2_DF}{_TAIL}|{_E0_EF}{_TAIL}{{2}}|{_F0_F4}{_TAIL}{{3}}")
_PLAUSIBLE = re.compile(
    "[\u00a0-\u00ffĂăĐđĨĩŨũƠơƯưẠ-ỹ\u2010-\u2044€₫™\ufeff\U0001f000-\U0001faff\u0300-\u0323]"
)
_CAPITAL_WITHIN = re.compile(f"[a-z][\u00c2-\u00df]{_TAIL}")
_SAMPLE = 40_000  # characters that decide what a text is written in


def named(charset: str) -> Encoding | None:
    """Return the encoding that a declared charset means, if it is one of ours."""
    return _NAMES.get(re.sub(r"[^a-z0-9]", "", charset.lower()))


def western(content: bytes) -> str:
    """Return bytes read as Windows-1252, its five gaps as the control characters of Latin-1."""
    return content.decode("latin-1").translate(_windows_1252())


def looks_broken(text: str) -> bool:
    """Say whether symbols or capitals stand within words, as they do in no text that was read rightly."""
    return bool(_BROKEN.search(text))


def repair(text: str) -> Rewritten:
    """Return what a misread text was meant to be, or the text itself where nothing is sure."""
    mended = _mend_utf8(text)
    encoding = recognise(mended.text)
    return chain(mended, convert(mended.text, encoding)) if encoding else mended


def recognise(text: str) -> Encoding | None:
    """Say which encoding a text that was read as Western is really in, None where it is none or unclear."""
    first = _HIGH.search(text)
    if first is None or _BEYOND_WESTERN.search(text):
        return None
    start = max(0, first.start() - 200)
    sample = text[start : start + _SAMPLE]
    misread = [token for token in _TOKEN.findall(sample) if not token.isascii()]
    before = sum(map(is_syllable, misread)) / max(1, len(misread))
    readings = ((unicodedata.normalize("NFC", convert(sample, e).text), e) for e in ENCODINGS)
    found = sorted(((_plausibility(reading, sample), e) for reading, e in readings), reverse=True)
    best, runner_up = found[0][0], found[1][0]
    sure = best > 0.85 and best > before + 0.3 and best > runner_up
    return found[0][1] if sure else None


def convert(text: str, encoding: Encoding) -> Rewritten:
    """Return a text in `encoding`, read as Western, in Unicode (for Windows-1258 with combining marks)."""
    if encoding == "vni":
        return substitute(text, _VNI, _vni)
    converted = Rewritten(text.translate(_table(encoding)), range(len(text)))
    if encoding == "tcvn3":  # its capitals are a font of their own: the code is the small letter's
        return chain(converted, substitute(converted.text, _CAPITALS, lambda match: match.group().upper()))
    return converted


def _plausibility(text: str, misread: str) -> float:
    """Share of the accented words that are possible syllables; 0 where the rest does not look Vietnamese."""
    good, accented, possible = _count(text)
    if not accented or possible < 0.6 or (accented < 3 and not _MIXED.search(misread)):
        return 0.0
    return good / accented


def _count(text: str) -> tuple[int, int, float]:
    """Return accented words that are syllables, accented words, and the share of all words that could be."""
    good = accented = bare = plain = 0
    for word in _WORD.findall(text):
        if not word.isascii():
            accented += 1
            good += is_syllable(word)
        elif len(word) > 1 and word.islower():  # names are from anywhere
            plain += 1
            bare += is_bare_syllable(word)
    return good, accented, (good + bare) / max(1, accented + plain)


def _vni(match: re.Match[str]) -> str:
    base, mark = match.group(1), match.group(2)
    if base is None:
        return _keep_case(match.group(), _VNI_LETTERS[match.group().lower()])
    letter = _keep_case(base, _VNI_LETTERS.get(base.lower(), base.lower()))
    return unicodedata.normalize("NFC", letter + _VNI_MARKS[mark.lower()])


def _keep_case(model: str, letter: str) -> str:
    return letter.upper() if model.isupper() else letter


@lru_cache(maxsize=4)
def _table(encoding: Encoding) -> dict[int, str]:
    if encoding == "windows-1258":
        return _1258
    codes, first = (_TCVN3, 0xA1) if encoding == "tcvn3" else (_VISCII, 0x80)
    table = {first + i: letter for i, letter in enumerate(codes) if letter != "."}
    if encoding == "viscii":
        table |= _VISCII_LOW
        table |= {ord(char): table[byte] for byte, char in _windows_1252().items()}
    return table


@lru_cache(maxsize=1)
def _windows_1252() -> dict[int, str]:
    """Return the characters of Windows-1252 in place of Latin-1's controls."""
    return {b: c for b in range(0x80, 0xA0) if (c := bytes([b]).decode("cp1252", "ignore"))}


def _mend_utf8(text: str) -> Rewritten:
    """Undo UTF-8 that was read as Windows-1252, line by line, where nearly all of a line's letters say so."""
    if not _UTF8.search(text):
        return untouched(text)
    lines = text.split("\n")
    verdicts = [_misread_utf8(line) for line in lines]
    if not any(verdict == "surely" for verdict in verdicts):
        return untouched(text)
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))

    def mend(match: re.Match[str]) -> str:
        verdict = verdicts[bisect_right(starts, match.start()) - 1]
        return match.group() if verdict == "no" else _decoded(match.group())

    return substitute(text, _UTF8, mend)


def _misread_utf8(line: str) -> Literal["surely", "maybe", "no"]:
    sequences = [s for s in _UTF8.findall(line) if _decoded(s) != s]
    if not sequences:
        return "no"
    inside = sum(1 for s in sequences for c in s if c.isalpha() and not c.isascii())
    others = sum(1 for c in line if c.isalpha() and not c.isascii()) - inside
    if others * 4 > len(sequences):
        return "no"
    sure = len(sequences) > 1 or len(sequences[0]) > 2 or _CAPITAL_WITHIN.search(line)
    return "surely" if sure else "maybe"


@lru_cache(maxsize=4096)
def _decoded(sequence: str) -> str:
    """Return the character that a misread sequence stands for, the sequence itself where there is none."""
    back = {ord(char): byte for byte, char in _windows_1252().items()}
    try:
        char = bytes(back.get(ord(c), ord(c)) for c in sequence).decode("utf-8")
    except UnicodeDecodeError:
        return sequence
    return char if _PLAUSIBLE.fullmatch(char) else sequence
