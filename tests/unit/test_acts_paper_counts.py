"""Three memoranda stay three in gist and headline."""

from dataclasses import replace

import pytest

from service.domain.highlight import Field, Instrument, Status
from service.text.acts.gist import gist
from service.text.acts.headline import headline
from service.text.acts.paper_counts import papers_counted
from tests.unit.test_acts_gist import HERE, MOU


@pytest.mark.parametrize(
    ("instrument", "sentence", "count"),
    [
        ("mou", "Việt Nam và Lào ký ba bản ghi nhớ về y tế.", 3),
        ("mou", "Hai bên đã trao 5 biên bản ghi nhớ.", 5),
        ("mou", "They signed two memoranda of understanding.", 2),
        ("mou", "They signed 12 MoUs.", 12),
        ("agreement", "Hai nước ký bốn hiệp định và một bản ghi nhớ.", 4),
        ("agreement", "The two sides signed three cooperation agreements.", 3),
        ("mou", "Hai nước ký bốn hiệp định và một bản ghi nhớ.", 1),
        ("mou", "Việt Nam và Lào ký bản ghi nhớ về ba dự án.", 1),
        ("agreement", "Đây là một trong ba thỏa thuận được ký.", 1),
        ("agreement", "This is one of three agreements signed.", 1),
        ("agreement", "Hai nước ký thỏa thuận ngày 5/8.", 1),
        ("agreement", "Hai nước ký ba thỏa thuận, gồm thỏa thuận với Lào và thỏa thuận với Pháp.", 1),
        ("visit", "Hai nước ký ba thỏa thuận.", 1),
    ],
)
def test_the_first_sentence_counts_the_papers(instrument: Instrument, sentence: str, count: int) -> None:
    here = (replace(HERE, text=sentence),)
    assert papers_counted(replace(MOU, instrument=instrument, evidence=here)) == count


FIELDS: tuple[Field, ...] = ("health", "education_training", "agriculture")
SENTENCE = "Hai bên ký ba bản ghi nhớ về nông nghiệp, y tế và giáo dục."


@pytest.mark.parametrize(
    ("status", "en", "vi"),
    [
        ("signed", "three memoranda of understanding on agriculture, health, and education and training",
         "đã ký ba biên bản ghi nhớ về nông nghiệp, y tế và giáo dục - đào tạo"),
        ("planned", "plan to sign three memoranda of understanding on agriculture, health, and education",
         "dự kiến ký ba biên bản ghi nhớ về nông nghiệp, y tế và giáo dục - đào tạo"),
    ],
)  # fmt: skip
def test_a_gist_keeps_the_count_and_every_field_in_the_order_of_the_sentence(
    status: Status, en: str, vi: str
) -> None:
    one = replace(MOU, status=status, fields=FIELDS, evidence=(replace(HERE, text=SENTENCE),))
    assert en in gist(one, "en")
    assert vi in gist(one, "vi")


def test_a_headline_keeps_the_count() -> None:
    words = headline(replace(MOU, fields=FIELDS, evidence=(replace(HERE, text=SENTENCE),)))
    assert words is not None
    assert "sign three memoranda of understanding" in words.en
    assert "ký ba biên bản ghi nhớ" in words.vi


def test_one_paper_has_its_first_field_alone() -> None:
    one = replace(MOU, fields=FIELDS, evidence=(replace(HERE, text=SENTENCE.replace("ba ", "")),))
    assert "a memorandum of understanding on health in" in gist(one, "en")
