"""Lines below pictures, told from sentences by their words."""

import pytest

from service.text.captions import credits_a_picture, opens_as_caption, reads_as_caption


@pytest.mark.parametrize(
    "text",
    [
        "Lãnh đạo Triều Tiên Kim Jong-un và Tổng thống Hàn Quốc Moon Jae-in trong cuộc gặp hôm 27/4.",
        "Tổng thống Ba Lan Andrzej Duda bắt tay với Chủ tịch nước Trần Đại Quang.",
        "Thủ tướng Nguyễn Xuân Phúc phát biểu tại cuộc gặp với các doanh nhân gốc Việt tại Mỹ.",
        "Đại sứ Australia tại Việt Nam Craig Chittick.",
    ],
)
def test_what_stands_behind_a_lead_without_a_verb_or_at_a_pose_is_a_caption(text: str) -> None:
    assert reads_as_caption(text)


@pytest.mark.parametrize(
    "text",
    [
        "Triều Tiên sẽ mời các chuyên gia, nhà báo của Mỹ và Hàn Quốc đến nước này.",
        "Tại khu vực nhà sàn, ông Obama hội kiến và nói chuyện với bà Ngân.",
        "Hai nước ký thỏa thuận hợp tác về y tế tại Hà Nội.",
    ],
)
def test_what_tells_something_is_none(text: str) -> None:
    assert not reads_as_caption(text)


def test_a_line_that_opens_as_a_caption_is_one_wherever_it_stands() -> None:
    assert opens_as_caption("Phối cảnh đặt tượng Pieta Việt Nam tại Jeju (Hàn Quốc).")
    assert opens_as_caption("Ảnh: AP")
    assert not opens_as_caption("Toàn cảnh thị trường đã thay đổi.")
    assert not opens_as_caption("Ảnh cưới của cặp đôi theo phong cách đơn giản.")


@pytest.mark.parametrize(
    "text",
    [
        "Lễ ký diễn ra chiều 5/8 tại Hà Nội với sự chứng kiến của hai bộ trưởng.",
        "Lễ khánh thành diễn ra sáng nay tại Đà Nẵng.",
        "Lễ trao giải được tổ chức tại Huế.",
        "Lễ khai trương có sự tham dự của hai đại sứ.",
    ],
)
def test_a_ceremony_that_takes_place_is_told_and_no_caption(text: str) -> None:
    assert not opens_as_caption(text)
    assert opens_as_caption("Lễ ký thỏa thuận giữa hai bộ trưởng tại Hà Nội.")


@pytest.mark.parametrize(
    "text",
    [
        "Ông Sato Kenji dẫn đầu đoàn gồm 12 chuyên gia.",
        "Nhật Bản viện trợ 20 triệu USD cho Bệnh viện Bạch Mai.",
        "Hai bộ trưởng chứng kiến lễ bàn giao thiết bị y tế.",
    ],
)
def test_a_sentence_with_a_verb_behind_the_lead_is_told(text: str) -> None:
    assert not reads_as_caption(text)


def test_a_credit_says_whose_picture_it_is() -> None:
    assert credits_a_picture("(Ảnh: Bộ Ngoại giao Việt Nam)")
    assert credits_a_picture("Photo: Vietnam News Agency")
    assert not credits_a_picture("Ảnh cưới của cặp đôi theo phong cách đơn giản.")
