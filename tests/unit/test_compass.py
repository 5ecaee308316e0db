"""A direction that a translation turned, and names in which the points of the compass stand."""

import pytest

from service.domain.article import Language
from service.pipeline.check import check_pair
from service.text.compass import turned_direction


@pytest.mark.parametrize(
    ("source", "text", "translation", "directions"),
    [
        (
            "vi",
            "Tâm bão cách bờ 190km về phía Đông.",
            "The storm is 190km southeast of it.",
            ("Đông", "southeast"),
        ),
        ("en", "The ship sailed north.", "Con tàu đi về phía nam.", ("north", "nam")),
    ],
)
def test_another_direction_is_a_warning(
    source: Language, text: str, translation: str, directions: tuple[str, str]
) -> None:
    assert turned_direction(text, translation, source=source) == directions
    found = [(one.code, one.severity) for one in check_pair(text, translation, source=source)]
    assert ("meaning_changed", "warning") in found


@pytest.mark.parametrize(
    ("text", "translation"),
    [
        ("Bão đi theo hướng tây bắc.", "The storm moves northwestwards."),
        ("Miền nam Hàn Quốc có mưa.", "It rains in the south of South Korea."),
        ("Phía Nam Phi phản đối.", "The South African side protests."),
        ("Phía Tây Nguyên đề nghị hỗ trợ.", "The side in the north asks for help."),
        ("Ông đi về phía Bắc.", "He of Southwestern University left."),
        ("Bà ở miền Nam.", "She of Northwestern Polytechnical University lives there."),
        ("Bão đi theo hướng tây tây bắc.", "The storm moves to the west-northwest."),
    ],
)
def test_the_same_direction_and_a_country_s_name_are_none(text: str, translation: str) -> None:
    assert turned_direction(text, translation, source="vi") is None
