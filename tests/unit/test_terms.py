"""Terms in running text: the longest, in either tone spelling, in the right case, of the first glossary."""

import time
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.adapters.termbase import load_glossary
from service.domain.article import Language
from service.domain.glossary import USER_KIND, Glossary, GlossaryEntry, Term, new_glossary
from service.pipeline.glossaries import as_glossary, glossary_for, with_introduced
from service.text.terms import contains_term, index_terms
from tests.samples import NOON
from tests.speed import slowness

OFFICIAL = Glossary(
    "official",
    "1",
    (
        Term("Tổng cục", "the Directorate", kind="agency"),
        Term("Bộ Y tế", "Ministry of Health", abbr_en="MOH", kind="ministry"),
        Term("Viện Năng suất Việt Nam", "Vietnam National Productivity Institute", kind="institute"),
        Term("Hàn Quốc", "South Korea", abbr_en="RoK", kind="country"),
        Term("Bộ Công Thương", "Ministry of Industry and Trade", abbr_en="MOIT", kind="ministry"),
        Term("bản ghi nhớ", "memorandum of understanding", kind="instrument"),
        Term("Ba Vì", "Ba Vì", kind="province_city"),
    ),
)


def user(*pairs: tuple[str, str], case_sensitive: bool = False) -> Glossary:
    terms = tuple(Term(vi, en, kind=USER_KIND, case_sensitive=case_sensitive) for vi, en in pairs)
    return Glossary("desk", "1", terms)


def found(text: str, glossary: Glossary = OFFICIAL, language: Language = "vi") -> list[tuple[str, str]]:
    other: Language = "en" if language == "vi" else "vi"
    places = index_terms(glossary, language).find(text)
    return [(text[place.start : place.end], place.term.preferred(other)) for place in places]


def over(*glossaries: Glossary) -> Glossary:
    return glossary_for(OFFICIAL, chosen=glossaries, source="vi")


def test_the_longest_term_at_a_place_is_found_whichever_glossary_has_it() -> None:
    desk = user(("Tổng cục", "the Department"), ("Bộ Y tế Hàn Quốc", "Korean health ministry"))
    assert found("Bộ Y tế Hàn Quốc và Tổng cục", over(desk)) == [
        ("Bộ Y tế Hàn Quốc", "Korean health ministry"),
        ("Tổng cục", "the Department"),
    ]


def test_a_clients_term_stands_within_a_phrase_that_the_service_words_freely() -> None:
    desk = user(("bản ghi nhớ", "memo of intent"))
    ours = Glossary("official", "1", (Term("ký bản ghi nhớ", "sign an MoU", kind="news_term"),))
    assert found("Hai bên ký bản ghi nhớ.", ours) == [("ký bản ghi nhớ", "sign an MoU")]
    both = glossary_for(ours, chosen=(desk,), source="vi")
    assert found("Hai bên ký bản ghi nhớ.", both) == [("bản ghi nhớ", "memo of intent")]


def test_of_equal_terms_the_first_glossary_wins() -> None:
    first, second = user(("Bộ Y tế", "MoH")), user(("Bộ Y tế", "Health Ministry"), ("Tổng cục", "STAMEQ"))
    assert found("Bộ Y tế, Tổng cục", over(first, second)) == [("Bộ Y tế", "MoH"), ("Tổng cục", "STAMEQ")]
    inline = glossary_for(OFFICIAL, chosen=(first,), inline=(("Bộ Y tế", "Inline"),), source="vi")
    assert found("Bộ Y tế", inline) == [("Bộ Y tế", "Inline")]


@pytest.mark.parametrize(("term", "text"), [("Toà án", "Tòa án"), ("Thúy", "Thuý"), ("kỹ sư", "kĩ sư")])
def test_both_spellings_of_a_tone_are_one_word(term: str, text: str) -> None:
    assert found(f"Ông {text} nói", user((term, "X"))) == [(text, "X")]
    assert found(f"Ông {term} nói", user((text, "X"))) == [(term, "X")]
    assert found(f"Ông {text} nói", user((term, "X"), case_sensitive=True)) == [(text, "X")]


