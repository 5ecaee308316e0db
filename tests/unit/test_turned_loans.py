"""Who lends, who borrows and until when must not turn round in a translation."""

import pytest

from service.domain.article import Language
from service.pipeline.check_words import words_in_pair
from service.text.turned_loans import lost_limit, said_plainly, turned_loan


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
    assert [one.code for one in words_in_pair(text, translation, source=source)] == ["meaning_changed"]


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
    ],
)
def test_loans_and_limits_are_said_in_words_that_a_model_copies(text: str, plain: str) -> None:
    assert said_plainly(text, source="vi") == plain


def test_english_lending_is_the_provision_of_loans() -> None:
    done = said_plainly("The ADB will lend Laos $5 million.", source="en")
    assert done == "The ADB will provide loans to Laos $5 million."
    assert said_plainly("Laos signed.", source="en") == "Laos signed."


@pytest.mark.parametrize(
    ("text", "translation", "source"),
    [
        ("What the fuck is this?", "Chiếc áo là cái gì?", "en"),
        ("You bastard, go away!", "Bạn đi đi!", "en"),
        ("Đồ chó chết, cút đi!", "Go away!", "vi"),
    ],
)
def test_strong_language_that_got_lost_is_a_finding(text: str, translation: str, source: Language) -> None:
    assert [one.code for one in words_in_pair(text, translation, source=source)] == ["meaning_changed"]


def test_strong_language_kept_is_none() -> None:
    kept = ("What the fuck is this?", "Cái đéo gì thế này?")
    assert not list(words_in_pair(*kept, source="en"))
    assert not list(words_in_pair(*reversed(kept), source="vi"))
    assert not list(words_in_pair("Con chó đã chết.", "The dog died.", source="vi"))
