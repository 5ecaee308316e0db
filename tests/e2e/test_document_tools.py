"""Translated documents in their own tools: LibreOffice opens them, msgfmt compiles them."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from service.domain.article import Language
from tests.documents import translated, word_file
from tests.unit.test_document_formats import BOLD, catalogue, odt

pytestmark = pytest.mark.tools
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs libreoffice-writer-nogui")
needs_gettext = pytest.mark.skipif(shutil.which("msgfmt") is None, reason="needs gettext")

MESSAGES: dict[Language, tuple[str, str, str]] = {
    "vi": ("The %s has %d new messages.", "Hello %(name)s, <b>welcome</b>", "%d file"),
    "en": ("Người dùng %s có %d tin mới.", "Xin chào %(name)s, <b>mời vào</b>", "%d tệp tin"),
}
RUN = '<w:r>{}<w:t xml:space="preserve">{}</w:t></w:r>'


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str, bytes], str]:
    """Return the text that LibreOffice reads in a document."""

    def read(name: str, content: bytes) -> str:
        (tmp_path / name).write_bytes(content)
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", name]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=180, check=False)
        text = (tmp_path / name).with_suffix(".txt")
        assert text.is_file(), done.stderr
        return text.read_text(encoding="utf-8-sig")

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
