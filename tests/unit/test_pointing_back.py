"""Openings of sentences that point back to the sentence before, and those that stand alone."""

import pytest

from service.domain.article import Language
from service.text.pointing_back import joined_on, points_back


@pytest.mark.parametrize(
    ("text", "language", "mere"),
    [
        ("Bên cạnh đó, Việt Nam và Lào ký hiệp định.", "vi", True),
        ("Tuy nhiên, Việt Nam và Lào vẫn ký hiệp định.", "vi", True),
        ("Bên cạnh đó, hai bên ký hiệp định.", "vi", False),
        ("Sau đó, Việt Nam và Lào ký hiệp định.", "vi", False),
        ("Ông này ký hiệp định.", "vi", False),
        ("Việt Nam và Lào ký hiệp định.", "vi", False),
        ("In addition, Vietnam and Laos signed a pact.", "en", True),
        ("Meanwhile, they signed a pact.", "en", False),
        ("Then Vietnam and Laos signed a pact.", "en", False),
        ("In addition to rice, Laos sells wood.", "en", False),
    ],
)
def test_a_mere_connective_says_nothing_of_who_and_when(text: str, language: Language, mere: bool) -> None:
    assert joined_on(text, language) is mere


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Tuy nhiên, hai bên chưa ký.", "vi"),
        ("Ông này cho biết đoàn sẽ trở lại.", "vi"),
        ("Ông nói hai nước sẽ hợp tác.", "vi"),
        ("Họ ký ba văn kiện.", "vi"),
        ("Dự án này trị giá 5 triệu USD.", "vi"),
        ("“Điều này rất quan trọng”, ông An nói.", "vi"),
        ("Theo ông, hợp tác sẽ mở rộng.", "vi"),
        ("Theo Bộ trưởng, hai nước cần làm nhiều hơn.", "vi"),
        ("Và Việt Nam đã ký.", "vi"),
        ("Còn với Nhật Bản, kim ngạch tăng.", "vi"),
        ("Còn năm 2019, hai nước ký ba văn kiện.", "vi"),
        ("Tại đây, đoàn thăm nhà máy.", "vi"),
        ("Mặt khác, thuế giảm.", "vi"),
        ("Kết quả là hai nước ký hiệp định.", "vi"),
        ("Hai bên nhất trí mở rộng hợp tác.", "vi"),
        ("Lãnh đạo hai nước chứng kiến lễ ký.", "vi"),
        ("Phó Thủ tướng nhấn mạnh vai trò của Lào.", "vi"),
        ("Ngoại trưởng nhấn mạnh vai trò của Lào.", "vi"),
        ("Về phần mình, Đại sứ Nhật Bản cảm ơn.", "vi"),
        ("Nói về vấn đề này, ông Hà cho biết sẽ ký.", "vi"),
        ("However, nothing was signed.", "en"),
        ("He said the deal was done.", "en"),
        ("These projects cost $5 million.", "en"),
        ("Despite this, trade grew.", "en"),
        ("At the same time, Japan lent money.", "en"),
        ("For his part, Mr Abe agreed.", "en"),
        ("The two sides agreed to cooperate.", "en"),
        ("Both sides agreed to cooperate.", "en"),
        ("According to him, trade grew.", "en"),
        ("Even so, nothing was signed.", "en"),
        ("And Vietnam agreed.", "en"),
        ("So Vietnam signed.", "en"),
        ("But Japan did not.", "en"),
        ("The Deputy Prime Minister stressed trade.", "en"),
    ],
)
def test_openings_that_point_back(text: str, language: Language) -> None:
    assert points_back(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ông Nguyễn Văn An nói hai nước sẽ hợp tác.", "vi"),
        ("Bộ trưởng Bộ Công Thương tiếp đoàn Nhật Bản.", "vi"),
        ("Songkhla là một tỉnh của Thái Lan.", "vi"),
        ("Đồng Tháp ký kế hoạch với Hà Lan.", "vi"),
        ("Còn 5 ngày nữa là đến hạn.", "vi"),
        ("Còn năm ngày nữa là đến hạn.", "vi"),
        ("Còn nhiều dư địa hợp tác với Lào.", "vi"),
        ("Và A Chua, Chủ tịch xã, ký thoả thuận.", "vi"),
        ("Vài ngày trước, Nhật Bản ký.", "vi"),
        ("Hai bên đường trồng cây.", "vi"),
        ("Hai nước Đức và Pháp ký.", "vi"),
        ("Hai nước ở châu Á chiếm 36% dân số.", "vi"),
        ("Phó Thủ tướng Phạm Bình Minh nhấn mạnh vai trò của Lào.", "vi"),
        ("Ngoại trưởng Nhật Bản nhấn mạnh vai trò của Lào.", "vi"),
        ("Chủ tịch Cho Yang-ho thăm Hà Nội.", "vi"),
        ("Theo ông Hà, hợp tác sẽ mở rộng.", "vi"),
        ("Kết quả khảo sát của JICA cho thấy thuế giảm.", "vi"),
        ("Đáp lại đề nghị của Lào, Nhật Bản tăng viện trợ.", "vi"),
        ("Heritage sites reopened in Hue.", "en"),
        ("This year, Vietnam signed ten deals.", "en"),
        ("Earlier this month, Japan signed.", "en"),
        ("So far, 12 countries have joined.", "en"),
        ("So Young-ju, head of KOICA, signed.", "en"),
        ("Both Vietnam and Japan signed.", "en"),
        ("The two sides of the river differ.", "en"),
        ("IT companies signed a deal.", "en"),
        ("Instead of loans, Japan gave grants.", "en"),
        ("Andorra signed.", "en"),
        ("The ministry signed a deal.", "en"),
    ],
)
def test_openings_that_stand_alone(text: str, language: Language) -> None:
    assert not points_back(text, language)
