"""Parties in Vietnamese sentences: found whole, told from look-alikes, merged, ascribed to their states."""

import pytest

from tests.names import called, entity, names, read, represented


@pytest.mark.parametrize(
    ("sentence", "name", "kind", "country"),
    [
        ("Bộ Công thương Việt Nam ký bản ghi nhớ.", "Bộ Công thương Việt Nam", "agency", "VN"),
        ("Lễ ký giữa Bộ KH-CN và Israel.", "Bộ KH-CN", "agency", "VN"),
        ("Bộ Giáo dục - đào tạo tặng bằng khen.", "Bộ Giáo dục - đào tạo", "agency", "VN"),
        ("Bộ Văn hoá, Thể thao và Du lịch đã ký.", "Bộ Văn hoá, Thể thao và Du lịch", "agency", "VN"),
        ("Hôm qua Viện Dược liệu và Lào hợp tác tại Hà Nội.", "Viện Dược liệu", "agency", "VN"),
        ("Tập đoàn Novaland tài trợ 10 tỷ đồng.", "Tập đoàn Novaland", "company", "VN"),
        ("Công ty CP Thép Pomina 2 bị kiện tại TP HCM.", "Công ty CP Thép Pomina 2", "company", "VN"),
        ("Ngân hàng Kiatnakin Thái Lan cho vay.", "Ngân hàng Kiatnakin Thái Lan", "company", "TH"),
        ("Manulife Việt Nam ký hợp đồng.", "Manulife Việt Nam", "company", "VN"),
        ("Trường Đại học Hà Nội mở lớp.", "Trường Đại học Hà Nội", "university", "VN"),
        ("Hội đồng Nhà máy Quân dụng của Ấn Độ ký.", "Hội đồng Nhà máy Quân dụng của Ấn Độ",
         "agency", "IN"),
        ("Thoả thuận với cảnh sát quốc gia Philippines.", "cảnh sát quốc gia Philippines", "agency", "PH"),
        ("Thăm Đại sứ quán Mỹ tại Việt Nam.", "Đại sứ quán Mỹ tại Việt Nam", "agency", "US"),
        ("Chương trình với tỉnh Gia Lai.", "tỉnh Gia Lai", "government", "VN"),
        ("Đoàn của TP. Osaka (Nhật Bản) đã đến.", "TP. Osaka (Nhật Bản)", "government", "JP"),
        ("Liên minh châu Âu (EU) viện trợ.", "Liên minh châu Âu (EU)", "international_org", None),
        ("Hội hữu nghị Việt - Nga ra mắt.", "Hội hữu nghị Việt - Nga", "other", "VN"),
    ],
)  # fmt: skip
def test_a_party_is_found_whole_with_type_and_country(
    sentence: str, name: str, kind: str, country: str | None
) -> None:
    found = entity(read(sentence), name)
    assert (found.type, found.country) == (kind, country)


@pytest.mark.parametrize(
    ("sentence", "not_named"),
    [
        ("Anh Nguyễn Văn Nam cho biết đã học tiếng Anh.", "GB"),
        ("Sân Mỹ Đình đón khán giả yêu mỹ thuật.", "US"),
        ("Ý kiến của nhân viên được ghi nhận.", "IT"),
        ("Cô mặc áo dài trong sinh nhật.", "AT"),
        ("Giá vàng tính bằng đô la Mỹ.", "US"),
        ("Nguyễn Nhật Anh bị từ chối.", "JP"),
        ("Bệnh viện Việt Đức mổ thành công.", "DE"),
    ],
)
def test_words_that_look_like_countries_are_told_apart(sentence: str, not_named: str) -> None:
    assert not_named not in {found.country for found in read(sentence).entities}


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("Quan hệ Việt - Hàn phát triển.", ["VN", "KR"]),
        ("Tập trận Mỹ - Nhật - Hàn bắt đầu.", ["US", "JP", "KR"]),
        ("Thượng đỉnh Mỹ - Triều ở Hà Nội.", ["US", "KP", "VN"]),
        ("Các nước gồm Nga, Trung Quốc, Anh, Pháp và Mỹ.", ["RU", "CN", "GB", "FR", "US"]),
        ("Hợp tác giữa Úc và Nam Hàn.", ["AU", "KR"]),
    ],
)
def test_short_names_of_countries_count_in_pairs_and_lists(sentence: str, codes: list[str]) -> None:
    assert [found.country for found in read(sentence).entities if found.country] == codes


