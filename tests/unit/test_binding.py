"""Which terms of a sentence its translation must render, and which words may stay."""

import pytest

from service.domain.glossary import USER_KIND, Glossary, Term
from service.text.binding import missed_terms
from service.text.terms import index_terms

GLOSSARY = Glossary(
    "official",
    "1",
    (
        Term("Phu nhân", "spouse", en_variants=("wife",), kind="title"),
        Term("Chủ tịch nước", "President", kind="title"),
        Term("Phó Thủ tướng", "Deputy Prime Minister", kind="title"),
        Term("Tập đoàn Apple", "Apple", kind="company"),
        Term(
            "Liên đoàn Bóng đá châu Á",
            "Asian Football Confederation",
            abbr_en="AFC",
            kind="international_org",
        ),
        Term("Cục Thương mại điện tử", "E-commerce Agency", abbr_en="iDEA", kind="agency"),
        Term("Bộ Y tế", "Ministry of Health", kind="ministry"),
    ),
)


def missed(text: str, translation: str, glossary: Glossary = GLOSSARY) -> list[str]:
    places = index_terms(glossary, "en").find(text)
    return [place.term.vi for place in missed_terms(text, places, translation, source="en")]


@pytest.mark.parametrize(
    ("text", "translation"),
    [
        ("His wife came along.", "Vợ ông cùng đi."),
        ("President Macron arrived.", "Tổng thống Macron đã đến."),
        ("Apple opens a shop.", "Apple mở cửa hàng."),
        ("AFC agreed.", "AFC đã đồng ý."),
        ("It was a good idea.", "Đó là một ý hay."),
    ],
)
def test_nouns_titles_of_one_word_and_brands_may_be_said_otherwise(text: str, translation: str) -> None:
    assert missed(text, translation) == []


def test_a_brand_must_be_one_of_its_names() -> None:
    assert missed("Apple opens a shop.", "Táo mở cửa hàng.") == ["Tập đoàn Apple"]


def test_names_and_titles_of_several_words_are_demanded() -> None:
    assert missed("The Ministry of Health agreed.", "Sở Y tế đồng ý.") == ["Bộ Y tế"]
    assert missed("Deputy Prime Minister Tran Hong Ha", "Bộ trưởng Trần Hồng Hà") == ["Phó Thủ tướng"]
    assert missed("iDEA agreed.", "Cục đã đồng ý.") == ["Cục Thương mại điện tử"]


def test_a_clients_term_is_demanded_whatever_it_is() -> None:
    desk = Glossary("desk", "1", (Term("vợ", "wife", kind=USER_KIND), Term("Táo", "Apple", kind=USER_KIND)))
    assert missed("His wife likes Apple.", "Bà xã ông thích Apple.", desk) == ["vợ", "Táo"]
