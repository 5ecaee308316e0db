"""XLIFF, gettext, OpenDocument, EPUB, TMX, workbooks, archives: what changes in them, and what does not."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.adapters.documents.archives import ERRORS
from service.adapters.documents.formats import FORMATS
from service.domain.document import DocumentLimits
from service.domain.errors import EmptyInput
from tests.documents import backwards, member, same, translated, word_file, zipped

XLIFF = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original='a' source-language="vi" datatype="plaintext"><body>{}</body></file></xliff>"""
PO_HEAD = 'msgid ""\nmsgstr ""\n"Language: \\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def xliff(*units: str) -> bytes:
    return XLIFF.format("\n".join(units)).encode()


def catalogue(*entries: str) -> bytes:
    return "\n".join([PO_HEAD, *entries]).encode()


def test_a_source_gets_a_target_with_its_inline_elements() -> None:
    before = xliff(
        '<trans-unit id=\'1\' ><source>Hai <g id="1">bên ký</g> kết <x id="2" />.</source></trans-unit>'
    )
    done = translated("a.xlf", before).decode()
    assert '<source>Hai <g id="1">bên ký</g> kết <x id="2" />.</source><target state=' in done
    target = done.partition("<target")[2].partition("</target>")[0]
    assert '<g id="1">ký bên</g> Hai' in target
    assert target.count('<x id="2" />') == 1
    assert 'target-language="en"' in done
    assert "<trans-unit id='1' >" in done  # written as it was


def test_pairs_of_two_elements_stay_around_their_words() -> None:
    before = xliff(
        '<trans-unit id="1">'
        '<source>Hai <bpt id="3">&lt;b&gt;</bpt>bên<ept id="3">&lt;/b&gt;</ept> ký</source>'
        "</trans-unit>"
    )
    done = translated("a.xlf", before).decode()
    assert 'ký <bpt id="3">&lt;b&gt;</bpt>bên<ept id="3">&lt;/b&gt;</ept> Hai</target>' in done


@pytest.mark.parametrize(
    "unit",
    [
        '<trans-unit id="1"><source>Hai bên</source><target state="final">Both</target></trans-unit>',
        '<trans-unit id="1" translate="no"><source>Hai bên</source></trans-unit>',
        '<trans-unit id="1" approved="yes"><source>Hai bên</source><target/></trans-unit>',
    ],
)
def test_what_is_translated_or_not_to_be_stays(unit: str) -> None:
    with pytest.raises(EmptyInput):
        translated("a.xlf", xliff(unit))
    both = xliff(unit, '<trans-unit id="9"><source>Ký kết</source></trans-unit>')
    assert unit in translated("a.xlf", both).decode()


def test_version_two_has_segments_with_a_state() -> None:
    before = (
        '<xliff version="2.0" srcLang="vi" trgLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0">'
        '<file id="f"><unit id="1"><segment><source>Hai <pc id="1">bên</pc> ký</source></segment>'
        "</unit></file></xliff>"
    )
    done = translated("a.xliff", before.encode()).decode()
    assert '<segment state="translated">' in done
    assert '<target>ký <pc id="1">bên</pc> Hai</target>' in done


def test_a_message_gets_its_translation_and_the_header_its_language() -> None:
    done = translated("a.po", catalogue('#: a.c:1\nmsgid "Save the file"\nmsgstr ""\n'), to="vi").decode()
    assert '#: a.c:1\nmsgid "Save the file"\nmsgstr "file the Save"\n' in done
    assert '"Language: vi\\n"' in done
    assert '"Plural-Forms: nplurals=1; plural=0;\\n"' in done


def test_translations_of_people_and_obsolete_messages_stay() -> None:
    kept = 'msgid "Done"\nmsgstr "Xong"\n\n#~ msgid "old"\n#~ msgstr "cũ"\n'
    assert kept in translated("a.po", catalogue('msgid "Save it"\nmsgstr ""\n', kept), to="vi").decode()


def test_a_fuzzy_message_is_translated_anew() -> None:
    entry = '#, fuzzy, c-format\n#| msgid "Sav"\nmsgid "Save %s now"\nmsgstr "Lưu"\n'
    done = translated("a.po", catalogue(entry), to="vi").decode()
    assert '#, c-format\nmsgid "Save %s now"\nmsgstr "now %s Save"\n' in done


def test_vietnamese_has_one_plural_and_english_two() -> None:
    entry = 'msgid "%d file"\nmsgid_plural "%d big files"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    done = translated("a.po", catalogue("#, c-format\n" + entry), to="vi").decode()
    assert 'msgstr[0] "files big %d"\n' in done
    assert "msgstr[1]" not in done
    entry = 'msgid "%d tệp tin"\nmsgid_plural "%d tệp tin lớn"\nmsgstr[0] ""\n'
    done = translated("a.po", catalogue("#, c-format\n" + entry)).decode()
    assert 'msgstr[0] "tin tệp %d"\nmsgstr[1] "lớn tin tệp %d"' in done


