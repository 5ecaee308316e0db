"""XML translated: what is text, what is structure, what stays, and what is refused."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.errors import MalformedInput
from service.domain.request import XmlOptions
from service.text.xml_markup import translate_xml, xml_tokens
from tests.unit.test_markup_translation import FAKES, by


def shout(texts: list[str]) -> list[str]:
    return [text.upper() for text in texts]


def seen_in(xml: str, options: XmlOptions | None = None) -> list[str]:
    """Return the sentences that a translator is given."""
    seen: list[str] = []

    def record(texts: list[str]) -> list[str]:
        seen.extend(texts)
        return texts

    assert translate_xml(xml, record, options=options) == xml
    return seen


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<a>một &amp; hai</a>", "<a>MỘT &amp; HAI</a>"),
        ("xin <b k='>'>chào</b> bạn", "XIN <b k='>'>CHÀO</b> BẠN"),
        ("<a><Tag/>một</a>", "<a><Tag/>MỘT</a>"),
        ("<a>một<![CDATA[ <b> & ]]> hai</a>", "<a>MỘT<![CDATA[ <b> & ]]> HAI</a>"),
        (
            "<?xml version='1.0'?>\n<!DOCTYPE a>\n<a>một</a>\n",
            "<?xml version='1.0'?>\n<!DOCTYPE a>\n<a>MỘT</a>\n",
        ),
        ("<a><?php echo 'a' ?>một<!-- hai --></a>", "<a><?php echo 'a' ?>MỘT<!-- hai --></a>"),
        ("<a alt='một'>A&#160;5 một</a>", "<a alt='một'>A&#160;5 MỘT</a>"),
        ("<ns:á>một</ns:á>", "<ns:á>MỘT</ns:á>"),
        ("<script>một</script>", "<script>MỘT</script>"),
        ("", ""),
        ("  <a/>\n", "  <a/>\n"),
    ],
)
def test_texts_are_translated_and_the_rest_stays(xml: str, expected: str) -> None:
    assert translate_xml(xml, shout) == expected


@pytest.mark.parametrize(
    "xml",
    [
        "<a>",
        "</a>",
        "<a></b>",
        "<a><b></a></b>",
        "a & b",
        "a < b",
        "<a b=c/>",
        "<a b='1' b='2'/>",
        "&nbsp;",
        "\x01",
    ],
)
def test_what_is_no_xml_is_refused_with_its_place(xml: str) -> None:
    with pytest.raises(MalformedInput, match="well-formed in line 1"):
        translate_xml(xml, shout)


def test_entities_of_ones_own_are_refused() -> None:
    with pytest.raises(MalformedInput, match="entity lol"):
        translate_xml('<!DOCTYPE a [<!ENTITY lol "ha">]><a>&lol;</a>', shout)


def test_what_is_ignored_keeps_its_words_and_its_place() -> None:
    options = XmlOptions(ignore_tags=("x", "name"))
    xml = 'Đã xóa <x id="12"></x> tệp của <name><b>An</b> Lê</name>, <x id="3"/>.'
    expected = 'ĐÃ XÓA <x id="12"></x> TỆP CỦA <name><b>An</b> Lê</name>, <x id="3"/>.'
    assert translate_xml(xml, shout, options=options) == expected


@pytest.mark.parametrize("mark", ['translate="no"', 'its:translate="no"', 'class="a notranslate"'])
def test_what_says_itself_that_it_is_not_to_be_translated_stays(mark: str) -> None:
    xml = (
        f'<p xmlns:its="u">một <x {mark} alt="hai">hai</x> ba</p><q {mark}>bốn</q><q translate="yes">năm</q>'
    )
    assert translate_xml(xml, shout) == xml.replace("một", "MỘT").replace("ba<", "BA<").replace("năm", "NĂM")


def test_an_ignored_element_that_the_translator_loses_comes_back() -> None:
    def losing(texts: list[str]) -> list[str]:
        return [re.sub(r"\b[A-Z]{3,}\b", "", text).upper() for text in texts]

    options = XmlOptions(ignore_tags=("name",))
    xml = "<p>Ông <name>An</name> đến.</p>"
    assert translate_xml(xml, losing, options=options) == "<p>ÔNG <name>An</name> ĐẾN.</p>"


# What parts the text

LIST = "<doc><title>một hai</title><par>ba <i>bốn</i> năm</par></doc>"


def test_elements_beside_text_do_not_part_it_and_the_others_do() -> None:
    assert seen_in(LIST) == ["một hai", "ba bốn năm"]


def test_without_outline_detection_nothing_parts_but_what_is_named() -> None:
    assert seen_in(LIST, XmlOptions(outline_detection=False)) == ["một haiba bốn năm"]
    named = XmlOptions(outline_detection=False, splitting_tags=("par",))
    assert seen_in(LIST, named) == ["một hai", "ba bốn năm"]


def test_named_tags_go_before_the_outline() -> None:
    assert seen_in(LIST, XmlOptions(splitting_tags=("i",))) == ["một hai", "ba", "bốn", "năm"]
    assert seen_in(LIST, XmlOptions(non_splitting_tags=("title", "par"))) == ["một haiba bốn năm"]


def test_a_line_break_ends_a_sentence_unless_lines_are_joined() -> None:
    assert seen_in("<a>một\nhai</a>") == ["một", "hai"]
    assert translate_xml("<a>một\nhai</a>", shout, options=XmlOptions(joins_lines=True)) == "<a>MỘT HAI</a>"


# What always holds

WORDS = st.text(alphabet="abđế \n.&<", max_size=12).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
)
LEAVES = WORDS | st.sampled_from(["<x id='1'/>", "<x id='2'></x>", "<!-- a -->", "<![CDATA[<]]>", "<?p q?>"])


def inside(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(st.sampled_from(["b", "p", "x", "T"]), st.lists(children, max_size=4)).map(
        lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"
    )


XML = st.recursive(LEAVES, inside, max_leaves=12)
OPTIONS = st.builds(
    XmlOptions,
    ignore_tags=st.sampled_from([(), ("x",)]),
    splitting_tags=st.sampled_from([(), ("p",)]),
    non_splitting_tags=st.sampled_from([(), ("T", "p")]),
    outline_detection=st.booleans(),
    joins_lines=st.booleans(),
)


@given(XML, OPTIONS, st.sampled_from(sorted(FAKES)))
def test_well_formed_xml_stays_so_with_all_its_tags(xml: str, options: XmlOptions, name: str) -> None:
    translated = translate_xml(xml, by(FAKES[name]), options=options)
    before, after = ET.fromstring(f"<r>{xml}</r>"), ET.fromstring(f"<r>{translated}</r>")
    assert sorted(map(shape, before.iter())) == sorted(map(shape, after.iter()))
    assert markup(translated) == markup(xml)


def markup(xml: str) -> list[str]:
    return sorted(token.raw for token in xml_tokens(xml) if token.kind != "text")


def shape(element: ET.Element) -> tuple[str, list[str]]:
    return element.tag, sorted(child.tag for child in element)
