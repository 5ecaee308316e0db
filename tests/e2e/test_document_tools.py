"""Translated documents in their own tools: LibreOffice opens them, epubcheck and msgfmt find no fault."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from service.domain.article import Language
from tests.documents import member, translated, word_file, zipped
from tests.unit.test_document_formats import BOLD, catalogue, odt

pytestmark = pytest.mark.tools
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs libreoffice-writer-nogui")
EPUBCHECK = Path("/usr/share/java/epubcheck.jar")
needs_epubcheck = pytest.mark.skipif(
    shutil.which("java") is None or not EPUBCHECK.is_file(), reason="needs epubcheck"
)
needs_gettext = pytest.mark.skipif(shutil.which("msgfmt") is None, reason="needs gettext")

MESSAGES: dict[Language, tuple[str, str, str]] = {
    "vi": ("The %s has %d new messages.", "Hello %(name)s, <b>welcome</b>", "%d file"),
    "en": ("Người dùng %s có %d tin mới.", "Xin chào %(name)s, <b>mời vào</b>", "%d tệp tin"),
}
RUN = '<w:r>{}<w:t xml:space="preserve">{}</w:t></w:r>'


ARTICLE = """<html lang="vi"><head><meta charset="utf-8"><title>Hai nước</title></head><body>
<h1>Việt Nam hợp tác Nhật Bản</h1>
<p>Hai bên <b>ký kết</b> thỏa thuận {name} với <a href="https://example.org/a?b=1&amp;c=2">trang này</a>.</p>
<ul><li>Mục một</li><li>Mục <i>hai</i></li></ul>
<table><tr><th>Nước</th><th>Vốn</th></tr><tr><td>Nhật Bản</td><td>%d tỷ đồng</td></tr></table>
<p>Chú thích<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> ở đây.</p>
<div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>Nguồn tin
{0}</p></div></body></html>"""
BOOK = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": '<container version="1.0" '
    'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/book.opf" media-type="application/oebps-package+xml"/></rootfiles>'
    "</container>",
    "EPUB/book.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:x:1</dc:identifier>'
    "<dc:title>Hai nước</dc:title><dc:language>vi</dc:language>"
    '<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta></metadata>'
    '<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    '<item id="c1" href="one.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="c2" href="two.xhtml" media-type="application/xhtml+xml"/></manifest>'
    '<spine toc="ncx"><itemref idref="c1"/><itemref idref="c2"/></spine></package>',
    "EPUB/toc.ncx": '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><head>'
    '<meta name="dtb:uid" content="urn:x:1"/></head><docTitle><text>Hai nước</text></docTitle><navMap>'
    '<navPoint id="p1" playOrder="1"><navLabel><text>Chương một</text></navLabel><content src="one.xhtml"/>'
    "</navPoint></navMap></ncx>",
}
PAGE = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" '
    'xmlns:epub="http://www.idpf.org/2007/ops" lang="vi" xml:lang="vi"><head><title>Hai nước</title></head>'
    "<body>{}</body></html>"
)
PAGES = {
    "nav": '<nav epub:type="toc" id="toc"><h1>Mục lục</h1><ol><li><a href="one.xhtml">Chương một</a></li>'
    '<li><a href="two.xhtml#n1">Chú thích</a></li></ol></nav>',
    "one": '<h1 id="h">Chương một</h1><p>Hai <em class="e">bên</em> ký <a epub:type="noteref" id="r1" '
    'href="two.xhtml#n1">1</a> kết&#160;{name} &amp; %s.<br/>Tiếp theo</p>',
    "two": '<aside epub:type="footnote" id="n1"><p>Ghi chú <a href="one.xhtml#r1">quay lại</a></p></aside>',
}

Convert = Callable[[str, str | bytes, str], Path]
"""Has LibreOffice convert a file of a name and content to a format; returns where the new file lies."""


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the option that keeps LibreOffice to settings of its own, made at the first start."""
    return f"-env:UserInstallation=file://{tmp_path_factory.mktemp('profile')}"


@pytest.fixture
def convert(tmp_path: Path, profile: str) -> Convert:
    def convert(name: str, content: str | bytes, to: str) -> Path:
        (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
        # Opened as texts (Writer): web pages (Writer/Web) cannot be saved as documents.
        web = ["--infilter=HTML (StarWriter)"] if name.endswith(".html") else []
        command = ["soffice", profile, "--headless", *web, "--convert-to", to, name]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=180, check=False)
        made = (tmp_path / name).with_suffix("." + to.partition(":")[0])
        assert made.is_file(), done.stderr
        return made

    return convert


@pytest.fixture
def read(convert: Convert) -> Callable[[str, bytes], str]:
    """Return the text that LibreOffice reads in a document."""

    def read(name: str, content: bytes) -> str:
        made = convert(name, content, "txt:Text (encoded):UTF8")
        return made.read_text(encoding="utf-8-sig")

    return read


