"""Every sentence that a gist or headline can be, by instrument, status, parties, date and sum."""

import re
from dataclasses import replace
from itertools import cycle, product
from typing import get_args

import pytest

from service.domain.highlight import (
    ActDate,
    Amount,
    Bilingual,
    Evidence,
    Highlight,
    Instrument,
    Partner,
    PartnerType,
    Status,
)
from service.text.acts.date_words import date_words
from service.text.acts.gist import gist
from service.text.acts.headline import headline
from service.text.acts.slot_words import with_article, words_for_sum

HERE = Evidence(0, 0, 14, "energy, health")


def _partner(vi: str, en: str, kind: PartnerType = "country", country: str | None = None) -> Partner:
    return Partner(Bilingual(vi, en), kind, country, HERE)


VIETNAM = _partner("Việt Nam", "Vietnam", country="VN")
NETHERLANDS = _partner("Hà Lan", "Netherlands", country="NL")
BANK = _partner("Ngân hàng Thế giới", "World Bank", "international_org")
MINISTRY = _partner("Bộ Công Thương", "Ministry of Industry and Trade", "agency", "VN")
FIRM = _partner("Công ty Điện tử Samsung", "Samsung Electronics", "company", "KR")
PARTIES = ((), (NETHERLANDS,), (VIETNAM, NETHERLANDS), (BANK, MINISTRY, FIRM))
DATES = ("2019-06-08", "2019-06", "2019", "199X", "2010/..", "2019-05-18/2019-05-20", "2018-01/2018-06", None)
SUMS = ((), (Amount("hơn 165 triệu USD", 165e6, "USD"),), (Amount("1.200 tỷ đồng", 1.2e12, "VND"),))
PLAIN = Highlight(
    rank=1,
    instrument="mou",
    status="signed",
    event_type="AGREE",
    partners=(VIETNAM, NETHERLANDS),
    date=ActDate("x", None),
    place=None,
    fields=("energy",),
    amounts=(),
    gist=Bilingual("", ""),
    evidence=(HERE,),
    confidence=0.9,
)
_MACHINE = re.compile(r"  | [,.;]|,\.|\.\.|[{}/;(]| or | hoặc |\b(?!for\b|on\b)(\w+) \1\b")


@pytest.mark.parametrize("status", get_args(Status))
@pytest.mark.parametrize("instrument", get_args(Instrument))
def test_no_sentence_shows_how_it_was_put_together(instrument: Instrument, status: Status) -> None:
    for (parties, edtf), sums in zip(product(PARTIES, DATES), cycle(SUMS), strict=False):
        one = replace(
            PLAIN,
            instrument=instrument,
            status=status,
            partners=parties,
            date=ActDate("x", edtf),
            amounts=sums,
            place=Bilingual("Đồng bằng sông Cửu Long", "Mekong Delta"),
        )
        vi, en = gist(one, "vi"), gist(one, "en")
        heads = headline(one)
        dateless = re.sub(r"(?:\d+-)?\d+/\d+(?:/\d+)?|III?/2019", "x", vi)
        for text in (dateless, en, *((heads.vi, heads.en) if heads else ())):
            assert not _MACHINE.search(text), text
        assert vi.endswith(".")
        assert en.endswith(".")


@pytest.mark.parametrize("status", get_args(Status))
@pytest.mark.parametrize("instrument", sorted(set(get_args(Instrument)) - {"visit"}))
def test_one_party_takes_a_verb_in_the_singular(instrument: Instrument, status: Status) -> None:
    alone = replace(PLAIN, instrument=instrument, status=status, partners=(NETHERLANDS,))
    assert not re.search(r"\bNetherlands (?:plan|are|have|agree|sign) ", gist(alone, "en"))