def test_a_name_is_not_found_in_small_letters_but_a_clients_term_is() -> None:
    assert found("ba vì sao") == []
    assert found("bản ghi nhớ BẢN GHI NHỚ Bản ghi nhớ", user(("Bản Ghi Nhớ", "MOU"))) == [
        ("bản ghi nhớ", "MOU"),
        ("BẢN GHI NHỚ", "MOU"),
        ("Bản ghi nhớ", "MOU"),
    ]


def test_a_country_in_a_persons_name_is_no_country() -> None:
    glossary = Glossary("official", "1", (Term("Anh", "United Kingdom", kind="country"),))
    assert found("Bộ trưởng Trần Tuấn Anh thăm Anh.", glossary) == [("Anh", "United Kingdom")]
    assert index_terms(glossary, "vi").find("Bộ trưởng Trần Tuấn Anh thăm Anh.")[0].start == 29
    assert found("Ngoại trưởng Anh đến.", glossary) == [("Anh", "United Kingdom")]


def test_a_case_sensitive_term_is_found_only_as_written() -> None:
    desk = user(("Điểm Nhấn", "Highlight"), case_sensitive=True)
    assert found("điểm nhấn, ĐIỂM NHẤN, Điểm nhấn, Điểm Nhấn", desk) == [("Điểm Nhấn", "Highlight")]


def test_a_case_sensitive_rendering_must_stand_exactly() -> None:
    term = Term("iPhone", "iPhone", kind=USER_KIND, case_sensitive=True)
    assert contains_term("The iPhone sells.", term, "en")
    assert not contains_term("The Iphone and iPhones sell.", term, "en")


def test_abbreviations_keep_their_case_and_may_be_short() -> None:
    desk = user(("EU", "EU"), ("IT", "IT"))
    assert found("EU và it, IT, eu", desk) == [("EU", "EU"), ("IT", "IT")]


def test_one_form_may_mean_different_things_in_different_case() -> None:
    desk = user(("IT", "information technology"), ("it", "little"))
    assert found("it IT", desk) == [("it", "little"), ("IT", "information technology")]


def test_no_term_of_the_service_is_found_in_a_documents_number_or_an_address() -> None:
    glossary = Glossary(
        "official", "1", (Term("Bộ Y tế", "Ministry of Health", abbr_vi="BYT", kind="ministry"),)
    )
    text = "Công văn 88/BYT-DP của BYT, xem https://example.org/BYT"
    assert found(text, glossary) == [("BYT", "Ministry of Health")]
    assert len(found(text, user(("BYT", "MOH")))) == 3


def test_symbols_at_the_edge_of_a_clients_term_count() -> None:
    desk = user(("C++", "C++"), ("(KPC)", "[KPC]"))
    assert found("vitamin C, lập trình C++ (KPC) KPC", desk) == [("C++", "C++"), ("(KPC)", "[KPC]")]
    assert not contains_term("Vitamin C", desk.terms[0], "en")


def test_a_name_may_have_and_or_a_dash() -> None:
    desk = user(("Bộ Khoa học và Công nghệ", "MOST"))
    assert [text for text, _ in found("Bộ Khoa học - Công nghệ; Bộ Khoa học & Công nghệ", desk)] == [
        "Bộ Khoa học - Công nghệ",
        "Bộ Khoa học & Công nghệ",
    ]


def test_a_glossary_for_one_direction_says_nothing_in_the_other() -> None:
    entries = (GlossaryEntry("Toà án", "Court"),)
    stored = new_glossary("g", entries, name="Một chiều", direction="vi-en", default=False, now=NOON)
    desk = as_glossary(stored)
    assert found("Toà án", glossary_for(OFFICIAL, chosen=(desk,), source="vi")) == [("Toà án", "Court")]
    assert found("Court", glossary_for(OFFICIAL, chosen=(desk,), source="en"), "en") == []


def test_what_was_used_is_named_in_order() -> None:
    stacked = glossary_for(OFFICIAL, chosen=(user(("a b", "c")),), inline=(("x y", "z"),), source="vi")
    inline, desk, official = stacked.label.split(" + ")
    assert inline.startswith("inline@")
    assert (desk, official) == ("desk@1", "official@1")


