"""Documents that are made to take long, and translators that lose, repeat or invent words."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from service.adapters.documents.formats import FORMATS
from service.domain.document import DocumentLimits
from service.domain.errors import InputError
from tests.documents import Sentences, member, translated, word_file
from tests.speed import within
from tests.unit.test_document_formats import BOLD, catalogue, epub, odt, xliff

MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
CODE = "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>"
RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'


def _each(change: Callable[[str], str]) -> Sentences:
    return lambda texts: [change(text) for text in texts]


CARELESS: dict[str, Sentences] = {
    "dropping": _each(lambda text: " ".join(text.split()[::3])),
    "empty": _each(lambda text: ""),
    "repeating": _each(lambda text: f"{text} {text}"),
    "inventing": _each(lambda text: "The two sides <b>signed</b> & %d \x00 ]]> deal."),
    "codes": _each(lambda text: '</g><x id="0"/>' + text + '<g id="7">'),
}


@pytest.mark.parametrize(
    "inside",
    [
        '<w:bookmarkStart w:id="1" w:name="a"/>' * 20_000,
        "".join(f'<w:bookmarkStart w:id="{n}" w:name="a"/>' for n in range(10_000))
        + "".join(f'<w:bookmarkEnd w:id="{n}"/>' for n in range(10_000)),
        MARK.format("begin") * 20_000,
        (MARK.format("begin") + CODE + MARK.format("separate")) * 3_000 + MARK.format("end") * 3_000,
        RUN.format("a.b-" * 100_000),
        RUN.format("{" * 200_000 + "%(" * 100_000),
        "<w:r><w:tab/></w:r>" * 20_000,
    ],
    ids=["starts", "crossing", "begins", "nested", "dotted", "braces", "tabs"],
)
def test_a_paragraph_is_taken_apart_in_linear_time(inside: str) -> None:
    content = word_file(f"<w:p>{RUN.format('Hai bên ')}{inside}{RUN.format(' ký kết')}</w:p>")
    word = next(form for form in FORMATS if form.name == "docx")
    with within(8):
        document = word.open(content, "en", DocumentLimits())
        assert document.write([None] * len(document.units))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.srt", "1\n00:00:01,000 --> 00:00:09,000\n" + "chữ " * 50_000),
        ("a.srt", "1\n00:00:01,000 --> 00:00:09,000\nchữ " + "<" * 100_000),
        ("a.po", 'msgid ""\n' + '"<a"\n' * 20_000 + 'msgstr ""\n'),
        ("a.xlf", xliff("<trans-unit id='1'><source>Hai " + "<bx id='1'/>" * 10_000
                        + "<ex id='2'/>" * 10_000 + "</source></trans-unit>").decode()),
    ],
    ids=["words", "angles", "tags", "pairs"],
)  # fmt: skip
def test_other_formats_are_too(name: str, content: str) -> None:
    form = next(form for form in FORMATS if name.endswith(form.suffixes))
    with within(8):
        document = form.open(content.encode(), "vi" if name == "a.po" else "en", DocumentLimits())
        assert document.write([None] * len(document.units))


@pytest.mark.parametrize("careless", CARELESS)
def test_files_stay_whole_whatever_the_translator_does(careless: str) -> None:
    by = CARELESS[careless]
    bold = '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">bên %s </w:t></w:r>'
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    word = word_file(f"<w:p>{RUN.format('Hai ')}{bold}{note}{RUN.format('ký kết {name}.')}</w:p>")
    done = member(translated("a.docx", word, by=by), "word/document.xml")
    etree.fromstring(done.encode())
    assert (done.count(note), done.count("%s"), done.count("{name}")) == (1, 1, 1)
    text = odt('<text:p>Hai <text:span text:style-name="T1">bên</text:span> ký<text:tab/>kết</text:p>', BOLD)
    etree.fromstring(member(translated("a.odt", text, by=by), "content.xml").encode())
    book = translated("a.epub", epub("<p>Hai <b>bên</b> ký&#160;kết.<br/></p>"), by=by)
    etree.fromstring(member(book, "OEBPS/ch 1.xhtml").encode())
    unit = '<trans-unit id="1"><source>Hai <g id="1">bên</g> ký <x id="2"/></source></trans-unit>'
    file = translated("a.xlf", xliff(unit), by=by).decode()
    etree.fromstring(file.encode())
    assert file.count('<x id="2"/>') == 2


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=60), st.sampled_from(sorted(CARELESS)))
def test_any_message_of_a_catalogue_comes_back_readable(text: str, careless: str) -> None:
    said = text.replace("\\", "").replace('"', "").replace("\n", " ").replace("\r", " ")
    content = catalogue(f'msgid "word {said}"\nmsgstr ""\n')
    try:
        done = translated("a.po", content, to="vi", by=CARELESS[careless])
    except InputError:
        return
    form = next(form for form in FORMATS if form.name == "po")
    try:
        form.open(done, "vi", DocumentLimits())
    except InputError as error:
        assert "translated already" in error.cause  # noqa: PT017  # anything else is a defect


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=200), st.sampled_from(FORMATS))
def test_no_bytes_are_more_than_an_input_error(content: bytes, form: object) -> None:
    opened = next(one for one in FORMATS if one is form)
    for start in (b"", b"WEBVTT\n\n", b"1\n00:00:01,000 --> 00:00:02,000\n", b'msgid "a"\nmsgstr ""\n'):
        try:
            document = opened.open(start + content, "en", DocumentLimits())
            document.write([None] * len(document.units))
            document.write(["x"] * len(document.units))
        except InputError as error:
            assert re.search(r"\w", error.remedy)  # noqa: PT017  # every refusal says what to do


@pytest.mark.parametrize("opening", ["<!--", "<![CDATA["])
def test_a_chapter_whose_comments_are_never_closed_is_refused_at_once(opening: str) -> None:
    with within(10), pytest.raises(InputError):
        translated("a.epub", epub(f"<p>Hai bên ký kết.</p>{opening * 100_000}"))


def test_entities_in_comments_and_verbatim_text_of_a_book_stay_as_they_are() -> None:
    inside = "<p>Hai bên&nbsp;ký kết.</p><!-- &nbsp; --><p><![CDATA[a &nbsp; b]]></p><!-- -->"
    page = member(translated("a.epub", epub(inside)), "OEBPS/ch 1.xhtml")
    assert "<!-- &nbsp; -->" in page
    etree.fromstring(page.encode())
