"""The parties of the article that the service was first made for."""

from functools import lru_cache
from pathlib import Path

import pytest

from service.text.entities import Entities
from tests.names import called, entity, read, represented

SEED = Path(__file__).parent.parent / "data" / "seed.txt"


@lru_cache(maxsize=1)
def sentences() -> tuple[str, ...]:
    return tuple(line for line in SEED.read_text(encoding="utf-8").splitlines() if line)


@lru_cache(maxsize=1)
def seed() -> Entities:
    return read(*sentences())


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Tổng cục TCĐLCL", "agency", "VN"),
        ("Trung tâm Năng suất quốc gia Hàn Quốc (KPC)", "agency", "KR"),
        ("Trung tâm Đào tạo Nghiệp vụ Tiêu chuẩn Đo lường Chất lượng (QTC)", "agency", "VN"),
        ("Việt Nam", "country", "VN"),
        ("Tổ chức Năng suất Châu Á – APO", "international_org", None),
        ("Trung tâm Năng suất Đài Loan (CPC)", "agency", "TW"),
        ("TÜV SÜD Asia Pacific Pte Ltd", "company", None),
        ("IGI Korea", "company", "KR"),
        ("Viện Năng suất Việt Nam", "agency", "VN"),
        ("ASEAN", "international_org", None),
        ("Malaysia", "country", "MY"),
        ("Đài Loan (Trung Quốc)", "other", "TW"),
    ],
)
def test_each_party_has_its_full_name_type_and_country(name: str, kind: str, country: str | None) -> None:
    found = entity(seed(), name)
    assert (found.type, found.country) == (kind, country)


def test_csiro_is_known_by_the_abbreviation_that_follows_its_long_name() -> None:
    csiro = entity(
        seed(), "Tổ chức Nghiên cứu Khoa học và Công nghiệp thuộc Khối thịnh vượng chung Úc (CSIRO)"
    )
    assert (csiro.type, csiro.country) == ("agency", "AU")
    assert csiro.term is not None
    assert csiro.term.abbr_en == "CSIRO"


def test_every_mention_stands_where_it_says() -> None:
    text = "\n".join(sentences())
    assert all(text[mention.start : mention.end] == mention.text for mention in seed().mentions)


def test_tong_cuc_alone_is_the_directorate() -> None:
    assert called(seed(), "Tổng cục TCĐLCL").count("Tổng cục") == 3


def test_apo_is_the_organisation_introduced_with_a_dash() -> None:
    assert called(seed(), "Tổ chức Năng suất Châu Á – APO").count("APO") >= 8


def test_the_chairman_speaks_for_kpc() -> None:
    assert represented(seed(), "Noh Kyoo Sung") == "Trung tâm Năng suất quốc gia Hàn Quốc (KPC)"
    assert any(mention.speaker for mention in seed().mentions if mention.segment == 7)


def test_the_two_countries_are_vietnam_and_south_korea() -> None:
    both = [mention.entity for mention in seed().mentions if mention.text == "hai quốc gia"]
    assert [seed().entities[index].name for index in both] == ["Việt Nam", "Hàn Quốc"]


def test_a_country_inside_a_name_is_no_party() -> None:
    inside = [m for m in seed().mentions_in(3) if m.text == "Hàn Quốc"]
    assert [mention.inside for mention in inside] == [True]