@needs_office
def test_libreoffice_opens_a_translated_word_document(read: Callable[[str, bytes], str]) -> None:
    styles = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    first = (
        RUN.format("", "Hai ")
        + RUN.format("<w:rPr><w:b/></w:rPr>", "bên {name}")
        + RUN.format("", " ký kết.")
    )
    table = f"<w:tbl><w:tr><w:tc><w:p>{RUN.format('', 'Trong bảng')}</w:p></w:tc></w:tr></w:tbl><w:p/>"
    body = f"<w:p>{first}</w:p><w:p>{RUN.format('', 'Trang ')}{field}{RUN.format('', ' đây')}</w:p>{table}"
    text = read("a.docx", translated("a.docx", word_file(body, styles=styles)))
    assert "kết ký {name} bên Hai." in text
    assert "bảng Trong" in text
    assert "đây" in text


@needs_office
def test_libreoffice_opens_a_translated_open_document(read: Callable[[str, bytes], str]) -> None:
    body = (
        '<text:p>Hai <text:span text:style-name="T1">bên {0}</text:span> ký.</text:p>'
        '<text:p>Trái<text:tab/>Phải<text:s text:c="3"/>cùng</text:p>'
    )
    text = read("a.odt", translated("a.odt", odt(body, BOLD)))
    assert "ký {0} bên Hai." in text
    assert "Trái\t" in text


@needs_office
@pytest.mark.parametrize(("suffix", "written"), [("docx", "docx:MS Word 2007 XML"), ("odt", "odt:writer8")])
def test_a_document_that_libreoffice_wrote_opens_again_with_its_marks(
    convert: Convert, suffix: str, written: str
) -> None:
    before = convert("a.html", ARTICLE, written).read_bytes()
    after = convert(f"b.{suffix}", translated(f"b.{suffix}", before), "html:HTML (StarWriter)")
    page = html.document_fromstring(after.read_bytes())

    def shown(path: str) -> list[str]:
        return [" ".join(node.text_content().split()) for node in page.xpath(path)]

    assert shown("//h1") == ["Bản Nhật tác hợp Nam Việt"]
    assert shown("//p")[0] == "này trang với {name} thuận thỏa kết ký bên Hai."
    assert shown("//p//b") == ["kết ký"]
    assert shown("//a[@href='https://example.org/a?b=1&c=2']") == ["này trang"]
    assert shown("//li") == ["một Mục", "hai Mục"]
    assert shown("//li//i") == ["hai"]
    assert shown("//table//tr//p") == ["Nước", "Vốn", "Bản Nhật", "đồng tỷ %d"]
    assert shown("//a[@class='sdfootnoteanc']") == ["1"]
    assert shown("//div[@id='sdfootnote1']") == ["1{0} tin Nguồn"]


@needs_epubcheck
def test_epubcheck_finds_no_fault_in_a_translated_book(tmp_path: Path) -> None:
    pages = {f"EPUB/{name}.xhtml": PAGE.format(body) for name, body in PAGES.items()}
    done = translated("a.epub", zipped({**BOOK, **pages}))
    (tmp_path / "a.epub").write_bytes(done)
    quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]  # starts in half the time
    command = ["java", *quick, "-jar", str(EPUBCHECK), "--failonwarnings", "--json", "told.json", "a.epub"]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    told = json.loads((tmp_path / "told.json").read_text())
    assert told["messages"] == [], ended.stderr
    assert ended.returncode == 0
    assert told["publication"]["title"] == "nước Hai"
    assert told["publication"]["language"] == "en"
    chapter = member(done, "EPUB/one.xhtml")
    for mark in (
        "{name}",
        "%s",
        "&amp;",
        '<em class="e">bên</em>',
        'id="r1" href="two.xhtml#n1">1</a>',
        "<br/>",
    ):
        assert chapter.count(mark) == 1


@needs_gettext
@pytest.mark.parametrize("to", ["vi", "en"])
def test_msgfmt_compiles_and_checks_a_translated_catalogue(tmp_path: Path, to: Language) -> None:
    first, second, third = MESSAGES[to]
    source = catalogue(
        f'#, c-format\nmsgid "{first}\\n"\nmsgstr ""\n',
        f'#, python-format\nmsgid "{second}"\nmsgstr ""\n',
        f'#, c-format\nmsgid "{third}"\nmsgid_plural "{third}"\nmsgstr[0] ""\nmsgstr[1] ""\n',
    )
    (tmp_path / "a.po").write_bytes(translated("a.po", source, to=to))
    command = ["msgfmt", "--check", "--statistics", "-o", "a.mo", "a.po"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert "3 translated" in done.stderr
