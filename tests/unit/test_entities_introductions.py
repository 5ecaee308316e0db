"""How an article introduces a short name is no part of the name."""

from pathlib import Path

import pytest

from service.adapters.termbase import load_gazetteer
from service.text.entities.rendering import rendered
from tests.unit.acts_articles import told

TERMBASE = Path(__file__).parents[2] / "termbase"


@pytest.mark.parametrize(
    "bracket", ["(SXG)", "(gọi tắt là SXG)", "(sau đây gọi là “SXG”)", "(viết tắt: SXG)", "(viết tắt là SXG)"]
)
def test_a_name_is_told_with_its_abbreviation_alone(bracket: str) -> None:
    one = told("Tin hợp tác", f"Tập đoàn Sao Xanh {bracket} và Aeon ký hợp đồng. SXG sẽ đầu tư.")
    entity = one.entities.entities[one.party("Tập đoàn Sao Xanh (SXG)")]
    assert entity.type == "company"
    assert all("là" not in mention.text for mention in one.entities.mentions)


def test_a_bracket_that_says_more_is_no_abbreviation() -> None:
    one = told("Tin hợp tác", "Tập đoàn Sao Xanh (có trụ sở tại Hà Nội) và Aeon ký hợp đồng.")
    assert one.party("Tập đoàn Sao Xanh") >= 0


def test_half_a_name_in_brackets_is_the_official_abbreviation_in_english() -> None:
    gazetteer = load_gazetteer(TERMBASE)
    name = "Bộ Khoa học và Công nghệ (Bộ KH&CN)"
    english = rendered(name, "government", source="vi", gazetteer=gazetteer)
    assert english == "Ministry of Science and Technology (MOST)"
    parent = rendered(
        "Cục Sở hữu trí tuệ (Bộ Khoa học và Công nghệ)", "government", source="vi", gazetteer=gazetteer
    )
    assert parent is not None
    assert "Ministry of Science and Technology" in parent
