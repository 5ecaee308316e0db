"""What is refused, put off or only supposed never comes out as done; its positive twin stays as it is."""

import pytest

from service.domain.article import Language
from service.domain.highlight import Instrument
from service.text.acts.denied import Verdict, denies_a_report, verdict
from tests.unit.test_highlight import _found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Hai bên không đạt được thỏa thuận về thuế.", "denied"),
        ("Hai bên không đạt được thoả thuận về thuế.", "denied"),
        ("Lào từ chối ký hiệp định.", "denied"),
        ("Bộ phủ nhận tin đã ký thỏa thuận.", "denied"),
        ("Bộ phủ nhận thông tin Việt Nam và Lào đã ký hiệp định.", "denied"),
        ("Không có chuyện hai nước đã ký hiệp định.", "denied"),
        ("Tin hai nước đã ký hiệp định là sai sự thật.", "denied"),
        ("Hai nước chưa ký bất kỳ thỏa thuận nào.", "denied"),
        ("Đàm phán giữa hai nước đã thất bại.", "denied"),
        ("Hai nước chưa ký hiệp định.", "denied"),
        ("Hiệp định vẫn chưa được hai bên ký.", "denied"),
        ("Lào chưa đồng ý ký thỏa thuận xây đường sắt.", "denied"),
        ("Hai nước chưa nhất trí về hiệp định thương mại.", "denied"),
        ("Hai nước chưa đạt được thỏa thuận về cá tra.", "denied"),
        ("Hai nước chưa ký hiệp định nhưng dự kiến hoàn tất trong năm nay.", "open"),
        ("Hai nước chưa ký hiệp định và sẽ ký vào tháng 10.", "ahead"),
        ("Tổng thống chưa sẵn sàng ký thỏa thuận.", "open"),
        ("Hai nước chưa nhất trí nhưng sẽ ký hiệp định.", "ahead"),
        ("Hai nước hoãn lễ ký hiệp định.", "open"),
        ("Lễ ký hiệp định bị hoãn vô thời hạn.", "open"),
        ("Nếu Việt Nam và Lào ký hiệp định, hai nước sẽ bỏ thuế.", "open"),
        ("Hai nước hủy lễ ký hiệp định.", "off"),
        ("Hai nước đã ký hiệp định.", "told"),
        ("Hai nước sẽ ký hiệp định.", "ahead"),
        ("Hai nước đã ký hiệp định nhưng chưa phê chuẩn.", "told"),
        ("Hai nước không chỉ ký hiệp định mà còn mở đường bay.", "told"),
        ("Không lâu sau khi ký hiệp định, hai nước bỏ thuế.", "told"),
        ("Khoản viện trợ không hoàn lại được ký kết tại Hà Nội.", "told"),
        ("Hai nước không hủy kế hoạch và đã ký hiệp định.", "told"),
        ("Hãng hàng không ký hợp đồng mua máy bay.", "told"),
        ("Hiệp định chưa có hiệu lực.", None),
        ("Ông đăng ký dự hội nghị.", None),
        ("Hội nghị không ra được tuyên bố chung.", "denied"),
        ("Hai bên đã ra tuyên bố chung.", "told"),
        ("Mỹ cố gắng ký kết một thoả thuận với Lào về an ninh, nhưng đều không thành.", "denied"),
        ("Mỹ đã cố gắng hợp tác với Lào về an ninh nhưng đều thất bại.", "denied"),
        ("Hai nước đang cố đạt được một thoả thuận.", "ahead"),
        ("Cố vấn của tổng thống ký thoả thuận với Lào.", "told"),
        ("Điều đó chưa chắc đã giúp tăng cơ hội Mỹ và Lào ký kết một thoả thuận.", "open"),
        ("Trở ngại lớn nhất ngăn Mỹ và Lào đạt được một thoả thuận là thuế.", "denied"),
    ],
)
def test_what_governs_the_verb_of_an_act_decides(sentence: str, expected: Verdict | None) -> None:
    assert verdict(sentence, "vi", "agreement") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Laos refused to sign the treaty.", "denied"),
        ("They failed to reach an agreement on tariffs.", "denied"),
        ("The two were unable to reach a deal.", "denied"),
        ("The ministry denied reports that it had signed a deal with Laos.", "denied"),
        ("Reports that the two signed a deal are false.", "denied"),
        ("They had not yet signed any agreement.", "denied"),
        ("No agreement was signed.", "denied"),
        ("Talks ended without an agreement.", "denied"),
        ("The treaty is not yet signed.", "denied"),
        ("The treaty is not yet signed but is expected to take effect in May.", "open"),
        ("The two countries have not agreed on the treaty.", "denied"),
        ("Vietnam has yet to sign the treaty.", "open"),
        ("They postponed the signing of an agreement.", "open"),
        ("The signing was postponed.", "open"),
        ("If Vietnam and Laos sign the deal, tariffs will fall.", "open"),
        ("They canceled the signing of a deal.", "off"),
        ("Vietnam and Laos signed a deal.", "told"),
        ("Vietnam and Laos will sign a deal.", "ahead"),
        ("They not only signed a deal but opened an office.", "told"),
        ("They signed the treaty but have not ratified it.", "told"),
        ("The two tried to sign a deal last year but failed.", "denied"),
        ("The two are trying to reach a deal.", "ahead"),
        ("A contract between the two expired in May after talks on an extension failed.", "off"),
    ],
)
def test_what_governs_an_english_verb_decides(sentence: str, expected: Verdict) -> None:
    assert verdict(sentence, "en", "agreement") == expected


