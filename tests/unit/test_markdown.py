"""A brief as Markdown that a person reads."""

import re
from dataclasses import replace

import pytest

from service.adapters.markdown import brief_to_markdown, escaped
from tests.sample_brief import LEAD, TITLE, hostile_brief, sample_brief


def test_both_headlines_open_the_brief() -> None:
    lines = brief_to_markdown(sample_brief()).splitlines()
    assert lines[0] == f"# {TITLE}"
    assert lines[2] == "*Vietnam and South Korea sign a memorandum on productivity*"


def test_every_part_is_there_in_both_languages() -> None:
    text = brief_to_markdown(sample_brief())
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert headings == [
        "Tóm tắt / Summary",
        "Điểm nhấn hợp tác / Cooperation highlights",
        "Trích dẫn / Quotes",
        "Cần biên tập viên xem lại / For the editor's eye",
        "Toàn văn / Full text",
        "Nguồn gốc bản tin / Provenance",
    ]
    assert "Both sides will train experts together" in text
    assert "`number_mismatch`" in text
    assert "- translator: vien@1+ct2-int8" in text


def test_a_highlight_shows_its_facts_and_quotes_its_evidence() -> None:
    text = brief_to_markdown(sample_brief())
    assert "Tổng cục TCĐLCL / Directorate for Standards (VN); KPC (KR)" in text
    assert "- **Biên bản ghi nhớ / Memorandum of understanding**: Đã ký / Signed" in text
    assert "- **Thời gian**: 20/8/2019 = 2019-08-20" in text
    assert f"> {LEAD} \\[1\\]" in text


def test_a_brief_without_highlights_says_so() -> None:
    text = brief_to_markdown(replace(sample_brief(), highlights=()))
    assert "The article reports no act of cooperation." in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Tiêu đề", "\\# Tiêu đề"),
        ("- mục", "\\- mục"),
        ("+ mục", "\\+ mục"),
        ("2020. Năm mới", "2020\\. Năm mới"),
        ("1) một", "1\\) một"),
        ("2020 là năm", "2020 là năm"),
        ("a | b", "a \\| b"),
        ("[x](javascript:y)", "\\[x\\](javascript:y)"),
        ("<script>", "\\<script\\>"),
        ("dòng\nhai", "dòng hai"),
        (
            "**đậm** _nghiêng_ `mã` ~~bỏ~~ ![ảnh]",
            "\\*\\*đậm\\*\\* \\_nghiêng\\_ \\`mã\\` \\~\\~bỏ\\~\\~ \\!\\[ảnh\\]",
        ),
        ("&amp; \\", "\\&amp; \\\\"),
    ],
)
def test_no_text_becomes_markup(text: str, expected: str) -> None:
    assert escaped(text) == expected


def test_hostile_words_keep_the_table_whole() -> None:
    text = brief_to_markdown(hostile_brief("a | b\n| c"))
    rows = [line for line in text.splitlines() if re.match(r"\| \d", line)]
    assert [len(re.findall(r"(?<!\\)\|", row)) for row in rows] == [4, 4, 4, 4]
