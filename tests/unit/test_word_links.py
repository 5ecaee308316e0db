"""Where a stretch of a text lies in its translation, given links between the words."""

import pytest

from service.text.position_alignment import position_links
from service.text.word_links import WordLink, target_span, words

SOURCE = "Hà Nội và Huế ký."
TARGET = "Hue and the city of Hanoi sign."


def link(source: str, target: str, weight: float = 1.0) -> WordLink:
    a, b = SOURCE.index(source), TARGET.index(target)
    return WordLink(a, a + len(source), b, b + len(target), weight)


LINKS = (link("Hà", "Hanoi"), link("Nội", "city", 0.4), link("Nội", "Hanoi"), link("và", "and"),
         link("Huế", "Hue"), link("ký", "sign"))  # fmt: skip


@pytest.mark.parametrize(
    ("words_", "expected"),
    [
        ("Hà Nội", "city of Hanoi"),
        ("Hà", "Hanoi"),
        ("Huế", "Hue"),
        ("Hà Nội và Huế", "Hue and the city of Hanoi"),
        ("uế ký", "Hue"),  # the first of what lies apart
        (".", None),
    ],
)
def test_a_phrase_is_found_in_the_translation(words_: str, expected: str | None) -> None:
    at = SOURCE.index(words_)
    span = target_span(SOURCE, TARGET, LINKS, (at, at + len(words_)))
    assert (TARGET[slice(*span)] if span else None) == expected


def test_without_links_nothing_is_found() -> None:
    assert target_span(SOURCE, TARGET, (), (0, 6)) is None
    assert target_span("", "", (), (0, 0)) is None


def test_words_are_cut_as_names_and_numbers_are_written() -> None:
    text = "Vietnam's 1,5 triệu; O'Brien: 50% (EU-Việt Nam)"
    assert [text[slice(*span)] for span in words(text)] == [
        "Vietnam", "'s", "1,5", "triệu", ";", "O'Brien", ":", "50%", "(", "EU-Việt", "Nam", ")",
    ]  # fmt: skip


def test_by_position_equal_words_are_linked_and_the_others_go_by_their_place() -> None:
    source, target = "Ông Nguyễn đến Lào", "Nguyen came to Laos"
    found = {(source[i.source_start : i.source_end], target[i.target_start : i.target_end]) for i in
             position_links([(source, target)])[0]}  # fmt: skip
    assert found == {("Nguyễn", "Nguyen"), ("Ông", "came"), ("đến", "to"), ("Lào", "Laos")}
