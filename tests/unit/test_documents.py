"""Documents: what is translated of each format, and that all the rest comes back as it was."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.adapters.documents.formats import FORMATS
from service.domain.document import DocumentLimits
from service.domain.errors import EmptyInput, InputError, MalformedInput, TooLarge, UnsupportedLanguage
from tests.documents import backwards, member, same, translated, word_file, zipped

RUN = '<w:r>{}<w:t xml:space="preserve">{}</w:t></w:r>'
BOLD = "<w:rPr><w:b/></w:rPr>"


def paragraph(*runs: tuple[str, str]) -> str:
    return "<w:p>" + "".join(RUN.format(*run) for run in runs) + "</w:p>"


def shown(xml: str) -> str:
    return "".join(re.findall(r"<w:t[ >][^<]*", xml)).replace('<w:t xml:space="preserve">', "")


def test_bold_words_stay_bold_where_they_go() -> None:
    body = paragraph(("", "Hai bên "), (BOLD, "ký thỏa thuận"), ("", " hợp tác."))
    done = member(translated("a.docx", word_file(body)), "word/document.xml")
    assert paragraph(("", "tác hợp "), (BOLD, "thuận thỏa ký"), ("", " bên Hai.")) in done


def test_runs_that_look_the_same_are_one() -> None:
    vietnamese = '<w:rPr><w:b/><w:lang w:val="vi-VN"/></w:rPr>'
    body = paragraph((BOLD, "Hai bên "), (vietnamese, "ký kết"))
    done = member(translated("a.docx", word_file(body)), "word/document.xml")
    assert paragraph((BOLD, "kết ký bên Hai")) in done


def test_a_link_keeps_its_target_and_a_footnote_its_mark() -> None:
    link = '<w:hyperlink r:id="rId9">' + RUN.format("", "Hà Nội") + "</w:hyperlink>"
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = f"<w:p>{RUN.format('', 'Ký tại ')}{link}{note}{RUN.format('', '.')}</w:p>"
    done = member(translated("a.docx", word_file(body)), "word/document.xml")
    assert '<w:hyperlink r:id="rId9">' + RUN.format("", "Nội Hà") + "</w:hyperlink>" in done
    assert done.count(note) == 1


def test_a_field_is_kept_with_its_result() -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    field = (
        mark.format("begin")
        + "<w:r><w:instrText> PAGEREF _Toc1 </w:instrText></w:r>"
        + mark.format("separate")
        + "<w:r><w:t>3</w:t></w:r>"
        + mark.format("end")
    )
    body = f"<w:p>{RUN.format('', 'Xem trang ')}{field}{RUN.format('', ' của tài liệu')}</w:p>"
    done = member(translated("a.docx", word_file(body)), "word/document.xml")
    assert field in done


def test_headers_tables_and_text_boxes_are_translated_too() -> None:
    inner = f"<w:txbxContent>{paragraph(('', 'Trong hộp'))}</w:txbxContent>"
    box = f"<w:p><w:r><w:pict>{inner}</w:pict></w:r></w:p>"
    table = f"<w:tbl><w:tr><w:tc>{paragraph(('', 'Trong bảng'))}</w:tc></w:tr></w:tbl>"
    done = translated("a.docx", word_file(box + table, header1=paragraph(("", "Đầu trang"))))
    body = member(done, "word/document.xml")
    assert paragraph(("", "hộp Trong")) in body
    assert paragraph(("", "bảng Trong")) in body
    assert paragraph(("", "trang Đầu")) in member(done, "word/header1.xml")


def test_what_is_in_the_target_language_already_stays() -> None:
    english = paragraph(("", "The two sides have signed this agreement."))
    body = paragraph(("", "Hai bên đã ký kết thỏa thuận này.")) + english
    done = member(translated("a.docx", word_file(body)), "word/document.xml")
    assert english in done


def test_the_language_of_a_word_document_is_set() -> None:
    language = '<w:rPr><w:lang w:val="vi-VN" w:eastAsia="ja-JP"/></w:rPr>'
    style = f"<w:docDefaults><w:rPrDefault>{language}</w:rPrDefault></w:docDefaults>"
    done = translated("a.docx", word_file(paragraph(("", "Hai bên ký kết")), styles=style))
    assert '<w:lang w:val="en-US" w:eastAsia="ja-JP"/>' in member(done, "word/styles.xml")


def test_members_without_words_keep_their_bytes() -> None:
    before = word_file(paragraph(("", "Hai bên ký kết")))
    after = translated("a.docx", before)
    assert member(after, "[Content_Types].xml") == member(before, "[Content_Types].xml")


WORDS = st.lists(
    st.sampled_from(["hai", "bên", "ký", "kết", "{name}", "%s", "thỏa", "thuận"]), min_size=1, max_size=6
)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from(["", BOLD, "<w:rPr><w:i/></w:rPr>"]), WORDS), min_size=1, max_size=5)
)
def test_no_word_and_no_placeholder_of_a_paragraph_is_lost(runs: list[tuple[str, list[str]]]) -> None:
    body = paragraph(*((format, " ".join(words) + " ") for format, words in runs)) + paragraph(("", "chữ"))
    for by in (same, backwards):
        done = member(translated("a.docx", word_file(body), by=by), "word/document.xml")
        said = re.findall(r"[\w{}%]+", re.sub(r"<[^>]*>", " ", done))
        assert sorted(said) == sorted(re.findall(r"[\w{}%]+", re.sub(r"<[^>]*>", " ", body)))
        for words in ("{name}", "%s"):
            assert done.count(words) == body.count(words)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from(["", BOLD, "<w:rPr><w:i/></w:rPr>"]), WORDS), min_size=1, max_size=5)
)
def test_the_same_words_again_have_the_same_format(runs: list[tuple[str, list[str]]]) -> None:
    body = paragraph(*((format, " ".join(words) + " ") for format, words in runs)) + paragraph(("", "chữ"))
    done = member(translated("a.docx", word_file(body), by=same), "word/document.xml")
    for format in ("<w:b/>", "<w:i/>"):
        assert _under(done, format) == _under(body, format)


def _under(xml: str, format: str) -> list[str]:
    runs = re.findall(rf"<w:r><w:rPr>{format}</w:rPr><w:t[^>]*>([^<]*)", xml)
    return re.findall(r"\S+", " ".join(runs))


SRT = """1
00:00:01,000 --> 00:00:03,000 X1:40
Hôm nay <i>hai nước</i> đã ký một
thỏa thuận hợp tác

