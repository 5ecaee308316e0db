"""Where sentences begin and end in Vietnamese and English news.

Promises spans without spaces at their ends that cover every other character, in time linear in the text;
a line break always ends a sentence. Knows nothing of blocks or roles, nor which language it reads: the rules
of both hold at once.
"""

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

_LINE = re.compile(r"[^\n]+")
_SIGN = re.compile(r"[.!?…]+|[\"“”„«»()\[\]]|(?<!\w)'|'(?!\w)")
_OPENERS = "\"'“‘„«([*"
_CLOSING = "”’»)]"
_BRACKET = re.compile(r"[()\[\]]")
_PAIRS = {"(": ")", "[": "]"}
_LONGEST_ASIDE = 300  # characters in brackets that are kept in one piece

_TOKEN_BEFORE = re.compile(r"\S{1,40}\Z")
_NEXT = re.compile(r"[\s\-–—•+*]*(?P<open>[\"'“‘„«(\[\s]*)(?P<word>[^\W_]+)")
_INITIAL = re.compile(r"[A-ZĐ]")
_LAST_PART = re.compile(r"[-.](?=[^.]+\Z)")
_DASHES = ("-", "–", "—")
_QUOTES = "\"'”’»"
_BEFORE_LIST_MARK = _OPENERS + "-–•+ "
_LIST_MARK = re.compile(r"[(\[]?(?:\d{1,2}(?:\.\d{1,2})*|[IVXLC]{1,5}|[a-zđA-ZĐ])")
_INNER_CAPITAL = re.compile(r"[a-z]{1,2}[A-Z]")  # iPhone, eBay
_SMALL_WORD = re.compile(r"[^\W\d_]{2,}")
_ADDRESS = re.compile(r"[@/:]|www\.")


@dataclass(frozen=True, slots=True)
class _Rules:
    attached: frozenset[str]
    may_end: frozenset[str]
    before_number: frozenset[str]
    exclaimed: frozenset[str]
    headings: frozenset[str]
    lettered: frozenset[str]
    starters: frozenset[str]
    starters_before_small: frozenset[str]


@dataclass(slots=True)
class _Line:
    """One line while it is read: what is open, and where the current sentence began."""

    text: str
    start: int
    end: int
    asides: dict[int, int]
    inside_until: int = -1
    double_open: bool = False
    single_open: bool = False
    spans: list[tuple[int, int]] = field(default_factory=list)


