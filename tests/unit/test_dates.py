"""Dates are found as news writes them and resolved only as far as the text, or the caller, allows."""

from datetime import date

import pytest

from service.domain.article import Language
from service.text.dates import find_dates, render_edtf, resolve
from service.text.edtf import fill_year

PUBLISHED = date(2020, 3, 11)  # a Wednesday


def only(text: str, language: Language = "vi") -> tuple[str, str | None, str]:
    [mention] = find_dates(text, language)
    return mention.text, mention.edtf or mention.pattern, mention.kind


@pytest.mark.parametrize(
    ("text", "mention", "edtf", "kind"),
    [
        ("ký 8/6/2020 tại Hà Nội", "8/6/2020", "2020-06-08", "absolute"),
        ("vào ngày 8/6 tới", "ngày 8/6", "XXXX-06-08", "partial"),
        ("lúc 15h ngày 3.4.2025", "ngày 3.4.2025", "2025-04-03", "absolute"),
        ("ngày 8 tháng 6 năm 2020", "ngày 8 tháng 6 năm 2020", "2020-06-08", "absolute"),
        ("mùng 2 tháng 9", "mùng 2 tháng 9", "XXXX-09-02", "partial"),
        ("Ngày 30-6, Việt Nam ký", "Ngày 30-6", "XXXX-06-30", "partial"),
        ("chiều 22 -11", "chiều 22 -11", "XXXX-11-22", "partial"),
        ("Sáng ngày 14/6", "Sáng ngày 14/6", "XXXX-06-14", "partial"),
        ("hôm nay 14-1", "hôm nay 14-1", "XXXX-01-14", "partial"),
        ("ký 26/8 tại Paris", "26/8", "XXXX-08-26", "partial"),
        ("tháng 8 năm 2019", "tháng 8 năm 2019", "2019-08", "absolute"),
        ("hồi tháng 8/2019", "hồi tháng 8/2019", "2019-08", "absolute"),
        ("tháng 9-2019", "tháng 9-2019", "2019-09", "absolute"),
        ("rằm tháng Giêng", "tháng Giêng", "XXXX-01", "partial"),
        ("hồi tháng ba", "hồi tháng ba", "XXXX-03", "partial"),
        ("quý III/2019", "quý III/2019", "2019-07/2019-09", "absolute"),
        ("quý 2 năm 2020", "quý 2 năm 2020", "2020-04/2020-06", "absolute"),
        ("6 tháng đầu năm 2019", "6 tháng đầu năm 2019", "2019-01/2019-06", "range"),
        ("nửa cuối năm 2019", "nửa cuối năm 2019", "2019-07/2019-12", "range"),
        ("năm 2017", "năm 2017", "2017", "absolute"),
        ("vào 2018, hai bên", "2018", "2018", "absolute"),
        ("hồi 10-2014", "10-2014", "2014-10", "absolute"),
        ("năm APEC 2017", "năm APEC 2017", "2017", "absolute"),
        ("đầu năm 2020", "đầu năm 2020", "2020", "absolute"),
        ("nhiệm kỳ 2020-2021", "nhiệm kỳ 2020-2021", "2020/2021", "term"),
        ("giai đoạn 2016 - 2020", "giai đoạn 2016 - 2020", "2016/2020", "range"),
        ("từ năm 2016 đến năm 2020", "từ năm 2016 đến năm 2020", "2016/2020", "range"),
        ("năm 2020 hoặc 2021", "năm 2020 hoặc 2021", "2020/2021", "range"),
        ("từ ngày 5 đến 8/3/2018", "từ ngày 5 đến 8/3/2018", "2018-03-05/2018-03-08", "range"),
        ("ngày 27-28/2/2019", "ngày 27-28/2/2019", "2019-02-27/2019-02-28", "range"),
        ("từ 28/12 đến 2/1/2020", "từ 28/12 đến 2/1/2020", "2019-12-28/2020-01-02", "range"),
        ("từ 17/11-2/12", "từ 17/11-2/12", "XXXX-11-17/XXXX-12-02", "range"),
        ("hai ngày 27 và 28-2", "hai ngày 27 và 28-2", "XXXX-02-27/XXXX-02-28", "range"),
        ("từ tháng 3 đến tháng 5/2019", "từ tháng 3 đến tháng 5/2019", "2019-03/2019-05", "range"),
        ("Từ tháng 1-2017 đến nay", "Từ tháng 1-2017 đến nay", "2017-01/..", "range"),
        ("thập niên 1990", "thập niên 1990", "199X", "partial"),
        ("tháng 1-5/2018", "tháng 1-5/2018", "2018-01/2018-05", "range"),
        ("từ tháng 8-2015 đến 8-2018", "từ tháng 8-2015 đến 8-2018", "2015-08/2018-08", "range"),
    ],
)
def test_vietnamese_dates(text: str, mention: str, edtf: str, kind: str) -> None:
    assert only(text) == (mention, edtf, kind)


