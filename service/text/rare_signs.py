"""What the vocabularies of translation models lack or tear: other scripts, formulas, fractions, codes.

Promises the places of these in a text, as both languages write them alike, and which of them a translation
lacks: a fraction or a unit that it says in words is not lost. Refuses to know what they stand for.
"""

import re
import unicodedata
from collections import Counter

from service.domain.article import Span
from service.text.syllables import is_bare_syllable, is_syllable, strip_diacritics

# Greek, Cyrillic and what lies between them and Thai, Lao, Khmer; Chinese, Japanese, Korean.
_SCRIPT = "\u0370-\u03ff\u0400-\u1aff\u1f00-\u1fff\u2e80-\u2fff\u3005-\u9fff\uac00-\ud7af\uf900-\ufaff"
_FOREIGN = rf"(?<![^\W_])[{_SCRIPT}][{_SCRIPT}\d]*(?:[ ·-][{_SCRIPT}][{_SCRIPT}\d]*)*(?![^\W_])"
_LOW, _HIGH, _PART = "\u2080-\u209c", "\u00b2\u00b3\u00b9\u2070-\u207f", "\u00bc-\u00be\u2150-\u215e"
_RUN = rf"[\w()\[\]{_LOW}]"
# H₂O, Ca(OH)₂; begins where a run does, or a long word without a sign would be read from each of its letters.
_FORMULA = rf"(?<!{_RUN})\d*[A-Za-z(\[]{_RUN}*[{_LOW}]{_RUN}*"
# Not VH-XH, which is said in words.
_LETTERS = r"(?<![\w/.-])(?:N/A|(?:QĐ|NĐ|NQ|TT|CT|KL|CV|TB|KH|HD)-(?:TTg|CP|TW))(?![\w/-])"
# VND-01, i7-9700K: capitals and figures around a dash; of the virus people say other names, too, and quarters
# (Q1-2024), years (UNCLOS-1982) and ordinals (ASEAN-46) are said in words.
_TIME = r"[QHT]\d{1,2}-(?:19|20)\d\d(?![\w-])|[A-ZĐ]{3,}-(?:[1-9]\d?|(?:19|20)\d\d)(?![\w-])"
_ITEM = (
    rf"(?<![\w/.-])(?!COVID|{_TIME})(?=[\w-]*\d)(?:[A-ZĐ]{{2,}}|[A-Za-zĐđ]\d+)"
    r"(?:-(?:[A-ZĐ]{0,4}\d+[A-ZĐ]{0,4}|[A-ZĐ]{2,}))+(?![\w/-])"
)
_COPIED = re.compile("|".join((_FOREIGN, _FORMULA, _LETTERS, _ITEM)))
_COPIED_PERHAPS = re.compile(rf"[{_SCRIPT}{_LOW}]|[\dA-ZĐ]-[\dA-ZĐ]|N/A")
# x², km², 10⁶, but no mark of a note behind a word; ½; 5‰ (with decimals its marks are another language's).
_SIGN = re.compile(
    rf"(?<![^\W_])(?:[^\W\d_]|[kcdm]m|\d+)[{_HIGH}]+|(?<!\d)\d*[{_PART}]|(?<![\w.,])\d+\s?‰(?!\w)"
)
_DECIMAL = re.compile(r"(?<![\w.,])\d+[.,]\d+\s?‰(?!\w)")
_SIGN_PERHAPS = re.compile(rf"[{_HIGH}{_PART}‰]")
_IN_WORDS = {
    "½": r"half|halves|1/2|[.,]5|50|nửa|rưỡi|một phần hai",
    "¼": r"quarter|fourth|1/4|[.,]25|25|phần tư",
    "¾": r"quarter|fourth|3/4|[.,]75|75|phần tư",
    "⅓": r"third|1/3|phần ba",
    "⅔": r"third|2/3|phần ba",
    "²": r"square|\bsq\b|vuông|bình phương|\bha\b",
    "³": r"cubic|\bcu\b|cubed|khối|lập phương",
    "‰": r"per (?:mil|thousand)|phần (?:nghìn|ngàn)",
}
_TOKEN = re.compile(r"[A-ZĐ]{1,4}[/&-]?\d[\w./-]*|\d+[A-ZĐ]{1,3}|[A-ZĐ]{1,4}(?:[/+&-][A-ZĐ\d]{1,4}){1,3}")
_VERSION = re.compile(r"(?!VND|RMB|GBP|CHF|HKD|SGD|NZD|TWD|BND|PHP|THB|KRW|MMK)[A-Z]{2,} \d{1,2}\.\d")
_CAPITALS = re.compile(r"[A-ZĐ]{1,6}")
_LOOSE = re.compile(r"[\s\u2010-\u2015-]")
_AROUND = " ,.;:()[]+=–-/"
_LONGEST = 6  # words of a text that is no more than codes


