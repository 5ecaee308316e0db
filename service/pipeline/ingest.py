"""The first stage: from what somebody sent to an Article in one of our languages.

Promises that every word of the article is in a block, that no two blocks overlap, and a clear InputError for
what is no article. Translates and judges nothing.
"""

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.domain.article import Article, Block, BlockRole, Language, Media, Payload, Span
from service.domain.errors import (
    EmptyInput,
    MalformedInput,
    TooLarge,
    TooShort,
    UnsupportedLanguage,
    UnsupportedMedia,
)
from service.text.language import identify, require_supported
from service.text.markup import HtmlArticle, HtmlBlock, read_html
from service.text.newsroom_lines import dateline_end, words
from service.text.ninjs_item import read_item
from service.text.normalise import decode, normalise
from service.text.plain_text import TextLine, read_plain_text

_NAMES: dict[Language, str] = {"vi": "Vietnamese", "en": "English"}
_MEDIA: tuple[Media, ...] = ("text", "html", "ninjs")
_SEND_ARTICLE = "Send the text of a news article."
_PLAUSIBLE_LENGTH = 40  # words: below, a language that the sender names is believed over ours
_LEAD_WORDS = 8


@dataclass(frozen=True, slots=True)
class Limits:
    """What is accepted: bytes as sent, characters of the decoded text, words of the article."""

    max_bytes: int = 4 * 1024 * 1024
    max_characters: int = 500_000
    min_words: int = 5


def ingest(payload: Payload, limits: Limits) -> Article:
    """Return the article in a payload. Raises InputError with the cause."""
    if payload.media not in _MEDIA:
        raise UnsupportedMedia(f'"{payload.media}" is no input that we read.', "Send text, html or ninjs.")
    _check_size(payload.content, limits)
    if payload.media == "ninjs":
        return _from_ninjs(payload, limits)
    content = _decoded(payload)
    if not content.strip():
        raise EmptyInput("The input is empty.", _SEND_ARTICLE)
    if payload.media == "html":
        return _from_html(payload, content, limits)
    return _from_text(payload, content, limits)


def _check_size(content: str | bytes, limits: Limits) -> None:
    size = len(content) if isinstance(content, bytes) else len(content.encode("utf-8", "surrogatepass"))
    if size > limits.max_bytes:
        cause = f"The input has {size:,} bytes; the limit is {limits.max_bytes:,}."
        raise TooLarge(cause, "Send one article at a time, without pictures or scripts.")


def _decoded(payload: Payload) -> str:
    if isinstance(payload.content, str):
        return payload.content
    return decode(payload.content, declared=payload.charset)


def _from_ninjs(payload: Payload, limits: Limits) -> Article:
    item = read_item(payload.content)
    merged = replace(
        payload,
        title=payload.title or item.headline,
        url=payload.url or item.url,
        published_at=payload.published_at or item.published_at,
        id=payload.id or item.id,
    )
    if item.is_html:
        return _from_html(merged, item.body, limits, byline=item.byline)
    text = f"{item.body}\n{item.byline}" if item.byline and item.byline not in item.body else item.body
    return replace(_from_text(merged, text, limits), origin=())


def _from_html(payload: Payload, content: str, limits: Limits, *, byline: str | None = None) -> Article:
    page = read_html(normalise(content).text)
    lines = [line for block in _blocks(page, payload.title, byline) if (line := _line(block))]
    merged = replace(
        payload, url=payload.url or page.url, published_at=payload.published_at or page.published_at
    )
    return _article(merged, lines, (), limits)


def _blocks(page: HtmlArticle, title: str | None, byline: str | None) -> list[HtmlBlock]:
    """Return the blocks of a page with the sender's title on top instead of the page's own."""
    blocks = list(page.blocks)
    wanted = normalise(title).text if title else ""
    if wanted and _same(wanted, page.title):
        wanted = ""
    elif wanted:
        blocks = [b if b.role != "title" else HtmlBlock("heading", b.text) for b in blocks]
        blocks = [HtmlBlock("title", wanted), *_without_leading(blocks, wanted)]
    if byline and not any(byline in block.text for block in blocks):
        blocks.append(HtmlBlock("byline", normalise(byline).text))
    return blocks


def _without_leading(blocks: list[HtmlBlock], title: str) -> list[HtmlBlock]:
    return blocks[1:] if blocks and _same(blocks[0].text, title) else blocks


def _same(one: str, two: str | None) -> bool:
    return two is not None and " ".join(one.split()).casefold() == " ".join(two.split()).casefold()