@pytest.mark.parametrize(
    ("sentence", "instrument", "expected"),
    [
        ("Dự án chưa được triển khai.", "project", "open"),
        ("Dự án đã được triển khai.", "project", "told"),
        ("Chủ tịch nước hoãn chuyến thăm Lào.", "visit", "open"),
        ("Hai bên hội đàm nhưng không đạt được thỏa thuận.", "visit", "told"),
        ("Cuộc gặp với Chủ tịch Trung Quốc đã khiến hình ảnh của ông thay đổi.", "visit", "told"),
        ("Cuộc gặp với Chủ tịch Trung Quốc đã bị hủy.", "visit", "off"),
        ("Tuyên bố chung sau cuộc gặp nhấn mạnh hai nước sẽ sớm ký hiệp ước.", "statement", "told"),
        ("Họ mong muốn được đóng góp cho đất nước.", "aid", "ahead"),
        ("IFC đã cung cấp khoản vay cho VIB.", "aid", "told"),
        ("Hai bên hội đàm nhưng không đạt được thỏa thuận.", "agreement", "denied"),
        ("Lào từ chối ký hiệp định nhưng đã viện trợ gạo.", "aid", "told"),
    ],
)
def test_a_denial_of_another_deed_is_none_of_this_one(
    sentence: str, instrument: Instrument, expected: Verdict
) -> None:
    assert verdict(sentence, "vi", instrument) == expected


@pytest.mark.parametrize(
    ("sentence", "language", "expected"),
    [
        ("Cuộc gặp giữa hai bên đã không diễn ra.", "vi", "denied"),
        ("Cuộc gặp giữa hai bên đã không thể diễn ra.", "vi", "denied"),
        ("Chuyến thăm của ông Kim đã phải hủy.", "vi", "off"),
        ("Chuyến thăm đã tạm hoãn.", "vi", "open"),
        ("Chuyến thăm đã được lùi sang tháng 5.", "vi", "open"),
        ("Cuộc gặp giữa hai bên đã diễn ra.", "vi", "told"),
        ("Cuộc gặp đã không diễn ra suôn sẻ.", "vi", None),
        ("The talks never took place.", "en", "denied"),
        ("The talks did not take place because of the storm.", "en", "denied"),
        ("The meeting was cancelled before it took place.", "en", "off"),
        ("The meeting was postponed before it took place.", "en", "open"),
        ("The talks took place in Hanoi.", "en", "told"),
    ],
)
def test_a_meeting_is_told_where_it_took_place(
    sentence: str, language: Language, expected: Verdict | None
) -> None:
    assert verdict(sentence, language, "visit") == expected


