"""An article's blocks become numbered segments, and nothing is lost."""

from service.domain.article import Article, Block, BlockRole, Span
from service.pipeline.segment import segment


def article(*blocks: tuple[BlockRole, str]) -> Article:
    text, found = "", []
    for role, words in blocks:
        text += "\n\n" if text else ""
        found.append(Block(role, Span(len(text), len(text) + len(words))))
        text += words
    return Article(text=text, language="vi", blocks=tuple(found), sha256="0" * 64)


def test_a_paragraph_is_cut_into_sentences_with_spans_into_the_article() -> None:
    given = article(("title", "Ai chịu trách nhiệm? Chưa rõ"), ("paragraph", "Ông đến TP. HCM. Bà ở lại."))
    segments = segment(given)
    assert [s.text for s in segments] == ["Ai chịu trách nhiệm? Chưa rõ", "Ông đến TP. HCM.", "Bà ở lại."]
    assert [s.index for s in segments] == [0, 1, 2]
    assert all(given[s.span] == s.text for s in segments)


def test_bylines_and_captions_keep_their_roles() -> None:
    given = article(
        ("byline", "T. Hà. Việt Anh"), ("dateline", "Hà Nội, 3.4. TTXVN"), ("caption", "Lễ ký. Ảnh: AFP.")
    )
    assert [(s.role, s.text) for s in segment(given)] == [
        ("byline", "T. Hà. Việt Anh"),
        ("dateline", "Hà Nội, 3.4. TTXVN"),
        ("caption", "Lễ ký."),
        ("caption", "Ảnh: AFP."),
    ]


def test_every_letter_lies_in_a_segment() -> None:
    given = article(("title", "Tin"), ("paragraph", "Một. Hai!\nBa… Bốn"), ("list_item", "- Năm"))
    assert "".join(s.text for s in segment(given)).replace(" ", "") == "".join(given.text.split())


def test_an_article_without_blocks_has_no_segments() -> None:
    assert segment(article()) == ()
