"""What is invited, expected or would have been is no deed; what ends cooperation is told as its end."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from service.domain.article import Article, Language
from service.domain.highlight import ActDate, Instrument
from service.pipeline.highlight import highlight, load_acts
from service.text.acts.ahead import is_settled
from service.text.acts.denied import Verdict, is_hearsay, names_no_party, verdict
from service.text.acts.ending import ends_cooperation
from service.text.acts.not_yet import is_horizon, is_yet_to_come, looks_back
from tests.unit.acts_articles import known_names, told
from tests.unit.test_highlight import _article, _found


@pytest.mark.parametrize(
    ("language", "sentence", "instrument", "expected"),
    [
        ("en", "The premier will visit Oslo in May, her office said, to sign a treaty.", "agreement",
         "ahead"),
        ("en", "Norway and Iceland to sign fisheries treaty", "agreement", "ahead"),
        ("en", "A treaty will be signed in Oslo.", "agreement", "ahead"),
        ("en", "The minister invited his colleague to visit Oslo.", "visit", "ahead"),
        ("en", "Norway and Iceland signed a treaty to protect cod.", "agreement", "told"),
        ("en", "The treaty would have been renewed in March unless Norway objected.", "agreement", "denied"),
        ("en", "The summit is due to take place in Oslo.", "visit", "ahead"),
        ("vi", "Thủ tướng đã mời Tổng thống Lào sang thăm Việt Nam.", "visit", "ahead"),
        ("vi", "Đoàn nghị sĩ sẽ đến Viêng Chăn vào tháng tới.", "visit", "ahead"),
        ("vi", "Một cuộc gặp tại Huế từng nằm trong danh sách cân nhắc.", "visit", "ahead"),
        ("vi", "Ông cùng các cựu binh đến thăm Điện Biên Phủ vào ngày mai.", "visit", "ahead"),
        ("vi", "Hai bên chuẩn bị ký hợp đồng.", "agreement", "ahead"),
        ("vi", "Lẽ ra hai bên đã ký hợp đồng.", "agreement", "denied"),
        ("vi", "Hai bên đã ký hợp đồng và sẽ mở văn phòng.", "agreement", "told"),
        ("vi", "Trong cuộc gặp hôm qua, Tổng thống mời Thủ tướng thăm Lào.", "visit", None),
        ("vi", "Thủ tướng hoan nghênh Tổng thống Lào đến thăm Huế.", "visit", None),
        ("vi", "Cuộc họp diễn ra trước ngày hội đàm của hai nhà lãnh đạo.", "visit", None),
    ],
)  # fmt: skip
def test_what_governs_a_verb_puts_the_act_ahead(
    language: Language, sentence: str, instrument: Instrument, expected: Verdict | None
) -> None:
    assert verdict(sentence, language, instrument) == expected


@pytest.mark.parametrize(
    ("language", "sentence", "settled"),
    [
        ("vi", "Hai nước sẽ ký hiệp định vào tháng sau.", True),
        ("vi", "Thủ tướng mời Tổng thống Lào thăm Việt Nam.", False),
        ("vi", "Hai nước có thể sẽ ký hiệp định.", False),
        ("en", "The two will sign a treaty.", True),
        ("en", "They hope to sign a treaty.", False),
    ],
)
def test_what_is_decided_is_told_from_what_is_wished(
    language: Language, sentence: str, *, settled: bool
) -> None:
    assert is_settled(sentence, language) is settled


@pytest.mark.parametrize(
    ("language", "sentence", "instrument"),
    [
        ("vi", "Trường vừa chấm dứt chương trình cử nhân chung với Đại học Lund.", "agreement"),
        ("vi", "Thụy Điển đã rút lời mời Na Uy tham gia diễn tập.", "project"),
        ("vi", "Cuối tháng 2, Canada cắt một số khoản viện trợ cho nước này.", "aid"),
        ("vi", "Liên doanh giữa hai hãng đã bị giải thể.", "investment"),
        ("vi", "Na Uy từ chối gia hạn hợp đồng.", "agreement"),
        ("en", "Norway is quitting the Green Road initiative, ending a four-year deal.", "agreement"),
        ("en", "A joint venture between Alfa Oy and Beta AB, set up in 2014, was dissolved last year.",
         "investment"),
        ("en", "Norway withdrew from the treaty.", "agreement"),
        ("en", "Canada cut aid to the country.", "aid"),
        ("en", "The joint venture was dissolved in 2023.", "agreement"),
        ("en", "The contract between the two firms was terminated in May.", "agreement"),
        ("en", "A gas contract between the two expired on Dec. 31 after talks failed.", "agreement"),
        ("vi", "Hiệp định giữa hai nước đã hết hạn vào tháng 2.", "agreement"),
        ("vi", "Hợp đồng không được gia hạn.", "agreement"),
    ],
)  # fmt: skip
def test_a_verb_of_ending_ends_the_cooperation_that_is_its_object(
    language: Language, sentence: str, instrument: Instrument
) -> None:
    assert ends_cooperation(sentence, language, instrument) is not None
    assert verdict(sentence, language, instrument) == "off"


@pytest.mark.parametrize(
    ("language", "sentence", "instrument"),
    [
        ("vi", "Hai bên ký thỏa thuận cắt giảm sản lượng.", "agreement"),
        ("vi", "Bộ trưởng cắt băng khánh thành trung tâm của dự án.", "project"),
        ("vi", "Mười một nước họp lại sau khi Canada rút khỏi hiệp định.", "agreement"),
        ("vi", "Ông dọa hủy hợp đồng.", "agreement"),
        ("vi", "Hai nước không hủy hợp đồng.", "agreement"),
        ("en", "After Canada withdrew from the treaty, eleven countries met.", "agreement"),
        ("en", "They built a high-end project.", "project"),
        ("en", "Canada cut aid to the country.", "agreement"),
        ("en", "Officials at the end of talks on the agreement said little.", "agreement"),
        ("en", "The end of the deal is in sight.", "agreement"),
        ("vi", "Hiệp định giữa hai nước sẽ hết hạn vào tháng 2.", "agreement"),
        ("vi", "Sau khi hiệp định hết hạn, hai nước đàm phán lại.", "agreement"),
    ],
)
def test_other_things_cut_feared_or_told_in_passing_end_nothing(
    language: Language, sentence: str, instrument: Instrument
) -> None:
    assert ends_cooperation(sentence, language, instrument) is None


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The carmaker denied a report that it was in talks with its rival to build a plant."),
        ("en", "The carmaker denies talks with its rival"),
        ("en", "There were no such negotiations."),
        ("vi", "Công ty phủ nhận việc đàm phán với đối thủ."),
    ],
)
def test_talks_that_are_denied_are_denied(language: Language, sentence: str) -> None:
    assert verdict(sentence, language, "visit") == "denied"


def test_a_report_about_the_two_firms_names_no_party() -> None:
    report = "A newspaper reported on Saturday that the two firms would sign an agreement."
    assert is_hearsay(report)
    assert names_no_party(report)
    assert not names_no_party("A newspaper reported that Norway and Iceland would sign an agreement.")


def _published(day: int) -> Article:
    return replace(told("Tin", "Tin.").article, published_at=datetime(2018, 6, day, tzinfo=UTC))


@pytest.mark.parametrize(
    ("date", "later"),
    [
        (ActDate("ngày 12-6", "2018-06-12"), True),
        (ActDate("ngày 11-6", "2018-06-11"), False),
        (ActDate("tháng 6", "2018-06"), False),
        (ActDate("tháng 7", "2018-07"), True),
        (ActDate("2019-2020", "2019/2020"), True),
        (ActDate("năm nay", "2018"), False),
        (ActDate("ngày mai", None), True),
        (ActDate("next week", None), True),
        (ActDate("hôm qua", None), False),
    ],
)
def test_a_day_after_publication_is_yet_to_come(date: ActDate, *, later: bool) -> None:
    assert is_yet_to_come(date, _published(11)) is later


def test_without_a_day_of_publication_only_words_look_ahead() -> None:
    article = told("Tin", "Tin.").article
    assert not is_yet_to_come(ActDate("ngày 12-6", "2018-06-12"), article)
    assert is_yet_to_come(ActDate("tomorrow", None), article)


def test_words_of_the_past_are_past_whatever_year_they_were_given() -> None:
    assert looks_back(ActDate("hồi cuối tháng 3", "2019-03"))
    assert looks_back(ActDate("last March", "2019-03"))
    assert not looks_back(ActDate("cuối tháng 3", "2019-03"))


@pytest.mark.weights
def test_what_would_be_signed_after_publication_is_not_told_as_signed() -> None:
    article, segments = _article(
        "vi",
        "Việt Nam và Lào ký hiệp định về điện",
        "Ngày 5/3/2024, Việt Nam và Lào ký hiệp định mua bán điện tại Hà Nội.",
        "Giá hàng tăng nhẹ trong năm nay.",
    )
    statuses = {}
    for month in (2, 4):
        dated = replace(article, published_at=datetime(2024, month, 1, tzinfo=UTC))
        found = highlight(dated, segments, gazetteer=known_names(), acts=load_acts())
        statuses[month] = {one.status for one in found}
    assert statuses == {2: {"planned"}, 4: {"signed"}}


@pytest.mark.weights
def test_a_visit_to_come_with_a_signing_as_its_purpose_is_planned() -> None:
    found = _found(
        "en",
        "Norway, Iceland agree on cod",
        "Norwegian Prime Minister Jonas Gahr Store will visit Reykjavik in September, his office said, "
        "to sign a fisheries agreement with Iceland.",
        "Prices rose slightly this year.",
    )
    assert {one.status for one in found} == {"planned"}


@pytest.mark.weights
def test_who_cuts_aid_is_no_giver_of_it() -> None:
    found = _found(
        "vi",
        "Nhật Bản tài trợ Lào",
        "Nhật Bản tài trợ 4,6 triệu USD cho Lào để phát triển kinh tế.",
        "Tháng trước, Mỹ cắt một số khoản viện trợ cho Lào.",
    )
    giving = [one for one in found if one.status != "ended"]
    assert giving
    assert all("US" not in {partner.country for partner in one.partners} for one in giving)


@pytest.mark.weights
def test_talks_of_which_a_report_is_denied_are_no_highlight() -> None:
    assert not _found(
        "en",
        "Volvo denies talks with Samsung on joint plant",
        "Carmaker Volvo on Monday denied a report that it was in talks with Samsung to build a plant.",
        "The newspaper Nikkei reported on Saturday that the two firms would sign an agreement.",
    )


@pytest.mark.weights
def test_a_visit_made_and_one_to_come_are_two() -> None:
    found = _found(
        "vi",
        "Thủ tướng Việt Nam thăm Lào",
        "Ngày 5/3/2019, Thủ tướng Việt Nam đã thăm chính thức Lào và hội đàm với Thủ tướng Lào.",
        "Thủ tướng Lào dự kiến sẽ thăm chính thức Việt Nam vào tháng 9 năm nay.",
    )
    assert {one.status for one in found} == {"completed", "planned"}


@pytest.mark.parametrize(
    ("text", "edtf", "sentence", "expected"),
    [
        ("2028", "2028", "Samsung renewed a programme with the centre through 2028.", True),
        ("năm 2030", "2030", "Hai bên ký quy hoạch đến năm 2030.", True),
        ("2028", "2028", "Samsung signed in 2028.", False),
        ("May 2028", "2028-05", "The two signed by May 2028.", False),
    ],
)
def test_a_year_until_which_something_goes_on_is_no_day_of_an_act(
    text: str, edtf: str, sentence: str, expected: bool
) -> None:
    assert is_horizon(ActDate(text, edtf), sentence) is expected
