"""Two signings with parties of their own are two acts; one that is told twice stays one."""

import pytest

from service.domain.article import Language
from service.text.acts.told_apart import Deeds, deeds_in
from tests.unit.acts_articles import told
from tests.unit.test_highlight import _found

_TITLE: dict[Language, str] = {"vi": "Tin trong ngày", "en": "News of the day"}


def _deeds(one: str, other: str, language: Language) -> Deeds:
    article = told(_TITLE[language], one, other, language=language)
    return deeds_in(article.article, article.segments, article.entities, article.sketches)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("vi", "FPT và Microsoft ký thỏa thuận về trí tuệ nhân tạo.",
         "Cùng ngày, Viettel và Nokia ký thỏa thuận về 5G."),
        ("vi", "Việt Nam và Lào ký hiệp định về giáo dục.", "Việt Nam và Campuchia ký hiệp định về y tế."),
        ("vi", "Bộ Y tế và WHO ký bản ghi nhớ về phòng dịch.",
         "Bộ GD&ĐT và UNESCO ký bản ghi nhớ về giáo dục."),
        ("vi", "Ngày 5/8, Việt Nam và Lào ký hiệp định về điện.",
         "Ngày 7/8, Việt Nam và Lào ký hiệp định về đường sắt."),
        ("vi", "Nhật Bản trao tặng Lào 10 xe buýt.", "Pháp trao tặng Campuchia 5 xe cứu thương."),
        ("en", "Vietnam and Laos signed an agreement on education.",
         "Vietnam and Cambodia signed an agreement on health."),
        ("en", "FPT and Microsoft signed a deal.", "Viettel and Nokia reached an agreement on 5G."),
        ("en", "Japan donated 10 buses to Laos.", "France donated ambulances to Cambodia."),
    ],
)  # fmt: skip
def test_deeds_with_parties_or_days_of_their_own_are_told_apart(
    language: Language, one: str, other: str
) -> None:
    assert _deeds(one, other, language).apart[1, 2]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("vi", "Việt Nam và Lào ký hiệp định về giáo dục.", "Hai bên ký hiệp định tại Hà Nội."),
        ("vi", "Việt Nam và Nhật Bản ký bản ghi nhớ về y tế.",
         "Bộ Y tế Việt Nam và Bộ Y tế Nhật Bản ký bản ghi nhớ tại Hà Nội."),
        ("vi", "Việt Nam và Lào ký hiệp định về điện.", "Việt Nam và Campuchia sẽ ký hiệp định về điện."),
        ("vi", "Việt Nam và Lào ký hiệp định về điện.", "Việt Nam và Lào đã ký hiệp định tại Vientiane."),
        ("vi", "Việt Nam và Lào trao đổi về điện.", "Nhật Bản và Pháp trao đổi về thép."),
        ("en", "Vietnam and Japan signed a memorandum on health.",
         "The Ministry of Health of Vietnam and Japan signed the paper in Hanoi."),
        ("en", "Vietnam and Laos signed an agreement on power.", "Vietnam and Cambodia may sign one."),
        ("en", "Vietnam and Laos signed an agreement on power.", "Reuters said Vietnam and Laos signed it."),
    ],
)  # fmt: skip
def test_one_deed_told_twice_is_not(language: Language, one: str, other: str) -> None:
    assert not _deeds(one, other, language).apart.any()


@pytest.mark.weights
@pytest.mark.parametrize(
    ("language", "sentences", "partners"),
    [
        ("vi", ("Ngày 5/8, Việt Nam và Lào ký hiệp định về giáo dục.",
                "Ngày 7/8, Việt Nam và Campuchia ký hiệp định về y tế.",
                "Ngày 9/8, Việt Nam và Thái Lan ký hiệp định về du lịch."), {"Lào", "Campuchia", "Thái Lan"}),
        ("en", ("On August 5, Vietnam and Laos signed an agreement on education.",
                "On August 7, Vietnam and Cambodia signed an agreement on health."), {"Laos", "Cambodia"}),
    ],
)  # fmt: skip
def test_each_of_several_signings_is_a_highlight_that_rests_on_its_own_sentence(
    language: Language, sentences: tuple[str, ...], partners: set[str]
) -> None:
    found = _found(language, _TITLE[language], *sentences)
    assert {one.partners[1].name.side(language) for one in found} == partners
    assert all(len(one.evidence) == 1 for one in found)


@pytest.mark.weights
@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("vi", "Bộ Y tế và WHO ký bản ghi nhớ về phòng dịch."),
        ("vi", "UNDP trao tặng 500.000 khẩu trang cho Bộ Y tế Việt Nam."),
        ("vi", "Việt Nam gia nhập Công ước 105 của ILO ngày 8/6/2020."),
        ("en", "Vietnam joined ILO Convention 105 on June 8, 2020."),
    ],
)
def test_a_text_of_one_sentence_that_tells_a_deed_plainly_reports_it(
    language: Language, sentence: str
) -> None:
    assert len(_found(language, _TITLE[language], sentence)) == 1


@pytest.mark.weights
def test_what_does_not_cross_a_border_is_none() -> None:
    assert (
        _found(
            "vi", _TITLE["vi"], "Công an phường bàn giao nghi phạm cho Công an huyện Quế Sơn hôm 5/5/2020."
        )
        == ()
    )


def test_a_pact_that_was_agreed_on_is_told_apart_from_an_agreement_that_was_signed() -> None:
    one = "Manila and Hanoi agreed on a coast guard pact on 5 November 2026."
    assert _deeds(one, "The same day, Japan and Laos signed a rail agreement.", "en").apart[1, 2]
    talks = "Manila and Hanoi agreed to work on a coast guard pact."
    assert not _deeds(talks, "The same day, Japan and Laos signed a rail agreement.", "en").apart.any()


@pytest.mark.parametrize(
    ("language", "sentence", "joins"),
    [
        ("vi", "Việt Nam và Lào gia nhập câu lạc bộ của Thái Lan.", False),
        ("vi", "Việt Nam và Lào gia nhập CLB Hà Nội của Thái Lan.", False),
        ("vi", "Việt Nam và Lào gia nhập Bangkok United của Thái Lan.", False),
        ("vi", "Việt Nam và Lào gia nhập WTO.", True),
        ("en", "Vietnam and Laos joined Bangkok FC.", False),
        ("en", "Vietnam and Laos joined the United Nations.", True),
    ],
)
def test_who_joins_a_club_signs_no_treaty(language: Language, sentence: str, joins: bool) -> None:
    assert _deeds(sentence, "Thời tiết đẹp.", language).plain[1] is joins
