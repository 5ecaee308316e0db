"""Glossaries in files: what is written reads back equal; what is broken is told with its place."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from service.adapters.glossary_files import FORMATS
from service.domain.errors import DiemNhanError, InputError, MalformedInput, TooLarge
from service.domain.glossary import Direction, GlossaryEntry, GlossaryFile, UserGlossary, new_glossary
from service.text.glossary_entries import checked_entries, checked_pairs
from tests.samples import NOON

CSV, TSV, TBX = FORMATS
COURT = GlossaryEntry("Toà án", "Court")
KPC = GlossaryEntry("KPC", "KPC")


def read(content: str | bytes, media: str = CSV, direction: Direction = "both") -> tuple[GlossaryEntry, ...]:
    raw = content.encode() if isinstance(content, str) else content
    return FORMATS[media].read(raw, direction, 1000).entries


def a_glossary(*entries: GlossaryEntry) -> UserGlossary:
    return new_glossary("g1", entries, name="Toà <soạn>", direction="both", default=False, now=NOON)


def problem(content: str | bytes, media: str = CSV, direction: Direction = "both") -> DiemNhanError:
    with pytest.raises(InputError) as caught:
        read(content, media, direction)
    assert caught.value.remedy
    return caught.value


LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp"))
TEXTS = st.text(LETTERS, max_size=20)
STARTS = st.sampled_from(["a", "Toà", "9", '"', "<b>&"])
SIDES = st.builds(lambda start, more: f"{start}{more}", STARTS, TEXTS)
ENTRIES = st.lists(
    st.builds(
        GlossaryEntry,
        SIDES,
        SIDES,
        st.lists(SIDES.map(lambda side: side.replace("|", "/")), max_size=3).map(tuple),
        st.lists(SIDES.map(lambda side: side.replace("|", "/")), max_size=3).map(tuple),
        st.booleans(),
        TEXTS,
    ),
    min_size=1,
    max_size=5,
)


@pytest.mark.parametrize("media", FORMATS)
@given(rows=ENTRIES)
@settings(deadline=None, max_examples=40)
def test_a_written_glossary_reads_back_equal(media: str, rows: list[GlossaryEntry]) -> None:
    try:
        entries = checked_entries([(f"Row {n}", row) for n, row in enumerate(rows)], "both", 1000)
    except MalformedInput:
        return  # such entries are never kept
    assert read(FORMATS[media].write(a_glossary(*entries)), media) == entries


@pytest.mark.parametrize("media", FORMATS)
@given(content=st.binary(max_size=300))
@settings(deadline=None, max_examples=40)
def test_any_bytes_are_entries_or_an_input_error(media: str, content: bytes) -> None:
    try:
        assert read(content, media)
    except InputError as error:
        assert error.cause  # noqa: PT017  # either outcome is right
        assert error.remedy  # noqa: PT017


@pytest.mark.parametrize(
    "content",
    [
        "vi,en\nToà án,Court\nKPC,KPC\n",
        "\ufeffvi,en\r\nToà án,Court\r\nKPC,KPC",
        "Toà án,Court\nKPC,KPC\n",
        "Toà án;Court\nKPC;KPC\n",
        "en,vi\nCourt,Toà án\nKPC,KPC\n",
        "source,target\nToà án,Court\nKPC,KPC\n",
        "Tiếng Việt,English\nToà án,Court\nKPC,KPC\n",
        '"Toà án","Court"\n\n"KPC","KPC"\n',
        "Toà án,Court,vi,en\nKPC,KPC,en,vi\n",
        "vi,en,do_not_translate\nToà án,Court,\nKPC,,true\n",
        "  vi , en \n Toà  án , Court\nKPC,KPC\n",
        "vi,en\nToa\u0300 án,Court\nKPC,KPC\n",
        "vi,en\nT\u200boà án,Court\u2060\nKPC,KPC\n",
    ],
)
def test_the_ways_to_write_a_csv_file_mean_the_same(content: str) -> None:
    assert read(content) == (COURT, KPC)


def test_what_a_spreadsheet_saves_as_unicode_text_is_read() -> None:
    assert read("vi\ten\r\nToà án\tCourt\r\n".encode("utf-16"), TSV) == (COURT,)


def test_the_first_column_is_the_source_of_the_direction() -> None:
    assert read("Court,Toà án\n", direction="en-vi") == (COURT,)
    assert read("source,target\nCourt,Toà án\n", direction="en-vi") == (COURT,)


def test_cells_hold_separators_quotation_marks_and_line_breaks() -> None:
    content = 'vi,en,note\n"Công ty ""A"", TNHH","A, Ltd.","một\nhai"\n'
    assert read(content) == (GlossaryEntry('Công ty "A", TNHH', "A, Ltd.", note="một hai"),)


def test_variants_and_marks_come_from_their_columns() -> None:
    content = "vi,en,en_variants,case_sensitive\nBộ,Ministry,the Ministry| Min ,x\n"
    assert read(content) == (
        GlossaryEntry("Bộ", "Ministry", (), ("the Ministry", "Min"), case_sensitive=True),
    )


def test_the_same_row_twice_is_one_entry() -> None:
    assert read("Toà án,Court\nKPC,KPC\nToà án,Court\n") == (COURT, KPC)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("vi,en\nToà án,\n", "Row 2 has no English side"),
        ("vi,en\nA,B\n,Court\n", "Row 3 has no Vietnamese side"),
        ("vi,en\nA,B\nToà án,Court,more\n", "Row 3 has 3 cells, the header has 2"),
        ("một\nhai\n", "Row 1 has 1 cells"),
        ("a,b\nc,d,e\n", "Row 2 has 3 cells"),
        ('a,b\nc,"d\n', "Row 2 cannot be read"),
        ('a,b\nc,"d"e\n', "Row 2 cannot be read"),
        ("vi,en,fr\na,b,c\n", "'fr'"),
        ("vi,en,en\na,b,c\n", "'en' twice"),
        ("vi,en,case_sensitive\na,b,maybe\n", "Row 2 has 'maybe' as case_sensitive"),
        ("vi,en,do_not_translate\na,b,true\n", "Row 2 is not to be translated"),
        ("vi,en\nToà án,Court\nViện,X\nTOÀ ÁN,Tribunal\n", "Row 4 renders “TOÀ ÁN”"),
        ("vi,en\nhoà bình,calm\nhòa bình,peace\n", "row 2 as “calm”"),
        ("vi,en\nHoà bình,calm\nhòa bình,peace\n", "row 2 as “calm”"),
        ("vi,en,case_sensitive\nHoà,calm,x\nHòa,peace,x\n", "row 2 as “calm”"),
        ("de,en\nHaus,house\n", "languages 'de' and 'en'"),
        ("vi;ZH-CN\nnhà;房子\n", "languages 'vi' and 'zh-cn'"),
        ("fr,en,note\nmaison,house,\n", "languages 'fr' and 'en'"),
        ("vi,en\n", "has no entries"),
        ("\n\n", "is empty"),
        ("vi,en\n---,dash\n", "Row 2: “---” has no word"),
        ("vi,en\n" + "a" * 501 + ",b\n", "501 characters"),
        ("vi,en\na\x07b,c\n", "U+0007"),
        ("vi,en\na\x00b,c\n", "null"),
        (b"vi,en\n\xff\xfe,c\n", "not valid UTF-8"),
        ("vi,en,vi_variants\na,b," + "|".join(f"v{n}" for n in range(51)) + "\n", "51 Vietnamese variants"),
    ],
)
def test_what_is_wrong_with_a_csv_file_is_told_with_its_row(content: str | bytes, says: str) -> None:
    assert says in problem(content).cause


def test_a_conflict_names_both_rows() -> None:
    assert "row 1 as “Court”" in problem("Toà án,Court\nKPC,KPC\nToà án,Tribunal\n").cause


def test_words_that_are_no_languages_make_no_header() -> None:
    assert read("nhà,en-suite\n") == (GlossaryEntry("nhà", "en-suite"),)
    assert read("tiếng Anh,English\n") == (GlossaryEntry("tiếng Anh", "English"),)


def test_signs_and_the_case_that_counts_tell_terms_apart() -> None:
    assert len(read("C,C\nC++,C plus plus\n")) == 2
    assert len(read("vi,en,case_sensitive\nIT,IT,x\nit,few,\n")) == 2


def test_the_terms_of_a_request_are_as_clean_as_entries() -> None:
    sent = [("Toa\u0300  án\u200b", " Court\nof  law"), ("TOÀ ÁN", "Court of law")]
    assert checked_pairs(sent) == (("Toà án", "Court of law"), ("TOÀ ÁN", "Court of law"))


@pytest.mark.parametrize(
    ("term", "rendering", "says"),
    [
        ("thỏa thuận", "  ", "Term 2 of `glossary` (“thỏa thuận”) has no rendering"),
        ("thỏa thuận", "", "has no rendering"),
        ("thỏa thuận", "+++", "“+++” has no word"),
        ("\u200b", "pact", "Term 2 of `glossary` (“\u200b”) has no wording"),
        (
            "thỏa thuận",
            "a\x07b",
            "The rendering of term 2 of `glossary` (“thỏa thuận”) holds the character U+0007",
        ),
        ("TÒA ÁN", "Tribunal", "renders “TÒA ÁN” as “Tribunal”, term 1 of `glossary` (“Toà án”) as “Court”"),
    ],
)
def test_what_is_wrong_with_a_term_of_a_request_is_told_with_the_term(
    term: str, rendering: str, says: str
) -> None:
    with pytest.raises(MalformedInput) as caught:
        checked_pairs([("Toà án", "Court"), (term, rendering)])
    assert says in caught.value.cause


def test_two_sources_may_have_one_rendering() -> None:
    assert len(read("Bộ KHCN,MOST\nBộ Khoa học và Công nghệ,MOST\n")) == 2


def test_more_entries_than_the_limit_are_too_large() -> None:
    with pytest.raises(TooLarge, match="DIEMNHAN_MAX_GLOSSARY_ENTRIES"):
        FORMATS[CSV].read(b"a,b\nc,d\ne,f\n", "both", 2)


def test_a_file_of_another_kind_is_refused() -> None:
    problem(b"PK\x03\x04\x14\x00\x06\x00", CSV)
    problem("Toà án,Court\n", TBX)


MARTIF = """<?xml version="1.0" encoding="{encoding}"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en">
<martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></martifHeader>
<text><body>
<!-- a comment -->
<termEntry id="c1"><descrip type="subjectField">law</descrip><note>một</note>
  <langSet xml:lang="vi-VN"><tig><term>Toà <hi>án</hi></term></tig></langSet>
  <langSet xml:lang="en">
    <tig><term>Tribunal</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
    <ntig><termGrp><term>the Court</term>
      <termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termGrp></ntig>
    <tig><term>Court</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
  </langSet>
  <langSet xml:lang="fr"><tig><term>Cour</term></tig></langSet>
