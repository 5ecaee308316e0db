"""Whatever the words, recognition names only what stands in the text, and never fails."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.article import Language
from tests.names import read, segments

PIECES = (
    """
    Tổng cục|Bộ|Ngoại giao|Tập đoàn|FLC|Công ty CP|TP.|HCM|tỉnh|Gia Lai|ông|Anh|Mỹ|Việt Nam|Hàn|Nhật
    |hai nước|nước này|các nước|11|Thủ tướng|Chủ tịch|của|và|tại|về|Nguyễn Văn An|Donald J.|Trump|KPC|(KPC)
    |(Nhật Bản)|–|-
    |,|.|(|)|“|”|/|&|'s|The|the two|both sides|Ministry of|Health|Prime Minister|Japanese|firms|University of
    |People's Committee|Co., Ltd|said|cho biết|thuộc|Đại học|U.S.|…
""".replace("\n    ", "")
    .strip()
    .split("|")
)
SENTENCES = st.lists(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join), max_size=5)


def check_sound(sentences: list[str], language: Language) -> None:
    found = read(*sentences, language=language)
    text = "\n".join(sentences)
    spans = {segment.index: segment.span for segment in segments(*sentences)}
    for mention in found.mentions:
        assert text[mention.start : mention.end] == mention.text
        assert spans[mention.segment].start <= mention.start < mention.end <= spans[mention.segment].end
        assert found[mention].name
    for index, entity in enumerate(found.entities):
        assert entity.name in text or entity.place
        assert entity.represents != index
        assert 0 <= found.party(index) < len(found.entities)


@settings(max_examples=150, deadline=None)
@given(SENTENCES)
def test_any_order_of_vietnamese_and_english_words_is_read_soundly(sentences: list[str]) -> None:
    check_sound(sentences, "vi")
    check_sound(sentences, "en")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60).filter(lambda text: "\n" not in text))
def test_any_text_is_read_soundly(text: str) -> None:
    check_sound([text], "vi")
    check_sound([text], "en")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_very_long_run_of_capitals_takes_no_unreasonable_time(language: Language) -> None:
    assert read("Đại Học " * 2000, language=language).mentions is not None
