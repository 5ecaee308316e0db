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
        ("Trước đó, hôm qua, Đại học Tokyo đề xuất chương trình học bổng cho 100 sinh viên.",
         Told(None, "proposed")),
        ("JICA kiến nghị một dự án cấp nước cho Cần Thơ.", Told(None, "proposed")),
        ("The World Bank proposed a new programme on flood control.", Told(None, "proposed")),
        ("Dự án được đề xuất từ năm ngoái.", Told()),
        ("Việt Nam đồng ý với đề xuất chương trình học bổng của Nhật Bản.", Told()),
        ("Japan accepted the plan and proposed a new fund.", Told()),
        ("Hai bên cũng tổ chức 3 khóa đào tạo tại Hà Nội.", Told(None, "completed")),
        ("The two universities also opened a laboratory.", Told("facility", "completed")),
        ("Hai bên cũng sẽ tổ chức 3 khóa đào tạo.", Told()),
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
        ("The Danish programme for fisheries was phased out in 2015.", Told(None, "ended")),
        ("Kenya and Oman have abandoned their plan for a port.", Told(None, "ended")),
        ("The programme has not been suspended.", Told()),
        ("Laos and Thailand have traded lists of cases since 2016.", Told(None, "ongoing")),
        ("The mayor had sounded out two banks.", Told(None, "proposed")),
        ("Two doctoral students are expected in Ghent.", Told("training")),
        ("The two agreed on an exchange of officers.", Told("training")),
        ("Ghana hopes to become a member of the body.", Told("membership")),
        ("The two firms opened a small hatchery.", Told("facility")),
        ("The navies will hold joint patrols.", Told("project")),
        ("An agreement provides for joint patrols.", Told()),
    ],
)  # fmt: skip
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


@pytest.mark.parametrize(
    "sentence",
    [
        "Cuộc gặp giữa hai bên đã không diễn ra.",
        "Cuộc gặp giữa hai bên đã không thể diễn ra.",
        "Chuyến thăm của ông Kim đã phải hủy.",
        "Chuyến thăm đã tạm hoãn.",
        "Chuyến thăm đã được lùi sang tháng 5.",
        "Chuyến thăm đã được dời sang tháng 5.",
        "Cuộc gặp đã suýt đổ vỡ.",
        "The talks never took place.",
        "The meeting was cancelled before it took place.",
        "The summit was postponed before it took place.",
        "The meeting almost ended in a quarrel.",
    ],
)
def test_a_meeting_that_never_was_or_was_put_off_is_not_completed(sentence: str) -> None:
    assert told_in(sentence) == Told()


def test_a_meeting_that_lasted_nearly_two_hours_is_completed() -> None:
    assert told_in("The meeting lasted nearly two hours.") == Told("visit", "completed")


@pytest.mark.parametrize(
    "sentence",
    [
        "ASEAN failed to issue a joint statement as Cambodia said it would not agree.",
        "They refused to sign a joint statement that called for sanctions.",
        "ASEAN không ra được tuyên bố chung vì Campuchia cho biết không đồng ý.",
        "Hai bên chưa ra tuyên bố chung vì Lào cho biết cần thêm thời gian.",
    ],
)
def test_a_statement_that_they_failed_to_issue_is_not_signed(sentence: str) -> None:
    assert told_in(sentence) == Told()


@pytest.mark.parametrize(
    "sentence",
    [
        "They did not attend, but a joint statement said talks would go on.",
        "The joint statement noted that no agreement was signed.",
        "Hai bên không ra tuyên bố chung về biên giới, nhưng thông cáo chung nhấn mạnh hòa bình.",
    ],
)
def test_a_statement_beside_what_is_denied_is_signed(sentence: str) -> None:
    assert told_in(sentence) == Told("statement", "signed")
