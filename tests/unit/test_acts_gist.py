"""Gists: one sentence of each language from the slots of a highlight, and nothing else."""

from dataclasses import replace
from typing import get_args

import pytest

from service.domain.highlight import (
    ActDate,
    Amount,
    Bilingual,
    Evidence,
    Field,
    Highlight,
    Instrument,
    Partner,
    Status,
)
from service.text.acts.gist import gist, with_gists
from service.text.acts.slot_words import load_grammar

HERE = Evidence(0, 0, 25, "They met on productivity.")


def _partner(vi: str, en: str, country: str | None = None) -> Partner:
    return Partner(Bilingual(vi, en), "country" if country else "agency", country, HERE)


MOU = Highlight(
    rank=1,
    instrument="mou",
    status="signed",
    event_type="SUPPORT",
    partners=(_partner("Tổng cục TCĐLCL", "STAMEQ"), _partner("KPC", "KPC")),
    date=ActDate("tháng 8 năm 2019", "2019-08"),
    place=None,
    fields=("standards_productivity",),
    amounts=(),
    gist=Bilingual("", ""),
    evidence=(HERE,),
    confidence=0.9,
)


def test_a_memorandum_is_told_in_both_languages() -> None:
    told = with_gists([MOU])[0].gist
    assert told.en == (
        "STAMEQ and KPC signed a memorandum of understanding on standards and productivity in August 2019."
    )
    assert told.vi == (
        "Tổng cục TCĐLCL và KPC đã ký biên bản ghi nhớ về tiêu chuẩn - năng suất vào tháng 8 năm 2019."
    )


@pytest.mark.parametrize("instrument", get_args(Instrument))
@pytest.mark.parametrize("status", get_args(Status))
def test_there_is_a_frame_for_every_instrument_and_status(instrument: Instrument, status: Status) -> None:
    one = replace(MOU, instrument=instrument, status=status)
    assert gist(one, "vi").endswith(".")
    assert "STAMEQ" in gist(one, "en")


def test_every_field_has_a_name() -> None:
    assert set(load_grammar().fields) == set(get_args(Field))


def test_a_sum_is_written_in_the_reader_s_language() -> None:
    paid = replace(MOU, amounts=(Amount("10 tỷ đồng", 10e9, "VND"),))
    assert "worth VND10 billion" in gist(paid, "en")
    assert "trị giá 10 tỷ đồng" in gist(paid, "vi")


def test_several_sums_belong_to_no_one_sentence() -> None:
    paid = replace(MOU, amounts=(Amount("1 USD", 1, "USD"), Amount("2 USD", 2, "USD")))
    assert "US$" not in gist(paid, "en")


def test_a_date_without_a_year_is_left_out() -> None:
    assert gist(replace(MOU, date=ActDate("hôm qua", None)), "en").endswith("standards and productivity.")


def test_countries_take_their_article() -> None:
    met = replace(MOU, partners=(_partner("Mỹ", "US", "US"), _partner("Lào", "Laos", "LA")))
    assert gist(met, "en").startswith("The US and Laos")


def test_long_names_shorten_the_rest_of_the_sentence() -> None:
    long = _partner("Viện " * 9, "Institute of Very Long and Rather Solemn Names Indeed")
    crowd = replace(MOU, partners=(long, long, long, long), place=Bilingual("Hà Nội", "Hanoi"))
    assert len(gist(crowd, "en").split()) <= 30
    assert "two others" in gist(crowd, "en")


def test_one_party_takes_a_verb_in_the_singular() -> None:
    alone = replace(MOU, partners=MOU.partners[:1], instrument="plan", status="planned")
    assert gist(alone, "en").startswith("STAMEQ plans a cooperation programme")


def _told_by(sentence: str, highlight: Highlight) -> str:
    return gist(replace(highlight, evidence=(replace(HERE, text=sentence),)), "en")