def split(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences, in reading order, as code-point offsets; `end` is exclusive."""
    spans: list[tuple[int, int]] = []
    for start, end in lines(text):
        spans += _split_line(text, start, end)
    return spans


def lines(text: str) -> list[tuple[int, int]]:
    """Return the spans of the lines that hold anything, without the spaces at their ends."""
    found: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        line = match.group()
        begin = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
        if begin < end:
            found.append((begin, end))
    return found


def _split_line(text: str, start: int, end: int) -> list[tuple[int, int]]:
    line = _Line(text, start, end, _asides(text, start, end))
    position = start
    while sign := _SIGN.search(text, position, end):
        position = sign.end()
        if sign.group()[0] in ".!?…":
            position = _take_stop(line, sign)
        else:
            _take_mark(line, sign.start(), sign.group())
    _close(line, end)
    return line.spans


def _take_stop(line: _Line, sign: re.Match[str]) -> int:
    """End the sentence at a stop if it does end there; return where to read on."""
    after = _with_closers(line, sign.end())
    if after < line.end and after > line.inside_until and _ends(line, sign, after):
        _close(line, after)
    return after


def _close(line: _Line, end: int) -> None:
    sentence = line.text[line.start : end]
    begin = line.start + len(sentence) - len(sentence.lstrip())
    stop = line.start + len(sentence.rstrip())
    if begin < stop:
        line.spans.append((begin, stop))
    line.start = end


def _take_mark(line: _Line, at: int, mark: str) -> None:
    if mark == '"':
        line.double_open = _opens(line, at)
    elif mark == "'":
        line.single_open = not line.single_open
    elif at in line.asides and at > line.inside_until:
        line.inside_until = line.asides[at]


def _opens(line: _Line, at: int) -> bool:
    """Say whether a straight quotation mark opens: by the side that a word is glued to, else by turns."""
    before = line.text[at - 1] if at > 0 else " "
    after = line.text[at + 1 : at + 2] or " "
    glued_left, glued_right = not (before.isspace() or before in _OPENERS), after.isalnum()
    return not line.double_open if glued_left == glued_right else glued_right


def _with_closers(line: _Line, position: int) -> int:
    """Return the end of a stop together with the quotation marks and brackets that close behind it."""
    text = line.text
    while position < line.end:
        char = text[position]
        if char in _CLOSING or (char in "\"'" and _closes(line, position)):
            position += 1
        elif char == " " and position + 1 < line.end and _closes_apart(line, position + 1):
            position += 2
        else:
            break
        _note_closed(line, text[position - 1])
    return position


def _note_closed(line: _Line, char: str) -> None:
    if char == '"':
        line.double_open = False
    elif char == "'":
        line.single_open = False


def _closes(line: _Line, position: int) -> bool:
    """Say whether a straight quotation mark right behind a stop closes: unless a word is glued to it."""
    following = line.text[position + 1 : position + 2]
    is_open = line.double_open if line.text[position] == '"' else line.single_open
    return is_open or not following.isalnum()


def _closes_apart(line: _Line, position: int) -> bool:
    """Say whether a quotation mark that stands apart, `xong . " Ông`, closes what was opened before."""
    char = line.text[position]
    following = line.text[position + 1 : position + 2]
    if char in ".!?…":
        return not following.isalnum()
    if following.isalnum() or char not in "\"'”»":
        return False
    if following in {",", ";"}:
        return True
    return (char == '"' and line.double_open) or (char == "'" and line.single_open) or char in "”»"


def _ends(line: _Line, sign: re.Match[str], after: int) -> bool:
    text, mark = line.text, sign.group()
    token_match = _TOKEN_BEFORE.search(text, max(line.start, sign.start() - 40), sign.start())
    token = token_match.group().lstrip(_OPENERS) if token_match else ""
    following = _NEXT.match(text, after, line.end)
    if following is None:
        return text[after].isspace()
    word = following["word"]
    if not text[after].isspace():
        return _ends_glued(token, word, mark=mark, at=after, following=following)
    dashed = text[after : after + 2].strip() in _DASHES
    if not _may_begin(word) or (dashed and text[after - 1] in _QUOTES):
        return False  # “...” – said somebody
    if mark != ".":
        return _ends_at_cry(token, mark, following)
    if token == "v" and not text[: sign.start() - 1].endswith("v. "):
        return False  # Roe v. Wade, not v. v.
    before = text[max(line.start, sign.start() - 80) : sign.start()].removesuffix(token)
    if _LIST_MARK.fullmatch(token) and _is_list_mark(before):
        return False
    certain = not dashed and _starts(following)
    counted = before.rsplit(maxsplit=1)[-1:]
    if len(token) == 1 and counted and counted[0].lower() in _rules().lettered:
        return True  # quý I, vitamin C
    return _ends_at_full_stop(token, following, certain=certain)


def _is_list_mark(before: str) -> bool:
    """Say whether a number or letter with a full stop leads an item: at the start, or `gồm: 1. A; 2. B`."""
    words = before.strip(_BEFORE_LIST_MARK).split()
    return not words or words[-1][-1] in ":;," or (len(words) == 1 and words[0] in _rules().headings)


def _ends_at_cry(token: str, mark: str, following: re.Match[str]) -> bool:
    """Say whether a sentence ends at an ellipsis, an exclamation or a question mark."""
    if "!" in mark and token in _rules().exclaimed:
        return _starts(following)
    return mark[0] in "!?" or not following["word"][0].isdigit()


def _ends_at_full_stop(token: str, following: re.Match[str], *, certain: bool) -> bool:
    rules = _rules()
    last = _LAST_PART.split(token)[-1]
    forms = {token, last}
    word = following["word"]
    if forms & rules.attached:
        return False
    if word[0].isdigit() and (last in rules.before_number or (last[-1:].isdigit() and len(word) == 3)):
        return False
    if forms & rules.may_end or _INITIAL.fullmatch(last):
        quoted = bool(set(following["open"]) & set('"“«„')) and len(token) > 1
        return certain or quoted
    return True


def _ends_glued(token: str, word: str, *, mark: str, at: int, following: re.Match[str]) -> bool:
    """Say whether a sentence ends where the space behind its stop was forgotten: `đi.Ông`."""
    if following.start("word") != at or not word[0].isupper() or _ADDRESS.search(token):
        return False
    behind = following.string[following.end() : following.end() + 1]
    if not behind.isspace() and behind != ",":
        return False
    if token.isdigit() or "!" in mark:
        return _starts(following)
    return token.islower() and bool(_SMALL_WORD.fullmatch(token)) and word[1:].islower()


def _may_begin(word: str) -> bool:
    return not word[0].islower() or bool(_INNER_CAPITAL.match(word))


def _starts(following: re.Match[str]) -> bool:
    """Say whether the next word can do nothing but begin a sentence."""
    word = following["word"]
    rest = following.string[following.end() : following.end() + 2]
    if len(word) == 1 and rest.startswith("."):
        return False
    rules = _rules()
    if word.capitalize() in rules.starters:
        return word[0].isupper()
    return word in rules.starters_before_small and rest.startswith(" ") and rest[1:].islower()


def _asides(text: str, start: int, end: int) -> dict[int, int]:
    """Return where each bracket closes, for those that hold no more than an aside."""
    found: dict[int, int] = {}
    opened: list[re.Match[str]] = []
    for bracket in _BRACKET.finditer(text, start, end):
        if bracket.group() in _PAIRS:
            opened.append(bracket)
        elif opened and bracket.group() == _PAIRS[opened[-1].group()]:
            opening = opened.pop().start()
            if bracket.start() - opening <= _LONGEST_ASIDE:
                found[opening] = bracket.start()
    return found


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    lists = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))
    return _Rules(**{name: frozenset(words) for name, words in lists.items()})
