"""Who lends, who borrows and until when must not turn round in a translation."""

import pytest

from service.domain.article import Language
from service.pipeline.check_words import words_in_pair
from service.text.fidelity import mismatches
from service.text.turned_loans import lost_limit, said_plainly, turned_loan
from tests.unit.test_translate import Scripted, one


@pytest.mark.parametrize(
    ("text", "translation", "source"),
    [
        ("ADB sẽ cho vay lúc 9 giờ.", "ADB will borrow at 9.", "vi"),
        ("ADB cho Việt Nam vay 1,5 tỷ USD", "ADB for Vietnam borrows $1.5 billion", "vi"),
        ("ADB cho Việt Nam vay 1,5 tỷ USD", "ADB for Vietnam loan $1.5 billion", "vi"),
        ("ADB cho Việt Nam vay 1,5 tỷ USD", "ADB for Vietnam lends $1.5 billion", "vi"),
        ("Việt Nam vay ADB 30 triệu USD.", "Vietnam loans ADB 30 million USD.", "vi"),
        ("Nhật Bản cho Lào vay 20 triệu USD.", "Japan gives Laos $20 million.", "vi"),
        ("The ADB will lend provinces $250 million.", "ADB sẽ thu 250 triệu USD.", "en"),
        ("Vietnam will borrow from the ADB.", "Việt Nam sẽ cho ADB vay.", "en"),
    ],
)
def test_a_loan_that_is_turned_round_or_lost_is_found(text: str, translation: str, source: Language) -> None:
    assert turned_loan(text, translation, source=source)
    assert [found.code for found in words_in_pair(text, translation, source=source)] == ["meaning_changed"]


@pytest.mark.parametrize(
    ("text", "translation", "source"),
    [
        ("ADB cho Việt Nam vay 1,5 tỷ USD", "ADB lends Vietnam $1.5 billion", "vi"),
        ("ADB cho Việt Nam vay 1,5 tỷ USD", "Vietnam gets a loan from the ADB", "vi"),
        ("Việt Nam vay 30 triệu USD từ ADB.", "Vietnam borrows $30 million from the ADB.", "vi"),
        ("Hai bên ký khoản vay 5 triệu USD.", "They lend $5 million.", "vi"),
        ("Bên vay trả cho bên cho vay.", "The borrower pays the lender.", "vi"),
        ("ADB cho vay, Việt Nam vay.", "Vietnam borrows.", "vi"),
        ("They lend a hand to Vietnam.", "Họ giúp Việt Nam.", "en"),
        ("The loans are large.", "Các khoản vay lớn.", "en"),
        ("Hai bên cho biết khoản vay lớn.", "The loan is large, they said.", "vi"),
        ("Họ cho doanh nghiệp đi vay.", "They let firms borrow.", "vi"),
        ("Luật cho nông dân được vay.", "The law allows farmers to borrow.", "vi"),
        ("Tiền cần thiết cho các nước đang phát triển vay.", "Money that poor countries must borrow.", "vi"),
        ("Họ tạo điều kiện cho nông dân vay.", "They lend to farmers.", "vi"),
        ("They let firms borrow.", "Họ cho doanh nghiệp vay.", "en"),
    ],
)
def test_a_loan_told_rightly_or_in_both_ways_is_not(text: str, translation: str, source: Language) -> None:
    assert turned_loan(text, translation, source=source) is None


