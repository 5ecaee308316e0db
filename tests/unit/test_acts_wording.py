"""Fixed phrases that settle instrument and status, and the history of a body, which is no act."""

import pytest

from service.text.acts.wording import Told, is_history, told_in


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Hai nước đã ra Tuyên bố chung về biến đổi khí hậu.", Told("statement", "signed")),
        ("Laos and Japan issued a joint statement.", Told("statement", "signed")),
        ("Văn phòng đại diện của hãng đã chính thức được khai trương.", Told("facility", "completed")),
        ("The joint research centre was officially opened in Vientiane.", Told("facility", "completed")),
        ("Sở đã cử một đoàn cán bộ sang Nhật học tập kinh nghiệm làm đường.", Told("training", "completed")),
        ("Bộ đã phối hợp với UNICEF và Lào để xây trường.", Told(None, "ongoing")),
        ("The ministry has worked with UNICEF to build schools.", Told(None, "ongoing")),
        ("Hai bên đã ký hợp đồng trị giá 2 triệu USD.", Told(None, "signed")),
        ("Canada and Chile signed a free trade agreement in Ottawa.", Told(None, "signed")),
        ("The two ministers are to sign an agreement.", Told()),
        ("Hai nước sẽ ra tuyên bố chung.", Told()),
        ("Văn phòng sẽ được khai trương năm sau.", Told()),
        ("Hai bên mong muốn hợp tác.", Told()),
        ("Thủ tướng Lào đã mời Thủ tướng Việt Nam sớm sang thăm Lào.", Told("visit", "proposed")),
        ("Chủ tịch nước gửi lời mời Tổng thống Nga thăm Việt Nam.", Told("visit", "proposed")),
        ("The president invited his guest to visit Laos.", Told("visit", "proposed")),
        ("Ông mời Thủ tướng Nga thăm Việt Nam và Thủ tướng đã nhận lời.", Told("visit", "planned")),
        ("The king accepted an invitation to visit Chile.", Told("visit", "planned")),
        ("Theo lời mời của Quốc vương, đoàn đã thăm Oman.", Told()),
        ("Ông mời bà thăm Lào nhưng bà chưa nhận lời.", Told("visit", "proposed")),
        ("Tổng thống Chile bắt đầu chuyến thăm Peru.", Told("visit", "ongoing")),
        ("Tổng thống Chile sẽ bắt đầu chuyến thăm Peru.", Told()),
    ],
)
def test_a_fixed_phrase_tells_what_an_act_is(sentence: str, told: Told) -> None:
    assert told_in(sentence) == told


@pytest.mark.parametrize(
    ("sentence", "history"),
    [
        ("Được thành lập từ năm 1972, viện là tổ chức hàng đầu về lúa gạo.", True),
        ("Founded in 1972, the institute leads rice research.", True),
        ("Trung tâm được thành lập năm 2018 giữa Lào và Nhật Bản.", False),
        ("Hai bên khai trương văn phòng năm 2018.", False),
    ],
)
def test_when_a_body_was_founded_is_no_act(sentence: str, history: bool) -> None:
    assert is_history(sentence) is history


def test_a_statement_that_says_something_was_issued_whatever_it_says_of_what_is_to_come() -> None:
    told = told_in("Tuyên bố chung sau cuộc gặp nhấn mạnh hai nước sẽ sớm ký hiệp ước hoà bình.")
    assert (told.instrument, told.status) == ("statement", "signed")


def test_a_meeting_that_had_consequences_took_place() -> None:
    assert (
        told_in("Cuộc gặp với Chủ tịch Trung Quốc đã khiến hình ảnh của ông thay đổi.").status == "completed"
    )
    assert told_in("The summit between the two ended with many positive results.").status == "completed"


def test_a_meeting_that_is_to_come_or_was_called_off_did_not() -> None:
    for sentence in ("Cuộc gặp với Chủ tịch Trung Quốc đã bị hủy.", "The summit will end on Friday."):
        assert told_in(sentence).status is None
