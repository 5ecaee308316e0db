"""Translates the words of an HTML document and leaves its markup as it is.

Promises that the same tags come out in the same order, and comments, scripts, code and what is marked as not
to be translated byte for byte. A block is translated as a whole; the tags inside it are put where the words
that they mark have gone. Does not translate itself: it is given the function that does.
"""

import html as entities
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from service.text.html_tokens import BLOCK, VOID, Token, attributes, tokenise

Translate = Callable[[list[str]], list[str]]

_FIXED = frozenset(
    (
        "code",
        "pre",
        "kbd",
        "samp",
        "var",
        "script",
        "style",
        "textarea",
        "svg",
        "math",
        "template",
        "noscript",
    )
)
_FIXED_CLASS = re.compile(r"(?:^|\s)(?:notranslate|skiptranslate)(?:\s|$)")
_TRANSLATED_ATTRIBUTES = ("alt", "title")
_WORD = re.compile(r"\S+")
_EDGES = re.compile(r"\A(\s*)(.*?)(\s*)\Z", re.DOTALL)
_MAX_ELEMENTS = 100  # inline elements of a block that are looked for
_MAX_WITHIN = 12  # words of an inline element that is looked for in the translation of its block


@dataclass(frozen=True, slots=True)
class _Unit:
    """Text and inline tags between two borders: `tokens` holds nothing else."""

    tokens: tuple[Token, ...]


@dataclass(slots=True)
class _Batch:
    """The texts to translate, each once, and afterwards what they became."""

    texts: dict[str, str] = field(default_factory=dict)

    def want(self, text: str) -> None:
        if any(char.isalpha() for char in text):
            self.texts.setdefault(text, text)

    def of(self, text: str) -> str:
        return self.texts.get(text, text)


def translate_html(html: str, translate: Translate) -> str:
    """Return the document with its texts, and its alt and title attributes, translated in one call."""
    parts = list(_parts(html))
    batch = _Batch()
    for part, fixed in parts:
        if isinstance(part, _Unit):
            batch.want(_plain(part.tokens))
            elements = _elements(part.tokens)
            for start, end in elements if len(elements) <= _MAX_ELEMENTS else ():
                batch.want(_inner_text(part.tokens, start, end))
            for token in part.tokens:
                _want_attributes(token, batch)
        elif not fixed:
            _want_attributes(part, batch)
    texts = list(batch.texts)
    batch.texts = dict(zip(texts, translate(texts) if texts else [], strict=True))
    return "".join(
        _translated_unit(part, batch)
        if isinstance(part, _Unit)
        else _translated_tag(part, batch, fixed=fixed)
        for part, fixed in parts
    )


def _parts(html: str) -> Iterator[tuple[_Unit | Token, bool]]:
    """Yield units and the tokens between them, each with whether it must stay as it is."""
    pending: list[Token] = []
    skipping: list[str] = []  # open elements from the one that is not to be translated inwards
    for token in tokenise(html):
        opens_fixed = token.kind == "open" and token.name not in VOID and _is_fixed(token)
        if skipping or opens_fixed:
            yield from _flushed(pending)
            pending = []
            yield token, True
            _follow(skipping, token)
        elif token.kind == "text" or (token.kind != "other" and token.name not in BLOCK):
            pending.append(token)
        else:
            yield from _flushed(pending)
            pending = []
            yield token, token.kind == "other"
    yield from _flushed(pending)


def _follow(skipping: list[str], token: Token) -> None:
    """Keep the nesting inside an untranslated element; only tags of its own name open and close it."""
    if token.kind == "open" and token.name not in VOID and (not skipping or token.name == skipping[0]):
        skipping.append(token.name)
    elif token.kind == "close" and skipping and token.name == skipping[0]:
        skipping.pop()


def _is_fixed(token: Token) -> bool:
    if token.name in _FIXED:
        return not token.raw.endswith("/>")
    values = {attribute.name: attribute.value for attribute in attributes(token.raw)}
    return values.get("translate", "").lower() == "no" or bool(_FIXED_CLASS.search(values.get("class", "")))


def _flushed(tokens: list[Token]) -> Iterator[tuple[_Unit | Token, bool]]:
    """Yield a unit without the tags at its edges, which stand by themselves."""
    first, last = 0, len(tokens)
    while first < last and not _has_text(tokens[first]):
        first += 1
    while last > first and not _has_text(tokens[last - 1]):
        last -= 1
    yield from ((token, False) for token in tokens[:first])
    if first < last:
        yield _Unit(tuple(tokens[first:last])), False
    yield from ((token, False) for token in tokens[last:])


def _has_text(token: Token) -> bool:
    return token.kind == "text" and not token.raw.isspace()


def _plain(tokens: Sequence[Token]) -> str:
    text = "".join(token.text for token in tokens if token.kind == "text")
    return " ".join(text.split())


