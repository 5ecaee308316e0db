"""Korean names: "Kim Jong-ho" keeps its second half, "(KF) Kim Gheewhan" his body."""

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


@pytest.mark.parametrize(
    ("title", "person", "body"),
    [
        ("Giám đốc Quỹ Hàn Quốc (KF)", "Kim Gheewhan", "Quỹ Hàn Quốc (KF)"),
        ("Chủ tịch Tập đoàn Hyundai (HMG)", "Chung Eui Sun", "Tập đoàn Hyundai (HMG)"),
    ],
)
def test_a_person_after_the_brackets_of_his_body_stands_for_it(title: str, person: str, body: str) -> None:
    one = told("Tin", f"{title} {person} và Bộ Ngoại giao Việt Nam ký bản ghi nhớ.")
    assert one.entities.entities[one.party(person)].name == body


def test_a_firm_after_a_body_in_brackets_and_a_conjunction_stands_alone() -> None:
    one = told("Tin", "Giám đốc Quỹ Hàn Quốc (KF) và Tập đoàn Samsung ký bản ghi nhớ.")
    assert one.party("Tập đoàn Samsung") != one.party("Quỹ Hàn Quốc (KF)")