@given(
    st.lists(
        st.sampled_from(["Bộ Y tế", "Toà án", "(", ") ", ", ", "C++", "hoà", " ", "EU", "+", "Tổng cục"])
    )
)
def test_places_are_in_order_within_the_text_and_apart(pieces: list[str]) -> None:
    text = "".join(pieces)
    desk = user(("C++", "C++"), ("Toà án", "Court"), ("(EU)", "EU"), ("hoà", "peace"))
    places = index_terms(over(desk), "vi").find(text)
    ends = [0, *(place.end for place in places)]
    assert all(end <= place.start < place.end <= len(text) for end, place in zip(ends, places, strict=False))


def introduced(text: str, glossary: Glossary = OFFICIAL, source: Language = "vi") -> dict[str, str]:
    sentences = text.split("\n")
    layers = with_introduced(glossary, sentences, source=source).layers
    own = [layer for layer in layers if layer.name == "article"]
    return {term.vi: term.en for layer in own for term in layer.terms}


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Viện Năng suất Việt Nam (VNPI) mở lớp.", {"VNPI": "VNPI"}),
        ("Tổ chức Năng suất Châu Á – APO, nơi", {"APO": "APO"}),
        ("Trung tâm Năng suất quốc gia Hàn Quốc (KPC) ký", {"KPC": "KPC"}),
        ("Bộ Công Thương (BCT) và", {"BCT": "MOIT"}),
        ("Bộ Công Thương (MOIT) và", {"MOIT": "MOIT"}),
        ("Bộ Thông tin (BTT) và", {"BTT": "BTT"}),
        ("các doanh nghiệp (DNVN) và", {}),
        ("Bộ Công Thương (Bộ CT) và", {"Bộ CT": "MOIT"}),
        ("Vụ Hợp tác quốc tế (Bộ Công Thương)", {}),
        ("Trung tâm Y tế (Viện Pasteur) mở lớp", {}),
        ("ký bản ghi nhớ (MOU)", {"MOU": "MOU"}),
        ("tổng sản phẩm quốc nội (GDP) tăng", {}),
        ("Hội nghị lần thứ ba (III)", {}),
        ("quan hệ Việt Nam - ASEAN phát triển", {}),
        ("Hà Nội (ngày 5/8)", {}),
        ("Viện Năng suất Việt Nam (gọi tắt là VNPI) mở lớp.", {"VNPI": "VNPI"}),
        ("Viện Năng suất Việt Nam (viết tắt là VNPI) mở lớp.", {"VNPI": "VNPI"}),
        ("Viện Năng suất Việt Nam (sau đây gọi là “VNPI”) mở lớp.", {"VNPI": "VNPI"}),
        ("Viện Năng suất Việt Nam (tên tiếng Anh viết tắt là VNPI) mở", {"VNPI": "VNPI"}),
        ("Viện Năng suất Việt Nam (Vietnam National Productivity Institute - VNPI)", {"VNPI": "VNPI"}),
        ("Viện Năng suất Việt Nam (VNPI - Vietnam National Productivity Institute)", {"VNPI": "VNPI"}),
        ("Trung tâm Năng suất Nhật Bản (Japan Productivity Center, JPC)", {"JPC": "JPC"}),
        ("Viện Năng suất Việt Nam ( VNPI ) mở lớp.", {"VNPI": "VNPI"}),
        ("Viện Năng suất Việt Nam (VNPI, thuộc Bộ Khoa học) mở lớp.", {"VNPI": "VNPI"}),
        ("Bộ Công Thương (gọi tắt là BCT) và", {"BCT": "MOIT"}),
        ("tại thủ đô Việt Nam (Hà Nội)", {}),
        ("Đô la Mỹ (USD) và", {}),
        ("Đô la Mỹ (gọi tắt là USD) và", {}),
        ("Đại hội Năng suất Việt Nam (2019)", {}),
        ("Viện trưởng Viện Năng suất Việt Nam (Nguyễn Văn An)", {}),
        ("Viện Năng suất Việt Nam (Nguyễn Anh Tuấn, viện trưởng)", {}),
        ("Viện Năng suất Việt Nam (gọi tắt là Viện)", {}),
        ("các tổ chức thuộc Liên Hợp Quốc (WHO, UNICEF)", {}),
        ("Trung tâm Hà Nội (TTHN, thuộc sở)", {"TTHN": "TTHN"}),
        ("Trung tâm Năng lượng Sao Mai (TTSM) nhận vốn.", {"TTSM": "TTSM"}),
        ("Tập đoàn Sao Xanh (viết tắt: SXG) sẽ tài trợ", {"SXG": "SXG"}),
        ("Tập đoàn Sao Xanh (sau đây được gọi là SXG) sẽ", {"SXG": "SXG"}),
    ],
)
def test_an_abbreviation_that_the_article_introduces_is_a_term_of_it(
    text: str, terms: dict[str, str]
) -> None:
    assert introduced(text) == terms


