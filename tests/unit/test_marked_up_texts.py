"""Plain translation of HTML and XML: language, tags and findings, through translator and aligner."""

from collections.abc import Sequence

import pytest

from service.domain.article import Language
from service.domain.confidence import Decoding
from service.domain.document import CODES
from service.domain.errors import MalformedInput
from service.domain.glossary import Glossary
from service.domain.ports import Link
from service.domain.request import TextFormat, TranslatedText, TranslationRequest, XmlOptions
from service.pipeline.plain import translate_texts
from service.text.document_units import joined, parted
from service.text.word_links import WordLink, words

EMPTY = Glossary("empty", "0", ())
KNOWN = {
    "Hai bên gặp ông Nam tại Hà Nội.": "In Hanoi, both sides met Mr Nam.",
    "Ảnh": "Photo",
    "Hôm nay trời đẹp.": "It is a fine day today.",
}
SURE = {"Photo": 0.9, "It is a fine day today.": 0.8}


class Dictionary:
    """Translates what it knows."""

    version = "fake@1"
    placeholders: tuple[str, ...] = ()

    def translate(
        self, texts: Sequence[str], *, source: Language, target: Language, alternatives: int = 1
    ) -> list[list[tuple[str, float]]]:
        return [[(KNOWN.get(text, text), -0.1)] for text in texts]


class Judge:
    """Is as sure of a translation as is written down."""

    low = 0.3

    def confidence(self, pieces: Sequence[Decoding], *, target: Language) -> float:
        return min(SURE.get(piece.text, 0.1) for piece in pieces)


class Mirror:
    """Links the words from the ends inwards, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def align(
        self, pairs: Sequence[tuple[str, str]], *, source: Language, target: Language
    ) -> Sequence[tuple[Link, ...]]:
        assert (source, target) == ("vi", "en")
        self.asked += pairs
        return [
            tuple(WordLink(*a, *b, 1.0) for a, b in zip(words(s), [*words(t)][-2::-1], strict=False))
            for s, t in pairs
        ]


def translated(text: str, format_: TextFormat, xml: XmlOptions, aligner: Mirror) -> TranslatedText:
    request = TranslationRequest((text,), "en", "vi", format=format_, xml=xml)
    return translate_texts(request, translator=Dictionary(), glossary=EMPTY, aligner=aligner)[0]


@pytest.mark.parametrize("format_", ["html", "xml"])
def test_the_aligner_says_where_tags_go(format_: TextFormat) -> None:
    mirror = Mirror()
    text = '<p>Hai bên gặp ông Nam tại <a href="x">Hà Nội</a>.</p>'
    found = translated(text, format_, XmlOptions(), mirror)
    assert found.text == '<p><a href="x">In Hanoi</a>, both sides met Mr Nam.</p>'
    assert mirror.asked == [("Hai bên gặp ông Nam tại Hà Nội.", "In Hanoi, both sides met Mr Nam.")]


def test_sentences_without_inner_tags_need_no_aligner() -> None:
    mirror = Mirror()
    text = '<p><b>Hai bên gặp ông Nam tại Hà Nội.</b></p><img alt="Ảnh" src="x">'
    expected = '<p><b>In Hanoi, both sides met Mr Nam.</b></p><img alt="Photo" src="x">'
    assert translated(text, "html", XmlOptions(), mirror).text == expected
    assert mirror.asked == []


def test_the_options_of_xml_are_heeded_and_its_faults_told() -> None:
    text = "<d><n>Ảnh</n><p>Ảnh</p></d>"
    found = translated(text, "xml", XmlOptions(ignore_tags=("n",)), Mirror())
    assert found.text == "<d><n>Ảnh</n><p>Photo</p></d>"
    with pytest.raises(MalformedInput):
        translated("<d>", "xml", XmlOptions(), Mirror())


def in_units(*texts: str) -> list[TranslatedText]:
    request = TranslationRequest(texts, "en", "vi", format="xml", xml=CODES, as_one=True)
    return translate_texts(request, translator=Dictionary(), glossary=EMPTY, estimator=Judge())


def test_each_unit_of_a_document_has_its_own_findings_and_confidence() -> None:
    texts = ('<g id="0">Ảnh</g>', "Có 15 người.", 'Hôm nay trời <g id="0">đẹp</g>.')
    photo, people, weather = in_units(*texts)
    assert [one.confidence for one in (photo, people, weather)] == [0.9, 0.1, 0.8]
    assert [finding.code for finding in people.findings] == ["low_score"]
    assert (photo.findings, weather.findings) == ((), ())


def test_a_unit_says_the_same_alone_and_among_others() -> None:
    texts = ('<g id="0">Ảnh</g>', "Có 15 người.", "Có 15 người.")
    assert in_units(*texts) == [found for text in texts for found in in_units(text)]


def test_units_have_the_texts_that_they_have_as_one_document() -> None:
    texts = ('<g id="0">Ảnh</g>', 'Hôm nay trời <g id="0">đẹp</g>.<n id="1"/>Ảnh', "<k>%(n)d</k>")
    whole = TranslationRequest((joined(texts),), "en", "vi", format="xml", xml=CODES)
    (done,) = translate_texts(whole, translator=Dictionary(), glossary=EMPTY)
    assert [one.text for one in in_units(*texts)] == parted(done.text, 3)


def test_units_whose_codes_do_not_part_them_are_refused() -> None:
    with pytest.raises(MalformedInput, match="codes"):
        in_units("Ảnh", "</u>Ảnh<u>")
