"""Plain text and web pages as documents.

Promises that a text keeps its lines, and a page its markup; both come back in UTF-8, and a page says so.
"""

import html
import re
from collections.abc import Sequence
from itertools import chain

from service.domain.article import Language
from service.domain.document import Document, DocumentLimits, DocumentUnit
from service.domain.errors import BinaryInput
from service.text.html_tokens import Token, attributes, tokenise
from service.text.normalise import decode

_CHARSET = re.compile(
    r"""(<meta\b[^>]*?\bcharset\s*=\s*["']?|<\?xml\b[^>]*?\bencoding\s*=\s*["'])([\w:.-]+)""", re.I
)
_HEAD = 2048  # bytes of a page in which its charset is declared, as browsers have it
_SAID = frozenset(
    ("description", "keywords", "og:title", "og:description", "og:image:alt", "twitter:title",
     "twitter:description", "twitter:image:alt", "dc.title", "dc.description")
)  # fmt: skip
_LANGUAGES = frozenset(("content-language", "language", "dc.language", "og:locale"))
_CLOSING = frozenset(
    ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "table", "tr", "head")
)
_FIXED = frozenset(("code", "pre", "svg", "math", "template", "noscript"))
_MOST_TOLD = 50  # descriptions in a page's head
_CUT = 12_000  # characters of a part of a page, at a border that may part sentences


def open_text(content: bytes, _target: Language, _limits: DocumentLimits) -> Document:
    """Open a plain text; a unit is what stands between empty lines."""
    pieces = re.split(r"((?:\r?\n|\r)[ \t]*(?:\r?\n|\r)\s*)", _text(content))
    told = [i for i, piece in enumerate(pieces) if any(map(str.isalpha, piece))]

    def write(texts: Sequence[str | None]) -> bytes:
        done = list(pieces)
        for i, translated in zip(told, texts, strict=True):
            if translated is not None:
                core = pieces[i].strip()
                lead, _, end = pieces[i].partition(core)
                done[i] = f"{lead}{translated.strip()}{end}"
        return "".join(done).encode()

    return Document(tuple(DocumentUnit(pieces[i].strip()) for i in told), write)


def open_page(content: bytes, target: Language, _limits: DocumentLimits) -> Document:
    """Open an HTML page."""
    declared = _CHARSET.search(content[:_HEAD].decode("latin-1"))
    page = _text(content, declared[2] if declared else None)
    document = marked_up(page, target)

    def write(texts: Sequence[str | None]) -> bytes:
        return _CHARSET.sub(r"\1utf-8", document.write(texts).decode(), count=1).encode()

    return Document(document.units, write)


def marked_up(page: str, target: Language) -> Document:
    """Return a page as what is said of it in its head, and its parts; written, it is UTF-8."""
    tokens = list(tokenise(page))
    parts = _parts(tokens)
    told = [i for i, token in enumerate(tokens) if _describes(token)][:_MOST_TOLD]
    said = tuple(DocumentUnit(_content(tokens[i])) for i in told)
    spoken = [i for i, part in enumerate(parts) if _has_words(part)]
    raws = ["".join(token.raw for token in part) for part in parts]
    starts = _starts(parts)
    units = (*said, *(DocumentUnit(raws[i], "html") for i in spoken))

    def write(texts: Sequence[str | None]) -> bytes:
        done = list(raws)
        for i, translated in zip(spoken, texts[len(said) :], strict=True):
            done[i] = raws[i] if translated is None else translated
        if any(text is not None for text in texts):
            written = [_localised(raw, target) for raw in done[: _body(starts, tokens)]]
            done[: len(written)] = written
        for i, translated in zip(told, texts, strict=False):
            if translated is not None:
                part = _part_of(starts, i)
                done[part] = done[part].replace(tokens[i].raw, _with_content(tokens[i].raw, translated), 1)
        return "".join(done).encode()

    return Document(units, write)


def _text(content: bytes, declared: str | None = None) -> str:
    text = decode(content, declared=declared)
    if "\x00" in text:
        raise BinaryInput("The file is not text.", "Send text, or a file with its true ending.")
    return text


def _parts(tokens: Sequence[Token]) -> list[list[Token]]:
    """Cut a page where a paragraph or the like begins or ends, outside of what is not translated."""
    parts: list[list[Token]] = [[]]
    length = fixed = 0
    for token in tokens:
        fixed = _fixed_depth(token, fixed)
        parts[-1].append(token)
        length += len(token.raw)
        if length > _CUT and not fixed and token.kind == "close" and token.name in _CLOSING:
            parts.append([])
            length = 0
    return parts


def _fixed_depth(token: Token, depth: int) -> int:
    """Follow how deep in untranslated elements a page is; what is marked by an attribute keeps all in one."""
    if token.kind == "open" and not token.raw.endswith("/>"):
        marked = token.name in _FIXED or "notranslate" in token.raw or 'translate="no"' in token.raw
        return depth + marked
    return max(depth - (token.kind == "close" and token.name in _FIXED), 0)


def _starts(parts: Sequence[Sequence[Token]]) -> list[int]:
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part))
    return starts


def _part_of(starts: Sequence[int], token: int) -> int:
    return next(i for i in range(len(starts) - 1) if starts[i] <= token < starts[i + 1])


def _body(starts: Sequence[int], tokens: Sequence[Token]) -> int:
    """Return how many parts there are up to the end of the head."""
    end = next((i for i, token in enumerate(tokens) if token.kind == "open" and token.name == "body"), 0)
    return _part_of(starts, end) + 1 if tokens else 0


def _has_words(tokens: Sequence[Token]) -> bool:
    texts = (token.text for token in tokens if token.kind == "text")
    titles = (
        one.value
        for token in tokens
        if token.kind == "open"
        for one in attributes(token.raw)
        if one.name in ("alt", "title")
    )
    return any(map(str.isalpha, chain.from_iterable(chain(texts, titles))))


def _describes(token: Token) -> bool:
    if token.kind != "open" or token.name != "meta":
        return False
    values = {one.name: one.value for one in attributes(token.raw)}
    called = values.get("name") or values.get("property") or ""
    return called.lower() in _SAID and any(map(str.isalpha, values.get("content", "")))


def _content(token: Token) -> str:
    return next(one.value for one in attributes(token.raw) if one.name == "content")


def _with_content(raw: str, value: str) -> str:
    found = next(one for one in attributes(raw) if one.name == "content")
    escaped = html.escape(value.strip(), quote=True)
    quoted = raw[found.start - 1] in "\"'"
    written = escaped if quoted else f'"{escaped}"'
    return f"{raw[: found.start]}{written}{raw[found.end :]}"


def _localised(raw: str, target: Language) -> str:
    """Return the beginning of a page with its language set."""

    def tag(found: re.Match[str]) -> str:
        written = found[0]
        values = {one.name: one for one in attributes(written)}
        called = values.get("http-equiv") or values.get("name") or values.get("property")
        names = ["lang", "xml:lang"] if found[1].lower() in ("html", "body") else []
        if called is not None and called.value.lower() in _LANGUAGES:
            names = ["content"]
        for one in sorted((values[name] for name in names if name in values), key=lambda v: -v.start):
            written = written[: one.start] + target + written[one.end :]
        if found[1].lower() == "html" and "lang" not in values:
            written = f'{written[:5]} lang="{target}"{written[5:]}'
        return written

    return re.sub(r"<(html|body|meta)\b[^>]*>", tag, raw, flags=re.I)