@pytest.mark.parametrize(
    ("bracket", "terms"),
    [
        ("(VPC)", {"VPC": "VPC"}),
        ("(hereinafter VPC)", {"VPC": "VPC"}),
        ('(hereinafter referred to as "VPC")', {"VPC": "VPC"}),
        ("(the “VPC”)", {"VPC": "VPC"}),
        ("(also known as VPC)", {"VPC": "VPC"}),
        ("(VPC, part of the ministry)", {"VPC": "VPC"}),
        ("(Hanoi)", {}),
        ("(USD)", {}),
        ("(2019)", {}),
        ("(Nguyen Van An)", {}),
    ],
)
def test_an_english_article_introduces_abbreviations_too(bracket: str, terms: dict[str, str]) -> None:
    assert introduced(f"The Vietnam Productivity Centre {bracket} signed it.", source="en") == terms


def test_an_introduced_abbreviation_is_found_in_the_whole_article_behind_the_clients_own() -> None:
    sentences = ["VNPI mở lớp", "Viện Năng suất Việt Nam (VNPI) là gì"]
    own = with_introduced(OFFICIAL, sentences, source="vi")
    assert found(sentences[0], own) == [("VNPI", "VNPI")]
    asked = glossary_for(OFFICIAL, inline=(("VNPI", "the Institute"),), source="vi")
    assert found(sentences[0], with_introduced(asked, sentences, source="vi")) == [("VNPI", "the Institute")]


def test_the_full_name_is_accepted_for_an_introduced_abbreviation() -> None:
    own = with_introduced(OFFICIAL, ["Bộ Công Thương (BCT)"], source="vi")
    (place,) = index_terms(own, "vi").find("BCT nói")
    assert contains_term("The Ministry of Industry and Trade said", place.term, "en")


def test_five_thousand_entries_over_the_termbase_are_quick() -> None:
    root = Path(__file__).parents[2]
    termbase = load_glossary(root / "termbase" / "institutions.csv")
    entries = tuple(
        GlossaryEntry(f"Trung tâm số {n} thành phố", f"Centre No. {n} of the city") for n in range(5000)
    )
    stored = new_glossary("g", entries, name="Lớn", direction="both", default=False, now=NOON)
    seed = (root / "tests" / "data" / "seed.txt").read_text(encoding="utf-8").split("\n")
    article = seed * 3  # some 4,000 words, as many as a long feature has

    def match() -> float:
        began = time.thread_time()
        asked = glossary_for(
            termbase, chosen=(as_glossary(stored),), inline=(("Tổng cục", "STAMEQ"),), source="vi"
        )
        index = index_terms(with_introduced(asked, article, source="vi"), "vi")
        assert sum(len(index.find(sentence)) for sentence in article) > 200
        return time.thread_time() - began

    match()  # indexes both
    assert min(match() for _ in range(5)) < timedelta(milliseconds=100).total_seconds() * slowness()


def test_peace_is_no_province() -> None:
    place = Term("Hòa Bình", "Hoa Binh", kind="province_city", country="VN")
    index = index_terms(Glossary("x", "1", (place,)), "vi")
    assert index.find("Quỹ Hoà bình Hàn - Việt") == ()
    assert [one.term for one in index.find("tỉnh Hoà Bình, HÒA BÌNH")] == [place, place]