@pytest.mark.parametrize(
    ("sentence", "language", "expected"),
    [
        ("ASEAN failed to issue a joint statement as Cambodia said it would not agree.", "en", "denied"),
        ("They refused to sign a joint statement that called for sanctions.", "en", "denied"),
        ("ASEAN không ra được tuyên bố chung vì Campuchia cho biết không đồng ý.", "vi", "denied"),
        ("Hai bên chưa ra tuyên bố chung vì Lào cho biết cần thêm thời gian.", "vi", "denied"),
        ("They did not attend, but a joint statement said talks would go on.", "en", "told"),
    ],
)
def test_a_statement_is_told_where_no_denial_governs_its_name(
    sentence: str, language: Language, expected: Verdict
) -> None:
    assert verdict(sentence, language, "statement") == expected


_END = {"vi": "Giá hàng tăng nhẹ trong năm nay.", "en": "Prices rose slightly this year."}


@pytest.mark.weights
@pytest.mark.parametrize(
    ("language", "title", "lead"),
    [
        ("vi", "Mỹ và Trung Quốc không đạt được thỏa thuận thương mại",
         "Mỹ và Trung Quốc không đạt được thỏa thuận "
         "thương mại sau hai ngày đàm phán tại Washington."),
        ("vi", "Bộ Ngoại giao phủ nhận tin đã ký thỏa thuận với Campuchia",
         "Ngày 5/3/2024, Bộ Ngoại giao Việt Nam "
         "phủ nhận tin đã ký thỏa thuận hợp tác quân sự với Campuchia."),
        ("vi", "Ấn Độ từ chối ký hiệp định RCEP",
         "Ấn Độ từ chối ký hiệp định RCEP với ASEAN tại Bangkok ngày "
         "4/11/2019."),
        ("vi", "Việt Nam và Lào chưa ký thỏa thuận về điện",
         "Việt Nam và Lào chưa ký bất kỳ thỏa thuận nào về mua "
         "bán điện, Bộ Công Thương cho biết."),
        ("vi", "Việt Nam và Lào chưa ký hiệp định về điện",
         "Ngày 5/3/2024, Bộ Công Thương cho biết Việt Nam và Lào "
         "chưa ký hiệp định mua bán điện."),
        ("vi", "Việt Nam và EU chưa đạt được thỏa thuận",
         "Ngày 5/3/2024, Việt Nam và Liên minh châu Âu chưa đạt "
         "được thỏa thuận về thủy sản."),
        ("vi", "Bộ Y tế Việt Nam và Nhật Bản chưa ký bản ghi nhớ",
         "Bộ Y tế Việt Nam chưa ký bản ghi nhớ với Bộ Y tế Nhật Bản."),
        ("vi", "Việt Nam và Mỹ bàn về thương mại",
         "Việt Nam và Mỹ chưa nhất trí về hiệp định thương mại."),
        ("en", "India refuses to sign trade pact",
         "India refused to sign the trade agreement with ASEAN in Bangkok "
         "on November 4, 2019."),
        ("en", "US, China fail to reach trade deal",
         "The United States and China failed to reach an agreement on "
         "trade after two days of talks in Washington."),
        ("en", "Vietnam, Laos yet to sign power deal",
         "Vietnam and Laos had not yet signed any agreement on power "
         "trade, the ministry said on March 5, 2024."),
    ],
)  # fmt: skip
def test_what_is_refused_denied_or_failed_is_no_highlight(language: Language, title: str, lead: str) -> None:
    assert _found(language, title, lead, _END[language]) == ()


@pytest.mark.weights
@pytest.mark.parametrize(
    ("language", "title", "lead"),
    [
        ("vi", "Việt Nam và Nhật Bản hoãn lễ ký hiệp định",
         "Việt Nam và Nhật Bản hoãn lễ ký hiệp định hợp tác năng "
         "lượng dự kiến ngày 5/3/2024 tại Hà Nội."),
        ("vi", "Nếu ký hiệp định, hàng Việt Nam sẽ rẻ hơn",
         "Nếu Việt Nam và Israel ký hiệp định thương mại tự do, "
         "thuế sẽ giảm mạnh."),
        ("vi", "Dự án đường sắt Việt - Lào chưa được triển khai",
         "Dự án đường sắt giữa Việt Nam và Lào chưa được "
         "triển khai do thiếu vốn."),
        ("en", "Vietnam, Japan postpone signing of energy deal",
         "Vietnam and Japan postponed the signing of an "
         "energy agreement planned for March 5, 2024 in Hanoi."),
        ("en", "Vietnam and power from Laos", "Vietnam has yet to sign a power agreement with Laos."),
        ("en", "Goods would be cheaper under trade deal",
         "If Vietnam and Israel sign a free trade agreement, "
         "tariffs will fall sharply."),
    ],
)  # fmt: skip
def test_what_is_not_yet_done_put_off_or_supposed_lies_ahead(
    language: Language, title: str, lead: str
) -> None:
    found = _found(language, title, lead, _END[language])
    assert found
    assert {one.status for one in found} <= {"planned", "proposed"}
    assert {one.event_type for one in found} == {"AGREE"}


