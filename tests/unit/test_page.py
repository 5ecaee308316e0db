"""A brief as a page: complete, closed, escaped, and self-contained."""

import base64
import hashlib
import html
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from service.adapters.page import brief_to_page, content_security_policy
from service.text.html_tokens import VOID
from tests.sample_brief import LEAD, TITLE, hostile_brief, sample_brief


class Reader(HTMLParser):
    """Collects tags and attributes and notes tags that do not match."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.mismatched: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend(attrs)
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.stack or self.stack.pop() != tag:
            self.mismatched.append(tag)


def test_every_tag_is_closed() -> None:
    page = Reader(brief_to_page(sample_brief()))
    assert page.mismatched == page.stack == []


def test_both_languages_are_marked_as_such() -> None:
    page = brief_to_page(sample_brief())
    assert '<html lang="vi">' in page
    assert f'<h1 lang="vi">{TITLE}</h1>' in page
    assert '<p class="second" lang="en">On August 20, 2019 a memorandum was signed.</p>' in page


def test_each_statement_shows_its_evidence_and_leads_to_it() -> None:
    page = brief_to_page(sample_brief())
    assert page.count(f'<blockquote lang="vi">{LEAD} <a href="#s1">[1]</a></blockquote>') == 2
    assert '<tr id="s1">' in page


def test_nothing_is_loaded_and_nothing_runs() -> None:
    page = Reader(brief_to_page(sample_brief()))
    assert not {"script", "link", "img", "iframe", "object", "form"} & set(page.tags)
    names = {name for name, _ in page.attributes}
    assert "src" not in names
    assert "style" not in names
    assert not any(name.startswith("on") for name in names)


def test_the_policy_allows_the_style_sheet_of_the_page_alone() -> None:
    style = re.search(r"<style>(.*?)</style>", brief_to_page(sample_brief()), re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in content_security_policy()
    assert "url(" not in style[1]


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", '" onmouseover="x', "javascript:alert(1)", "</title><b>", "{{ 7 * 7 }}"],
)
def test_hostile_words_stay_words(text: str) -> None:
    plain, hostile = Reader(brief_to_page(sample_brief())), brief_to_page(hostile_brief(text))
    read = Reader(hostile)
    assert read.mismatched == read.stack == []
    assert set(read.tags) <= set(plain.tags)
    assert not any(name.startswith("on") for name, _ in read.attributes)
    assert not any(
        value and value.startswith("javascript") for name, value in read.attributes if name == "href"
    )
    assert html.escape(text, quote=False).split('"')[0] in hostile


def test_an_english_article_has_english_first() -> None:
    brief = sample_brief()
    page = brief_to_page(replace(brief, source=replace(brief.source, language="en")))
    assert '<html lang="en">' in page
    assert '<h1 lang="en">Vietnam and South Korea' in page


def test_an_empty_brief_says_that_there_is_nothing() -> None:
    page = brief_to_page(replace(sample_brief(), highlights=(), quotes=(), findings=(), summary=()))
    assert "The article reports no act of cooperation." in page
    assert 'id="quotes"' not in page