@pytest.mark.parametrize(
    ("instrument", "status", "en", "vi"),
    [
        ("agreement", "signed", "Vietnam and the Netherlands reached an agreement on energy.",
         "Việt Nam và Hà Lan đã đạt thỏa thuận về năng lượng."),
        ("statement", "completed", "Vietnam and the Netherlands issued a joint statement on energy.",
         "Việt Nam và Hà Lan đã ra tuyên bố chung về năng lượng."),
        ("plan", "ongoing", "Vietnam and the Netherlands are carrying out a cooperation programme on energy.",
         "Việt Nam và Hà Lan đang triển khai chương trình hợp tác về năng lượng."),
        ("visit", "planned", "Vietnam and the Netherlands plan to hold talks on energy.",
         "Việt Nam và Hà Lan dự kiến có cuộc trao đổi về năng lượng."),
        ("training", "completed", "Vietnam and the Netherlands held a training programme in energy.",
         "Việt Nam và Hà Lan đã tổ chức chương trình đào tạo về năng lượng."),
        ("project", "proposed",
         "A joint project on energy between Vietnam and the Netherlands has been proposed.",
         "Dự án chung về năng lượng giữa Việt Nam và Hà Lan được đề xuất."),
        ("aid", "completed", "Vietnam and the Netherlands completed a handover of aid for energy.",
         "Việt Nam và Hà Lan đã hoàn tất việc bàn giao viện trợ cho lĩnh vực năng lượng."),
        ("investment", "ended", "A commercial deal in energy between Vietnam and the Netherlands was halted.",
         "Thương vụ trong lĩnh vực năng lượng giữa Việt Nam và Hà Lan đã bị dừng."),
        ("facility", "completed", "Vietnam and the Netherlands opened a joint facility for energy.",
         "Việt Nam và Hà Lan đã khai trương cơ sở chung trong lĩnh vực năng lượng."),
        ("other", "signed", "Vietnam and the Netherlands agreed to cooperate on energy.",
         "Việt Nam và Hà Lan đã nhất trí hợp tác về năng lượng."),
    ],
)  # fmt: skip
def test_an_act_reads_as_a_paper_would_write_it(
    instrument: Instrument, status: Status, en: str, vi: str
) -> None:
    one = replace(PLAIN, instrument=instrument, status=status)
    assert (gist(one, "en"), gist(one, "vi")) == (en, vi)


@pytest.mark.parametrize(
    ("edtf", "en", "vi"),
    [
        ("2019-06-08", "on June 8, 2019", "ngày 8/6/2019"),
        ("2019-06", "in June 2019", "vào tháng 6 năm 2019"),
        ("2019", "in 2019", "vào năm 2019"),
        ("199X", "in the 1990s", "trong thập niên 1990"),
        ("2019-05-18/2019-05-20", "on May 18-20, 2019", "ngày 18-20/5/2019"),
        ("2019-05-30/2019-06-02", "from May 30 to June 2, 2019", "từ ngày 30/5 đến ngày 2/6/2019"),
        ("2018-12-30/2019-01-02", "from December 30, 2018 to January 2, 2019",
         "từ ngày 30/12/2018 đến ngày 2/1/2019"),
        ("2018-01/2018-06", "from January to June 2018", "từ tháng 1 đến tháng 6 năm 2018"),
        ("2018-12/2019-02", "from December 2018 to February 2019",
         "từ tháng 12 năm 2018 đến tháng 2 năm 2019"),
        ("2019-07/2019-09", "in the third quarter of 2019", "trong quý III/2019"),
        ("2019-07-22/2019-07-28", "in the week of July 22, 2019", "trong tuần từ ngày 22/7/2019"),
        ("2018/2020", "in 2018-2020", "trong giai đoạn 2018-2020"),
        ("2010/..", "since 2010", "từ năm 2010 đến nay"),
        ("2019-05-18/..", "since May 18, 2019", "từ ngày 18/5/2019 đến nay"),
    ],
)  # fmt: skip
def test_a_date_has_the_preposition_of_its_precision(edtf: str, en: str, vi: str) -> None:
    assert (date_words(edtf, "en").strip(), date_words(edtf, "vi").strip()) == (en, vi)


@pytest.mark.parametrize("edtf", ["XXXX-06-08", "gần đây", "2019-06-08/mai", ""])
def test_a_date_that_cannot_be_read_is_not_said(edtf: str) -> None:
    assert date_words(edtf, "en") == date_words(edtf, "vi") == ""


def test_what_is_signed_within_months_is_not_signed_all_over_them() -> None:
    signed = gist(replace(PLAIN, date=ActDate("x", "2018-01/2018-06")), "en")
    assert signed.endswith("on energy between January and June 2018.")


def test_a_paper_is_not_signed_in_the_years_that_it_holds_for() -> None:
    signed = gist(replace(PLAIN, instrument="agreement", date=ActDate("x", "2023/2027")), "en")
    assert signed == "Vietnam and the Netherlands reached an agreement on energy."


def test_what_goes_on_since_a_year_is_in_the_perfect() -> None:
    going = replace(PLAIN, instrument="plan", status="ongoing", date=ActDate("x", "2010/.."))
    assert gist(going, "en").startswith("Vietnam and the Netherlands have been carrying out")


def test_a_single_day_is_no_time_for_what_goes_on() -> None:
    going = replace(PLAIN, instrument="plan", status="ongoing", date=ActDate("x", "2010"))
    assert "2010" not in gist(going, "en") + gist(going, "vi")


