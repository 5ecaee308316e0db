"""A sentence that tells several acts is cut into their parts; one that tells one act stays whole."""

import pytest

from service.domain.article import Language
from service.text.acts.parts import parts_of
from tests.unit.acts_articles import told
from tests.unit.test_highlight import _found


def _parts(language: Language, sentence: str) -> list[str]:
    article = told("Tin", sentence, language=language)
    start = article.segments[1].span.start
    named = [m.start - start for m in article.entities.mentions_in(1) if not (m.inside or m.short)]
    return [sentence[part.start : part.end].strip(" ,.;") for part in parts_of(sentence, language, named)]


def test_different_deeds_of_one_subject_are_parts() -> None:
    assert _parts(
        "vi",
        "Chiều nay, UBND tỉnh Sơn La tiếp nhận khoản viện trợ 2 triệu USD của Chính phủ Úc, khánh thành "
        "trường học do Hàn Quốc tài trợ và ký biên bản ghi nhớ với Công ty TNHH Bình Minh về trồng chè.",
    ) == [
        "tiếp nhận khoản viện trợ 2 triệu USD của Chính phủ Úc",
        "khánh thành trường học do Hàn Quốc tài trợ",
        "và ký biên bản ghi nhớ với Công ty TNHH Bình Minh về trồng chè",
    ]


def test_deeds_after_vua_are_parts() -> None:
    assert _parts(
        "vi",
        "Hôm 3/10, Đại học Cần Thơ vừa ký thỏa thuận đào tạo với Đại học Kyoto, vừa chấm dứt chương trình "
        "chung với Đại học Lund.",
    ) == ["vừa ký thỏa thuận đào tạo với Đại học Kyoto", "vừa chấm dứt chương trình chung với Đại học Lund"]


def test_english_deeds_of_one_subject_are_parts() -> None:
    assert _parts(
        "en",
        "On Monday, Can Tho University signed a training agreement with Kyoto University and ended its joint "
        "course with Lund University.",
    ) == [
        "signed a training agreement with Kyoto University",
        "and ended its joint course with Lund University",
    ]


def test_listed_papers_are_parts() -> None:
    assert _parts(
        "vi",
        "Hai văn kiện gồm thỏa thuận cung cấp điện giữa Lào và Campuchia, và biên bản ghi nhớ về chế biến gỗ "
        "giữa Thái Lan và Malaysia.",
    ) == [
        "thỏa thuận cung cấp điện giữa Lào và Campuchia, và",
        "biên bản ghi nhớ về chế biến gỗ giữa Thái Lan và Malaysia",
    ]


def test_clauses_with_parties_of_their_own_are_parts() -> None:
    parts = _parts(
        "vi",
        "Đại học Cần Thơ ký thỏa thuận với Đại học Kyoto; Đại học Huế cũng ký thỏa thuận với Đại học Lund.",
    )
    assert len(parts) == 2
    assert "Lund" not in parts[0]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("vi", "Việt Nam và Lào ký hiệp định về điện và mở rộng hợp tác."),
        ("vi", "Thủ tướng Việt Nam hội đàm với Thủ tướng Đan Mạch và hội kiến Nữ hoàng Đan Mạch."),
        ("vi", "Việt Nam và Nhật Bản đã ký bản ghi nhớ về tiếp nhận lao động."),
        ("vi", "Việt Nam, Lào và Campuchia ký thỏa thuận về rừng."),
        ("en", "Vietnam and Japan signed an agreement on labour and agreed to meet again."),
        ("en", "Vietnam, Laos and Cambodia signed a deal on forests."),
    ],
)
def test_a_sentence_of_one_act_has_no_parts(language: Language, sentence: str) -> None:
    assert _parts(language, sentence) == []


@pytest.mark.weights
def test_each_act_of_a_sentence_has_its_own_parties_sum_and_status() -> None:
    found = _found(
        "vi",
        "Ba việc trong một ngày của tỉnh Sơn La",
        "Ngày 3/10/2019, UBND tỉnh Sơn La tiếp nhận khoản viện trợ 2 triệu USD của Chính phủ Úc và ký biên "
        "bản ghi nhớ với Công ty TNHH Bình Minh về trồng chè.",
        "Thời tiết Sơn La những ngày này khá mát mẻ.",
    )
    paper = next(one for one in found if one.instrument == "mou")
    assert paper.status == "signed"
    assert {partner.country for partner in paper.partners} == {"VN"}
    assert paper.amounts == ()
    aid = next(one for one in found if one is not paper)
    assert {partner.country for partner in aid.partners} == {"VN", "AU"}
    assert [amount.text for amount in aid.amounts] == ["2 triệu USD"]
    assert {one.evidence[0].segment for one in found} == {1}


@pytest.mark.weights
def test_what_is_signed_and_what_is_ended_in_one_sentence_are_told_apart() -> None:
    found = _found(
        "vi",
        "Hai việc trong một ngày của Đại học Cần Thơ",
        "Ngày 3/10/2019, Đại học Cần Thơ vừa ký thỏa thuận đào tạo với Đại học Kyoto, vừa chấm dứt chương "
        "trình liên kết với Đại học Lund.",
        "Trường có khoảng một nghìn sinh viên.",
    )
    told_of = {one.status: {partner.name.vi for partner in one.partners} for one in found}
    assert told_of == {
        "signed": {"Đại học Cần Thơ", "Đại học Kyoto"},
        "ended": {"Đại học Cần Thơ", "Đại học Lund"},
    }
