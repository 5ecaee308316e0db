"""Core words of Vietnamese news that a model gets wrong are demanded, and only where they are meant."""

from pathlib import Path

import pytest

from service.adapters.termbase import load_glossary
from service.domain.glossary import Glossary, Term
from service.pipeline.check_terms import terms_in_pair
from service.text.binding import missed_terms
from service.text.folding import words_of
from service.text.other_words import is_in_other_words
from service.text.terms import CORE_KIND, index_terms

GLOSSARY = load_glossary(Path(__file__).parents[2] / "termbase" / "institutions.csv")


def core(text: str) -> list[str]:
    found = index_terms(GLOSSARY, "vi").find(text)
    return [place.term.vi for place in found if place.term.kind == CORE_KIND]


def missed(text: str, translation: str) -> list[str]:
    places = index_terms(GLOSSARY, "vi").find(text)
    return [place.term.vi for place in missed_terms(text, places, translation, source="vi")]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        (
            "Tổng kim ngạch đạt 5 tỷ USD",
            "The total metal reached $5 billion",
            "Total trade reached $5 billion",
        ),
        ("Kim ngạch đạt 5 tỷ USD", "Kim reached $5 billion", "Turnover reached $5 billion"),
        ("Nghị quyết số 12/2021/NQ-CP", "Decree No. 12/2021/NQ-CP", "Resolution No. 12/2021/NQ-CP"),
        ("Nghị định số 15/2021/NĐ-CP", "Resolution No. 15/2021/NĐ-CP", "Decree No. 15/2021/NĐ-CP"),
        ("Thông tư số 12/2020/TT-BTC", "No. 12/2020/TT-BTC", "Circular No. 12/2020/TT-BTC"),
        ("Chỉ thị số 15/CT-TTg", "Index of 15/CT-TTg", "Directive No. 15/CT-TTg"),
        ("Việt Nam xuất siêu 60 tỷ USD", "Vietnam exports 60", "Vietnam's trade surplus is 60"),
        ("Dự án đã giải ngân 40%", "The project explained 40%", "The project has disbursed 40%"),
        ("Hai nước hợp tác về bán dẫn", "cooperate on the seminar", "cooperate on semiconductors"),
        ("Bên vay là Chính phủ", "The loan is the Government", "The borrower is the Government"),
        ("Hai bên gia hạn hiệp định", "are limited to the agreement", "renew the agreement"),
        ("ADB sẽ cho vay", "ADB will borrow", "ADB will lend"),
        ("Hai nước khánh thành cầu", "The two countries held a bridge", "The two countries opened a bridge"),
        ("Samsung động thổ nhà máy", "Samsung landed in a factory", "Samsung broke ground on a factory"),
        ("Buổi họp báo chiều nay", "The newspaper this afternoon", "The news conference this afternoon"),
    ],
)
def test_a_translation_must_say_a_core_term(text: str, wrong: str, right: str) -> None:
    assert missed(text, wrong)
    assert not missed(text, right)


@pytest.mark.parametrize(
    "text",
    [
        "BIDV nhận giải ngân hàng tiêu biểu",
        "Hàn Quốc đề nghị viện trợ nhân đạo",
        "nút giao thông quan trọng của thành phố",
        "công ty còn nợ công ty xây dựng",
        "Ông Võ Công Hàm, Bí thư Huyện ủy",
        "phương tiện truyền thông tư nhân",
        "hội nghị định kỳ của hai bên",
        "hội nghị quyết định nhiều việc",
        "chuyên gia hạn chế về số lượng",
        "hướng dẫn độ tuổi tham gia",
        "công nghệ hiện đại biện pháp mới",
        "nước",
    ],
)
def test_syllables_of_other_words_are_no_core_term(text: str) -> None:
    assert core(text) == []


def test_words_are_looked_at_beside_the_place_alone() -> None:
    words = words_of("hội nghị về thông quan và hải quan")
    assert not is_in_other_words(words, 3, 4)
    assert is_in_other_words(words_of("giao thông quan"), 1, 2)


def test_a_core_term_is_of_vietnamese_alone() -> None:
    assert index_terms(GLOSSARY, "en").find("The value of the trade surplus and the loan fell.") == ()


def test_a_longer_name_goes_before_the_core_term_in_it() -> None:
    found = index_terms(GLOSSARY, "vi").find("Nghị định thư Kyoto và Nghị quyết số 57-NQ/TW")
    assert [place.term.en for place in found] == ["Kyoto Protocol", "Resolution No. 57-NQ/TW"]


def test_what_got_lost_is_a_finding() -> None:
    own = Glossary("own", "1", (Term("kim ngạch", "turnover", kind=CORE_KIND),))
    (finding,) = terms_in_pair("Kim ngạch tăng", "Kim rose", source="vi", glossary=own)
    assert finding.code == "term_missed"
    assert "kim ngạch" in finding.message.vi.lower()
    assert "official" not in finding.message.en