def find_copied(text: str) -> tuple[Span, ...]:
    """Return where words of other scripts, formulas and codes stand, in reading order."""
    if not _COPIED_PERHAPS.search(text):
        return ()
    return tuple(Span(*match.span()) for match in _COPIED.finditer(text))


def find_signs(text: str) -> tuple[Span, ...]:
    """Return where figures with signs stand that every language has: raised ones, fractions, thousandths."""
    if not _SIGN_PERHAPS.search(text):
        return ()
    return tuple(Span(*match.span()) for match in _SIGN.finditer(text))


def begins_copied(text: str) -> bool:
    """Whether a text begins with what keeps its small letter there: α-β, i7-9700K."""
    return bool(_COPIED_PERHAPS.search(text) and _COPIED.match(text))


def lost_signs(source_text: str, target_text: str) -> tuple[str, ...]:
    """Return the signs and codes that the translation neither has, as often, nor says in words."""
    spans = (*find_copied(source_text), *find_signs(source_text))
    wanted = Counter(source_text[span.start : span.end] for span in spans)
    if thousandths := len(find_thousandths(source_text)):
        wanted["‰"] = thousandths + sum(words.endswith("‰") for words in wanted.elements())
    there = _plain(target_text) if wanted else ""
    return tuple(
        words
        for words, times in wanted.items()
        if there.count(_plain(words)) < times and not _is_said(words, target_text)
    )


def find_thousandths(text: str) -> tuple[Span, ...]:
    """Return where thousandths with decimals stand, whose marks are a language's own."""
    return tuple(Span(*match.span()) for match in _DECIMAL.finditer(text)) if "‰" in text else ()


def is_code(text: str, *, is_vietnamese: bool) -> bool:
    """Whether a text is codes, formulas and signs alone: VND-01, F0, F1, H₂O; no line of capitals is."""
    tokens = text.split()
    letters = [token for token in tokens if any(map(str.isalpha, token))]
    return (
        len(letters) > 0
        and len(tokens) <= _LONGEST
        and all(_is_coded(token, is_vietnamese=is_vietnamese) for token in letters)
    )


def is_version(text: str) -> bool:
    """Whether a text is letters and a version, whose point stays: TLS 1.2, but not GBP 1.2."""
    return bool(_VERSION.fullmatch(text.strip()))


def _is_coded(token: str, *, is_vietnamese: bool) -> bool:
    bare = token.strip(_AROUND)
    if _TOKEN.fullmatch(bare):
        return True
    if any(span.start == 0 and span.end == len(bare) for span in (*find_copied(bare), *find_signs(bare))):
        return True
    if not _CAPITALS.fullmatch(bare):
        return False
    if is_vietnamese:
        return len(bare) == 1 or not (is_syllable(bare) or is_bare_syllable(bare))
    return not set(bare) & set("AEIOUY")


def _is_said(words: str, target_text: str) -> bool:
    return any(sign in words and re.search(said, target_text, re.I) for sign, said in _IN_WORDS.items())


def _plain(text: str) -> str:
    """Return a text in capitals with all figures on the line, without marks of letters, spaces and dashes."""
    return _LOOSE.sub("", unicodedata.normalize("NFKC", strip_diacritics(text))).upper()
