"""Marks of notes typed by hand, figures alone in a cell, and what else of documents is no sentence."""

import io
import re
import zipfile

import pytest

from tests.documents import backwards, member, translated, word_file, zipped
from tests.unit.test_document_formats import epub, odt

RUN = "<w:r>{}<w:t>{}</w:t></w:r>"
RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
LOWERED = '<w:rPr><w:vertAlign w:val="subscript"/></w:rPr>'
SUPER = (
    '<style:style style:name="T9" style:family="text">'
    '<style:text-properties style:text-position="super 58%"/></style:style>'
)


def asked_of(name: str, content: bytes) -> list[str]:
    """Return the sentences that a translator is given."""
    asked: list[str] = []

    def record(texts: list[str]) -> list[str]:
        asked.extend(texts)
        return texts

    translated(name, content, by=record)
    return asked


def word_paragraph(*runs: tuple[str, str]) -> bytes:
    return word_file("<w:p>" + "".join(RUN.format(*run) for run in runs) + "</w:p>")


@pytest.mark.parametrize(
    ("format", "mark", "seen"),
    [
        (RAISED, "12", "Hai bên ký kết vào năm nay."),
        (RAISED, "[3] ", "Hai bên ký kết  vào năm nay."),
        (RAISED, "a", "Hai bên ký kết vào năm nay."),
        ('<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>', "*", "Hai bên ký kết vào năm nay."),
        (RAISED, "hai", "Hai bên ký kếthai vào năm nay."),
    ],
)
def test_a_raised_mark_of_a_word_document_is_no_number(format: str, mark: str, seen: str) -> None:
    content = word_paragraph(("", "Hai bên ký kết"), (format, mark), ("", " vào năm nay."))
    assert asked_of("a.docx", content) == [" ".join(seen.split())]
    done = member(translated("a.docx", content, by=backwards), "word/document.xml")
    assert len(re.findall(rf">{re.escape(mark.strip())}<", done)) == 1


def test_what_is_raised_or_lowered_in_a_unit_or_formula_is_read_with_it() -> None:
    content = word_paragraph(
        ("", "Rừng rộng 25 km"), (RAISED, "2"), ("", " và lượng CO"), (LOWERED, "2"), ("", " giảm.")
    )
    assert asked_of("a.docx", content) == ["Rừng rộng 25 km2 và lượng CO2 giảm."]


def test_a_raised_mark_of_an_open_document_is_no_number() -> None:
    mark = '<text:span text:style-name="T9">12</text:span>'
    content = odt(f"<text:p>Hai bên ký kết{mark} vào năm nay.</text:p>", SUPER)
    assert asked_of("a.odt", content) == ["Hai bên ký kết vào năm nay."]
    assert member(translated("a.odt", content), "content.xml").count(mark) == 1
    area = odt("<text:p>Rừng 25 km" + mark.replace("12", "2") + "</text:p>", SUPER)
    assert asked_of("a.odt", area) == ["Rừng 25 km2"]


@pytest.mark.parametrize(
    "link",
    [
        '<a epub:type="noteref" href="#f1">12</a>',
        '<a role="doc-backlink" href="#r1">↩</a>',
        '<a href="notes.xhtml#f1">[12]</a>',
    ],
)
def test_a_reference_to_a_note_of_a_book_is_no_word(link: str) -> None:
    content = epub(f'<p xmlns:epub="http://www.idpf.org/2007/ops">Hai bên ký kết{link} vào năm nay.</p>')
    assert "Hai bên ký kết vào năm nay." in asked_of("a.epub", content)
    assert member(translated("a.epub", content), "OEBPS/ch 1.xhtml").count(link) == 1


def test_a_link_with_a_number_that_refers_to_no_note_is_read() -> None:
    assert asked_of("a.html", b'<p>Trang <a href="/2">12</a></p>') == ["Trang 12"]


FIGURE = "12.345"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", word_file(f"<w:p>{RUN.format('', FIGURE)}</w:p><w:p>{RUN.format('', 'Ngân sách')}</w:p>")),
        ("a.odt", odt(f"<text:p>{FIGURE}</text:p><text:p>Ngân sách</text:p>")),
        ("a.txt", f"Ngân sách\n\n{FIGURE}\n".encode()),
        ("a.srt", f"1\n00:00:01,000 --> 00:00:02,000\n{FIGURE}.\n\n"
                  "2\n00:00:02,000 --> 00:00:03,000\nNgân sách.\n".encode()),
    ],
)  # fmt: skip
def test_figures_alone_are_for_the_translator_as_they_are_in_pages(name: str, content: bytes) -> None:
    assert [text.removesuffix(".") for text in sorted(asked_of(name, content))] == [FIGURE, "Ngân sách"]


def test_a_number_without_marks_and_an_entry_of_a_catalogue_stay_as_they_are() -> None:
    body = "".join(f"<w:p>{RUN.format('', words)}</w:p>" for words in ("Ngân sách", "2024"))
    assert "2024" not in asked_of("a.docx", word_file(body))
    po = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    catalogue = f'{po}msgid "{FIGURE}"\nmsgstr ""\n\nmsgid "Lưu"\nmsgstr ""\n'
    assert asked_of("a.po", catalogue.encode()) == ["Lưu"]


@pytest.mark.parametrize("doctype", ["", "<!DOCTYPE html>"])
def test_a_chapter_may_have_the_names_of_html_whatever_its_doctype(doctype: str) -> None:
    chapter = "OEBPS/ch 1.xhtml"
    book = epub("<p>Hai&nbsp;bên &amp; ký &eacute;</p><code>&copy;</code>")
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        members = {name: package.read(name).decode() for name in package.namelist()}
    members[chapter] = members[chapter].replace("<html", f"{doctype}<html")
    done = member(translated("a.epub", zipped(members)), chapter)
    assert "<code>&#169;</code>" in done
    assert "&nbsp;" not in done
    assert "&amp;" in done


def test_several_spaces_of_an_open_document_part_words_as_a_tab_does() -> None:
    spaces = '<text:s text:c="5"/>'
    done = member(translated("a.odt", odt(f"<text:p>Người lập{spaces}Giám đốc</text:p>")), "content.xml")
    assert f"<text:p>lập Người{spaces}đốc Giám</text:p>" in done


def test_deleted_text_and_comments_of_an_open_document_stay() -> None:
    deletion = "<text:deletion><text:p>Đã xóa đi</text:p></text:deletion>"
    region = f"<text:changed-region>{deletion}</text:changed-region>"
    deleted = f"<text:tracked-changes>{region}</text:tracked-changes>"
    comment = '<office:annotation office:name="1"><text:p>Xem lại đi</text:p></office:annotation>'
    content = odt(f"{deleted}<text:p>Hai bên{comment} ký kết.</text:p>")
    assert asked_of("a.odt", content) == ["Hai bên ký kết."]
    done = member(translated("a.odt", content), "content.xml")
    assert deleted in done
    assert comment in done


def test_buttons_and_tracks_of_a_page_are_translated_by_their_labels() -> None:
    page = (
        '<p>Hai bên</p><input type="submit" value="Gửi đi"><input type="text" value="Giữ lại">'
        '<video><track label="Tiếng Việt"></video>'
    )
    done = translated("a.html", page.encode()).decode()
    assert 'value="đi Gửi"' in done
    assert 'value="Giữ lại"' in done
    assert 'label="Việt Tiếng"' in done