def test_names_of_a_country_are_one_entity_under_the_one_used_most() -> None:
    found = read("Mỹ viện trợ.", "Hoa Kỳ và Mỹ là một.", "Theo Mỹ thì đúng.")
    assert called(found, "Mỹ") == ["Mỹ", "Hoa Kỳ", "Mỹ", "Mỹ"]


def test_a_capital_stands_for_the_state_that_acts_but_not_for_the_place() -> None:
    found = read("Mỹ ký thoả thuận.", "Washington phản đối.", "Họ gặp nhau ở Washington hôm qua.")
    assert called(found, "Mỹ") == ["Mỹ", "Washington"]
    assert entity(found, "Washington").type == "government"


def test_an_abbreviation_in_brackets_names_the_body_from_then_on_and_before() -> None:
    found = read(
        "Mcredit và BASE hợp tác.",
        "Công ty Tài chính TNHH MB Shinsei (Mcredit) và "
        "công ty Cổ phần Giải pháp Kinh doanh Nền tảng (BASE) ký kết.",
        "BASE sẽ cung cấp hệ thống cho Mcredit.",
    )
    assert called(found, "Công ty Tài chính TNHH MB Shinsei (Mcredit)")[0] == "Mcredit"
    assert called(found, "công ty Cổ phần Giải pháp Kinh doanh Nền tảng (BASE)")[-1] == "BASE"


def test_an_abbreviation_tells_where_a_long_name_starts() -> None:
    found = read("Tổ chức các nước xuất khẩu dầu lửa (OPEC) họp.")
    assert names(found) == ["Tổ chức các nước xuất khẩu dầu lửa (OPEC)"]


def test_a_parent_in_brackets_belongs_to_the_name() -> None:
    parent = "Trung tâm Thiết kế, chế tạo và thử nghiệm (Cục Ứng dụng và Phát triển Công nghệ)"
    assert entity(read(f"Đơn vị được tài trợ là {parent}."), parent).type == "agency"


def test_two_bodies_joined_by_and_stay_two() -> None:
    found = read("Lễ ký giữa Tổng cục Thuế và Trung tâm Lưu trữ quốc gia tại Hà Nội.")
    assert names(found)[:2] == ["Tổng cục Thuế", "Trung tâm Lưu trữ quốc gia"]


def test_a_firm_and_its_brand_are_one() -> None:
    found = read("Tập đoàn Novaland tài trợ.", "Novaland sẽ tiếp nhận.", "Theo Tập đoàn, đây là cam kết.")
    assert called(found, "Tập đoàn Novaland") == ["Tập đoàn Novaland", "Novaland", "Tập đoàn"]


def test_a_province_with_and_without_its_level_is_one() -> None:
    found = read("Gia Lai mời đầu tư.", "Hội nghị với tỉnh Gia Lai.", "Đoàn đến Gia Lai.")
    assert called(found, "tỉnh Gia Lai") == ["Gia Lai", "tỉnh Gia Lai", "Gia Lai"]


def test_a_short_form_without_anything_before_it_is_dropped() -> None:
    assert names(read("Theo Tổng cục, hai bên sẽ ký.")) == []


def test_this_country_is_the_last_one_named() -> None:
    found = read("Mỹ doạ cắt viện trợ cho Pakistan, cáo buộc nước này nói dối.")
    assert called(found, "Pakistan") == ["Pakistan", "nước này"]


