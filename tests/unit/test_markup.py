"""HTML read as an article, and translated with its markup left alone."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.errors import MalformedInput
from service.text.html_tokens import MAX_MARKUP, tokenise
from service.text.markup import read_html, translate_html

PAGE = (Path(__file__).parent.parent / "data/html/page.html").read_text(encoding="utf-8")


def shout(texts: list[str]) -> list[str]:
    return [text.upper() for text in texts]


def backwards(texts: list[str]) -> list[str]:
    return [" ".join(reversed(text.split())) + " !" for text in texts]


def same(texts: list[str]) -> list[str]:
    return list(texts)


def blocks(html: str) -> list[tuple[str, str]]:
    return [(block.role, block.text) for block in read_html(html).blocks]


def tags(html: str) -> list[str]:
    return [token.raw for token in tokenise(html) if token.kind != "text"]


# Pages and fragments


def test_a_page_is_reduced_to_its_article() -> None:
    assert blocks(PAGE) == [
        ("title", "Bộ Y tế hai nước ký bản ghi nhớ về vắc-xin"),
        ("dateline", "Thứ Hai, 06/05/2024 | 14:08 GMT+7"),
        (
            "lead",
            "Việt Nam và Nhật Bản sẽ cùng nghiên cứu vắc-xin trong ba năm tới, "
            "theo bản ghi nhớ được ký sáng nay.",
        ),
        (
            "paragraph",
            "Ngày 6/5, tại Hà Nội, Bộ Y tế Việt Nam và Bộ Y tế, Lao động và Phúc lợi Nhật Bản đã ký "
            "bản ghi nhớ hợp tác.",
        ),
        ("caption", "Lễ ký bản ghi nhớ tại Hà Nội. Ảnh: Minh An"),
        ("paragraph", "Theo văn bản, hai bên trao đổi 20 chuyên gia mỗi năm & cùng nghiên cứu."),
        ("paragraph", "Kinh phí là 5 triệu USD."),
        ("heading", "Ba lĩnh vực ưu tiên"),
        ("list_item", "Vắc-xin"),
        ("list_item", "Cúm mùa"),
        ("list_item", "Đào tạo"),
        ("paragraph", "Năm | Kinh phí"),
        ("paragraph", "2025 | 2 triệu USD"),
        ("byline", "Nguyễn Văn An"),
    ]


def test_a_page_says_when_and_where_it_was_published() -> None:
    page = read_html(PAGE)
    assert page.published_at == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert page.url == "https://bao.example/y-te/ky-ban-ghi-nho.html"
    assert page.language == "vi"


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="pubdate" content="2024-05-06T07:08:09Z">',
        '<meta itemprop="datePublished" content="2024-05-06T14:08:09+0700">',
        '<script type="application/ld+json">[{"datePublished": "2024-05-06T07:08:09Z"}]</script>',
        '<script type="application/ld+json">{"datePublished": "nonsense"}</script>'
        '<meta property="article:published_time" content="2024-05-06T07:08:09+00:00">',
    ],
)
def test_the_time_of_publication_is_found_where_pages_put_it(head: str) -> None:
    page = read_html(f"<html><head>{head}</head><body><p>Một bài báo ngắn.</p></body></html>")
    assert page.published_at == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)


def test_a_page_without_any_known_name_is_found_by_its_paragraphs() -> None:
    body = "".join(
        f"<p>Đoạn {n} của bài viết nói về việc hai bên hợp tác lâu dài với nhau.</p>" for n in range(8)
    )
    page = (
        f"<html><body><nav><a href=/>Trang chủ</a></nav><div><div>{body}</div></div><footer>x</footer></body>"
    )
    assert [role for role, _ in blocks(page)] == ["paragraph"] * 8


def test_a_class_that_only_looks_like_junk_does_not_swallow_the_article() -> None:
    body = "".join(f"<p>Đoạn {n} của bài viết nói về hợp tác.</p>" for n in range(9))
    assert len(blocks(f'<html><body><div class="menu related">{body}</div></body></html>')) == 9


@pytest.mark.parametrize("name", ["related", "share", "ads", "comment", "menu", "sidebar", "footer"])
def test_of_a_fragment_every_word_is_kept(name: str) -> None:
    html = f'<div class="{name}"><p>Một.</p><aside><p>Hai.</p></aside></div><footer>Ba.</footer>Bốn.'
    assert [text for _, text in blocks(html)] == ["Một.", "Hai.", "Ba.", "Bốn."]


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>Một<p>Hai<div>Ba", ["Một", "Hai", "Ba"]),
        ("<b>Một</p></b></i>Hai", ["Một", "Hai"]),
        ("Một<br>Hai<br/>Ba", ["Một", "Hai", "Ba"]),
        ("<ul><li>Một<li>Hai<ul><li>Ba</ul></ul>", ["Một", "Hai", "Ba"]),
        ("a &lt; b &amp; c &ndash; d&nbsp;e &#7879;", ["a < b & c – d e ệ"]),
        ("3 < 4 và 5 > 2", ["3 < 4 và 5 > 2"]),
        ("<p>Một <!-- không --> hai</p>", ["Một hai"]),
        ("<p>Một <!-- chưa đóng", ["Một <!-- chưa đóng"]),
        ("<script>x<p>y</script><style>p{}</style>Một", ["Một"]),
        ('<p title="a > b">Một</p>', ["Một"]),
        ("<p class=x", []),
        ("<p>Một</p", ["Một"]),
        ('<p>Một <a href="x', ["Một"]),
        ("<p>Một <br", ["Một"]),
        ("Nếu a <b thì c", ["Nếu a <b thì c"]),
        ("Nếu a <b", ["Nếu a <b"]),
        ("Nếu x <y và z = 3", ["Nếu x <y và z = 3"]),
        ("<p>ti<b>ế</b>ng</p>", ["tiếng"]),
        ("<textarea>Một</textarea>", ["Một"]),
        ("<table><tr><td>A<td>1<tr><td>B<td>2</table>", ["A | 1", "B | 2"]),
        ("<table><tr><td><p>Một</p><p>Hai</p></td></tr></table>", ["Một", "Hai"]),
        ("", []),
    ],
)
def test_broken_and_odd_html_loses_no_word(html: str, texts: list[str]) -> None:
    read = [text for _, text in blocks(html)]
    assert read == texts


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "Xin chào" + "</div>" * 100_000,
        "<b>" * 20_000 + "Xin chào",
        "<b>" * 20_000 + "<div>" * 20_000 + "</b>" * 20_000 + "Xin chào",
        "<p>" * 20_000 + "Xin chào",
        "<table><tr><td>" * 10_000 + "Xin chào",
        "<a href='" * 50_000 + ">Xin chào",
        "<!--" * 50_000 + "Xin chào",
        "<ul><li>" * 10_000 + "Xin chào",
        "<" * 50_000 + "Xin chào",
    ],
    ids=lambda html: html[:9],
)
def test_an_html_bomb_is_read_or_refused_without_recursion(html: str) -> None:
    assert "Xin chào" in " ".join(text for _, text in blocks(html)) or "href" in html
    assert translate_html(html, same) == html


def test_too_much_markup_is_refused_with_the_reason() -> None:
    with pytest.raises(MalformedInput, match="tags"):
        read_html("<i></i>" * MAX_MARKUP)


@given(st.text(alphabet="<>/!-ab p\"'=&;\n\t", max_size=60))
def test_tokens_joined_are_the_input(html: str) -> None:
    assert "".join(token.raw for token in tokenise(html)) == html
    read_html(html)


# Translation


def test_a_block_is_translated_as_a_whole() -> None:
    seen: list[str] = []

    def record(texts: list[str]) -> list[str]:
        seen.extend(texts)
        return texts

    translate_html("<p>Hai nước <b>ký</b>\n hiệp định.</p>\n<p>Câu hai.</p>", record)
    assert seen == ["Hai nước ký hiệp định.", "Câu hai."]


@pytest.mark.parametrize(
    "html",
    [
        "<pre>đừng dịch</pre>",
        "<code>x = y</code>",
        "<script>if (a < b) chạy()</script>",
        "<style>p { color: red }</style>",
        '<span translate="no">Điểm Nhấn</span>',
        '<div class="a notranslate"><p>Điểm <b>Nhấn</b></p><div>hai</div></div>',
        "<!-- ghi chú -->",
        "<!DOCTYPE html>",
        "<textarea>giữ</textarea>",
        "12/5 – 30 %",
        "  \n\t ",
        "",
    ],
)
def test_what_is_not_to_be_translated_stays(html: str) -> None:
    assert translate_html(html, shout) == html


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>\n  một &amp; hai &lt;ba&gt;\n</p>", "<p>\n  MỘT &amp; HAI &lt;BA&gt;\n</p>"),
        ("một<br>hai<br>\nba", "MỘT<br>HAI<br>\nBA"),
        ('<img alt="một" src="a.png">', '<img alt="MỘT" src="a.png">'),
        ('<a title="nói &quot;có&quot;" href="#">đi</a>', '<a title="NÓI &quot;CÓ&quot;" href="#">ĐI</a>'),
        ("<p>một <img alt=hai> ba</p>", '<p>MỘT <img alt="HAI"> BA</p>'),
        ("H<sub>2</sub>O và khí", "H<sub>2</sub>O VÀ KHÍ"),
        ("<p><code>x</code> là số</p>", "<p><code>x</code> LÀ SỐ</p>"),
        (
            "<p>a <span translate=no>giữ</span> b <br/>c</p>",
            "<p>A <span translate=no>giữ</span> B <br/>C</p>",
        ),
        ("một <b>hai</b> <i></i>ba", "MỘT <b>HAI</b> <i></i>BA"),
        (
            '<div translate="no">giữ <p translate="yes">một <b>hai</b></p> giữ</div> ba',
            '<div translate="no">giữ <p translate="yes">MỘT <b>HAI</b></p> giữ</div> BA',
        ),
        (
            '<p class="notranslate">giữ <i translate="yes">một <i>hai</i></i> giữ</p>ba',
            '<p class="notranslate">giữ <i translate="yes">MỘT <i>HAI</i></i> giữ</p>BA',
        ),
        (
            '<div translate="no"><div translate="yes">một<div translate="no">giữ</div>hai</div>giữ',
            '<div translate="no"><div translate="yes">MỘT<div translate="no">giữ</div>HAI</div>giữ',
        ),
        ('<code>x <i translate="yes">y</i></code> một', '<code>x <i translate="yes">y</i></code> MỘT'),
        ('<p translate="yes">một</p>', '<p translate="yes">MỘT</p>'),
        ("<p>hai bên ký</p", "<p>HAI BÊN KÝ</p"),
        ('hai bên ký <a href="x', 'HAI BÊN KÝ <a href="x'),
    ],
)
def test_words_change_and_the_rest_stays(html: str, expected: str) -> None:
    assert translate_html(html, shout) == expected


def test_a_page_comes_back_with_all_its_markup() -> None:
    translated = translate_html(PAGE, backwards)
    drop = re.compile(r' (?:alt|title)="[^"]*"')
    assert sorted(tags(drop.sub("", translated))) == sorted(tags(drop.sub("", PAGE)))