@pytest.mark.parametrize(
    ("text", "mention", "edtf", "kind"),
    [
        ("signed on June 8, 2020 in Hanoi", "June 8, 2020", "2020-06-08", "absolute"),
        ("on 8 June", "8 June", "XXXX-06-08", "partial"),
        ("Sept. 3, 2019", "Sept. 3, 2019", "2019-09-03", "absolute"),
        ("May 5", "May 5", "XXXX-05-05", "partial"),
        ("dated 2019-06-08", "2019-06-08", "2019-06-08", "absolute"),
        ("6/8/2020", "6/8/2020", "2020-06-08", "absolute"),
        ("August 2019", "August 2019", "2019-08", "absolute"),
        ("in May", "in May", "XXXX-05", "partial"),
        ("Q3 2019", "Q3 2019", "2019-07/2019-09", "absolute"),
        ("the third quarter of 2019", "third quarter of 2019", "2019-07/2019-09", "absolute"),
        ("the first six months of 2019", "first six months of 2019", "2019-01/2019-06", "range"),
        ("in 2017", "2017", "2017", "absolute"),
        ("the 2020-2021 term", "2020-2021", "2020/2021", "term"),
        ("between 2016 and 2020", "between 2016 and 2020", "2016/2020", "range"),
        ("March 5-8, 2018", "March 5-8, 2018", "2018-03-05/2018-03-08", "range"),
        ("5 to 8 March 2018", "5 to 8 March 2018", "2018-03-05/2018-03-08", "range"),
        ("June 28 to July 2, 2019", "June 28 to July 2, 2019", "2019-06-28/2019-07-02", "range"),
        ("since 2009", "since 2009", "2009/..", "range"),
        ("the 1990s", "the 1990s", "199X", "partial"),
        ("in mid-2016", "2016", "2016", "absolute"),
    ],
)
def test_english_dates(text: str, mention: str, edtf: str, kind: str) -> None:
    assert only(text, "en") == (mention, edtf, kind)