@pytest.mark.parametrize(
    ("sentence", "person", "state"),
    [
        ("Thủ tướng Nguyễn Xuân Phúc thăm Việt Nam.", "Nguyễn Xuân Phúc", "Việt Nam"),
        ("Thủ tướng Nhật Bản Shinzo Abe đến Hà Nội.", "Shinzo Abe", "Nhật Bản"),
        ("Tổng thống Mỹ Donald Trump tuyên bố.", "Donald Trump", "Mỹ"),
        ("Bộ trưởng Quốc phòng Mỹ James Mattis phát biểu.", "James Mattis", "Mỹ"),
        ("Quyền trợ lý Bộ trưởng Thương mại Mỹ Ian Steff nói.", "Ian Steff", "Mỹ"),
        ("Đại sứ Mỹ tại Việt Nam Daniel J. Kritenbrink nói.", "Daniel J. Kritenbrink", "Mỹ"),
        ("Bộ trưởng Bộ Ngoại giao Nhật Bản Taro Kono đến.", "Taro Kono", "Bộ Ngoại giao Nhật Bản"),
        ("Ông Lê Văn Hùng, Tổng giám đốc Tập đoàn Novaland, ký.", "Lê Văn Hùng", "Tập đoàn Novaland"),
        ("Chủ tịch Novaland Bùi Thành Nhơn ký.", "Bùi Thành Nhơn", "Novaland"),
        ("Lãnh đạo Triều Tiên Kim Jong-un đến Hà Nội.", "Kim Jong-un", "Triều Tiên"),
    ],
)
def test_a_person_speaks_for_the_state_or_body_of_the_title(sentence: str, person: str, state: str) -> None:
    found = read(sentence)
    assert entity(found, person).type == "person"
    assert represented(found, person) == state


def test_a_person_without_an_office_speaks_for_nobody() -> None:
    assert represented(read("Ca sĩ Mỹ Linh và ông Trần Văn An đến Việt Nam."), "Trần Văn An") is None


def test_a_surname_or_given_name_leads_back_to_the_person() -> None:
    found = read(
        "Tổng thống Mỹ Donald Trump nói.",
        "Ông Trump khẳng định.",
        "Bí thư Đinh La Thăng nói.",
        "Ông Thăng đề nghị.",
    )
    assert called(found, "Donald Trump") == ["Donald Trump", "Trump"]
    assert called(found, "Đinh La Thăng") == ["Đinh La Thăng", "Thăng"]


def test_a_government_stands_for_its_state() -> None:
    assert represented(read("Chính phủ Đan Mạch tài trợ Việt Nam."), "Chính phủ Đan Mạch") == "Đan Mạch"


@pytest.mark.parametrize(
    ("sentence", "group", "country"),
    [
        ("Các công ty năng lượng Mỹ đang phối hợp.", "Các công ty năng lượng Mỹ", "US"),
        ("Thoả thuận của 11 nước TPP.", "11 nước TPP", None),
        ("Hợp tác với các đối tác trong nước.", "các đối tác trong nước", "VN"),
        ("Giúp doanh nghiệp Việt Nam phát triển.", "doanh nghiệp Việt Nam", "VN"),
    ],
)
def test_a_kind_of_parties_is_a_group(sentence: str, group: str, country: str | None) -> None:
    found = entity(read(sentence), group)
    assert found.group
    assert found.country == country


def test_a_body_in_an_article_on_another_country_is_not_vietnamese() -> None:
    found = read("Mỹ chuyển tiền sang tuần duyên Philippines và Cục Thuỷ sản.")
    assert entity(found, "Cục Thuỷ sản").country == "PH"
    assert entity(found, "Cục Thuỷ sản").term is None


def test_speakers_are_marked() -> None:
    found = read("Ông Nguyễn Văn An cho biết Việt Nam sẽ ký.")
    assert [mention.text for mention in found.mentions if mention.speaker] == ["Nguyễn Văn An"]


def test_old_and_new_tone_spelling_name_one_body() -> None:
    found = read("Sở Y tế Khánh Hoà ký.", "Sở Y tế Khánh Hòa ký.")
    assert len(found.entities) == 1


@pytest.mark.parametrize("sentence", ["", "...", "12345", "“”", "(", "- ", "của và của", "Ư Ơ Ă"])
def test_odd_sentences_name_nobody(sentence: str) -> None:
    assert names(read(sentence)) == []


