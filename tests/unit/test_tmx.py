"""Translation memories as files: what is read, what is reported, and that what is written reads back."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from service.adapters.memory_tsv import read_tsv, write_tsv
from service.adapters.tmx import read_tmx, write_tmx
from service.domain.errors import MalformedInput, UndecodableText
from service.domain.memory import MemoryEntry, MemoryFault
from tests.samples import NOON

# What TMX 1.4 says of the elements and attributes that we write, in our own words.
DTD = """
<!ELEMENT tmx (header, body)> <!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header (note|prop)*>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
  segtype (block|paragraph|sentence|phrase) #REQUIRED o-tmf CDATA #REQUIRED adminlang CDATA #REQUIRED
  srclang CDATA #REQUIRED datatype CDATA #REQUIRED>
<!ELEMENT body (tu)*>
<!ELEMENT tu ((note|prop)*, tuv+)>
<!ATTLIST tu srclang CDATA #IMPLIED creationdate CDATA #IMPLIED changedate CDATA #IMPLIED
  changeid CDATA #IMPLIED>
<!ELEMENT note (#PCDATA)> <!ELEMENT prop (#PCDATA)> <!ATTLIST prop type CDATA #REQUIRED>
<!ELEMENT tuv ((note|prop)*, seg)> <!ATTLIST tuv xml:lang CDATA #REQUIRED>
<!ELEMENT seg (#PCDATA)>
"""


def a_file(*units: str, header: str = '<header srclang="vi"/>') -> str:
    return (
        f'<?xml version="1.0"?>\n<tmx version="1.4">{header}<body>\n' + "\n".join(units) + "\n</body></tmx>"
    )


def a_unit(vi: str = "Hợp tác", en: str = "Cooperation", langs: str = "vi en", more: str = "") -> str:
    first, second = langs.split()
    return (
        f'<tu {more}><tuv xml:lang="{first}"><seg>{vi}</seg></tuv>'
        f'<tuv xml:lang="{second}"><seg>{en}</seg></tuv></tu>'
    )


def read(file: str | bytes) -> list[MemoryEntry | MemoryFault]:
    content = file if isinstance(file, bytes) else file.encode()
    return list(read_tmx(io.BytesIO(content), NOON))


def pairs(file: str) -> list[tuple[str, str, str]]:
    return [(e.language, e.source, e.target) for e in read(file) if isinstance(e, MemoryEntry)]


@pytest.mark.parametrize("langs", ["vi en", "VI-VN en-US", "vi_VN en-GB", "vie eng", "vi EN-us"])
def test_languages_are_known_by_their_first_part(langs: str) -> None:
    assert pairs(a_file(a_unit(langs=langs))) == [("vi", "Hợp tác", "Cooperation")]


def test_the_source_language_is_the_units_or_the_headers_and_all_is_both() -> None:
    assert pairs(a_file(a_unit(), header='<header srclang="en-US"/>')) == [("en", "Cooperation", "Hợp tác")]
    assert pairs(a_file(a_unit(more='srclang="en"'))) == [("en", "Cooperation", "Hợp tác")]
    both = [("vi", "Hợp tác", "Cooperation"), ("en", "Cooperation", "Hợp tác")]
    assert pairs(a_file(a_unit(), header='<header srclang="*all*"/>')) == both


def test_inline_elements_become_the_words_that_a_reader_sees() -> None:
    vi = (
        '<bpt i="1">&lt;b&gt;</bpt>Hợp<ept i="1">&lt;/b&gt;</ept> tác<ph x="1">&lt;br/&gt;</ph>y tế '
        '<hi type="x">rất <it pos="begin">{</it>tốt</hi><ut>\\par</ut> &amp; bền'
    )
    assert pairs(a_file(a_unit(vi=vi)))[0][1] == "Hợp tác y tế rất tốt & bền"


def test_who_when_and_where_a_unit_is_from_is_kept() -> None:
    more = 'creationdate="20190805T020000Z" changedate="20200101T000000Z" creationid="An" changeid="Lan"'
    unit = a_unit(more=more).replace(
        "<tuv",
        '<note>đã duyệt</note><prop type="x-context-pre">Trước.</prop><prop type="next">Sau.</prop><tuv',
        1,
    )
    (entry,) = read(a_file(unit))
    assert isinstance(entry, MemoryEntry)
    assert (entry.created_at, entry.changed_at) == (
        datetime(2019, 8, 5, 2, tzinfo=UTC),
        datetime(2020, 1, 1, tzinfo=UTC),
    )
    assert (entry.author, entry.note, entry.previous, entry.following) == (
        "Lan",
        "đã duyệt",
        "Trước.",
        "Sau.",
    )
    assert entry.origin == "import"


def test_a_date_of_the_future_counts_as_now_so_that_the_entry_can_be_corrected() -> None:
    (entry,) = read(a_file(a_unit(more='creationdate="20990101T000000Z"')))
    assert isinstance(entry, MemoryEntry)
    assert entry.created_at == entry.changed_at == NOON


@pytest.mark.parametrize(
    ("unit", "says"),
    [
        (a_unit(langs="vi fr"), "no English"),
        (a_unit(langs="de fr"), "no Vietnamese and no English"),
        (a_unit(vi=" "), "empty"),
        (a_unit(vi="x" * 30_000), "longer"),
        (a_unit(more='srclang="fr"'), "fr"),
        ("<tu/>", "no Vietnamese"),
    ],
)
def test_a_unit_that_cannot_be_used_is_reported_with_its_line_and_the_next_is_read(
    unit: str, says: str
) -> None:
    fault, entry = read(a_file(unit, a_unit()))
    assert isinstance(fault, MemoryFault)
    assert says in fault.reason
    assert fault.line == 3
    assert isinstance(entry, MemoryEntry)


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("", "cannot be read"),
        ("<tmx><body><tu>", "cannot be read"),
        ("<html><body/></html>", "<html>"),
        (a_file("</tu>"), "line 3"),
        ("không phải XML", "cannot be read"),
        (b"\xff\xfe\x00", "cannot be read"),
    ],
)
def test_a_file_that_is_no_tmx_is_refused_with_the_reason(file: str | bytes, says: str) -> None:
    with pytest.raises(MalformedInput) as caught:
        read(file)
    assert says in caught.value.cause


def test_what_comes_before_a_break_is_read() -> None:
    stream: Iterator[MemoryEntry | MemoryFault] = read_tmx(
        io.BytesIO(a_file(*[a_unit(vi=f"câu {n}") for n in range(2000)])[:-60].encode()), NOON
    )
    assert isinstance(next(stream), MemoryEntry)
    with pytest.raises(MalformedInput):
        list(stream)


def test_no_entity_is_resolved_and_no_file_is_opened() -> None:
    bomb = '<!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    units = (a_unit(vi="&b;"), a_unit(vi="&f;"), a_unit())
    first, second, third = read(a_file(*units).replace("<tmx", f"{bomb}<tmx", 1))
    assert isinstance(first, MemoryFault)
    assert isinstance(second, MemoryFault)
    assert isinstance(third, MemoryEntry)


def test_the_dtd_of_a_file_is_not_looked_for() -> None:
    doctype = '<!DOCTYPE tmx SYSTEM "http://127.0.0.1:9/tmx14.dtd"><tmx'
    assert len(pairs(a_file(a_unit()).replace("<tmx", doctype, 1))) == 1


LETTERS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
TEXTS = st.text(st.one_of(LETTERS, st.sampled_from("<>&\"'\t\n\r ]")), max_size=40).map(
    lambda text: f"Việt{text}Nam"
)
ENTRIES = st.builds(
    MemoryEntry,
    id=st.just("x"),
    language=st.sampled_from(["vi", "en"]),
    source=TEXTS,
    target=TEXTS,
    origin=st.sampled_from(["editor", "import"]),
    created_at=st.just(datetime(2000, 1, 1, tzinfo=UTC)),
    changed_at=st.datetimes(datetime(2000, 1, 1), datetime(2026, 1, 1)).map(
        lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
    ),
    previous=st.none() | TEXTS,
    following=st.none() | TEXTS,
    author=st.none() | st.just('Lan "&" <An>'),
    note=st.none() | TEXTS,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ENTRIES, max_size=4))
def test_what_is_written_as_tmx_is_valid_and_reads_back(entries: list[MemoryEntry]) -> None:
    file = b"".join(write_tmx(entries, version="1"))
    again = [replace(one, id="x") for one in read(file) if isinstance(one, MemoryEntry)]
    assert again == entries
    assert etree.DTD(io.StringIO(DTD)).validate(etree.fromstring(file))


@settings(max_examples=60, deadline=None)
@given(st.lists(ENTRIES, max_size=4))
def test_what_is_written_as_tsv_reads_back(entries: list[MemoryEntry]) -> None:
    file = b"".join(write_tsv(entries))
    read_back = list(read_tsv(io.BytesIO(file), NOON, language="vi"))
    assert [replace(one, id="x") for one in read_back if isinstance(one, MemoryEntry)] == entries


def test_characters_that_xml_cannot_say_are_left_out() -> None:
    entry = replace(ENTRY, source="một\x0b hai\ud800")
    (again,) = read(b"".join(write_tmx([entry], version="1")))
    assert isinstance(again, MemoryEntry)
    assert again.source == "một hai"


ENTRY = MemoryEntry("x", "vi", "Xin chào", "Hello", "import", NOON, NOON)


@pytest.mark.parametrize(
    "file",
    [
        "Xin chào\tHello\n",
        "target\tsource\nHello\tXin chào\n",
        "\ufeffsource\ttarget\n\nXin chào\tHello\textra\n",
    ],
)
def test_a_table_is_read_with_or_without_the_names_of_its_columns(file: str) -> None:
    (entry,) = read_tsv(io.BytesIO(file.encode()), NOON, language="vi")
    assert isinstance(entry, MemoryEntry)
    assert replace(entry, id="x") == ENTRY


def test_a_line_break_of_any_kind_inside_a_cell_survives() -> None:
    entry = replace(ENTRY, source="Xin\rchào", target="Hel\nlo\r\n!")
    (again,) = read_tsv(io.BytesIO(b"".join(write_tsv([entry]))), NOON, language="vi")
    assert isinstance(again, MemoryEntry)
    assert (again.source, again.target) == (entry.source, entry.target)


def test_rows_that_cannot_be_used_are_reported_with_their_line() -> None:
    file = "source\ttarget\tlanguage\nmột\n\tone\nmột\tone\tfr\nmột\tone\tvi\n"
    found = list(read_tsv(io.BytesIO(file.encode()), NOON, language="vi"))
    assert [one.line for one in found if isinstance(one, MemoryFault)] == [2, 3, 4]
    assert len(found) == 4


def test_a_table_in_another_encoding_or_with_a_stray_quotation_mark_is_refused() -> None:
    with pytest.raises(UndecodableText):
        list(read_tsv(io.BytesIO("một\tone".encode("utf-16")), NOON, language="vi"))
    with pytest.raises(MalformedInput):
        list(read_tsv(io.BytesIO(b'"' + b"x" * 200_000), NOON, language="vi"))
