"""Which words a brief tells an article in."""

from service.domain.article import Segment, Span
from service.domain.brief import SummarySentence
from service.domain.highlight import Bilingual
from service.pipeline.telling import check_written

TEXT = "Hai bên đã ký 3 bản ghi nhớ."
SEGMENTS = (Segment(0, Span(0, len(TEXT)), TEXT, "paragraph"),)


def test_a_models_sentence_whose_number_changed_in_translation_is_flagged() -> None:
    written = SummarySentence(Bilingual("Hai bên ký 25 văn kiện.", "The two sides signed 52 documents."), ())
    findings = check_written((written,), None, SEGMENTS, source="vi")
    assert [finding.code for finding in findings] == ["number_mismatch"]


def test_a_models_headline_is_checked_too() -> None:
    headline = Bilingual("Ký 25 văn kiện", "52 documents signed")
    assert check_written((), headline, SEGMENTS, source="vi")


def test_the_articles_own_sentences_are_left_to_the_check_of_segments() -> None:
    own = SummarySentence(Bilingual(TEXT, "The two sides signed 5 memoranda."), ())
    assert check_written((own,), None, SEGMENTS, source="vi") == ()
