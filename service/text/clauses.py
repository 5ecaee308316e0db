"""Long sentences cut at clause borders, and their translations joined again.

Promises that the pieces put together are the sentence, character by character, that no word is cut, and that
a piece has at most the given number of words wherever the sentence has spaces. Does not translate.
"""

import re
from dataclasses import dataclass

from service.domain.article import Language

LONGEST = 40  # words (in Vietnamese, syllables) that a model of this size translates well at once
_SHORTEST = 5  # words of a piece, where there is a choice

_SPACE = re.compile(r"\s+")
_JOINERS: dict[Language, str] = {
    "vi": r"(?:và|nhưng|song|còn|mà|để|đồng thời|trong khi|trong đó|trong khuôn khổ|trong bối cảnh|bao gồm|"
    r"nhằm|nhân|do|vì|bởi|nên|tuy nhiên|khi|sau khi|trước khi|theo đó|qua đó|từ đó|hướng tới|góp phần|"
    r"cũng như|đặc biệt|thông qua|với|tại|theo|nếu|gồm|rằng|cùng|được|là)",
    "en": r"(?:and|but|or|while|which|who|whose|where|when|because|since|although|though|so that|as well as|"
    r"after|before|including|according to|following|with|that|to|as|if|by|for|in order to|such as|under)",
}
# What a border costs, in words of imbalance between the two sides that it is worth.
_STRONG, _CLAUSE, _COMMA, _BARE_CLAUSE, _AND, _WORD = 0, 6, 12, 16, 20, 60
_INSIDE = 25  # added within quotation marks or brackets
_AND_ONLY: dict[Language, re.Pattern[str]] = {
    "vi": re.compile(r"(?:và|hoặc|cùng)\b", re.IGNORECASE),
    "en": re.compile(r"(?:and|or)\b", re.IGNORECASE),
}
_STARTERS: dict[Language, re.Pattern[str]] = {
    language: re.compile(joiners + r"\b", re.IGNORECASE) for language, joiners in _JOINERS.items()
}
_PAIRS = {"“": "”", "«": "»", "(": ")", "[": "]", '"': '"'}
# Words that begin an English piece with a capital only because it began a sentence of its own.
_HALF_DAY = re.compile(r"\d ?[ap]\.m\.\Z")  # its point ends no sentence
_SMALL_EN = re.compile(
    r"(?:The|A|An|And|But|Or|Of|In|On|At|To|For|From|With|By|As|That|Which|Who|While|When|Where|Because|"
    r"Since|After|Before|It|Its|They|Their|He|She|His|Her|We|Our|This|These|Those|There|Also|Such|Including|"
    r"According|Under|Through|During|Between|Among|If|So|Is|Are|Was|Were|Has|Have|Had|Will|Would|Not|"
    r"Strengthening|Promoting|Contributing|Especially|Particularly|Both|All|Many|Some|One|Two|Three)\b"
)
# Common nouns and participles by their endings, unless a name goes on: "Innovation Centre".
_COMMON_EN = re.compile(
    r"(?!Beijing|Nanjing|Chongqing|Kunming|Xining|Boeing|Trinity)"
    r"[A-Z][a-z]{2,}(?:ing|tions?|ments?|ity|ness)\b(?! [A-Z])"
)


@dataclass(frozen=True, slots=True)
class _Border:
    """A place to cut: the offset at which the right side begins, the words before it, what it costs."""

    offset: int
    words_before: int
    cost: int


def split_clauses(text: str, *, language: Language, longest: int = LONGEST) -> tuple[str, ...]:
    """Return the pieces of a sentence; "".join(pieces) == text."""
    if len(text.split()) <= longest:
        return (text,)
    borders = _borders(text, language)
    if not borders:
        return (text,)
    total = len(text.split())
    best = min(borders, key=lambda border: _price(border, total))
    left, right = text[: best.offset], text[best.offset :]
    return (
        *split_clauses(left, language=language, longest=longest),
        *split_clauses(right, language=language, longest=longest),
    )


def join_clauses(
    pieces: tuple[str, ...], translations: tuple[str, ...], *, target: Language, gaps: tuple[str, ...] = ()
) -> str:
    """Return one sentence from the translations of its pieces: inner full stops and capitals taken back.

    `gaps` are what stands between the pieces, a space by default; a symbol in one is never lost.
    """
    joined = ""
    for i, (piece, translation) in enumerate(zip(pieces, translations, strict=True)):
        text = translation.strip()
        if i < len(pieces) - 1:
            text = _with_end_of(piece, text)
        if i and piece.lstrip()[:1].islower():
            text = _begun_small(text, target)
        gap = gaps[i - 1] if gaps and i else " "
        joined += f"{gap if i and (gap != ' ' or (joined and text)) else ''}{text}"
    return joined


def _borders(text: str, language: Language) -> list[_Border]:
    inside = _inside_marks(text)
    found = []
    for number, space in enumerate(_SPACE.finditer(text), 1):
        if space.start() == 0 or space.end() == len(text):
            continue
        cost = _cost(text, space, language) + (_INSIDE if inside[space.start()] else 0)
        found.append(_Border(space.end(), number, cost))
    return found


def _cost(text: str, space: re.Match[str], language: Language) -> int:
    before, rest = text[space.start() - 1], text[space.end() : space.end() + 20]
    joins = bool(_STARTERS[language].match(rest))
    if before in ";:" or (before in "–—-" and text[space.start() - 2 : space.start() - 1].isspace()):
        return _STRONG
    if before == ",":
        return _CLAUSE if joins else _COMMA
    if _AND_ONLY[language].match(rest):
        return _AND
    return _BARE_CLAUSE if joins else _WORD


def _price(border: _Border, total: int) -> float:
    left, right = border.words_before, total - border.words_before
    crumb = 40 if min(left, right) < _SHORTEST else 0
    return border.cost + abs(left - right) / 2 + crumb


def _inside_marks(text: str) -> list[bool]:
    """Say of each character whether it stands inside quotation marks or brackets that are closed later."""
    inside = [False] * len(text)
    if not any(mark in text for mark in _PAIRS):
        return inside
    closes_at: dict[str, int] = {}
    i = 0
    while i < len(text):
        close = _PAIRS.get(text[i])
        if close is None or closes_at.get(close, i + 1) <= i:
            i += 1
            continue
        end = text.find(close, i + 1)
        closes_at[close] = end  # -1: never again, so that a text full of openers takes linear time
        if end > 0:
            inside[i:end] = [True] * (end - i)
            i = end
        i += 1
    return inside


def _with_end_of(piece: str, text: str) -> str:
    """Give a translation the mark at the end of its piece; a piece that has none is no sentence."""
    mark = piece.rstrip()[-1:]
    bare = text.rstrip(".") if mark not in ".…" and not _HALF_DAY.search(text) else text
    if mark and mark in ",;:" and bare[-1:] not in ",;:!?…":
        return bare + mark
    return bare if mark in ",;:" else bare.rstrip(",;:")


def _begun_small(text: str, target: Language) -> str:
    if target == "en":
        common = _SMALL_EN.match(text) or _COMMON_EN.match(text)
        return text[0].lower() + text[1:] if common else text
    words = text.split(maxsplit=2)
    is_name = len(words) > 1 and words[1][:1].isupper()
    if not text or is_name or words[0][1:] != words[0][1:].lower():
        return text
    return text[0].lower() + text[1:]
