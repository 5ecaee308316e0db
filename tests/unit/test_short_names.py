"""A body that an article calls by its first word alone keeps its own name in English."""

import pytest

from service.domain.glossary import Glossary, Term
from service.pipeline.short_names import short_names

NAMES = Glossary(
    "official",
    "1",
    (
        Term("Tổng cục Thống kê", "General Statistics Office", vi_variants=("Tổng cục TK",), kind="agency"),
        Term("Tổng cục Du lịch", "National Authority of Tourism", kind="agency"),
        Term("Hiệp hội Thép Việt Nam", "Viet Nam Steel Association (VSA)", kind="agency"),
        Term("Tập đoàn Dệt may", "Group for Textiles", kind="company"),
    ),
)


@pytest.mark.parametrize(
    ("texts", "terms"),
    [
        (("Tổng cục Thống kê công bố số liệu.", "MOU giữa Tổng cục và KPC."), {"Tổng cục": "the Office"}),
        (
            ("Tổng cục TK và Tổng cục Thống kê là một.", "Lãnh đạo Tổng cục đã tới."),
            {"Tổng cục": "the Office"},
        ),
        (("Hiệp hội Thép Việt Nam họp.", "Theo Hiệp hội, giá tăng."), {"Hiệp hội": "the Association"}),
        (("Tập đoàn Dệt may đầu tư.", "Lãi của Tập đoàn tăng."), {"Tập đoàn": "the Group"}),
        (("Tổng cục Thống kê và Tổng cục Du lịch họp.", "Theo Tổng cục, giá tăng."), {}),
        (("Tổng cục Thống kê và Tổng cục Lạ họp.", "Theo Tổng cục, giá tăng."), {}),
        (("Tổng cục Thống kê và Tổng cục Đường bộ họp.", "Theo Tổng cục, giá tăng."), {}),
        (("Tổng cục Thống kê họp.", "Theo Tổng cục trưởng, giá tăng."), {}),
        (("Theo Tổng cục, giá tăng.",), {}),
        (("Tổng cục Thống kê họp.",), {}),
    ],
)
def test_one_body_is_meant_by_its_first_word(texts: tuple[str, ...], terms: dict[str, str]) -> None:
    assert {term.vi: term.en for term in short_names(texts, NAMES)} == terms