def test_placeholders_whose_order_changed_are_numbered() -> None:
    entry = '#, c-format\nmsgid "The %s has %d new messages.\\n"\nmsgstr ""\n'
    done = translated("a.po", catalogue(entry), to="vi").decode()
    assert 'msgstr "messages new %2$d has %1$s The.\\n"' in done


def test_lines_of_a_message_stay_lines() -> None:
    entry = 'msgid ""\n"First line here\\n"\n"Second <b>line</b>\\n"\nmsgstr ""\n'
    done = translated("a.po", catalogue(entry), to="vi").decode()
    assert 'msgstr ""\n"here line First\\n"\n"<b>line</b> Second\\n"\n' in done


PIECES = st.lists(
    st.sampled_from(
        ["save", "the", "file", "%s", "%(name)s", "{0}", "${x}", "<b>now</b>", "%%", "\\n", '\\"a\\"']
    ),
    min_size=1, max_size=8,
)  # fmt: skip


@settings(deadline=None, max_examples=80)
@given(PIECES)
def test_placeholders_tags_and_line_breaks_of_a_message_come_back_once(pieces: list[str]) -> None:
    text = "word " + " ".join(pieces)
    entry = f'msgid "{text}"\nmsgstr ""\n'
    for by in (same, backwards):
        done = translated("a.po", catalogue(entry), to="vi", by=by).decode()
        target = done.partition(
            "msgstr",
        )[2].rpartition("msgstr ")[2]
        for sign in ("%s", "%(name)s", "{0}", "${x}", "<b>", "</b>", "%%", "\\n"):
            assert target.count(sign) == text.count(sign)


OFFICE = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
TEXT = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
STYLE = 'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
FO = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'


def odt(body: str, styles: str = "") -> bytes:
    content = (
        f"<office:document-content {OFFICE} {TEXT} {STYLE} {FO}"
        f" office:version='1.3'><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    default = (
        f"<office:document-styles {OFFICE} {STYLE} {FO}><office:styles>"
        f'<style:default-style style:family="paragraph">'
        '<style:text-properties fo:language="vi" fo:country="VN"/></style:default-style></office:styles>'
        "</office:document-styles>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{media}"/>'
        for path, media in (("/", kind), ("content.xml", "text/xml"), ("styles.xml", "text/xml"))
    )
    root = f'manifest:manifest xmlns:manifest="{MANIFEST}" manifest:version="1.3"'
    manifest = f"<{root}>{entries}</manifest:manifest>"
    return zipped(
        {"mimetype": kind, "content.xml": content, "styles.xml": default, "META-INF/manifest.xml": manifest}
    )


BOLD = (
    '<style:style style:name="T1" style:family="text">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T2" style:family="text"><style:text-properties fo:language="vi"/></style:style>'
)


def test_spans_keep_their_style_and_those_that_show_nothing_part_nothing() -> None:
    body = (
        '<text:p>Hai <text:span text:style-name="T1">bên</text:span>'
        '<text:span text:style-name="T1"> ký</text:span>'
        ' <text:span text:style-name="T2">kết</text:span><text:note><text:note-body><text:p>Ghi chú</text:p>'
        "</text:note-body></text:note>.</text:p>"
    )
    done = member(translated("a.odt", odt(body, BOLD)), "content.xml")
    assert '<text:span text:style-name="T1">ký bên</text:span> Hai' in done
    assert done.count("<text:note>") == 1
    assert "<text:p>chú Ghi</text:p>" in done


def test_spaces_tabs_and_fields_of_open_documents_stay() -> None:
    field = "<text:page-number>3</text:page-number>"
    body = f'<text:p>Hai<text:s text:c="2"/>bên<text:tab/>Trang {field} này</text:p>'
    done = member(translated("a.odt", odt(body), by=same), "content.xml")
    assert f"<text:tab/>Trang {field} này" in done
    assert "Hai" in done


def test_the_language_of_an_open_document_is_set() -> None:
    done = translated("a.odt", odt("<text:p>Hai bên ký kết</text:p>"))
    assert 'fo:language="en" fo:country="US"' in member(done, "styles.xml")


def test_the_kind_of_an_open_document_stays_its_first_member() -> None:
    done = translated("a.odt", odt("<text:p>Hai bên ký kết</text:p>"))
    with zipfile.ZipFile(io.BytesIO(done)) as package:
        assert package.infolist()[0].filename == "mimetype"


def epub(chapter: str) -> bytes:
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    )
    book = (
        '<package xmlns="http://www.idpf.org/2007/opf" xml:lang="vi" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<metadata><dc:title>Hai nước</dc:title><dc:language>vi</dc:language></metadata><manifest>"
        '<item id="c" href="ch%201.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="n" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>'
        '<spine toc="n"><itemref idref="c"/></spine></package>'
    )
    page = (
        '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="vi">'
        f"<head><title>Chương một</title></head><body>{chapter}</body></html>"
    )
    contents = (
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel>'
        '<text>Chương một</text></navLabel><content src="ch%201.xhtml"/></navPoint></navMap></ncx>'
    )
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OEBPS/book.opf": book,
            "OEBPS/ch 1.xhtml": page,
            "OEBPS/toc.ncx": contents,
        }
    )