2
00:00:03,100 --> 00:00:05,000
về giáo dục và đào tạo tại Hà Nội.

3
00:00:09,000 --> 00:00:10,000
- Xin chào các bạn!
- Chào anh.
"""


def test_numbers_times_and_settings_of_subtitles_stay() -> None:
    done = translated("a.srt", SRT.encode()).decode()
    keep = re.compile(r"^\d.*$", re.MULTILINE)
    assert keep.findall(done) == keep.findall(SRT)
    assert done.count("<i>") == done.count("</i>") == 1


def test_a_sentence_over_two_cues_is_translated_as_one_and_shared_out() -> None:
    done = translated("a.srt", SRT.encode()).decode()
    first, second, third, _ = re.split(r"\n\n|\Z", done, maxsplit=3)
    assert "Nội Hà" in first  # the last words of the sentence came first
    assert "Hôm" in second
    assert len(third.strip().split("\n")) == 4  # two speakers, a line each


def test_no_line_is_longer_than_screens_take() -> None:
    cue = "1\n00:00:01,000 --> 00:00:05,000\n" + " ".join(["hợp tác"] * 14) + ".\n"
    lines = translated("a.srt", cue.encode()).decode().split("\n")[2:]
    assert all(len(line) <= 42 for line in lines)


def test_a_tag_around_others_stays_one_tag() -> None:
    words = "<v Lan>Hai bên <i>ký <b>bản ghi</b> nhớ</i> hợp tác về y tế tại Hà Nội.</v>"
    done = translated("a.vtt", f"WEBVTT\n\n00:01.000 --> 00:04.000\n{words}\n".encode(), by=same).decode()
    assert " ".join(done.splitlines()[3:]) == words


def test_notes_styles_and_identifiers_of_webvtt_stay() -> None:
    vtt = (
        "WEBVTT - phim\n\nNOTE ghi chú này ở lại\n\nSTYLE\n::cue { color: red }\n\n"
        "mở đầu\n00:01.000 --> 00:02.500 align:start\n<v Lan>Tôi &amp; anh ký kết\n"
    )
    done = translated("a.vtt", vtt.encode()).decode()
    assert done.startswith(vtt.partition("<v Lan>")[0])
    assert done.count("<v Lan>") == 1
    assert "&amp;" in done


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.lists(
            st.sampled_from(["hai", "bên.", "<i>ký</i>", "kết", "<b>hợp tác</b>"]), min_size=1, max_size=9
        ),
        min_size=1,
        max_size=6,
    )
)
def test_cues_keep_their_number_and_every_word(cues: list[list[str]]) -> None:
    times = [f"00:00:{n:02d},000 --> 00:00:{n:02d},900" for n in range(len(cues))]
    written = (f"{n + 1}\n{times[n]}\n{' '.join(words)}\n" for n, words in enumerate(cues))
    srt = "\n".join(written)
    for by in (same, backwards):
        done = translated("a.srt", srt.encode(), by=by).decode()
        assert re.findall(r"^\d\d:.*$", done, re.MULTILINE) == times
        bare = [re.sub(r"<[^>]*>", " ", text) for text in (done, srt)]
        assert sorted(re.findall(r"\w+", bare[0])) == sorted(re.findall(r"\w+", bare[1]))
        for name in "ib":
            assert done.count(f"<{name}>") == done.count(f"</{name}>") >= min(1, srt.count(f"<{name}>"))


def test_what_a_page_says_of_itself_is_translated_and_its_language_set() -> None:
    page = (
        '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"><title>Hợp tác</title>'
        '<meta name="description" content="Hai nước ký kết">'
        '<meta name="viewport" content="chiều rộng"></head>'
        '<body><p>Hai <b>nước</b> ký kết.</p><img alt="Ảnh đẹp" src=x>'
        '<script>let x = "chữ";</script></body></html>'
    )
    done = translated("a.html", page.encode()).decode()
    assert '<html lang="en">' in done
    assert "<title>tác Hợp</title>" in done
    assert 'content="kết ký nước Hai"' in done
    assert 'content="chiều rộng"' in done
    assert 'alt="đẹp Ảnh"' in done
    assert 'let x = "chữ";' in done


def test_a_long_page_comes_back_in_order() -> None:
    page = "".join(f"<p>câu thứ {n} của trang này ở đây</p>\n" for n in range(2000))
    assert translated("a.html", page.encode(), by=same).decode() == page


def test_a_text_keeps_its_lines_and_empty_lines() -> None:
    text = "  Tiêu đề\r\n\r\nHai bên ký kết\r\n\r\n\r\n123\r\n"
    assert translated("a.txt", text.encode()).decode() == "  đề Tiêu\r\n\r\nkết ký bên Hai\r\n\r\n\r\n123\r\n"


STRICT = [form.suffixes[0] for form in FORMATS if form.name not in ("text", "html")]


@pytest.mark.parametrize("suffix", STRICT)
@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01nonsense", b"PK\x03\x04 broken", b"<a><b></a>", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"],
)
def test_a_broken_file_says_what_is_wrong(suffix: str, content: bytes) -> None:
    with pytest.raises(InputError) as raised:
        translated(f"a{suffix}", content)
    assert raised.value.cause
    assert raised.value.remedy


def test_a_document_without_words_says_so() -> None:
    with pytest.raises(EmptyInput):
        translated("a.docx", word_file(paragraph(("", "123"))))


def test_a_document_in_another_language_says_so() -> None:
    with pytest.raises(UnsupportedLanguage):
        translated(
            "a.docx",
            word_file(paragraph(("", "Das ist ein deutscher Satz, den wir nicht übersetzen können."))),
        )


def test_entities_are_not_followed() -> None:
    declared = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    bomb = f"{declared}<a><p><r><t>&x;</t></r></p></a>"
    with pytest.raises(MalformedInput, match="entities"):
        translated("a.docx", zipped({"word/document.xml": bomb}))


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = zipped({"word/document.xml": b" " * 50_000_000})
    with pytest.raises(TooLarge):
        translated("a.docx", bomb)


def test_an_archive_of_too_many_members_is_refused() -> None:
    docx = next(form for form in FORMATS if form.name == "docx")
    with pytest.raises(TooLarge):
        docx.open(zipped({str(n): "" for n in range(5)}), "en", DocumentLimits(members=4))
