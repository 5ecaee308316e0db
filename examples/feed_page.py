"""A static page of the newest briefs, from the service's JSON Feed, to be put on any web server.

Run it from cron: it asks for the feed and writes one HTML file. Titles and summaries are escaped here, links
are taken only if they are web addresses, and the page loads nothing from anywhere.

    python examples/feed_page.py vi index.html [--partner JP] [--server URL] [--key KEY]
"""

import argparse
import json
import sys
from html import escape
from pathlib import Path
from typing import TypedDict

from diemnhan_client import Client
from diemnhan_client.nouns.briefs import FeedSearch

PAGE = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>body {{ font-family: sans-serif; max-width: 40em; margin: auto; padding: 1em }}</style>
<h1>{title}</h1>
{items}
</html>
"""
ITEM = '<article>\n<h2><a href="{url}">{title}</a></h2>\n<p>{summary}</p>\n</article>'


class FeedItem(TypedDict, total=False):
    """An item of a JSON Feed, as far as it is used here."""

    title: str
    url: str
    summary: str
    content_text: str


def item_html(item: FeedItem) -> str:
    """Return an item as HTML."""
    url = item.get("url", "")
    return ITEM.format(
        url=escape(url) if url.startswith(("https://", "http://")) else "#",
        title=escape(item.get("title", "")),
        summary=escape(item.get("summary") or item.get("content_text", "")),
    )


def main() -> int:
    """Ask for the feed, write the page."""
    said = argparse.ArgumentParser(description=__doc__)
    said.add_argument("language", choices=["vi", "en"])
    said.add_argument("page", type=Path)
    said.add_argument("--partner")
    said.add_argument("--server", default="http://127.0.0.1:8000")
    said.add_argument("--key")
    given = said.parse_args()
    search: FeedSearch = {"partner": given.partner} if given.partner else {}
    with Client(given.server, key=given.key) as client:
        feed = json.loads(client.briefs.feed(given.language, "json", search))
    page = PAGE.format(
        language=given.language,
        title=escape(feed["title"]),
        items="\n".join(item_html(item) for item in feed["items"]),
    )
    given.page.write_text(page, encoding="utf-8")
    print(f"{len(feed['items'])} briefs in {given.page}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
