"""Words as blocks of WordPress's editor: headings, paragraphs, lists and quotes.

Promises what the editor itself would write, so that it opens them without complaint, and that every text is
escaped. Refuses to know what the words say.
"""

import json
from collections.abc import Iterable
from html import escape


def heading(text: str) -> str:
    """Return a heading of the second level."""
    return f"<!-- wp:heading -->\n<h2>{_text(text)}</h2>\n<!-- /wp:heading -->"


def paragraph(text: str) -> str:
    """Return a paragraph."""
    return f"<!-- wp:paragraph -->\n<p>{_text(text)}</p>\n<!-- /wp:paragraph -->"


def linked(before: str, text: str, url: str | None, classes: str) -> str:
    """Return a paragraph with CSS classes that ends in a link, or in words where there is no address."""
    words = f'<a href="{escape(url)}">{_text(text)}</a>' if url else _text(text)
    attributes = json.dumps({"className": classes}, separators=(",", ":"))
    inner = f'<p class="{escape(classes)}">{_text(before)} {words}</p>'
    return f"<!-- wp:paragraph {attributes} -->\n{inner}\n<!-- /wp:paragraph -->"


def bullets(items: Iterable[tuple[str, str]]) -> str:
    """Return a list; of each item the second text, if any, is in italics behind the first."""
    written = "\n\n".join(_item(text, aside) for text, aside in items)
    return f"<!-- wp:list -->\n<ul>{written}</ul>\n<!-- /wp:list -->"


def quotation(text: str, speaker: str) -> str:
    """Return a quotation with who said it."""
    cite = f"<cite>{_text(speaker)}</cite>" if speaker else ""
    inner = f'<blockquote class="wp-block-quote">{paragraph(text)}{cite}</blockquote>'
    return f"<!-- wp:quote -->\n{inner}\n<!-- /wp:quote -->"


def _item(text: str, aside: str) -> str:
    behind = f" <em>({_text(aside)})</em>" if aside else ""
    return f"<!-- wp:list-item -->\n<li>{_text(text)}{behind}</li>\n<!-- /wp:list-item -->"


def _text(text: str) -> str:
    """Escape what would be markup, line breaks and shortcodes: `[` begins one."""
    return escape(" ".join(text.split()), quote=False).replace("[", "&#91;")
