"""Addresses, hashtags and documents' numbers come through as they were written."""

import pytest

from service.pipeline.check import check_pair
from service.text.verbatim import find_verbatim, lost_verbatim, within_verbatim


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Xem https://example.org/tin?id=7&x=2.", ["https://example.org/tin?id=7&x=2"]),
        ("Gửi về thu.ky-2@example.gov.vn trước thứ Sáu", ["thu.ky-2@example.gov.vn"]),
        ("Thẻ #GiờTráiĐất và tài khoản @toasoan_hn", ["#GiờTráiĐất", "@toasoan_hn"]),
        ("Theo Nghị định 41/2022/NĐ-CP và Công văn 88/BYT-DP", ["41/2022/NĐ-CP", "88/BYT-DP"]),
        ("Nghị quyết 07-NQ/TW ra đời", ["07-NQ/TW"]),
        ("Ngày 5/8/2019, quý I/2020, COVID-19, 20/ngày và #1", []),
    ],
)
def test_they_are_found(text: str, words: list[str]) -> None:
    assert [text[span.start : span.end] for span in find_verbatim(text)] == words


def test_what_stands_inside_one_is_within() -> None:
    text = "Công văn 88/BYT-DP của BYT"
    assert within_verbatim(text, text.index("BYT"), text.index("BYT") + 3)
    assert not within_verbatim(text, text.rindex("BYT"), len(text))


def test_a_letter_without_its_mark_and_spaces_around_a_dash_are_no_change() -> None:
    assert lost_verbatim("Quyết định 41/QĐ - TTg", "Decision 41/QD-TTg") == ()
    assert lost_verbatim("Decision 41/QD-TTg", "Quyết định 41/QĐ - TTg") == ()


def test_one_of_two_is_lost() -> None:
    assert lost_verbatim("a@example.org hay a@example.org", "a@example.org or so") == ("a@example.org",)


@pytest.mark.parametrize(
    ("vi", "en"),
    [
        ("Liên hệ lananh@example.com.", "Contact Lan_Anh@example.com."),
        ("Công văn 88/BYT-DP nêu rõ.", "Dispatch 88/the Ministry of Health-DP states this."),
        ("Thẻ #GiờTráiĐất lan rộng.", "The tag #EarthHour spreads."),
    ],
)
def test_a_changed_one_is_an_error(vi: str, en: str) -> None:
    findings = check_pair(vi, en, source="vi")
    assert ("name_changed", "error") in [(finding.code, finding.severity) for finding in findings]
    assert any("address or document number" in finding.message.en for finding in findings)


@pytest.mark.parametrize("part", ["a", "a.", "a-", "a+", "a.-", "a@a."])
def test_a_long_text_without_an_address_is_read_once(part: str) -> None:
    assert find_verbatim(f"a.b {part * (200_000 // len(part))}") == ()


def test_an_address_behind_other_signs_is_found_whole() -> None:
    text = "xem...vnexpress.net, www.e-bao.com.vn/tin và -thu.toa.soan@bao-moi.com.vn"
    found = [text[span.start : span.end] for span in find_verbatim(text)]
    assert found == ["vnexpress.net", "www.e-bao.com.vn/tin", "thu.toa.soan@bao-moi.com.vn"]
