"""Kinds of parties in English, and bodies that an adjective gives to a country in Vietnamese."""

import pytest

from service.text.entities.rendering import rendered
from tests.names import gazetteer


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("các đại học ASEAN", "ASEAN universities"),
        ("doanh nghiệp Hàn Quốc", "South Korean companies"),
        ("11 nước TPP", "11 TPP countries"),
        ("một số công ty Nhật Bản", "several Japanese companies"),
        ("5 quốc gia", "5 countries"),
    ],
)
def test_a_kind_of_parties_is_a_plural(name: str, english: str) -> None:
    assert rendered(name, "other", source="vi", gazetteer=gazetteer()) == english


@pytest.mark.parametrize("name", ["nước Anh", "Nước Pháp"])
def test_one_country_is_no_kind_of_parties(name: str) -> None:
    assert "countries" not in (rendered(name, "country", source="vi", gazetteer=gazetteer()) or "")


def test_the_ministry_of_an_adjective_is_the_countrys() -> None:
    said = rendered("Thai Ministry of Foreign Affairs", "agency", source="en", gazetteer=gazetteer())
    assert said == "Bộ Ngoại giao Thái Lan"
