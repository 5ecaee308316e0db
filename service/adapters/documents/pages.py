"""Plain text and web pages as documents.

Promises that a text keeps its lines, and a page its markup; both come back in UTF-8, and a page says so.
"""

import html
import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, chain

from service.domain.article import Language
from service.domain.document import Document, DocumentLimits, DocumentUnit
from service.domain.errors import BinaryInput
from service.text.html_tokens import Token, attributes, tokenise
from service.text.markup_languages import page_parts
from service.text.normalise import decode
from service.text.wordless import is_for_translation

_CHARSET = re.compile(
    r"""(<meta\b[^>]*?\bcharset\s*=\s*["']?|<\?xml\b[^>]*?\bencoding\s*=\s*["'])([\w:.-]+)""", re.I
)
_HEAD = 2048  # bytes of a page in which its charset is declared, as browsers have it
_SAID = frozenset(
    ("description", "keywords", "og:title", "og:description", "og:image:alt", "twitter:title",
     "twitter:description", "twitter:image:alt", "dc.title", "dc.description")
)  # fmt: skip
_LANGUAGES = frozenset(("content-language", "language", "dc.language", "og:locale"))
_MOST_TOLD = 50  # descriptions in a page's head
_CUT = 12_000  # characters of a part of a page, at a border that may part sentences


def open_text(content: bytes, _target: Language, _limits: DocumentLimits) -> Document:
    """Open a plain text; a unit is what stands between empty lines."""
    pieces = re.split(r"((?:\r?\n|\r)[ \t]*(?:\r?\n|\r)\s*)", _text(content))
    told = [i for i, piece in enumerate(pieces) if is_for_translation(piece)]

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
    parts = page_parts(page, target, longest=_CUT)
    raws = [part.raw for part in parts]
    told = [i for i, token in enumerate(tokens) if _describes(token)][:_MOST_TOLD]
    said = tuple(DocumentUnit(_content(tokens[i])) for i in told)
    spoken = [i for i, part in enumerate(parts) if not part.is_marked and _has_words(part.raw)]
    starts = list(accumulate(map(len, raws), initial=0))
    offsets = list(accumulate((len(token.raw) for token in tokens), initial=0))
    units = (*said, *(DocumentUnit(raws[i], "html") for i in spoken))

    def write(texts: Sequence[str | None]) -> bytes:
        done = list(raws)
        for i, translated in zip(spoken, texts[len(said) :], strict=True):
            done[i] = raws[i] if translated is None else translated
        if any(text is not None for text in texts):
            head = bisect_right(starts, offsets[_body(tokens)])
            done[:head] = [_localised(raw, target) for raw in done[:head]]
        for i, translated in zip(told, texts, strict=False):
            if translated is not None:
                part = bisect_right(starts, offsets[i]) - 1
                done[part] = done[part].replace(tokens[i].raw, _with_content(tokens[i].raw, translated), 1)
        return "".join(done).encode()

    return Document(units, write)


def _text(content: bytes, declared: str | None = None) -> str:
    text = decode(content, declared=declared)
    if "\x00" in text:
        raise BinaryInput("The file is not text.", "Send text, or a file with its true ending.")
    return text


def _body(tokens: Sequence[Token]) -> int:
    """Return where the body begins, or else the page."""
    return next((i for i, token in enumerate(tokens) if token.kind == "open" and token.name == "body"), 0)


def _has_words(raw: str) -> bool:
    tokens = list(tokenise(raw))
    texts = (token.text for token in tokens if token.kind == "text")
    titles = (
        one.value
        for token in tokens
        if token.kind == "open"
        for one in attributes(token.raw)
        if one.name in ("alt", "title")
    )
    return any(map(is_for_translation, chain(texts, titles)))


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
