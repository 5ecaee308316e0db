"""The other language's side of a quote: the quoted words of the translation, and not its speaker."""

import pytest

from service.domain.article import Language
from service.domain.highlight import Bilingual, Evidence, Quote
from service.pipeline.quote_sides import with_other_side


def _said(sentence: str, own: str, target: str, source: Language = "vi") -> str:
    quote = Quote("X", Bilingual.of(source, own), Evidence(1, 0, len(sentence), sentence))
    said = with_other_side(quote, sentence=sentence, target=target, source=source).text
    assert said.side(source) == own
    return said.en if source == "vi" else said.vi


def test_words_between_marks_are_the_quote() -> None:
    sentence = "“Chúng tôi rất vui”, ông An nói."
    assert _said(sentence, "Chúng tôi rất vui", "“We are very glad,” An said.") == "We are very glad"


def test_a_closing_mark_ends_words_that_began_a_sentence_before() -> None:
    sentence = "Chúng tôi rất vui”, ông An nói trước nhiều phóng viên."
    target = 'We are very glad," said An before many, many reporters of all kinds.'
    assert _said(sentence, "Chúng tôi rất vui", target) == "We are very glad"


def test_words_that_end_a_sentence_begin_at_the_last_opening_mark() -> None:
    sentence = "Tại lễ “Ngày vàng”, ông An nói: “Chúng tôi rất vui."
    target = 'At the "Golden Day", An said: "We are very glad.'
    assert _said(sentence, "Chúng tôi rất vui.", target) == "We are very glad."


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("We are very glad, An said.", "We are very glad"),
        ("We are very glad, said An, the mayor.", "We are very glad"),
        ("We are very glad, An, the mayor of Hue, said.", "We are very glad"),
    ],
)
def test_without_marks_the_clause_of_the_speaker_is_cut(target: str, words: str) -> None:
    assert _said("“Chúng tôi rất vui”, ông An nói.", "Chúng tôi rất vui", target) == words


def test_without_marks_the_speaker_before_the_words_is_cut() -> None:
    sentence = "Ông An nói: “Chúng tôi rất vui."
    assert _said(sentence, "Chúng tôi rất vui.", "An said that we are very glad.") == "we are very glad."


def test_a_straight_mark_with_spaces_on_both_sides_closes() -> None:
    sentence = '"We are very glad," An said.'
    assert (
        _said(sentence, "We are very glad", '"Chúng tôi rất vui, " ông An nói.', "en") == "Chúng tôi rất vui"
    )


def test_a_quotation_within_the_quotation_stays() -> None:
    sentence = "“Ông ấy nói “được” với tôi”, bà Lan kể."
    target = "“He said “yes” to me,” Lan recalled."
    assert _said(sentence, "Ông ấy nói “được” với tôi", target) == "He said “yes” to me"


def test_a_sentence_that_is_quoted_whole_is_taken_whole() -> None:
    assert (
        _said("“Chúng tôi rất vui.", "Chúng tôi rất vui.", '"We said, truly, yes.') == "We said, truly, yes."
    )


def test_words_in_the_middle_are_those_between_marks() -> None:
    sentence = "Ông An nói “chúng tôi rất vui” hôm qua."
    assert _said(sentence, "chúng tôi rất vui", 'An said "we are very glad" yesterday.') == "we are very glad"


def test_a_stray_mark_within_the_words_does_not_end_them() -> None:
    sentence = "\"Không phải Mỹ đã ' đánh chìm ' tuyên bố chung\", quan chức nói."
    target = '"It is not the US that sank" the joint statement," the official said.'
    own = "Không phải Mỹ đã ' đánh chìm ' tuyên bố chung"
    assert _said(sentence, own, target) == 'It is not the US that sank" the joint statement'
