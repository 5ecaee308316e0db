"""Direct speech: who said what, over one sentence or several."""

from functools import lru_cache
from pathlib import Path

from service.adapters.termbase import load_gazetteer
from service.domain.article import Article, Block, BlockRole, Segment, Span
from service.domain.highlight import Quote
from service.text.acts.cues import load_lexicons
from service.text.acts.quotes import quotes_in
from service.text.entities.find import find_entities
from service.text.gazetteer import Gazetteer


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer:
    return load_gazetteer(Path(__file__).parents[2] / "termbase")


def _quotes(*sentences: str) -> tuple[Quote, ...]:
    segments: list[Segment] = []
    start = 0
    for index, sentence in enumerate(sentences):
        role: BlockRole = "title" if index == 0 else "paragraph"
        segments.append(Segment(index, Span(start, start + len(sentence)), sentence, role))
        start += len(sentence) + 1
    blocks = tuple(Block(segment.role, segment.span) for segment in segments)
    article = Article("\n".join(sentences), "vi", blocks, "0" * 64)
    found = find_entities(tuple(segments), "vi", _gazetteer())
    return quotes_in(article, segments, found, load_lexicons().cues)


def test_the_speaker_stands_beside_the_verb_of_saying() -> None:
    quotes = _quotes(
        "Họp báo",
        'Ông Nguyễn Văn Thành, chủ tịch UBND TP Huế, nói: "Chúng tôi sẽ sớm chọn vị trí đặt tượng."',
    )
    assert [(one.speaker, one.text.vi) for one in quotes] == [
        ("Nguyễn Văn Thành", "Chúng tôi sẽ sớm chọn vị trí đặt tượng.")
    ]


def test_a_quotation_over_two_sentences_has_one_speaker() -> None:
    quotes = _quotes(
        "Lễ khai trương",
        "Ông Lê Văn Hùng nhấn mạnh: “Chúng tôi kỳ vọng giúp các doanh nghiệp Việt Nam.",
        "Đồng thời, văn phòng sẽ hỗ trợ doanh nghiệp khởi nghiệp”.",
    )
    assert [one.evidence.segment for one in quotes] == [1, 2]
    assert {one.speaker for one in quotes} == {"Lê Văn Hùng"}


def test_a_term_in_quotation_marks_is_no_speech() -> None:
    assert _quotes("Tin", 'Ông Lê Văn Hùng nói về chương trình "Nước sạch học đường" hôm qua.') == ()


def test_a_quotation_mark_that_is_never_closed_is_no_quotation() -> None:
    assert _quotes("Tin", 'Ông Lê Văn Hùng nói: "Chúng tôi rất vui mừng khi được hợp tác') == ()


def test_the_title_is_not_quoted() -> None:
    assert (
        _quotes("'Hợp tác phải thiết thực' là điều \"Chúng ta cần phải làm ngay từ hôm nay\"", "Tin vắn.")
        == ()
    )
