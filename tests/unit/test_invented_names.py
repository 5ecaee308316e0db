"""A name that only the translation has is found; a name that the source has in any form is not."""

import pytest

from service.pipeline.check import check_pair
from service.text.fidelity import fidelity_penalty
from service.text.invented_names import invented_names


@pytest.mark.parametrize(
    ("vietnamese", "english", "names"),
    [
        ("Du khách thích Cầu Vàng.", "Visitors like the Cang Vung bridge.", ("Cang Vung",)),
        ("Trung tâm Dự báo Bão Quốc gia báo tin.", "The Quoc Tuoi Tre centre reports.", ("Quoc Tuoi Tre",)),
        ("Gluck làm việc tại Viện Bệnh tiểu đường.", "Gluck works in Ho Chi Minh City.", ("Ho Chi Minh",)),
        ("Viện họp với ông Hải.", "Dam Nguoc Bao met Phuong Lan Thu.", ("Dam Nguoc Bao", "Phuong Lan Thu")),
        ("Nhiều báo đưa tin.", "The Doi Song reports.", ("Doi Song",)),
    ],
)
def test_an_invented_name_is_found(vietnamese: str, english: str, names: tuple[str, ...]) -> None:
    assert invented_names(vietnamese, english) == names
    assert any(finding.code == "name_changed" for finding in check_pair(vietnamese, english, source="vi"))
    assert fidelity_penalty(vietnamese, english, source="vi") > 0


@pytest.mark.parametrize(
    ("vietnamese", "english"),
    [
        ("Thủ tướng Phạm Minh Chính tới Đà Nẵng.", "Prime Minister Pham Minh Chinh arrives in Da Nang."),
        ("UBND TP.HCM họp.", "The Ho Chi Minh City People's Committee met."),
        ("Sài Gòn và Hà Nội.", "Ho Chi Minh City and Ha Noi."),
        ("Cư dân TP. Hồ Chí Minh.", "Residents of Ho Chi Minh City."),
        ("Thủ đô nước ta.", "The capital of Viet Nam, Ha Noi."),
        ("Ông Lý Nã dự họp.", "Mr Li Na attended."),
        ("Chủ tịch Trung Quốc Tập Cận Bình và bà Lưu Hạ.", "Chinese President Xi Jinping and Liu He."),
        ("Tháng 5, hai bên ký.", "In May, the two sides signed."),
        ("Bà May gặp ông Biden.", "Theresa May met Joe Biden."),
        ("Viện Malik và KPC.", "The Malik Institute and KPC."),
    ],
)
def test_a_name_with_a_source_is_none(vietnamese: str, english: str) -> None:
    assert invented_names(vietnamese, english) == ()


def test_a_message_names_what_was_added() -> None:
    (finding,) = check_pair("Viện họp.", "Dam Nguoc Bao met.", source="vi")
    assert "Dam Nguoc Bao" in finding.message.en
    assert "Dam Nguoc Bao" in finding.message.vi