def _line(block: HtmlBlock) -> TextLine | None:
    text = " ".join(normalise(block.text).text.split())
    return TextLine(block.role, text) if text else None


def _from_text(payload: Payload, content: str, limits: Limits) -> Article:
    clean = normalise(content)
    _check_length(clean.text, limits)
    title = " ".join(normalise(payload.title).text.split()) if payload.title else ""
    lines = read_plain_text(clean.text, title=title or None)
    return _article(payload, lines, clean.origin, limits)


def _article(payload: Payload, lines: Sequence[TextLine], origin: Sequence[int], limits: Limits) -> Article:
    """Lay the lines out one under the other and give each its block."""
    text = "\n".join(line.text for line in lines)
    _check_length(text, limits)
    _check_words(text, limits)
    blocks = tuple(_laid_out(_with_lead(lines)))
    title = next((text[b.span.start : b.span.end] for b in blocks if b.role == "title"), None)
    return Article(
        text=text,
        language=_language(payload, text),
        blocks=blocks,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        title=title,
        url=payload.url,
        published_at=payload.published_at,
        id=payload.id,
        origin=_origin(lines, origin) if origin else (),
    )


def _with_lead(lines: Sequence[TextLine]) -> list[TextLine]:
    """Make the first paragraph under the title the lead where nothing is marked as one and more follows."""
    paragraphs = [i for i, line in enumerate(lines) if line.role == "paragraph"]
    marked = any(line.role == "lead" for line in lines)
    if marked or len(paragraphs) < 2 or words(lines[paragraphs[0]].text) < _LEAD_WORDS:
        return list(lines)
    return [replace(line, role="lead") if i == paragraphs[0] else line for i, line in enumerate(lines)]


def _laid_out(lines: Sequence[TextLine]) -> list[Block]:
    blocks: list[Block] = []
    position = 0
    for line in lines:
        end = position + len(line.text)
        body: tuple[BlockRole, ...] = ("lead", "paragraph")
        split = dateline_end(line.text) if line.role in body else 0
        if 0 < split < len(line.text):
            blocks.append(Block("dateline", Span(position, position + len(line.text[:split].rstrip()))))
            position += split
        blocks.append(Block(line.role, Span(position, end)))
        position = end + 1
    return blocks


def _origin(lines: Sequence[TextLine], origin: Sequence[int]) -> tuple[int, ...]:
    """Return the sender's offset of each character; -1 in a title that was sent beside the text.

    A line break between two lines has the offset of what follows the upper line.
    """
    offsets: list[int] = []
    for line in lines:
        if offsets:
            offsets.append(offsets[-1] + 1 if offsets[-1] >= 0 else -1)
        if line.start is None:
            offsets.extend([-1] * len(line.text))
        else:
            offsets.extend(origin[line.start : line.start + len(line.text)])
    return tuple(offsets)


def _check_length(text: str, limits: Limits) -> None:
    if len(text) > limits.max_characters:
        cause = f"The article has {len(text):,} characters; the limit is {limits.max_characters:,}."
        raise TooLarge(cause, "Send one article at a time.")


def _check_words(text: str, limits: Limits) -> None:
    if not any(char.isalnum() for char in text):
        seen = " but symbols" if any(unicodedata.category(char)[0] in "SP" for char in text) else ""
        raise EmptyInput(f"The input holds nothing{seen}: there are no words in it.", _SEND_ARTICLE)
    if not any(char.isalpha() for char in text):
        raise TooShort("The input holds only numbers: there are no words in it.", _SEND_ARTICLE)
    count = sum(1 for word in text.split() if any(char.isalpha() for char in word))
    if count < limits.min_words and len(text) < 12 * limits.min_words:
        # Thai, Chinese and Japanese put no spaces between words: their language is what is wrong with them.
        if not any(unicodedata.name(char, "").startswith("LATIN") for char in text):
            require_supported(text)
        plural = "word" if count == 1 else "words"
        cause = f"The input has {count} {plural}; an article has {limits.min_words} or more."
        raise TooShort(cause, _SEND_ARTICLE)


def _language(payload: Payload, text: str) -> Language:
    """Return the article's language: the one that the sender names, unless the text is plainly in another."""
    if payload.language is None:
        return require_supported(text)
    found = identify(text)
    if found.language == payload.language or (words(text) < _PLAUSIBLE_LENGTH and found.confidence < 0.9):
        return payload.language
    cause = f"The language is given as {_NAMES[payload.language]}, but the text is in {found.name}."
    if found.language is None:
        raise UnsupportedLanguage(cause, "Send an article in Vietnamese or English.")
    raise MalformedInput(cause, "Correct the language, or leave it out: it is recognised.")
