"""What every language writes alike: addresses, e-mails, hashtags, accounts, numbers of documents, rare signs.

Promises the places of these in a text, and which of them a translation lacks or writes otherwise; a name's
letter without its mark (QĐ as QD) is the same number. Refuses to know what they stand for.
"""

import re
from collections import Counter

from service.domain.article import Span
from service.text.caching import remembered
from service.text.rare_signs import find_copied, lost_signs
from service.text.syllables import strip_diacritics

# A local part has 64 characters at most; a host is read from its beginning, not from each of its labels.
_ADDRESS = (
    r"\bhttps?://[^\s<>\"]*[\w/]|\b\w[\w.+-]{0,63}@[\w-]+(?:\.[\w-]+)*\.\w{2,}\b"
    r"|(?<![\w-]\.)(?<![\w.-]-)\b\w[\w-]*(?:\.[\w-]+)*\.(?:com|org|net|vn|gov|edu|info)\b(?:/[^\s<>\"]*[\w/])?"
)
_TAG = r"(?<![\w&/#])#(?=\w*[^\W\d_])\w{2,}|(?<![\w.@/])@(?=\w*[^\W\d_])\w[\w.]*\w"
# 12/2021/TT-BTC, 567/BYT-DP, 05-NQ/TW: digits first, then letters of which two are capitals.
_PART = r"(?=[^\W\d_]*[A-ZĐ][^\W\d_]*[A-ZĐ])[^\W\d_]+\d*"
_DOCUMENT = (
    rf"(?<![\w/.,-])\d+(?:(?:/\d{{4}})?/{_PART}(?:[-–/&]{_PART})*|-{_PART}(?:-{_PART})*/{_PART}(?:-{_PART})*)"
    r"(?![\w/])"
)
_VERBATIM = re.compile(f"{_ADDRESS}|{_TAG}|{_DOCUMENT}")
_JOINTS = re.compile(r"\s?([-–/])\s?")
_MARK = re.compile(r"[/@#]|\.\w")  # one of these stands in each of them


@remembered(2048)
def find_verbatim(text: str) -> tuple[Span, ...]:
    """Return where something stands that no translation may touch, in reading order."""
    found = _addresses(text)
    copied = (one for one in find_copied(text) if not any(one.overlaps(span) for span in found))
    return tuple(sorted((*found, *copied), key=lambda span: span.start))


def within_verbatim(text: str, start: int, end: int) -> bool:
    """Whether a stretch lies inside of such a place, or is one."""
    spans = find_verbatim(text)
    return bool(spans) and any(span.start <= start and end <= span.end for span in spans)


def lost_verbatim(source_text: str, target_text: str) -> tuple[str, ...]:
    """Return what the translation lacks as it was written, as often as it does."""
    wanted = Counter(source_text[span.start : span.end] for span in _addresses(source_text))
    lost = (words for words, times in wanted.items() if _times(words, target_text) < times)
    return (*lost, *lost_signs(source_text, target_text))


def _addresses(text: str) -> tuple[Span, ...]:
    if not _MARK.search(text):
        return ()
    return tuple(Span(*match.span()) for match in _VERBATIM.finditer(text))


def _times(words: str, text: str) -> int:
    if words not in text:
        words, text = _loosely(words), _loosely(text)
    return len(re.findall(rf"(?<![^\W_]){re.escape(words)}(?![^\W_])", text))


def _loosely(text: str) -> str:
    """Return a text without the marks of letters and the spaces around dashes: 12/QĐ - TTg is 12/QD-TTg."""
    return _JOINTS.sub(r"\1", strip_diacritics(text)).replace("–", "-")
