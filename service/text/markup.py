"""HTML to the blocks of the article in it.

Promises that of a page only the article remains (no menus, related links, advertisements, comments, scripts)
and that of a fragment, as content systems send it, every visible word does. Linear time at any nesting.
Does not normalise characters and knows nothing of languages.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from service.domain.article import BlockRole
from service.text.html_metadata import read_metadata
from service.text.html_outline import Element, Line, Outline, outline
from service.text.markup_translation import translate_html

__all__ = ["HtmlArticle", "HtmlBlock", "read_html", "translate_html"]

_JUNK_TAGS = frozenset(("nav", "footer", "aside", "form", "button", "select", "noscript", "dialog"))
_JUNK_ROLES = frozenset(("navigation", "complementary", "banner", "contentinfo", "search", "dialog", "menu"))
_JUNK_CLASS = re.compile(
    r"(?:^|[-_\s])(?:nav|navbar|menu|breadcrumbs?|related?|relat(?:ed|e|ion)\w*|tin-?lien-?quan|lien-?quan|comments?|"
    r"binh-?luan|shar(?:e|ing)|socials?|ads?|advert\w*|quang-?cao|banner|sidebar|footer|cookies?|popup|modal|"
    r"newsletter|subscribe|tags?|promo|recommend\w*|most-?(?:read|viewed)|read-?(?:more|next)|xem-?them|doc-?them|"
    r"tin-?khac|cung-?chuyen-?muc|copyright|toolbar|pagination|login|skip-?link|sr-only|visually-hidden|"
    r"screen-reader-text)(?:$|[-_\s])",
    re.IGNORECASE,
)
_BODY_CLASS = re.compile(
    r"(?:^|\s)(?:article[-_]*(?:body|content|text)\w*|(?:entry|post|story|news|detail|singular|main-detail|cms)[-_]*"
    r"(?:body|content|text)\w*|fck_detail|detail__c?content|content[-_]*(?:detail|body|news)|cms-body|"
    r"the-article-body|chi-tiet|noi-?dung|afcbc-body|wysiwyg)(?:$|\s)",
    re.IGNORECASE,
)
_LEAD_CLASS = re.compile(
    r"(?:^|[-_\s])(?:sapo|lead|lede|standfirst|summary|chapeau|teaser|description|dek|intro)(?:$|[-_\s])",
    re.IGNORECASE,
)
_BYLINE_CLASS = re.compile(
    r"(?:^|[-_\s])(?:author\w*|byline|tac-?gia|nguon|source)(?:$|[-_\s])", re.IGNORECASE
)
_DATE_CLASS = re.compile(
    r"(?:^|[-_\s])(?:dateline|date|time|datetime|published|pubdate|ngay)(?:$|[-_\s])", re.I
)
_CAPTION_CLASS = re.compile(
    r"(?:^|[-_\s])(?:captions?|photocms_caption|chu-?thich|img-?desc|image-?desc\w*|credit)(?:$|[-_\s])",
    re.IGNORECASE,
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NEVER_JUNK = frozenset(("html", "body", "main", "article"))
_ROLES: dict[str, BlockRole] = {
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "li": "list_item", "dt": "list_item", "dd": "list_item", "figcaption": "caption", "caption": "caption",
    "time": "dateline",
}  # fmt: skip
_ANCESTORS = 4  # looked at for a line's role
_SHORT = 20  # words: longer lines are not taken for a byline or date line whatever their class says
_SENTENCE = 9  # spaces: from so many words on, a line between title and body is taken for the lead
_SITE_SUFFIX = re.compile(r"\s+[|–—-]\s+[^|–—]{2,40}$")


@dataclass(frozen=True, slots=True)
class HtmlBlock:
    """A block of the article, its text on one line, not normalised yet."""

    role: BlockRole
    text: str


@dataclass(frozen=True, slots=True)
class HtmlArticle:
    """What was found in a page or fragment; what it does not say is None."""

    blocks: tuple[HtmlBlock, ...]
    title: str | None
    language: str | None
    url: str | None
    published_at: datetime | None


def read_html(html: str) -> HtmlArticle:
    """Return the article in a page, or all of a fragment."""
    document = outline(html)
    meta = read_metadata(document)
    page = any(element.name in ("html", "body", "title", "head") for element in document.elements)
    lines = _article_lines(document) if page else [line for line in document.lines if line.text]
    blocks = _with_rows_joined(document, lines)
    title = _title(document, blocks, meta.title if page else None)
    return HtmlArticle(
        blocks=tuple(_as_title(blocks, title)),
        title=title,
        language=meta.language,
        url=meta.url,
        published_at=meta.published_at,
    )


def _article_lines(document: Outline) -> list[Line]:
    """Return the lines of the article of a page, its title, lead, byline and date line included."""
    visible = [line for line in document.lines if document.elements[line.element].name != "title"]
    strict = _without_junk(document, visible, by_class=True)
    lenient = _without_junk(document, visible, by_class=False)
    kept = strict if 4 * _length(strict) >= _length(lenient) else lenient
    root = _root(document, kept)
    inside = _inside(document.elements, root)
    body = [line for line in kept if inside[line.element]]
    if not body:
        return kept
    return _front_matter(document, kept, body[0]) + [line for line in body if not _is_link_list(line)]


def _length(lines: Sequence[Line]) -> int:
    return sum(len(line.text) - line.linked for line in lines)


def _without_junk(document: Outline, lines: list[Line], *, by_class: bool) -> list[Line]:
    junk: list[bool] = []
    for element in document.elements:
        inherited = element.parent >= 0 and junk[element.parent]
        junk.append(inherited or _is_junk(element, by_class=by_class))
    return [line for line in lines if not junk[line.element]]


def _is_junk(element: Element, *, by_class: bool) -> bool:
    if element.name in _NEVER_JUNK:
        return False
    if not element.attributes:
        return element.name in _JUNK_TAGS
    if element.name in _JUNK_TAGS or element.get("role") in _JUNK_ROLES or "hidden" in element.attributes:
        return True
    if element.get("aria-hidden") == "true" or _HIDDEN_STYLE.search(element.get("style")):
        return True
    return by_class and bool(_JUNK_CLASS.search(f"{element.get('class')} {element.get('id')}"))


def _root(document: Outline, lines: list[Line]) -> int:
    """Return the element that holds the body of the article: by what it is called, else by its paragraphs."""
    weights = [0] * len(document.elements)
    for line in lines:
        weights[line.element] += max(0, len(line.text) - 2 * line.linked)
    totals = list(weights)
    for index in range(len(totals) - 1, 0, -1):
        totals[document.elements[index].parent] += totals[index]
    for test in (_is_named_body, _is_article, _is_main):
        found = [index for index, element in enumerate(document.elements) if test(element)]
        best = max(found, key=lambda index: totals[index], default=0)
        if best and 3 * totals[best] >= totals[0] and totals[best] > 0:
            return best
    return _densest(document, weights, totals)


def _is_named_body(element: Element) -> bool:
    if element.name in ("html", "body", "a", "p", "h1", "span"):
        return False
    named = f"{element.get('class')} {element.get('id')}"
    return element.get("itemprop") == "articleBody" or bool(_BODY_CLASS.search(named))


def _is_article(element: Element) -> bool:
    return element.name == "article"


def _is_main(element: Element) -> bool:
    return element.name == "main" or element.get("role") == "main"


def _densest(document: Outline, weights: list[int], totals: list[int]) -> int:
    """Climb from the element with most text in its own children while that brings much more text."""
    children = [0] * len(weights)
    for index in range(1, len(weights)):
        children[document.elements[index].parent] += weights[index]
    best = max(range(len(children)), key=lambda index: children[index] + weights[index])
    while best > 0 and 2 * totals[best] < totals[0]:
        best = document.elements[best].parent
    return best


def _inside(elements: Sequence[Element], root: int) -> list[bool]:
    inside: list[bool] = []
    for index, element in enumerate(elements):
        inside.append(index == root or (element.parent >= 0 and inside[element.parent]))
    return inside


def _front_matter(document: Outline, lines: list[Line], first: Line) -> list[Line]:
    """Return the title above the body, and what stands between them and looks like lead, byline or date."""
    above = lines[: lines.index(first)]
    tops = [i for i, line in enumerate(above) if document.elements[line.element].name == "h1"]
    if not tops:
        return []
    between = above[tops[-1] + 1 :]
    wanted = ("lead", "byline", "dateline", "caption")
    return [
        above[tops[-1]],
        *(line for line in between if _role(document, line) in wanted or _is_sentence(line)),
    ]


def _is_sentence(line: Line) -> bool:
    return line.text.count(" ") >= _SENTENCE and not line.linked


def _is_link_list(line: Line) -> bool:
    """Whether a line is nothing but a link to another article."""
    return line.linked > 0.7 * len(line.text) and len(line.text) > 20


def _role(document: Outline, line: Line) -> BlockRole:
    index, words = line.element, line.text.count(" ") + 1
    for _ in range(_ANCESTORS):
        element = document.elements[index]
        named = f"{element.get('class')} {element.get('itemprop')} {element.get('rel')}"
        if element.name in _NEVER_JUNK or index == 0:
            break
        if _CAPTION_CLASS.search(named) and words <= 4 * _SHORT:
            return "caption"
        if words <= _SHORT and (_BYLINE_CLASS.search(named) or _DATE_CLASS.search(named)):
            return "byline" if _BYLINE_CLASS.search(named) else "dateline"
        if _LEAD_CLASS.search(named) and element.name not in ("ul", "ol", "li", "section"):
            return "lead"
        if element.name in _ROLES:
            return _ROLES[element.name]
        index = element.parent
    return "paragraph"


def _with_rows_joined(document: Outline, lines: list[Line]) -> list[HtmlBlock]:
    """Return the blocks; the cells of a table's row that hold one line each make one block together."""
    blocks: list[HtmlBlock] = []
    last_row = -1
    for line in lines:
        row = _row(document, line)
        if row >= 0 and row == last_row:
            blocks[-1] = HtmlBlock(blocks[-1].role, f"{blocks[-1].text} | {line.text}")
        else:
            blocks.append(HtmlBlock(_role(document, line), line.text))
        last_row = row
    return blocks


def _row(document: Outline, line: Line) -> int:
    """Return the table row of a short cell, -1 for any other line (tables are also used for layout)."""
    element = document.elements[line.element]
    if element.name not in ("td", "th") or len(line.text) > 200:
        return -1
    return element.parent


def _title(document: Outline, blocks: list[HtmlBlock], from_meta: str | None) -> str | None:
    tops = [line.text for line in document.lines if document.elements[line.element].name == "h1"]
    present = {block.text for block in blocks}
    for text in tops:
        if text in present:
            return text
    return _SITE_SUFFIX.sub("", from_meta).strip() or None if from_meta else None


def _as_title(blocks: list[HtmlBlock], title: str | None) -> list[HtmlBlock]:
    """Give the title's block its role, or put the title on top where no block has its words."""
    for index, block in enumerate(blocks):
        if title is not None and block.text == title:
            return [*blocks[:index], HtmlBlock("title", title), *blocks[index + 1 :]]
    return [HtmlBlock("title", title), *blocks] if title else blocks
