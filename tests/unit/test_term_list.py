"""The terms that fired are listed once each on the page and in Markdown, with their segments."""

from dataclasses import replace

from service.adapters.markdown import brief_to_markdown
from service.adapters.page import brief_to_page
from service.adapters.term_list import ListedTerm, terms_of
from service.domain.brief import Brief, TermUse
from tests.sample_brief import sample_brief

USE = TermUse("KPC", "<b>KPC</b>", 20, 23, "Ban *Kinh tế*@1")


def with_uses() -> Brief:
    brief = sample_brief()
    first, second, *others = brief.segments
    other = replace(USE, term="Seoul", rendering="Seoul")
    uses = (replace(first, term_uses=(USE, other)), replace(second, term_uses=(USE, USE)))
    return replace(brief, segments=(*uses, *others))


def test_a_term_is_listed_once_with_all_of_its_segments() -> None:
    assert terms_of(with_uses()) == (
        ListedTerm("KPC", "<b>KPC</b>", "Ban *Kinh tế*@1", (0, 1)),
        ListedTerm("Seoul", "Seoul", "Ban *Kinh tế*@1", (0,)),
    )


def test_markdown_lists_the_terms_as_text() -> None:
    text = brief_to_markdown(with_uses())
    assert "- KPC → \\<b\\>KPC\\</b\\> (Ban \\*Kinh tế\\*@1) \\[0\\] \\[1\\]" in text
    assert "Thuật ngữ" not in brief_to_markdown(sample_brief())


def test_the_page_lists_the_terms_with_links_to_their_segments() -> None:
    page = brief_to_page(with_uses())
    assert "&lt;b&gt;KPC&lt;/b&gt;" in page
    assert '<a href="#s0">[0]</a> <a href="#s1">[1]</a>' in page
    assert 'id="terms"' not in brief_to_page(sample_brief())