def test_a_field_is_named_only_where_the_sentence_has_words_of_it() -> None:
    visit = replace(MOU, instrument="visit", status="completed", fields=("diplomacy", "defence"))
    assert "defence" not in _told_by("Bộ trưởng Ngoại giao hai nước hội đàm.", visit)
    assert "on defence" in _told_by("Hai bên hội đàm về hợp tác quốc phòng.", visit)


def test_of_two_fields_the_one_that_the_sentence_names_is_told() -> None:
    both = replace(MOU, fields=("health", "energy"))
    assert "on energy" in _told_by("They signed a memorandum on solar power.", both)


@pytest.mark.parametrize(
    ("sentence", "field"),
    [
        ("FPT and Mila signed a partnership agreement.", "defence"),
        ("Hai bên ký thỏa thuận trước sự chứng kiến của Thủ tướng.", "defence"),
        ("Việt Nam và Lào ký ba bản ghi nhớ.", "humanitarian"),
        ("Hai bên ký thỏa thuận mở rộng thị trường.", "education_training"),
        ("Hai bên ký thỏa thuận đáp ứng nhu cầu trong nước.", "transport_infrastructure"),
        ("More than ten firms signed the deal.", "energy"),
        ("Prime Minister Tran and President Yoon saw them sign the deal.", "diplomacy"),
    ],
)
def test_a_field_without_a_word_of_its_own_is_not_named(sentence: str, field: Field) -> None:
    assert _told_by(sentence, replace(MOU, fields=(field,))).endswith("understanding in August 2019.")


@pytest.mark.parametrize(
    ("sentence", "field", "words"),
    [
        ("Hai bên ký thỏa thuận về trí tuệ nhân tạo.", "science_technology", "on science and technology"),
        ("Thiếu tướng hai nước ký bản ghi nhớ.", "defence", "on defence"),
        ("Bộ Y tế và WHO ký bản ghi nhớ về phòng dịch.", "health", "on health"),
        ("They signed a memorandum on nursing.", "health", "on health"),
        ("Hai trường ký bản ghi nhớ.", "education_training", "on education and training"),
    ],
)
def test_a_field_with_a_word_of_its_own_is(sentence: str, field: Field, words: str) -> None:
    assert words in _told_by(sentence, replace(MOU, fields=(field,)))


def test_where_the_first_sentence_names_no_field_another_one_may() -> None:
    both = (replace(HERE, text="Hai bên ký bản ghi nhớ."), replace(HERE, text="Bản ghi nhớ về năng lượng."))
    assert "on energy" in gist(replace(MOU, fields=("energy",), evidence=both), "en")


@pytest.mark.parametrize(
    ("text", "en", "vi"),
    [("hôm 29/6", " on June 29.", " ngày 29/6."), ("May 25-27", " on May 25-27.", " ngày 25-27/5.")],
)
def test_a_day_whose_year_is_not_known_is_told_without_one(text: str, en: str, vi: str) -> None:
    undated = replace(MOU, date=ActDate(text, None))
    assert gist(undated, "en").endswith(en)
    assert gist(undated, "vi").endswith(vi)


def test_a_weekday_or_a_month_alone_is_not_told() -> None:
    for text in ("Tuesday", "tháng 5", "hồi tháng 12 năm ngoái"):
        assert gist(replace(MOU, date=ActDate(text, None)), "en").endswith("productivity.")


def test_of_what_is_planned_a_single_day_without_a_year_may_be_that_of_the_news() -> None:
    visit = replace(MOU, instrument="visit", status="planned", fields=("diplomacy",))
    assert gist(replace(visit, date=ActDate("ngày 29-3", None)), "en").endswith("hold talks.")
    assert gist(replace(visit, date=ActDate("May 25-27", None)), "en").endswith("on May 25-27.")


def test_what_goes_on_since_a_day_is_said_from_then_on() -> None:
    since = ActDate("since March 2007", "2007-03")
    going_on = replace(MOU, instrument="project", status="ongoing", date=since)
    assert "since March 2007" in gist(going_on, "en")
    assert "từ tháng 3 năm 2007 đến nay" in gist(going_on, "vi")
    assert "2007" not in gist(replace(going_on, status="ended"), "en")
