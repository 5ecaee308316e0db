"""Headlines to choose from: composed of a highlight's slots, short, and resting on words of the article."""

from dataclasses import replace
from typing import get_args

import pytest

from service.domain.brief import SummarySentence
from service.domain.highlight import (
    ActDate,
    Amount,
    Bilingual,
    Evidence,
    Highlight,
    Instrument,
    Partner,
    Status,
)
from service.pipeline.headlines import suggest_headlines
from service.text.acts.headline import headline

HERE = Evidence(0, 0, 6, "energy")
VIETNAM = Partner(Bilingual("Việt Nam", "Vietnam"), "country", "VN", HERE)
JAPAN = Partner(Bilingual("Nhật Bản", "Japan"), "country", "JP", HERE)
MOU = Highlight(
    rank=1,
    instrument="mou",
    status="signed",
    event_type="SUPPORT",
    partners=(VIETNAM, JAPAN),
    date=ActDate("tháng 8 năm 2019", "2019-08"),
    place=None,
    fields=("energy",),
    amounts=(),
    gist=Bilingual("", ""),
    evidence=(HERE,),
    confidence=0.9,
)


def both(one: Highlight) -> tuple[str, str]:
    words = headline(one)
    assert words is not None
    return words.vi, words.en


def test_a_signed_memorandum_is_said_as_papers_say_it() -> None:
    vi, en = both(MOU)
    assert en == "Vietnam, Japan sign memorandum of understanding on energy"
    assert vi.startswith("Việt Nam và Nhật Bản ký biên bản ghi nhớ về")


def test_one_party_takes_the_singular() -> None:
    _, en = both(replace(MOU, partners=(JAPAN,)))
    assert en.startswith("Japan signs ")


@pytest.mark.parametrize("status", get_args(Status))
@pytest.mark.parametrize("instrument", get_args(Instrument))
def test_every_act_has_a_short_headline_without_a_full_stop(instrument: Instrument, status: Status) -> None:
    vi, en = both(replace(MOU, instrument=instrument, status=status))
    assert len(en.split()) <= 14
    assert len(vi.split()) <= 22
    assert "{" not in vi + en
    assert not (vi + en).endswith(".")


def test_the_sum_goes_where_room_is_short_and_the_parties_stay() -> None:
    long = Partner(
        Bilingual("Tổ chức Y tế Thế giới", "World Health Organization"), "international_org", None, HERE
    )
    rich = replace(MOU, partners=(VIETNAM, JAPAN, long), amounts=(Amount("5 triệu USD", 5e6, "USD"),))
    assert "5 million" not in both(rich)[1]
    assert "US$5 million" in both(replace(MOU, amounts=(Amount("5 triệu USD", 5e6, "USD"),)))[1]


def test_without_a_party_there_is_no_headline() -> None:
    assert headline(replace(MOU, partners=())) is None


def test_suggestions_differ_from_the_headline_and_carry_their_evidence() -> None:
    vi, en = both(MOU)
    short = SummarySentence(Bilingual("Lào tăng xuất khẩu gạo.", "Laos exports more rice."), (HERE,))
    long = SummarySentence(Bilingual("rất " * 40, "very " * 40), (HERE,))
    own = Bilingual("Tít của báo", "The paper's own")
    found = suggest_headlines(own, (MOU,), (short, long))
    assert [one.text.en for one in found] == [en, "Laos exports more rice"]
    assert all(one.evidence for one in found)
    assert suggest_headlines(Bilingual(vi, en), (MOU,), ()) == ()


@pytest.mark.parametrize(
    ("vi", "en"),
    [
        ("Hai bên ký kết.", "Vietnam and Laos signed."),
        ("Lào bán gạo.", "At the same time, Laos sold rice."),
        ("Giá gạo giảm trong phiên sáng cùng ngày.", "Rice prices fell in the morning session."),
        ("Giá gạo giảm.", "Rice prices fell on the same day."),
        ("Lào ký văn bản nói trên.", "Laos signed it."),
    ],
)
def test_no_suggestion_needs_something_told_before(vi: str, en: str) -> None:
    told = SummarySentence(Bilingual(vi, en), (HERE,))
    assert suggest_headlines(Bilingual("Tít của báo", "The paper's own"), (), (told,)) == ()


def test_a_doubtful_translation_makes_no_headline() -> None:
    told = SummarySentence(Bilingual("Lào tăng xuất khẩu gạo.", "Laos exports more rice."), (HERE,))
    own = Bilingual("Tít của báo", "The paper's own")
    assert suggest_headlines(own, (), (told,), unsure={HERE.segment}) == ()
    assert suggest_headlines(own, (), (told,), unsure={7})


def test_a_doubtful_act_makes_no_headline() -> None:
    own = Bilingual("Tít của báo", "The paper's own")
    assert suggest_headlines(own, (replace(MOU, confidence=0.49),), ()) == ()