def test_a_book_has_its_chapters_contents_and_title_translated() -> None:
    done = translated("a.epub", epub("<p>Hai <b>bên</b> ký&#160;kết.<br/></p>"))
    chapter = member(done, "OEBPS/ch 1.xhtml")
    assert 'xml:lang="en"' in chapter
    assert "<title>một Chương</title>" in chapter
    assert "<b>bên</b> Hai.<br/></p>" in chapter
    assert "&nbsp;" not in chapter
    assert "<text>một Chương</text>" in member(done, "OEBPS/toc.ncx")
    book = member(done, "OEBPS/book.opf")
    assert "<dc:title>nước Hai</dc:title><dc:language>en</dc:language>" in book
    assert 'opf" xml:lang="en"' in book


def test_a_memory_gets_the_side_that_it_lacks() -> None:
    both = '<tu><tuv xml:lang="vi"><seg>Một</seg></tuv><tuv xml:lang="en"><seg>One</seg></tuv></tu>'
    half = '<tu><tuv xml:lang="vi"><seg>Hai <ph x="1">{a}</ph> bên</seg></tuv></tu>'
    before = f'<tmx version="1.4"><header srclang="vi"/><body>{both}{half}</body></tmx>'
    done = translated("a.tmx", before.encode()).decode()
    assert both in done
    assert (
        '<tuv xml:lang="en" creationtool="diemnhan"><seg>bên <ph x="1">{a}</ph> Hai</seg></tuv></tu>' in done
    )


def test_cells_are_translated_but_not_what_heads_a_table() -> None:
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>Tên gọi</t></si>'
        "<si><t>Hai bên</t></si><si><r><rPr><b/></rPr><t>Ký kết</t></r><r><t> hợp tác</t></r></si></sst>"
    )
    table = (
        '<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><tableColumns>'
        '<tableColumn id="1" name="Tên gọi"/></tableColumns></table>'
    )
    done = translated("a.xlsx", zipped({"xl/sharedStrings.xml": strings, "xl/tables/table1.xml": table}))
    cells = member(done, "xl/sharedStrings.xml")
    assert "<t>Tên gọi</t>" in cells
    assert '<si><t xml:space="preserve">bên Hai</t></si>' in cells
    assert '<r><rPr><b/></rPr><t xml:space="preserve">kết Ký</t></r>' in cells


def test_the_runs_and_fields_of_a_slide_are_kept() -> None:
    slide = (
        '<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:pPr/><a:r><a:rPr lang="vi-VN" b="1"/><a:t>Hai bên</a:t></a:r>'
        '<a:fld id="x" type="slidenum"><a:t>3</a:t></a:fld><a:endParaRPr lang="vi-VN"/></a:p></p:sld>'
    )
    done = member(translated("a.pptx", zipped({"ppt/slides/slide1.xml": slide})), "ppt/slides/slide1.xml")
    assert '<a:rPr lang="en-US" b="1"/><a:t>bên Hai</a:t>' in done
    assert '<a:fld id="x" type="slidenum"><a:t>3</a:t></a:fld><a:endParaRPr lang="en-US"/>' in done


def test_each_member_of_an_archive_is_translated_by_its_kind() -> None:
    word = word_file("<w:p><w:r><w:t>Hai bên</w:t></w:r></w:p>")
    archive = zipped({"a/tin.docx": word, "b.txt": "Ký kết", "a/": b""})
    done = translated("a.zip", archive)
    with zipfile.ZipFile(io.BytesIO(done)) as package:
        assert package.namelist() == ["a/tin.docx", "b.txt", "a/"]
        assert "bên Hai" in member(package.read("a/tin.docx"), "word/document.xml")
        assert package.read("b.txt").decode() == "kết Ký"


def test_bad_members_are_told_of_and_the_others_translated() -> None:
    bad: dict[str, str | bytes] = {
        "../out.txt": "Ra ngoài", "x.zip": zipped({"a.txt": "Hai"}), "x.bin": b"\x00", "broken.docx": b"PK",
        "bomb.txt": b"a " * 20_000_000,
    }  # fmt: skip
    done = translated("a.zip", zipped({**bad, "b.txt": "Ký kết"}))
    with zipfile.ZipFile(io.BytesIO(done)) as package:
        assert sorted(package.namelist()) == ["b.txt", ERRORS]
        told = package.read(ERRORS).decode()
    assert all(f"{name}: " in told for name in bad)


def test_an_encrypted_member_is_told_of() -> None:
    content = bytearray(zipped({"a.txt": "Hai bên", "b.txt": "Ký kết"}))
    for signature in (b"PK\x03\x04", b"PK\x01\x02"):  # the flags of the first member
        at = content.index(signature) + (6 if signature == b"PK\x03\x04" else 8)
        content[at] |= 1
    zip_format = next(one for one in FORMATS if one.name == "zip")
    opened = zip_format.open(bytes(content), "en", DocumentLimits())
    faults = {section.name: section.fault for section in opened.sections}
    assert faults["b.txt"] is None
    assert faults["a.txt"] is not None
    assert "encrypted" in faults["a.txt"].cause
