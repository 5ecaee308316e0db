"""From a payload to an article: what is kept, how it is laid out, and what is refused and why."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from service.domain.article import Article, Media, Payload
from service.domain.errors import (
    BinaryInput,
    EmptyInput,
    InputError,
    MalformedInput,
    TooLarge,
    TooShort,
    UndecodableText,
    UnsupportedLanguage,
    UnsupportedMedia,
)
from service.pipeline.ingest import Limits, ingest

DATA = Path(__file__).parent.parent / "data"
LIMITS = Limits()
TITLE = "Việt Nam và Nhật Bản ký thỏa thuận hợp tác y tế"
LEAD = "Bộ Y tế hai nước sẽ trao đổi bác sĩ và cùng nghiên cứu vắc-xin trong ba năm tới."
BODY = "Thỏa thuận được ký sáng nay tại Hà Nội với sự chứng kiến của lãnh đạo hai bộ."
END = "Hai bên cũng thống nhất lập một nhóm công tác chung để theo dõi việc thực hiện."
ENGLISH = (
    "The two ministries signed an agreement on health cooperation in Hanoi on Monday.",
    "Under the agreement, both sides will exchange doctors and work together on vaccines.",
)


def read(content: str | bytes, media: Media = "text", **about: str) -> Article:
    return ingest(replace(Payload(content, media), **about), LIMITS)  # type: ignore[arg-type]


def laid_out(article: Article) -> list[tuple[str, str]]:
    return [(block.role, article[block.span]) for block in article.blocks]


# Plain text


def test_a_text_of_lines_has_title_lead_and_paragraphs() -> None:
    article = read("\n".join((TITLE, LEAD, BODY, END)))
    assert laid_out(article) == [("title", TITLE), ("lead", LEAD), ("paragraph", BODY), ("paragraph", END)]
    assert article.title == TITLE
    assert article.language == "vi"


def test_the_seed_article_has_its_title_lead_body_and_caption() -> None:
    article = read((DATA / "seed.txt").read_bytes())
    roles = [block.role for block in article.blocks]
    assert roles[:2] == ["title", "lead"]
    assert set(roles[2:-2]) == {"paragraph"}
    assert roles[-2] == "caption"


def test_without_a_title_the_first_line_is_text() -> None:
    article = read("\n".join(ENGLISH))
    assert article.title is None
    assert laid_out(article) == [("lead", ENGLISH[0]), ("paragraph", ENGLISH[1])]
    assert article.language == "en"


def test_a_title_sent_beside_the_text_goes_on_top() -> None:
    article = read(f"{LEAD}\n{BODY}", title=TITLE)
    assert laid_out(article)[0] == ("title", TITLE)
    assert article.text.startswith(f"{TITLE}\n{LEAD}")


def test_a_title_that_the_text_begins_with_stands_once() -> None:
    article = read(f"{TITLE}\n{LEAD}\n{BODY}", title=f" {TITLE.upper()} ")
    assert [role for role, _ in laid_out(article)] == ["title", "lead", "paragraph"]
    assert article.text.count(TITLE) == 1


def test_a_hand_wrapped_paragraph_is_one_block() -> None:
    wrapped = f"{TITLE}\n\n" + BODY[:52] + "\n" + END[:61] + "\n" + LEAD[:60] + "\nvà hết.\n\n" + END
    paragraphs = [text for role, text in laid_out(read(wrapped)) if role != "title"]
    assert len(paragraphs) == 2
    assert "\n" not in paragraphs[0]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Theo TTXVN", "byline"),
        ("PV/TTXVN", "byline"),
        ("Nguyễn Văn An", "byline"),
        ("Vũ Hoàng (Theo Reuters)", "byline"),
        ("Theo chinhphu.vn", "byline"),
        ("By Jane Doe", "byline"),
        ("Ảnh: TTXVN", "caption"),
        ("Lễ ký kết tại Hà Nội sáng 6/5. Ảnh: Minh An", "caption"),
        ("Toàn cảnh lễ ký (Ảnh: VGP)", "caption"),
        ("Thứ Hai, 08/06/2020 | 15:30 GMT+7", "dateline"),
        ("Hà Nội, ngày 8 tháng 6 năm 2020", "dateline"),
        ("- Trao đổi bác sĩ", "list_item"),
        ("• Nghiên cứu vắc-xin", "list_item"),
        ("2) Lập nhóm công tác", "list_item"),
    ],
)
def test_a_closing_line_is_recognised(line: str, role: str) -> None:
    article = read("\n".join((TITLE, LEAD, BODY, END, line)))
    assert laid_out(article)[-1] == (role, line)


@pytest.mark.parametrize(
    "sentence",
    [
        "Theo Reuters, hai bên đã ký thỏa thuận.",
        "Nguyễn Văn An đã ký thỏa thuận.",
        "By Monday the two sides had signed it.",
        "Ngày 8/6/2020, hai bên ký thỏa thuận.",
        "Hà Nội – trung tâm của cả nước – là nơi ký kết.",
        "Vietnam - Japan ties have grown quickly since 1973.",
        "Trong ảnh: đây là câu văn bình thường của bài.",
        "Ông Mai Tiến Dũng cho biết như vậy hôm 8/6.",
        "Theo Thủ tướng Nguyễn Xuân Phúc, đó là điều tốt.",
        "Năm 2020 là năm hữu nghị hai nước.",
    ],
)
def test_a_sentence_is_never_taken_for_a_byline_or_date_line(sentence: str) -> None:
    article = read("\n".join((TITLE, LEAD, BODY, sentence, END, sentence)))
    assert laid_out(article)[3] == ("paragraph", sentence)
    assert laid_out(article)[5] == ("paragraph", sentence)


@pytest.mark.parametrize(
    "opening",
    [
        "Hà Nội, 8/6/2020 – ",
        "HANOI, June 8 (Reuters) – ",
        "HANOI (AP) — ",
        "(VNA) – ",
        "(Dân trí) - ",
        "(TBTCO) - ",
        "TP.HCM, ngày 8/6 - ",
        "Hà Nội (TTXVN) - ",
        "TOKYO, 8 June 2020 (Kyodo) - ",
    ],
)
def test_an_opening_date_line_is_kept_apart_from_its_paragraph(opening: str) -> None:
    article = read("\n".join((TITLE, opening + LEAD, BODY, END)))
    assert laid_out(article)[1:3] == [("dateline", opening.strip()), ("lead", LEAD)]


def test_a_short_line_above_a_paragraph_is_a_heading() -> None:
    article = read("\n".join((TITLE, LEAD, BODY, "Ba lĩnh vực ưu tiên", END, BODY)))
    assert laid_out(article)[3] == ("heading", "Ba lĩnh vực ưu tiên")


# Text and offsets


def test_the_hash_is_that_of_the_text() -> None:
    article = read(f"{TITLE}\n{LEAD}\n{BODY}")
    assert article.sha256 == hashlib.sha256(article.text.encode()).hexdigest()


@pytest.mark.parametrize("title", [None, TITLE])
def test_each_character_knows_where_it_came_from(title: str | None) -> None:
    sent = f"\ufeff  {TITLE}s\r\n\r\n\u00a0{LEAD}\u00ad\r\n{BODY}  \n\n\n{END}\n"
    article = ingest(Payload(sent, "text", title=title), LIMITS)
    assert len(article.origin) == len(article.text)
    assert list(article.origin) == sorted(article.origin)
    pairs = zip(article.text, article.origin, strict=True)
    assert all(sent[at] == char for char, at in pairs if at >= 0 and not char.isspace())
    assert (-1 in article.origin) == (title is not None)


def test_decomposed_letters_come_out_composed() -> None:
    article = read(f"{TITLE}\n{LEAD}\n{BODY}".replace("ế", "e\u0302\u0301"))
    assert "y tế" in article.text


@pytest.mark.parametrize("media", ["text", "html", "ninjs"])
def test_blocks_follow_each_other_and_hold_every_word(media: Media) -> None:
    path = {"text": "seed.txt", "html": "html/page.html", "ninjs": "ninjs/superdesk.json"}[media]
    article = read((DATA / path).read_bytes(), media)
    ends = [0, *(block.span.end for block in article.blocks)]
    gaps = [article.text[end : block.span.start] for end, block in zip(ends, article.blocks, strict=False)]
    assert all(not gap.strip() for gap in gaps)
    assert ends[-1] == len(article.text)


# HTML and ninjs


def test_a_page_gives_its_title_time_and_address() -> None:
    article = read((DATA / "html/page.html").read_bytes(), "html")
    assert article.title == "Bộ Y tế hai nước ký bản ghi nhớ về vắc-xin"
    assert article.published_at == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert article.url == "https://bao.example/y-te/ky-ban-ghi-nho.html"
    assert article.origin == ()
    assert [block.role for block in article.blocks].count("lead") == 1


def test_what_the_sender_says_goes_before_what_the_page_says() -> None:
    sent = datetime(2020, 1, 1, tzinfo=UTC)
    page = Payload((DATA / "html/page.html").read_bytes(), "html", url="https://a.vn/x", published_at=sent)
    article = ingest(replace(page, title=TITLE), LIMITS)
    assert (article.title, article.url, article.published_at) == (TITLE, "https://a.vn/x", sent)
    assert ("heading", "Bộ Y tế hai nước ký bản ghi nhớ về vắc-xin") in laid_out(article)


def test_a_fragment_is_kept_whole() -> None:
    article = read(f"<h1>{TITLE}</h1><p>{LEAD}</p><p>{BODY}</p><aside>{END}</aside>", "html")
    assert laid_out(article) == [("title", TITLE), ("lead", LEAD), ("paragraph", BODY), ("paragraph", END)]


@pytest.mark.parametrize("name", ["ninjs-1.3", "ninjs-3.1", "superdesk"])
def test_ninjs_items_become_articles(name: str) -> None:
    article = read((DATA / f"ninjs/{name}.json").read_bytes(), "ninjs")
    roles = [block.role for block in article.blocks]
    assert roles == ["title", "lead", "paragraph", "byline"]
    assert article.title == TITLE
    assert article.published_at == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert article.id


def test_a_plain_ninjs_body_is_read_as_lines() -> None:
    item = json.dumps(
        {"uri": "urn:a:1", "headline": TITLE, "body_text": f"{LEAD}\n{BODY}", "byline": "An Bình"}
    )
    assert [role for role, _ in laid_out(read(item, "ninjs"))][:3] == ["title", "lead", "paragraph"]
    assert "An Bình" in read(item, "ninjs").text


# Language


def test_a_language_that_the_text_bears_out_is_taken() -> None:
    assert read("\n".join(ENGLISH), language="en").language == "en"


def test_a_language_that_the_text_refutes_is_refused() -> None:
    with pytest.raises(MalformedInput, match=r"given as English, but the text is in Vietnamese"):
        read("\n".join((TITLE, LEAD, BODY, END)), language="en")


# Bad input


@pytest.mark.parametrize(
    ("content", "error", "reason"),
    [
        ("", EmptyInput, "empty"),
        (b"", EmptyInput, "empty"),
        (" \n\t\u00a0 \n", EmptyInput, ""),
        ("\u200b\ufeff", EmptyInput, ""),
        ("😀😀 🎉", EmptyInput, "symbols"),
        ("… — !!!", EmptyInput, "symbols"),
        ("123 456 7,8 %", TooShort, "numbers"),
        ("chào", TooShort, "1 word"),
        ("a" * 50_000, InputError, ""),
        ("Xin chào bạn", TooShort, "3 words"),
        (b"%PDF-1.7 \x00\x01", BinaryInput, "PDF"),
        (b"\x00\x01\x02\x03abc", BinaryInput, "null"),
        ("Việt\x00Nam ký kết", BinaryInput, "null"),
        ("Việt Nam \ud800 ký kết hợp tác với Nhật Bản", UndecodableText, "surrogate"),
        ("中国和越南签署合作协议，双方将加强贸易往来。", UnsupportedLanguage, "Chinese"),
        ("ประเทศไทยและเวียดนามลงนามบันทึกความเข้าใจ", UnsupportedLanguage, "Thai"),
        ("Le gouvernement a signé un accord de coopération avec le Japon.", UnsupportedLanguage, "French"),
        ("x" * (LIMITS.max_bytes + 1), TooLarge, "bytes"),
        ("Một câu dài. " * 50_000, TooLarge, "characters"),
    ],
    ids=lambda value: str(value)[:20],
)
@pytest.mark.parametrize("media", ["text", "html"])
def test_what_is_no_article_is_refused_with_the_reason(
    content: str | bytes, error: type[InputError], reason: str, media: Media
) -> None:
    with pytest.raises(error) as refused:
        read(content, media)
    assert reason in refused.value.cause
    assert refused.value.remedy


@pytest.mark.parametrize(
    "html", ["<script>alert(1)</script>", "<p></p><br>", "<!-- chỉ có ghi chú ở đây -->"]
)
def test_html_without_words_is_empty(html: str) -> None:
    with pytest.raises(EmptyInput):
        read(html, "html")


def test_an_html_bomb_is_answered() -> None:
    bomb = "<div>" * 100_000 + f"<p>{TITLE}</p><p>{LEAD}</p>" + "</div>" * 100_000
    assert LEAD in read(bomb, "html").text


def test_an_unknown_medium_is_refused() -> None:
    with pytest.raises(UnsupportedMedia):
        read(LEAD, cast(Media, "pdf"))


def test_fifty_thousand_words_are_an_article_where_the_limit_allows() -> None:
    body = "\n".join((LEAD, BODY, END) * 900)
    assert len(ingest(Payload(f"{TITLE}\n{body}", "text"), LIMITS).blocks) == 2701