@pytest.mark.parametrize(
    ("amount", "en", "vi"),
    [
        (Amount("165 triệu USD", 165e6, "USD"), "US$165 million", "165 triệu USD"),
        (Amount("hơn 1.200 tỷ đồng", 1.2e12, "VND"), "more than VND1.2 trillion", "hơn 1.200 tỷ đồng"),
        (Amount("about 45 million euros", 45e6, "EUR"), "about 45 million euros", "khoảng 45 triệu euro"),
        (Amount("5,47 tỷ USD", 5.47e9, "USD"), "US$5.47 billion", "5,47 tỷ USD"),
        (Amount("444.000 USD", 444e3, "USD"), "US$444,000", "444.000 USD"),
        (Amount("123.456.789 USD", 123456789.0, "USD"), "US$123,456,789", "123.456.789 USD"),
        (Amount("60 tỷ yên", 60e9, "JPY"), "60 billion yen", "60 tỷ yên"),
        (Amount("30 suất học bổng", 30.0, None), "", ""),
    ],
)
def test_a_sum_is_neither_rounded_nor_stripped_of_its_hedge(amount: Amount, en: str, vi: str) -> None:
    assert (words_for_sum((amount,), "en"), words_for_sum((amount,), "vi")) == (en, vi)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("World Bank", "the World Bank"),
        ("European Union", "the European Union"),
        ("Mekong Delta", "the Mekong Delta"),
        ("South China Sea", "the South China Sea"),
        ("Ministry of Industry and Trade", "the Ministry of Industry and Trade"),
        ("Swiss State Secretariat for Economic Affairs", "the Swiss State Secretariat for Economic Affairs"),
        ("Ho Chi Minh City People's Committee", "the Ho Chi Minh City People's Committee"),
        ("Association of Southeast Asian Nations", "the Association of Southeast Asian Nations"),
        ("G7", "the G7"),
        ("University of Tokyo", "the University of Tokyo"),
        ("Kyushu University", "Kyushu University"),
        ("ASEAN", "ASEAN"),
        ("Japan's Ministry of Health", "Japan's Ministry of Health"),
        ("Hanoi", "Hanoi"),
    ],
)
def test_an_english_name_takes_the_article_of_its_form(name: str, said: str) -> None:
    assert with_article(name) == said


def test_firms_take_no_article() -> None:
    bank = _partner("Ngân hàng Đầu tư", "Bank for Investment and Development of Vietnam", "company", "VN")
    assert gist(replace(PLAIN, partners=(bank, VIETNAM)), "en").startswith("Bank for Investment")


def test_a_group_is_not_named_beside_its_members() -> None:
    group = _partner("Ba nước", "Three countries", "other")
    one = replace(PLAIN, partners=(group, VIETNAM, NETHERLANDS))
    assert gist(one, "en").startswith("Vietnam and the Netherlands signed")


def test_a_group_alone_is_named_in_small_letters() -> None:
    group = _partner("Ba nước", "Three countries", "other")
    one = replace(PLAIN, status="proposed", partners=(VIETNAM, group))
    assert "between Vietnam and three countries" in gist(one, "en")


def test_a_field_that_the_instrument_implies_gives_way_to_the_next() -> None:
    school = replace(PLAIN, instrument="training", fields=("education_training", "health"))
    assert "training programme in health" in gist(school, "en")


HANOI = Bilingual("Hà Nội", "Hanoi")


def test_those_who_talk_at_a_place_meet_there() -> None:
    met = replace(PLAIN, instrument="visit", status="completed", place=HANOI)
    assert gist(met, "en") == (
        "Representatives of Vietnam and the Netherlands held a meeting on energy in Hanoi."
    )
    assert gist(met, "vi") == "Đại diện Việt Nam và Hà Lan đã có cuộc gặp về năng lượng tại Hà Nội."


def test_foreign_affairs_give_way_to_another_field() -> None:
    one = replace(PLAIN, fields=("diplomacy", "health"))
    assert gist(one, "en").endswith("on health.")


def test_persons_meet_by_themselves() -> None:
    person = _partner("Bill Gates", "Bill Gates", "person")
    assert gist(replace(PLAIN, instrument="visit", partners=(person, VIETNAM)), "en").startswith(
        "Bill Gates and"
    )


def test_a_member_has_a_role_in_the_organisation() -> None:
    asean = _partner("ASEAN", "ASEAN", "international_org")
    joins = replace(PLAIN, instrument="membership", status="planned", partners=(asean, VIETNAM))
    assert gist(joins, "en") == "Vietnam is to take up a role in ASEAN."
    assert gist(joins, "vi") == "Việt Nam dự kiến đảm nhận vai trò tại ASEAN."


def test_a_headline_has_no_article_and_no_count_of_others() -> None:
    crowd = replace(PLAIN, partners=(BANK, MINISTRY, NETHERLANDS, FIRM))
    words = headline(crowd)
    assert words is not None
    assert (
        words.en == "World Bank, Ministry of Industry and Trade and others sign memorandum of understanding"
    )
    assert "các bên khác" in words.vi


def test_a_headline_of_one_party_has_nothing_joint() -> None:
    words = headline(replace(PLAIN, instrument="project", status="planned", partners=(NETHERLANDS,)))
    assert words == Bilingual(
        "Hà Lan dự kiến triển khai dự án về năng lượng", "Netherlands plans project on energy"
    )