</termEntry></body></text></martif>"""

TBX_2019 = """<tbx style="dct" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:basic="http://www.tbxinfo.net/ns/basic"><tbxHeader/><text><body>
<conceptEntry id="k"><langSec xml:lang="en-GB"><termSec><term>KPC</term></termSec></langSec>
<langSec xml:lang="vi"><termSec><term>cũ</term><basic:administrativeStatus>supersededTerm-admn-sts
</basic:administrativeStatus></termSec><termSec><term>KPC</term></termSec></langSec></conceptEntry></body></text></tbx>"""


def test_tbx_of_2008_is_read_without_its_dtd() -> None:
    expected = (GlossaryEntry("Toà án", "Court", (), ("the Court",), note="một"),)
    assert read(MARTIF.format(encoding="UTF-8"), TBX) == expected
    assert read(MARTIF.format(encoding="UTF-16").encode("utf-16"), TBX) == expected


def test_tbx_of_2019_is_read_in_both_styles() -> None:
    assert read(TBX_2019, TBX) == (KPC,)


def test_tbx_is_written_as_the_edition_of_2019() -> None:
    root = etree.fromstring(FORMATS[TBX].write(a_glossary(COURT)))
    assert root.tag == "{urn:iso:std:iso:30042:ed-2}tbx"
    assert root.get("type") == "TBX-Basic"
    assert [etree.QName(child).localname for child in root] == ["tbxHeader", "text"]


def test_a_concept_without_a_side_is_named() -> None:
    section = "<langSec xml:lang='vi'><termSec><term>a</term></termSec></langSec>"
    one = f"<conceptEntry id='x'>{section}</conceptEntry>"
    says = problem(f"<tbx><text><body>\n{one}</body></text></tbx>", TBX).cause
    assert "Concept 1 (id 'x', line 2) has no English side" in says


def test_concepts_without_a_side_are_passed_over_and_counted() -> None:
    def concept(**terms: str) -> str:
        sections = "".join(
            f"<langSec xml:lang='{language}'><termSec><term>{term}</term></termSec></langSec>"
            for language, term in terms.items()
        )
        return f"<conceptEntry>{sections}</conceptEntry>"

    concepts = (concept(de="Haus", en="house"), concept(de="Hof", en="Court", vi="Toà án"), concept(vi="nhà"))
    sent = f"<tbx><text><body>{''.join(concepts)}</body></text></tbx>"
    assert FORMATS[TBX].read(sent.encode(), "both", 1000) == GlossaryFile((COURT,), 2)


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + TBX_2019.replace("cũ", "&b;")
FILE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + TBX_2019.replace("KPC", "&f;")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (BOMB, "entities"),
        (FILE, "entities"),
        (BOMB.encode("utf-16"), "entities"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd">' + TBX_2019.replace("cũ", "&f;"), "entit"),
        (TBX_2019[:200], "no well-formed XML"),
        ("<a>" * 5000, "no well-formed XML"),
        ("<html/>", "<html>"),
        ("<tbx/>", "no entries"),
        ("", "empty"),
        (b"<tbx>\xff</tbx>", "UTF-8"),
    ],
)
def test_hostile_and_broken_tbx_is_refused(content: str | bytes, says: str) -> None:
    assert says in problem(content, TBX).cause


def test_an_external_dtd_is_never_asked_for() -> None:
    missing = MARTIF.format(encoding="UTF-8").replace("TBXBasiccoreStructV02.dtd", "http://127.0.0.1:9/x.dtd")
    assert read(missing, TBX)


def test_an_inclusion_is_not_followed() -> None:
    included = TBX_2019.replace(
        "<tbxHeader/>",
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>',
    )
    assert read(included, TBX) == (KPC,)


def test_a_spreadsheet_reads_what_is_written() -> None:
    text = FORMATS[CSV].write(a_glossary(COURT)).decode("utf-8-sig")
    assert next(csv.DictReader(io.StringIO(text)))["en"] == "Court"