@pytest.mark.weights
@pytest.mark.parametrize(
    ("language", "title", "lead", "status"),
    [
        ("vi", "Việt Nam và Lào đã ký hiệp định về điện",
         "Ngày 5/3/2024, Bộ Công Thương cho biết Việt Nam và Lào "
         "đã ký hiệp định mua bán điện.", "signed"),
        ("vi", "Việt Nam và Lào sẽ ký hiệp định về điện",
         "Ngày 5/3/2024, Bộ Công Thương cho biết Việt Nam và Lào "
         "sẽ ký hiệp định mua bán điện.", "planned"),
        ("vi", "Mỹ và Trung Quốc đạt được thỏa thuận thương mại",
         "Mỹ và Trung Quốc đạt được thỏa thuận thương mại "
         "sau hai ngày đàm phán tại Washington.", "signed"),
        ("en", "US, China reach trade deal",
         "The United States and China reached an agreement on trade after two "
         "days of talks in Washington.", "signed"),
        ("en", "Vietnam, Japan to sign energy deal",
         "Vietnam and Japan will sign an energy agreement on March 5, "
         "2024 in Hanoi.", "planned"),
    ],
)  # fmt: skip
def test_the_positive_twin_keeps_its_status(language: Language, title: str, lead: str, status: str) -> None:
    assert _found(language, title, lead, _END[language])[0].status == status


@pytest.mark.weights
def test_an_act_that_one_sentence_denies_rests_on_those_that_tell_it() -> None:
    found = _found(
        "vi",
        "Ấn Độ từ chối ký, các nước ASEAN và Trung Quốc ký hiệp định RCEP",
        "Ngày 15/11/2020, ASEAN và Trung Quốc đã ký hiệp định RCEP.",
        "Ấn Độ từ chối ký hiệp định này.",
    )
    assert [one.status for one in found] == ["signed"]
    assert found[0].evidence[0].segment == 1


@pytest.mark.weights
def test_a_report_that_is_denied_is_no_highlight_and_one_that_nobody_denies_is() -> None:
    title, report = "Tin quốc tế", "Một tờ báo đưa tin Việt Nam và Campuchia đã ký thỏa thuận quân sự."
    denial = "Bộ Ngoại giao Việt Nam bác bỏ tin đã ký thỏa thuận quân sự với Campuchia."
    denial += " Việt Nam và Campuchia không bàn việc này."
    assert _found("vi", title, denial, report) == ()
    assert [one.status for one in _found("vi", title, report, "Thời tiết hôm nay mát mẻ.")] == ["signed"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Samsung denied a media report that it was in talks.",
        "The report is not true.",
        "Bộ bác bỏ tin đồn này.",
    ],
)
def test_a_report_may_be_denied_in_several_ways(sentence: str) -> None:
    assert denies_a_report(sentence)


def test_who_denies_nothing_denies_no_report() -> None:
    assert not denies_a_report("The ministry published a media report.")


@pytest.mark.parametrize(
    ("sentence", "language", "denied"),
    [
        ("Japan, which has not accepted refugees, gave Laos $5 million.", "en", False),
        ("Japan has not accepted the offer.", "en", True),
        ("Chưa bao giờ hai bên ký nhiều hợp đồng như vậy.", "vi", False),
        ("Hai bên chưa bao giờ ký hợp đồng như vậy.", "vi", True),
    ],
)
def test_what_else_was_not_done_and_a_superlative_deny_nothing(
    sentence: str, language: Language, denied: bool
) -> None:
    assert (verdict(sentence, language, "agreement") == "denied") is denied
