"""A translation that names a country which its source does not."""

from pathlib import Path

import pytest

from service.adapters.termbase import load_gazetteer
from service.domain.article import Language
from service.text.gazetteer import Gazetteer
from service.text.invented_countries import invented_countries


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(Path("termbase"))


@pytest.mark.parametrize(
    ("source", "text", "translation", "expected"),
    [
        ("vi", "Quan hệ Việt Nam - Campuchia", "Vietnam-China diplomatic relations", ("China",)),
        ("vi", "Đại diện của Jordan phát biểu.", "The Pakistan representative spoke.", ("Pakistan",)),
        ("vi", "Tên lửa liên lục địa", "The inter-Korean missile", ("Korean",)),
        ("en", "Laos and Libya ranked last.", "Lào và Brazil xếp cuối.", ("Brazil",)),
    ],
)
def test_a_country_that_the_source_does_not_name_is_found(
    gazetteer: Gazetteer, source: Language, text: str, translation: str, expected: tuple[str, ...]
) -> None:
    assert invented_countries(text, translation, source=source, gazetteer=gazetteer) == expected


@pytest.mark.parametrize(
    ("source", "text", "translation"),
    [
        ("vi", "Đại sứ Nhật Bản trao 5 triệu USD.", "The Japanese ambassador handed over US$5 million."),
        ("vi", "Hàn Quốc và Triều Tiên", "South and North Korea"),
        ("vi", "Lễ ký ở Hà Nội", "The signing in Hanoi, Vietnam"),
        ("vi", "Ông Trần Ngọc Thái Sơn nói.", "Tran Ngoc Thai Son said."),
        ("vi", "Bắc Kinh phản đối.", "China objects."),
        ("en", "He came from My Duc District on Sunday.", "Anh đến từ huyện Mỹ Đức hôm Chủ Nhật."),
        ("en", "The ticket costs £3.50.", "Vé giá 3,50 bảng Anh."),
        ("en", "They raised 3 million pounds.", "Họ quyên được 3 triệu bảng Anh."),
        ("vi", "Giải thưởng 2 triệu franc.", "A prize of 2 million Swiss francs."),
        ("en", "The British ambassador met Mr Nga.", "Đại sứ Anh gặp ông Nga."),
        ("en", '"We offer it," Anh told the assembly.', '"Chúng tôi tặng", Anh nói trước đại hội.'),
        ("en", "Ms Nga spoke in Hue.", "Nga phát biểu tại Huế."),
        ("vi", "Hi Lạp ký thỏa thuận.", "Greece signed an agreement."),
    ],
)
def test_other_forms_of_a_country_and_names_like_one_are_no_fault(
    gazetteer: Gazetteer, source: Language, text: str, translation: str
) -> None:
    assert invented_countries(text, translation, source=source, gazetteer=gazetteer) == ()
