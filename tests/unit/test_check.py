"""Each translated segment is compared with its source, and only real faults become findings."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.article import Language, Segment, Span
from service.domain.brief import Translation
from service.pipeline.check import check, check_pair, fidelity_penalty, survives
from service.text.amounts import find_amounts
from service.text.dates import find_dates
from service.text.numbers import find_numbers

GOOD = [
    ("Hai bên ký thỏa thuận trị giá 1,5 tỷ USD.", "The two sides signed a deal worth $1.5 billion."),
    ("Dự án có vốn 6.200 tỉ đồng.", "The project is worth VND6,200 billion."),
    ("Dự án có vốn 6.200 tỉ đồng.", "The project is worth VND6.2 trillion."),
    ("Khoảng 20 vạn người dự.", "About 200,000 people attended."),
    ("Tăng 74 phần trăm.", "Up 74 per cent."),
    ("Kim ngạch tăng 10-15%.", "Trade rose 10 to 15 percent."),
    ("Ngày 8/6/2020, hai nước ký ba văn kiện.", "On June 8, 2020, the two countries signed three documents."),
    ("Sáng 26/1, đoàn đến Hà Nội.", "On the morning of January 26, the delegation arrived in Hanoi."),
    ("Trong quý III/2019, GDP tăng 7%.", "In the third quarter of 2019, GDP grew 7%."),
    ("Trong quý III/2019, GDP tăng 7%.", "In Q3 2019, GDP grew 7%."),
    ("Nhiệm kỳ 2020-2021.", "The 2020-2021 term."),
    ("6 tháng đầu năm 2019 đạt 12 tỷ USD.", "The first half of 2019 reached $12 billion."),
    ("Đại hội XII của Đảng họp.", "The 12th Party Congress met."),
    ("Thế kỷ XXI.", "The 21st century."),
    ("Lễ ký diễn ra lúc 15h ngày 3.4.2025.", "The signing took place at 3 p.m. on April 3, 2025."),
    ("Cứ 6 tháng một lần, hai bên họp.", "The two sides meet every six months."),
    ("Hơn một nửa số vốn.", "More than half of the capital."),
    ("Gần nửa tỷ người dùng.", "Nearly half a billion users."),
    ("Thủ tướng Nguyễn Xuân Phúc thăm Australia.", "Prime Minister Nguyen Xuan Phuc visits Australia."),
    ("Thủ tướng Nguyễn Xuân Phúc phát biểu.", "Mr Phuc spoke."),
    ("Tổng thống Donald Trump tới Singapore.", "President Donald Trump arrives in Singapore."),
    ("Thủ tướng Italia và Campuchia gặp nhau.", "The Italian and Cambodian prime ministers met."),
    ("UBND TP HCM họp về COVID-19.", "The Ho Chi Minh City People's Committee met on the coronavirus."),
    ("Lãnh đạo APEC ra tuyên bố.", "APEC leaders issued a statement."),
    ("Thủ tướng Trung Quốc Lý Khắc Cường tới dự.", "Chinese Premier Li Keqiang attended."),
    ("Hội nghị diễn ra hôm thứ Hai.", "The conference took place on Monday."),
    ("Đứng thứ 2 là Hàn Quốc.", "South Korea ranked second."),
]

FAULTY = [
    ("Dự án trị giá 15 triệu USD.", "The project is worth $25 million.", "number_mismatch"),
    ("Dự án trị giá 15 triệu USD.", "The project is worth $15 billion.", "number_mismatch"),
    ("Giá 1.500 tỷ đồng.", "It costs 1,500 million dong.", "number_mismatch"),
    ("Tăng 1,5%.", "Up 15%.", "number_mismatch"),
    ("Tăng 12%.", "Up 12.", "number_mismatch"),
    ("Có 120 doanh nghiệp dự.", "Enterprises attended.", "number_mismatch"),
    ("Doanh nghiệp dự hội nghị.", "120 enterprises attended the conference.", "number_mismatch"),
    ("Hai bên ký ba văn kiện.", "The two sides signed four documents.", "number_mismatch"),
    ("Hội nghị lần thứ hai.", "The third conference.", "number_mismatch"),
    ("Ngày 8/6/2020, hai nước ký.", "On August 6, 2020, the two countries signed.", "date_mismatch"),
    ("Ngày 8/6, hai nước ký.", "The two countries signed.", "date_mismatch"),
    ("Tháng 8/2019, hai bên họp.", "In September 2019, the two sides met.", "date_mismatch"),
    ("Quý III/2019, GDP tăng.", "In the second quarter of 2019, GDP grew.", "date_mismatch"),
    ("Hội nghị diễn ra hôm thứ Hai.", "The conference took place on Tuesday.", "date_mismatch"),
    ("Hội nghị diễn ra hôm thứ Hai.", "The conference took place.", "date_mismatch"),
    ("Khoản vay 20 triệu euro.", "A loan of $20 million.", "currency_mismatch"),
    ("Khoản vay 500 triệu đồng.", "A loan of 500 million.", "currency_mismatch"),
    ("Ông Nguyễn Xuân Phúc phát biểu.", "Mr Le Thanh Tung spoke.", "name_changed"),
    ("Tổng thống Donald Trump tới.", "President Donald Biden arrives.", "name_changed"),
    ("Lãnh đạo APEC họp.", "ASEM leaders met.", "name_changed"),
    ("Tàu chở 12 chiếc Su-30.", "The ship carries 12 Su-27s.", "name_changed"),
    ("Hà Nội họp bàn hợp tác.", "Hanoi họp bàn hợp tác.", "untranslated"),
    ("Hai bên ký biên bản ghi nhớ.", "Hai bên ký biên bản ghi nhớ.", "untranslated"),
    ("Hai bên hợp tác.", "The two sides the two sides the two sides cooperate.", "repeated"),
    ("Hai bên hợp tác.", "very very very very good", "repeated"),
    ("Hai bên nhất trí tăng cường hợp tác về kinh tế, thương mại và đầu tư.", "Yes.", "too_short"),
    ("Hai bên hợp tác.", "Cooperation of all kinds goes on between many different people " * 2, "too_long"),
    ("Bà Đặng Thị Ngọc Thịnh dự lễ.", "Đặng Thị Ngọc Thịnh attended the ceremony.", "name_untranslated"),
]


def codes(source_text: str, target_text: str, source: Language = "vi") -> list[str]:
    return [finding.code for finding in check_pair(source_text, target_text, source=source)]


@pytest.mark.parametrize(("vi", "en"), GOOD)
def test_a_faithful_translation_has_no_finding_in_either_direction(vi: str, en: str) -> None:
    assert codes(vi, en) == []
    assert codes(en, vi, "en") == []
    assert fidelity_penalty(vi, en, source="vi") == 0


@pytest.mark.parametrize(("vi", "en", "code"), FAULTY)
def test_a_fault_becomes_a_finding(vi: str, en: str, code: str) -> None:
    assert code in codes(vi, en)


@pytest.mark.parametrize(
    ("en", "vi", "code"),
    [
        ("The deal is worth $15 million.", "Thỏa thuận trị giá 15 tỷ USD.", "number_mismatch"),
        ("They met on June 8.", "Họ gặp nhau ngày 8/7.", "date_mismatch"),
        ("Mr Nguyen Xuan Phuc spoke.", "Ông Lê Thanh Tùng phát biểu.", "name_changed"),
        ("The president arrives.", "Tổng thống Trump đến.", "name_changed"),
        (
            "The two sides agreed to work together on trade.",
            "The two sides agreed to work together on trade.",
            "untranslated",
        ),
    ],
)
def test_faults_from_english_become_findings_too(en: str, vi: str, code: str) -> None:
    assert code in codes(en, vi, "en")


def test_a_message_names_what_differs_in_both_languages() -> None:
    [finding] = check_pair("Dự án có 120 căn hộ.", "The project has 130 flats.", source="vi", segment=3)
    assert (finding.code, finding.severity, finding.segment) == ("number_mismatch", "error", 3)
    assert finding.message.en == "The number differs: the source says “120”, the translation “130”."
    assert finding.message.vi == "Sai lệch số: bài gốc ghi “120”, bản dịch ghi “130”."


def test_a_message_says_what_is_missing_or_added() -> None:
    [lost] = check_pair("Ngày 8/6, hai nước ký.", "The two countries signed.", source="vi")
    [added] = check_pair("Hai nước ký.", "The two countries signed on June 8.", source="vi")
    assert "“Ngày 8/6” is missing" in lost.message.en
    assert "adds the date “June 8”" in added.message.en


def test_a_copy_is_reported_once() -> None:
    text = "Hai bên ký 12 văn kiện ngày 8/6."
    assert codes(text, text) == ["untranslated"]


def segment(index: int, text: str) -> Segment:
    return Segment(index, Span(0, len(text)), text, "paragraph")


def test_findings_carry_the_number_of_their_segment_in_reading_order() -> None:
    segments = (segment(0, "Có 12 người."), segment(1, "Ngày 8/6."), segment(2, "Hai bên ký."))
    translations = (
        Translation(2, "They signed 5 papers.", "model", -0.1),
        Translation(0, "There are 13 people.", "model", -0.1),
        Translation(1, "June 8.", "model", -0.1),
    )
    findings = check(segments, translations, source="vi")
    assert [(finding.segment, finding.code) for finding in findings] == [
        (0, "number_mismatch"),
        (2, "number_mismatch"),
    ]


def test_survival_tells_the_kinds_apart() -> None:
    lost = survives("Ngày 8/6, ông Trump mua 12 tàu.", "He bought 12 ships.", source="vi")
    assert (lost.numbers, lost.dates, lost.names) == (True, False, False)


def test_the_better_hypothesis_has_the_lower_penalty() -> None:
    source = "Ngày 8/6, Công ty Boeing bán 12 máy bay với giá 1,5 tỷ USD."
    good = "On June 8, Boeing sold 12 aircraft for $1.5 billion."
    worse = "On June 8, Boeing sold 12 aircraft for $1.5 million."
    worst = "On June 9, Boing sold 21 aircraft for $1.5 million."
    penalties = [fidelity_penalty(source, target, source="vi") for target in (good, worse, worst)]
    assert penalties[0] == 0
    assert penalties == sorted(set(penalties))


LETTERS = st.text(
    alphabet="0123456789.,/-% tháng năm quý tỷ triệu IVX USD May 8th $đồngABCxyz'–", max_size=80
)


@settings(max_examples=150, deadline=None)
@given(LETTERS, st.text(max_size=60), st.sampled_from(["vi", "en"]))
def test_any_text_can_be_checked_and_every_span_cuts_out_its_words(
    source_text: str, target_text: str, language: Language
) -> None:
    check_pair(source_text, target_text, source=language)
    check_pair(target_text, source_text, source=language)
    for number in find_numbers(source_text, language):
        assert source_text[number.span.start : number.span.end] == number.text
    for mention in find_dates(source_text, language):
        assert source_text[mention.span.start : mention.span.end] == mention.text
    for amount in find_amounts(source_text, language):
        assert source_text[amount.span.start : amount.span.end] == amount.amount.text


@pytest.mark.parametrize(
    "digits", ["9" * 40, "9" * 40 + ",5", "1" * 5000, "0", "00,0", "1/0", "0/0/0000", "99/99"]
)
def test_odd_digits_break_nothing(digits: str) -> None:
    assert isinstance(check_pair(f"có {digits} tỷ USD", f"{digits} dollars", source="vi"), tuple)
