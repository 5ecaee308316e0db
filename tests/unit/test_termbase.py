"""The termbase is read whole, or the operator learns which row of which file to mend."""

from pathlib import Path

import pytest

from service.adapters.termbase import load_countries, load_gazetteer, load_glossary
from service.domain.article import Language
from service.domain.errors import ConfigurationError
from service.text.folding import fold, name_key
from tests.names import TERMBASE, gazetteer

HEADER = "vi,vi_variants,en,en_variants,abbr_vi,abbr_en,kind,country,note\n"
ROW = "Bộ Y tế,Bộ Y Tế|Bộ y tế,Ministry of Health,Health Ministry,BYT,MOH,ministry,VN,\n"


def kinds(name: str, language: Language = "vi") -> list[str]:
    return [entry.kind for entry in gazetteer().named(name, language)]


def test_every_row_becomes_a_term() -> None:
    rows = (TERMBASE / "institutions.csv").read_text(encoding="utf-8").count("\n") - 1
    assert len(load_glossary(TERMBASE / "institutions.csv").terms) == rows > 3000


def test_variants_and_abbreviations_are_forms_of_the_term(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(HEADER + ROW, encoding="utf-8")
    (term,) = load_glossary(tmp_path / "t.csv").terms
    assert term.forms("vi") == ("Bộ Y tế", "Bộ Y Tế", "Bộ y tế", "BYT")
    assert term.forms("en") == ("Ministry of Health", "Health Ministry", "MOH")
    assert term.country == "VN"


def test_the_version_follows_the_content(tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text(HEADER + ROW, encoding="utf-8")
    second.write_text(HEADER + ROW.replace("MOH", "MoH"), encoding="utf-8")
    assert load_glossary(first).version == load_glossary(first).version
    assert load_glossary(first).version != load_glossary(second).version


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("vi,en\nBộ Y tế,Ministry of Health\n", "columns"),
        (HEADER + "Bộ Y tế,Ministry of Health\n", "Row 1"),
        (HEADER + ROW + ROW.replace("\n", ",one too many\n"), "Row 2"),
    ],
)
def test_a_malformed_file_is_refused_with_its_place(tmp_path: Path, content: str, complaint: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError) as refusal:
        load_glossary(path)
    assert complaint in refusal.value.cause
    assert str(path) in refusal.value.cause


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as refusal:
        load_gazetteer(tmp_path / "nowhere")
    assert "cannot be read" in refusal.value.cause
    assert refusal.value.remedy


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes((HEADER + ROW).encode("utf-16"))
    with pytest.raises(ConfigurationError, match="UTF-8"):
        load_glossary(path)


def test_countries_have_both_names_and_unique_codes() -> None:
    countries = load_countries(TERMBASE / "countries.tsv")
    assert len({country.code for country in countries}) == len(countries) > 240
    assert all(country.vi and country.en for country in countries)


@pytest.mark.parametrize(
    "name", ["Bộ Khoa học & Công nghệ", "Bộ Khoa học - Công nghệ", "BỘ KHOA HỌC VÀ CÔNG NGHỆ"]
)
def test_conjunctions_dashes_and_capitals_do_not_hide_an_official_name(name: str) -> None:
    (entry,) = gazetteer().named(name, "vi")
    assert entry.term is not None
    assert entry.term.en == "Ministry of Science and Technology"


@pytest.mark.parametrize(
    ("left", "right"), [("hoà", "hòa"), ("Thuỷ", "thủy"), ("khoẻ", "khỏe"), ("Kĩ", "kỹ")]
)
def test_both_spellings_of_a_syllable_share_a_key(left: str, right: str) -> None:
    assert fold(left) == fold(right)


@pytest.mark.parametrize(("left", "right"), [("hòa", "hoa"), ("ma", "mã"), ("đình", "dinh")])
def test_diacritics_count(left: str, right: str) -> None:
    assert fold(left) != fold(right)


def test_a_key_leaves_out_what_names_may_lack() -> None:
    assert name_key("Science and Technology") == name_key("Science & Technology")


@pytest.mark.parametrize(
    ("name", "code"),
    [("Nam Hàn", "KR"), ("Hoa Kỳ", "US"), ("Úc", "AU"), ("Australia", "AU"), ("CHDCND Triều Tiên", "KP"),
     ("Đài Loan", "TW"), ("Thụy Sỹ", "CH"), ("CHLB Đức", "DE"), ("VN", "VN")],
)  # fmt: skip
def test_vietnamese_names_of_countries_lead_to_their_codes(name: str, code: str) -> None:
    assert gazetteer().named(name, "vi")[0].country == code


@pytest.mark.parametrize(
    ("name", "code"),
    [("Republic of Korea", "KR"), ("Japanese", "JP"), ("Viet Nam", "VN"), ("Dutch", "NL"), ("UK", "GB")],
)
def test_english_names_and_adjectives_lead_to_their_codes(name: str, code: str) -> None:
    assert gazetteer().named(name, "en")[0].country == code


def test_short_forms_of_pairs_are_no_countries_by_themselves() -> None:
    assert "country" not in kinds("Thái")
    assert "country" not in kinds("Ấn")


def test_a_two_letter_abbreviation_of_an_agency_is_too_short_to_know() -> None:
    assert "body" not in kinds("CP")