@pytest.mark.parametrize(
    "text",
    [
        "tăng 3,5%", "gọi 0912.345.678", "thắng 2-1", "Nghị quyết 05-NQ/TW", "1/3 dân số", "2/3 số phiếu",
        "Nghị định 12/2017/NĐ-CP", "10-15 người", "24/7", "lần thứ hai", "29/2/2019", "trong 6 tháng",
        "2.000 người", "phục vụ 2020 người", "đứng thứ 2", "quy hoạch tỷ lệ 1/2000",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_date_is_left_alone(text: str) -> None:
    assert find_dates(text, "vi") == ()


@pytest.mark.parametrize("text", ["won 2-1", "a third, 1/3", "he may sign", "2,019 people", "a 5-10% rise"])
def test_what_only_looks_like_an_english_date_is_left_alone(text: str) -> None:
    assert find_dates(text, "en") == ()


@pytest.mark.parametrize(
    ("text", "edtf"),
    [("ngày 14/6", "2019-06-14"), ("tháng 11 năm sau", "2020-11"), ("năm ngoái", "2018"), ("hôm qua", None)],
)
def test_a_year_that_the_article_fixes_fills_the_gap(text: str, edtf: str | None) -> None:
    [mention] = find_dates(text, "vi", anchor_year=2019)
    assert mention.edtf == edtf


def test_a_mention_can_be_resolved_later() -> None:
    [mention] = find_dates("ngày 14/6", "vi")
    assert resolve(mention, anchor_year=2019) == "2019-06-14"
    assert resolve(mention, published=PUBLISHED) == "2020-06-14"
    assert resolve(mention) is None


def test_a_leap_day_is_not_forced_into_another_year() -> None:
    assert fill_year("XXXX-02-29", 2020) == "2020-02-29"
    assert fill_year("XXXX-02-29", 2019) is None


def test_spans_cut_the_dates_out_of_the_text() -> None:
    text = "Ngày 30-6, hai bên ký; tháng 8/2019 mở lại, đến quý III năm 2020 xong."
    mentions = find_dates(text, "vi")
    assert [text[m.span.start : m.span.end] for m in mentions] == [m.text for m in mentions]
    assert [m.text for m in mentions] == ["Ngày 30-6", "tháng 8/2019", "quý III năm 2020"]


@pytest.mark.parametrize(
    ("edtf", "vi", "en"),
    [
        ("2019-08", "tháng 8 năm 2019", "August 2019"),
        ("2020-06-08", "8/6/2020", "June 8, 2020"),
        ("XXXX-06-08", "ngày 8/6", "June 8"),
        ("2017", "năm 2017", "2017"),
        ("2020/2021", "2020-2021", "2020-2021"),
        ("2019-07/2019-09", "quý III/2019", "Q3 2019"),
        ("2018-03-05/2018-03-08", "5-8/3/2018", "March 5-8, 2018"),
        ("2017-11-17/2017-12-02", "17/11-2/12/2017", "November 17-December 2, 2017"),
        ("2019-03/2019-04", "tháng 3 năm 2019 - tháng 4 năm 2019", "March 2019 - April 2019"),
        ("2017-01/..", "từ tháng 1 năm 2017 đến nay", "since January 2017"),
        ("199X", "thập niên 1990", "the 1990s"),
        ("20XX", "thế kỷ 21", "the 21st century"),
    ],
)
def test_edtf_is_written_out_for_readers(edtf: str, vi: str, en: str) -> None:
    assert (render_edtf(edtf, "vi"), render_edtf(edtf, "en")) == (vi, en)


@pytest.mark.parametrize(
    ("text", "language", "mention"),
    [
        ("tăng 5% so với cùng kỳ năm ngoái", "vi", "cùng kỳ năm ngoái"),
        ("tăng 5% so với năm ngoái", "vi", "năm ngoái"),
        ("tăng 5% so với cùng kỳ năm 2018", "vi", "cùng kỳ năm 2018"),
        ("up 5% from the same period last year", "en", "the same period last year"),
        ("up 5% compared with last year", "en", "last year"),
        ("up 5% from the same period of 2018", "en", "the same period of 2018"),
    ],
)
def test_a_period_for_comparison_dates_no_event(text: str, language: Language, mention: str) -> None:
    [found] = find_dates(text, language, published=PUBLISHED)
    assert (found.text, found.kind) == (mention, "comparison")
    assert (found.edtf is None) == ("2018" not in text)


@pytest.mark.parametrize(("text", "language"), [("ký năm ngoái", "vi"), ("signed last year", "en")])
def test_a_year_that_is_compared_with_nothing_is_a_date(text: str, language: Language) -> None:
    [found] = find_dates(text, language, published=PUBLISHED)
    assert (found.kind, found.edtf) == ("relative", "2019")


def test_a_bracket_that_closes_further_on_is_no_part_of_a_date() -> None:
    found = find_dates("Hôm qua (4/8 tại Hà Nội)", "vi", published=date(2019, 8, 5))
    assert [(one.text, one.edtf) for one in found] == [("Hôm qua", "2019-08-04"), ("4/8", "2019-08-04")]
