"""Offices in organisations: who holds one, whether it lies ahead, its term and what goes on about it."""

import pytest

from service.domain.article import Language
from service.text.acts.tenure import tenures, term_of, told_by
from tests.unit.acts_articles import told


@pytest.mark.parametrize(
    ("sentence", "language", "holder", "body"),
    [
        ("Nhiệm kỳ 2026-2027, Lào chính thức đảm nhận vị trí Chủ tịch ASEAN.", "vi", "Lào", "ASEAN"),
        ("Năm 2020, Việt Nam giữ vai trò Chủ tịch ASEAN.", "vi", "Việt Nam", "ASEAN"),
        ("Laos took the chair of ASEAN in January.", "en", "Laos", "ASEAN"),
        ("Malaysia assumes the ASEAN chairmanship next year.", "en", "Malaysia", "ASEAN"),
        ("Việt Nam là Ủy viên không thường trực Hội đồng Bảo an Liên Hợp Quốc nhiệm kỳ 2020 - 2021.", "vi",
         "Việt Nam", "Hội đồng Bảo an Liên Hợp Quốc"),
        ("Việt Nam là Chủ tịch ASEAN năm 2020.", "vi", "Việt Nam", "ASEAN"),
        ("Vietnam is a non-permanent member of the UN Security Council for the 2020-2021 term.", "en",
         "Vietnam", "UN Security Council"),
        ("Vietnam chaired ASEAN in 2020.", "en", "Vietnam", "ASEAN"),
        ("Vietnam will chair ASEAN for the 2020-2021 term.", "en", "Vietnam", "ASEAN"),
    ],
)  # fmt: skip
def test_an_office_has_its_holder_and_its_organisation(
    sentence: str, language: Language, holder: str, body: str
) -> None:
    one = told("Tin", sentence, language=language)
    tenure = tenures(one.article, one.segments, one.entities)[0]
    assert (tenure.holder.text, tenure.body.text) == (holder, body)


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Việt Nam hợp tác với ASEAN về năng suất.", "vi"),
        ("Chủ tịch ASEAN thăm Lào.", "vi"),
        ("Laos held talks with ASEAN.", "en"),
        ("Việt Nam là thành viên ASEAN từ năm 1995.", "vi"),
        ("Việt Nam không là Chủ tịch ASEAN năm 2021.", "vi"),
        ("Vietnam is a member of ASEAN.", "en"),
        ("Vietnam is a member of ASEAN and joined it in 1995.", "en"),
        ("Laos chaired the ASEAN summit in 2024.", "en"),
        ("Laos will chair the ASEAN meeting in 2024.", "en"),
    ],
)
def test_dealings_with_an_organisation_are_no_office(sentence: str, language: Language) -> None:
    one = told("Tin", sentence, language=language)
    assert tenures(one.article, one.segments, one.entities) == ()


def test_an_office_may_lie_ahead() -> None:
    one = told("Tin", "Philippines sẽ đảm nhận chức Chủ tịch ASEAN.", "Lào đảm nhận chức Chủ tịch ASEAN.")
    assert [tenure.ahead for tenure in tenures(one.article, one.segments, one.entities)] == [True, False]


def test_an_office_may_be_over() -> None:
    one = told("News", "Laos chaired ASEAN in 2016.", "Laos chairs ASEAN in 2024.", language="en")
    assert [tenure.over for tenure in tenures(one.article, one.segments, one.entities)] == [True, False]


def test_the_term_of_office_is_its_date() -> None:
    one = told("Tin", "Tại nhiệm kỳ 2026-2027, Lào đảm nhận vị trí Chủ tịch ASEAN.")
    term = term_of(tenures(one.article, one.segments, one.entities)[0], one.dates)
    assert term
    assert term.edtf == "2026/2027"


def test_sentences_about_this_role_belong_to_the_office() -> None:
    one = told(
        "Tin",
        "Lào đảm nhận vị trí Chủ tịch ASEAN.",
        "Đây là lần thứ ba Lào giữ vai trò quan trọng này.",
        "Giá gạo tăng nhẹ.",
        "Vai trò này rất khó.",
    )
    assert told_by(one.segments, tenures(one.article, one.segments, one.entities)[0]) == (1, 2)
