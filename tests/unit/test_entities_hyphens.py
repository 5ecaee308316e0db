"""A Korean given name keeps its second half: "Kim Jong-ho"."""

import pytest

from tests.unit.acts_articles import told


@pytest.mark.parametrize("name", ["Kim Jong-ho", "Park Geun-hye", "Moon Jae-in", "Kim Jong-un"])
def test_the_half_after_the_hyphen_belongs_to_the_name(name: str) -> None:
    one = told("Tin", f"Ông {name}, Chủ tịch Quỹ Giao lưu Quốc tế Hàn Quốc, thăm Lào.")
    person = next(m for m in one.entities.mentions if one.entities[m].type == "person")
    assert person.text == name


def test_a_person_with_a_hyphen_stands_for_the_body_he_chairs() -> None:
    one = told("Tin", "Ông Kim Jong-ho, Chủ tịch Quỹ Giao lưu Quốc tế Hàn Quốc, thăm Lào.")
    party = one.party("Kim Jong-ho")
    assert one.entities.entities[party].name == "Quỹ Giao lưu Quốc tế Hàn Quốc"


def test_a_dash_between_spaces_ends_a_name() -> None:
    one = told("Tin", "Ông Kim Jong - giám đốc công ty - thăm Lào.")
    person = next(m for m in one.entities.mentions if one.entities[m].type == "person")
    assert person.text == "Kim Jong"
