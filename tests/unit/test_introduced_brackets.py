"""Brackets that introduce an abbreviation are written by rule, whatever a model makes of them."""

import pytest

from service.domain.article import Language
from service.domain.glossary import USER_KIND, Glossary, Term
from service.pipeline.glossaries import with_introduced
from service.text.introduced_brackets import with_brackets
from service.text.terms import index_terms

OFFICIAL = Glossary(
    "official",
    "1",
    (
        Term("Ngân hàng Nhà nước", "State Bank of Vietnam", abbr_vi="NHNN", abbr_en="SBV", kind="bank"),
        Term(
            "Bộ Khoa học và Công nghệ",
            "Ministry of Science and Technology",
            vi_variants=("Bộ KH&CN",),
            abbr_vi="BKHCN",
            abbr_en="MOST",
            kind="ministry",
        ),
        Term("Liên hợp quốc", "United Nations", abbr_vi="LHQ", abbr_en="UN", kind="international_org"),
        Term("Ủy ban nhân dân", "People's Committee", abbr_vi="UBND", kind="government"),
        Term("khu công nghiệp", "industrial park", abbr_vi="KCN", abbr_en="IP", kind="field_term"),
        Term("bản ghi nhớ", "memorandum of understanding", abbr_vi="BGN", abbr_en="MoU", kind="instrument"),
    ),
)


def written(text: str, translation: str, source: Language = "vi", glossary: Glossary = OFFICIAL) -> str:
    own = with_introduced(glossary, [text], source=source)
    return with_brackets(text, index_terms(own, source).find(text), translation, source=source)


@pytest.mark.parametrize(
    ("text", "translation", "expected"),
    [
        ("Ngân hàng Nhà nước (NHNN) họp", "The State Bank (NHNN) met", "The State Bank (SBV) met"),
        ("Bộ Khoa học và Công nghệ (Bộ KH&CN) họp", "The Ministry (H&CN) met", "The Ministry (MOST) met"),
        ("Liên hợp quốc (LHQ)", "United Nations (LHQ)", "United Nations (UN)"),
        ("Tập đoàn Sao Xanh (gọi tắt là SXG) ký", "Group (incently the SXG)", "Group (SXG)"),
        ("Tập đoàn Sao Xanh (sau đây gọi là SXG) ký", "Group (this is SXG)", "Group (SXG)"),
        ("Tập đoàn Sao Xanh (viết tắt: SXG) ký", "Group (including: SXG)", "Group (SXG)"),
        ("Trung tâm Sao Mai (TTSM) nhận", "Center (TSM) receives", "Center (TTSM) receives"),
        ("Ủy ban nhân dân (UBND) họp", "The Committee (UBN) met", "The Committee (UBND) met"),
        ("khu công nghiệp (KCN)", "parks (KCN)", "parks (IP)"),
    ],
)
def test_the_bracket_holds_the_official_abbreviation_or_the_code_as_it_is(
    text: str, translation: str, expected: str
) -> None:
    assert written(text, translation) == expected


@pytest.mark.parametrize(
    ("text", "translation", "expected"),
    [
        ("State Bank of Vietnam (SBV) met", "Ngân hàng (SBV) họp", "Ngân hàng (NHNN) họp"),
        ("the United Nations (UN)", "Liên hợp quốc (UN)", "Liên hợp quốc (LHQ)"),
        ("Green Star Group (hereinafter SXG) signed", "Green (syinafter SXG) ký", "Green (SXG) ký"),
        ("a memorandum of understanding (MoU)", "bản ghi nhớ (MoU)", "bản ghi nhớ (MoU)"),
        ("Green Star Group (the “SXG”) signed", "Green (các SXG) ký", "Green (SXG) ký"),
    ],
)
def test_english_brackets_are_written_by_the_same_rule(text: str, translation: str, expected: str) -> None:
    assert written(text, translation, "en") == expected


@pytest.mark.parametrize(
    ("text", "translation"),
    [
        ("tổng sản phẩm quốc nội (GDP) tăng", "gross domestic product (the GDP) grew"),
        ("Hà Nội (ngày 5/8)", "Hanoi (August 5)"),
        ("Trung tâm Sao Mai (TTSM, thuộc sở) nhận", "Center (TTSM, of the department) receives"),
        ("Trung tâm Sao Mai (TTSM) và Hà Nội (mới)", "Center (T) receives"),
        ("Trung tâm Sao Mai (TTSM) nhận", "Center TTSM receives"),
        ("Trung tâm Sao Mai TTSM nhận", "Center (new) receives"),
    ],
)
def test_other_brackets_and_unclear_places_stay(text: str, translation: str) -> None:
    assert written(text, translation) == translation


def test_names_that_change_places_take_their_abbreviations_along() -> None:
    text = "Ngân hàng Nhà nước (NHNN) và Liên hợp quốc (LHQ) ký"
    done = written(text, "The United Nations (LHQ) and the State Bank (NHNN) signed")
    assert done == "The United Nations (UN) and the State Bank (SBV) signed"


def test_a_clients_own_rendering_goes_first() -> None:
    asked = Glossary("desk", "1", (Term("SXG", "BlueStar", kind=USER_KIND),))
    stacked = Glossary("official", "1", (*asked.terms, *OFFICIAL.terms), layers=(asked, OFFICIAL))
    assert written("Tập đoàn Sao Xanh (SXG) ký", "Group (SXG)", glossary=stacked) == "Group (BlueStar)"
