"""Where an act takes place: what ties a place to it, and what does not."""

from functools import lru_cache
from pathlib import Path

import pytest

from service.adapters.termbase import load_gazetteer
from service.domain.article import Article, Block, BlockRole, Language, Segment, Span
from service.text.acts.cues import load_lexicons
from service.text.acts.details import place_of
from service.text.acts.sketch import sketch_all
from service.text.acts.slots import act_of
from service.text.entities.find import find_entities
from service.text.gazetteer import Gazetteer


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer:
    return load_gazetteer(Path(__file__).parents[2] / "termbase")


def _place(language: Language, *sentences: str) -> str:
    """Return the place of an act that rests on these sentences, the first of them its head."""
    segments: list[Segment] = []
    start = 0
    for index, sentence in enumerate(("Tin" if language == "vi" else "News", *sentences)):
        role: BlockRole = "paragraph" if index else "title"
        segments.append(Segment(index, Span(start, start + len(sentence)), sentence, role))
        start += len(sentence) + 1
    text = "\n".join(segment.text for segment in segments)
    article = Article(text, language, tuple(Block(one.role, one.span) for one in segments), "0" * 64)
    entities = find_entities(tuple(segments), language, _gazetteer())
    sketches = sketch_all(segments, language, entities, load_lexicons())
    place = place_of(act_of(article, sketches, range(1, len(segments))), entities)
    return place.side(language) if place else ""


@pytest.mark.parametrize(
    ("language", "sentence", "place"),
    [
        ("vi", "Ba Lan và Lào ký hiệp định vận tải tại Hà Nội ngày 3/4.", "Hà Nội"),
        ("vi", "Tại Huế, Ba Lan và Lào thông qua kế hoạch hợp tác.", "Huế"),
        ("vi", "Tổng thống Ba Lan bắt đầu chuyến thăm chính thức Việt Nam từ ngày 3/4.", "Việt Nam"),
        ("vi", "Tàu hải quân Ba Lan đã đến Đà Nẵng, mở đầu chuyến thăm năm ngày.", "Đà Nẵng"),
        ("en", "Poland and Laos signed a transport agreement in Hanoi on Monday.", "Hanoi"),
        ("en", "The Polish president will visit Vietnam next week.", "Vietnam"),
        ("en", "In Vientiane, Poland and Laos adopted a cooperation plan.", "Vientiane"),
    ],
)
def test_a_place_is_tied_to_the_act(language: Language, sentence: str, place: str) -> None:
    assert _place(language, sentence) == place


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("vi", "Ba Lan sẽ bàn giao mười xe cứu thương tới Lào."),
        ("vi", "Đại sứ Ba Lan tại Lào cho biết hai nước sẽ ký hiệp định."),
        ("vi", "Nga và Ba Lan nhất trí hợp tác nhằm chấm dứt cuộc xung đột ở Syria."),
        ("vi", "Nhật Bản và Lào hợp tác trồng rừng, mô hình đầu tiên ở Đông Nam Á."),
        ("en", "Poland, which holds the chair this year, will hand it over to Indonesia on January 1."),
        ("en", "The Polish ambassador in Laos said an agreement was ready."),
        ("en", "Poland and Laos agreed to fight erosion that is eating away at the Mekong Delta."),
        ("en", "Poland and Laos will share data on farming in Southeast Asia."),
    ],
)
def test_what_only_stands_in_a_place_or_goes_to_one_says_nothing(language: Language, sentence: str) -> None:
    assert _place(language, sentence) == ""


def test_a_town_comes_before_its_country() -> None:
    sentence = "Poland's Orlex opened its largest plant in Vietnam in Hai Phong on Friday."
    assert _place("en", sentence) == "Hai Phong"


def test_the_head_sentence_comes_before_the_others() -> None:
    head = "Ba Lan và Lào ký hiệp định vận tải tại Hà Nội ngày 3/4."
    assert _place("vi", head, "Trước đó, hai bên đã họp tại Huế.") == "Hà Nội"


def test_another_sentence_of_the_act_may_say_where() -> None:
    head = "Ba Lan và Lào đã ký hiệp định vận tải."
    assert _place("vi", head, "Lễ ký diễn ra tại Huế.") == "Huế"


def test_a_visit_before_the_act_is_not_its_place() -> None:
    sentence = "Sau chuyến thăm Bỉ, Tổng thống Ba Lan gặp Thủ tướng Lào Kham Phet tại Hà Nội."
    assert _place("vi", sentence) == "Hà Nội"