def test_a_city_and_a_person_of_one_name_stay_apart() -> None:
    found = read("Hội nghị ở TP Vinh.", "Ông Nguyễn Đắc Vinh nói.", "Ông Vinh kỳ vọng.")
    assert called(found, "TP Vinh") == ["TP Vinh"]
    assert called(found, "Nguyễn Đắc Vinh") == ["Nguyễn Đắc Vinh", "Vinh"]


def test_a_bracketed_abbreviation_of_no_party_names_nobody() -> None:
    found = read("Mỹ bán hệ thống phòng thủ tầm cao (THAAD).", "Hàn Quốc đã mua THAAD.")
    assert names(found) == ["Mỹ", "Hàn Quốc"]


def test_the_province_alone_is_the_province_and_not_its_party_committee() -> None:
    found = read("Chương trình với tỉnh Nghệ An.", "Bí thư Tỉnh uỷ Nghệ An nói.", "Lãnh đạo Tỉnh cam kết.")
    assert called(found, "tỉnh Nghệ An") == ["tỉnh Nghệ An", "Tỉnh"]


def test_a_party_secretary_stands_for_the_province() -> None:
    found = read("Đoàn thăm tỉnh Gia Lai.", "Bí thư Tỉnh uỷ Gia Lai Dương Văn Trang mời đầu tư.")
    person = found.entities.index(entity(found, "Dương Văn Trang"))
    assert found.entities[found.party(person)].name == "tỉnh Gia Lai"


@pytest.mark.parametrize(
    ("sentence", "person"),
    [
        ("Tổng thống Syria Bashar al - Assad phát biểu.", "Bashar al - Assad"),
        ("Chuyên gia phân tích ngôn ngữ cơ thể Darren Stanton nhận định.", "Darren Stanton"),
        ("Người đồng cấp Syria Ali Abdullah Ayyoub đã ký.", "Ali Abdullah Ayyoub"),
    ],
)
def test_people_are_named_whole(sentence: str, person: str) -> None:
    assert entity(read(sentence), person).type == "person"


def test_an_unknown_foreign_place_is_a_place() -> None:
    assert entity(read("Hội nghị diễn ra ở Istanbul."), "Istanbul").place


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("Năm 2017, Tập đoàn Novaland tài trợ.", "2017, Tập đoàn Novaland"),
        ("Hạn chót là 2017 doanh nghiệp đã biết.", "2017"),
        ("Các thành viên Ban cố vấn họp.", "Ban"),
        ("Bão Damrey đổ bộ.", "Damrey"),
        ("Việc hoàn tất Bộ Quy tắc ứng xử bị chậm.", "Bộ Quy tắc"),
        ("Theo Quyết định số 68/QĐ-TTg đã ban hành.", "TTg"),
    ],
)
def test_what_is_no_party_is_not_named(sentence: str, wrong: str) -> None:
    assert wrong not in names(read(sentence))


def test_a_firm_described_by_its_country_alone_is_a_group() -> None:
    found = read("Họ ngừng kinh doanh với công ty viễn thông của Trung Quốc.")
    assert entity(found, "công ty viễn thông của Trung Quốc").group


def test_a_site_called_after_a_firm_leaves_it_a_firm() -> None:
    found = read("Công ty Tân An Huy đã trả tiền.", "Khu nhà ở Tân An Huy dở dang.")
    assert not entity(found, "Công ty Tân An Huy").place


def test_a_chinese_leader_with_a_vietnamese_looking_name_is_of_the_state_named() -> None:
    found = read("Bộ trưởng Quốc phòng Trung Quốc Nguỵ Phượng Hoà phát biểu tại Việt Nam.")
    assert entity(found, "Nguỵ Phượng Hoà").country == "CN"


def test_countries_that_occur_in_pairs_alone_are_called_by_their_names() -> None:
    assert names(read("Hợp tác thanh niên Việt - Hàn năm 2019.")) == ["Việt Nam", "Hàn Quốc"]


def test_a_pair_inside_a_name_is_given_as_inside() -> None:
    found = read("Hội hữu nghị Việt - Nga ra mắt.")
    assert [found[mention].name for mention in found.mentions if mention.inside] == ["Việt Nam", "Nga"]
