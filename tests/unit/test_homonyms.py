"""Countries of one word that are a person, a language or "Mr", which no translation must name."""

import pytest

from service.domain.glossary import Glossary, Term
from service.text.terms import index_terms

COUNTRIES = Glossary(
    "official",
    "1",
    (
        Term("Anh", "United Kingdom", kind="country"),
        Term("Nga", "Russia", kind="country"),
        Term("Lào", "Laos", kind="country"),
    ),
)


def countries(text: str) -> list[str]:
    return [place.term.en for place in index_terms(COUNTRIES, "vi").find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Bộ trưởng Trần Tuấn Anh phát biểu.",
        "Tiếng Anh là yếu tố bắt buộc.",
        "Bà Nga cho biết như vậy.",
        "Theo chị Nga, giá đã giảm.",
        "Anh Đoàn Trọng Nam nhận giải.",
        "Ca sĩ Việt Anh đến Hà Nội.",
        "Chị Nguyễn Thị Nga nói.",
    ],
)
def test_a_persons_name_a_language_and_mister_are_no_country(text: str) -> None:
    assert countries(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ngoại trưởng Anh Dominic Raab thăm Nga.", ["United Kingdom", "Russia"]),
        ("Anh và Nga ký thỏa thuận.", ["United Kingdom", "Russia"]),
        ("Các bạn Lào giúp đỡ.", ["Laos"]),
        ("Đại sứ quán Anh tại Hà Nội", ["United Kingdom"]),
        ("Anh rời Liên minh châu Âu.", ["United Kingdom"]),
        ("Bộ trưởng Trần Tuấn Anh thăm Anh.", ["United Kingdom"]),
    ],
)
def test_a_country_is_one_beside_names_too(text: str, expected: list[str]) -> None:
    assert countries(text) == expected