@pytest.mark.parametrize(
    ("text", "translation", "source", "found"),
    [
        ("Hai bên hợp tác đến năm 2025.", "The two sides cooperate in 2025.", "vi", True),
        ("They cooperate until 2025.", "Họ hợp tác trong năm 2025.", "en", True),
        ("Hai bên hợp tác đến năm 2025.", "The two sides cooperate until 2025.", "vi", False),
        ("Đến năm 2025 GDP tăng 5%.", "By 2025 GDP rises by 5%.", "vi", False),
        ("Từ năm 2020 đến năm 2025", "From 2020 to 2025", "vi", False),
        ("Năm 2025 hai bên hợp tác.", "They cooperate in 2025.", "vi", False),
        ("The target is $15 billion by 2025.", "Mục tiêu là 15 tỷ USD vào năm 2025.", "en", False),
        ("Đến năm 2030, kim ngạch đạt 5 tỷ USD.", "In 2030, trade reaches $5 billion.", "vi", False),
        ("Theo ông, đến năm 2030 hai bên hợp tác.", "They cooperate in 2030, he said.", "vi", False),
        ("Hai nước nâng kim ngạch đến năm 2030.", "They raise trade in 2030.", "vi", False),
        ("Ông đến 2020 mới về.", "He came back in 2020.", "vi", False),
        ("Kế hoạch đến 2030 được ký.", "The plan in 2030 was signed.", "vi", False),
        ("They did not meet until 2020.", "Họ gặp nhau vào năm 2020.", "en", False),
    ],
)
def test_a_limit_is_no_date(text: str, translation: str, source: Language, found: bool) -> None:
    assert bool(lost_limit(text, translation, source=source)) is found


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("ADB cho Việt Nam vay 5 triệu USD", "ADB lends Việt Nam 5 triệu USD"),
        ("ADB sẽ cho vay 5 triệu USD", "ADB sẽ lend 5 triệu USD"),
        ("Việt Nam đã vay ADB 5 triệu USD", "Việt Nam đã borrowed ADB 5 triệu USD"),
        ("Hai bên hợp tác đến năm 2025.", "Hai bên hợp tác until 2025."),
        ("GDP đạt 5% đến năm 2025", "GDP đạt 5% by 2025"),
        ("Đến năm 2025, hai bên hợp tác", "Đến năm 2025, hai bên hợp tác"),
        ("Khoản vay từ 2020 đến năm 2025", "Khoản vay từ 2020 đến năm 2025"),
        ("Lãi suất cho vay giảm", "Lãi suất cho vay giảm"),
        ("Dư nợ cho vay tăng", "Dư nợ cho vay tăng"),
        ("Các hoạt động cho vay", "Các hoạt động cho vay"),
        ("Nhiều khách hàng vay", "Nhiều khách hàng vay"),
        ("Ngân hàng vay ADB", "Ngân hàng borrows ADB"),
        ("Luật cho nông dân được vay", "Luật cho nông dân được vay"),
    ],
)
def test_loans_and_limits_are_said_in_words_that_a_model_copies(text: str, plain: str) -> None:
    assert said_plainly(text, source="vi") == plain


def test_english_lending_is_the_provision_of_loans() -> None:
    done = said_plainly("The ADB will lend Laos $5 million.", source="en")
    assert done == "The ADB will provide loans to Laos $5 million."
    assert said_plainly("Laos signed.", source="en") == "Laos signed."
    done = said_plainly("Bank lending to borrowers rose.", source="en")
    assert done == "Bank providing loans to borrowers rose."


@pytest.mark.parametrize(
    "text",
    [
        "The player was loaned to Chelsea.",
        "The bank will lend money.",
        "The bank will lend $5 million to Laos.",
        "It lent its name to the plan.",
        "The lending rates of Asian banks rose.",
        "He lent a helping hand to Laos.",
        "This lends credence to the report.",
    ],
)
def test_lending_other_than_to_a_party_stays(text: str) -> None:
    assert said_plainly(text, source="en") == text


def test_a_verb_far_behind_the_start_of_its_sentence_has_its_form() -> None:
    far = "Hai bên họp bàn. " * 500
    assert said_plainly(f"{far}Lào đã vay ADB.", source="vi") == f"{far}Lào đã borrowed ADB."
    assert said_plainly(f"{far}Từ 2020 đến năm 2025", source="vi") == f"{far}Từ 2020 đến năm 2025"


def test_a_loan_that_a_model_turned_round_is_put_in_plain_words() -> None:
    turned, plain = "ADB cho Lào vay tiền.", "ADB lends Lào tiền."
    model = Scripted({turned: [("ADB borrows money.", -0.1)], plain: [("ADB lends Laos money.", -0.2)]})
    assert one(turned, model) == "ADB lends Laos money."


def test_a_loan_that_is_told_rightly_is_put_to_the_model_as_it_stands() -> None:
    told = "ADB cho Lào vay 5 triệu USD."
    model = Scripted({told: [("ADB lends Laos $9 million.", -0.1)]})
    assert mismatches(told, one(told, model), source="vi")
    assert model.asked == [told]


@pytest.mark.parametrize(
    ("text", "translation", "source"),
    [
        ("What the fuck is this?", "Chiếc áo là cái gì?", "en"),
        ("You bastard, go away!", "Bạn đi đi!", "en"),
        ("Đồ chó chết, cút đi!", "Go away!", "vi"),
    ],
)
def test_strong_language_that_got_lost_is_a_finding(text: str, translation: str, source: Language) -> None:
    assert [found.code for found in words_in_pair(text, translation, source=source)] == ["meaning_changed"]


def test_strong_language_kept_is_none() -> None:
    kept = ("What the fuck is this?", "Cái đéo gì thế này?")
    assert not list(words_in_pair(*kept, source="en"))
    assert not list(words_in_pair(*reversed(kept), source="vi"))
    assert not list(words_in_pair("Con chó đã chết.", "The dog died.", source="vi"))