def _elements(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return the (opening, closing) places of the inline elements that are whole in a unit."""
    found: list[tuple[int, int]] = []
    stack: list[int] = []
    for place, token in enumerate(tokens):
        if token.kind == "open" and token.name not in VOID:
            stack.append(place)
        elif token.kind == "close" and stack and tokens[stack[-1]].name == token.name:
            found.append((stack.pop(), place))
    return found


def _inner_text(tokens: Sequence[Token], start: int, end: int) -> str:
    """Return the text of an inline element, empty where it is too long to be looked for."""
    text = _plain(tokens[start : min(end, start + 64)])
    return text if len(text.split()) <= _MAX_WITHIN else ""


def _translated_unit(unit: _Unit, batch: _Batch) -> str:
    whole = "".join(token.text for token in unit.tokens if token.kind == "text")
    plain = _plain(unit.tokens)
    target = batch.of(plain)
    if target == plain:
        return "".join(_translated_tag(token, batch, fixed=False) for token in unit.tokens)
    before, _, after = _edges(whole)
    places = _places(unit.tokens, target, batch)
    pieces: list[str] = [before]
    done = 0
    spaced = _spaced_tags(unit.tokens)
    for token, place in zip((t for t in unit.tokens if t.kind != "text"), places, strict=True):
        pieces.append(_escaped(target[done:place]))
        pieces.append(_translated_tag(token, batch, fixed=False))
        if token in spaced and not target[place : place + 1].isspace():
            pieces.append(" ")
        done = place
    return "".join([*pieces, _escaped(target[done:]), after])


def _spaced_tags(tokens: Sequence[Token]) -> set[Token]:
    """Return the void tags with white space on both sides, of which the target has but one."""
    return {
        tag
        for before, tag, after in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if tag.name in VOID and before.raw[-1:].isspace() and after.raw[:1].isspace()
    }


def _edges(text: str) -> tuple[str, str, str]:
    match = _EDGES.match(text)
    return (match.group(1), match.group(2), match.group(3)) if match else ("", text, "")


def _places(tokens: Sequence[Token], target: str, batch: _Batch) -> list[int]:
    """Return where in the target each tag goes, never decreasing, so that they nest as before."""
    before = _words_before(tokens)
    found = _found_elements(tokens, before, target, batch)
    starts = [match.start() for match in _WORD.finditer(target)]
    ends = [match.end() for match in _WORD.finditer(target)]
    places: list[int] = []
    for index, token in enumerate(tokens):
        if token.kind == "text":
            continue
        at = round(before[index] * len(starts))
        if index in found:
            place = found[index]
        elif token.kind == "close":
            place = ends[min(at, len(ends)) - 1] if at and ends else 0
        else:
            place = starts[at] if at < len(starts) else len(target)
        places.append(max(place, places[-1] if places else 0))
    return places


def _words_before(tokens: Sequence[Token]) -> list[float]:
    """Return for each token which part of the unit's words stand before it, 0..1."""
    counts: list[int] = []
    count, in_word = 0, False
    for token in tokens:
        counts.append(count)
        if token.kind == "text" and token.text:
            text = token.text
            count += len(text.split()) - (in_word and not text[0].isspace())
            in_word = not text[-1].isspace()
    return [number / max(1, count) for number in counts]


def _found_elements(
    tokens: Sequence[Token], before: Sequence[float], target: str, batch: _Batch
) -> dict[int, int]:
    """Return the places of the tags whose element's own translation is found in that of the block."""
    places: dict[int, int] = {}
    elements = _elements(tokens)
    for start, end in elements if len(elements) <= _MAX_ELEMENTS else ():
        inner = _inner_text(tokens, start, end)
        words = batch.of(inner).rstrip(".") if inner else ""
        hits = [m.start() for m in re.finditer(re.escape(words), target, re.IGNORECASE)] if words else []
        if hits:
            places[start] = min(hits, key=lambda hit: abs(hit - before[start] * len(target)))
            places[end] = places[start] + len(words)
    return places


def _escaped(text: str) -> str:
    return entities.escape(text, quote=False).replace("\xa0", "&nbsp;")


def _want_attributes(token: Token, batch: _Batch) -> None:
    if token.kind == "open":
        for attribute in attributes(token.raw):
            if attribute.name in _TRANSLATED_ATTRIBUTES:
                batch.want(attribute.value)


def _translated_tag(token: Token, batch: _Batch, *, fixed: bool) -> str:
    if fixed or token.kind != "open":
        return token.raw
    raw = token.raw
    for attribute in reversed(attributes(raw)):
        target = batch.of(attribute.value)
        if attribute.name in _TRANSLATED_ATTRIBUTES and target != attribute.value:
            quote = raw[attribute.end : attribute.end + 1]
            value = entities.escape(target, quote=False).replace('"', "&quot;").replace("'", "&#39;")
            bare = quote not in ("'", '"')
            raw = raw[: attribute.start] + (f'"{value}"' if bare else value) + raw[attribute.end :]
    return raw
