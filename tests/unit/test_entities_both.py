"""Which two "hai nước" and "the two countries" are, and names that are two bodies or none."""

from tests.names import called, entity, names, read


def _two(*sentences: str, language: str = "vi") -> set[str]:
    found = read(*sentences, language="en" if language == "en" else "vi")
    return {found[mention].name for mention in found.mentions if mention.short}


def test_a_state_in_the_name_of_a_peninsula_is_none_of_the_two() -> None:
    assert _two("Hàn Quốc và Mỹ tập trận gần bán đảo Triều Tiên.", "Tàu hai nước về cảng.") == {
        "Hàn Quốc",
        "Mỹ",
    }


def test_a_state_in_brackets_is_none_of_the_two() -> None:
    assert _two("Nga và Lào gặp nhau tại Vienna (Áo).", "Hai nước đồng ý.") == {"Nga", "Lào"}


def test_the_two_just_named_are_those_that_are_joined() -> None:
    two = _two(
        "Nga và Iran họp hôm qua.",
        "Triều Tiên lên án Mỹ và Hàn Quốc.",
        "Hai quốc gia này đang tập trận.",
    )
    assert two == {"Mỹ", "Hàn Quốc"}


def test_two_of_a_list_of_three_are_open() -> None:
    assert _two("Nga, Iran, Lào dự họp.", "Hai nước đồng ý.") == set()


def test_the_korean_peninsula_is_none_of_the_two_countries() -> None:
    two = _two("Japan and Canada met on the North Korea border.", "The two countries agreed.", language="en")
    assert two == {"Japan", "Canada"}


def test_a_surname_after_a_title_is_the_person_named_elsewhere() -> None:
    found = read("Chủ tịch Trung Quốc Tập Cận Bình đến Osaka.", "Chủ tịch Tập dự kiến gặp ông Abe.")
    assert called(found, "Tập Cận Bình") == ["Tập Cận Bình", "Tập"]


def test_the_noun_of_a_body_after_a_title_is_nobody() -> None:
    found = read("Ông Trần Hội phát biểu.", "Chủ tịch Hội Nông dân cảm ơn.")
    assert called(found, "Trần Hội") == ["Trần Hội"]


def test_the_navies_of_two_states_are_no_single_body() -> None:
    assert names(read("Hải quân Việt - Ấn diễn tập chung.")) == ["Việt Nam", "Ấn Độ"]


def test_a_friendship_association_of_two_states_stays_one_body() -> None:
    assert "Hội hữu nghị Việt - Nga" in names(read("Hội hữu nghị Việt - Nga ra mắt."))


def test_a_university_with_a_foreign_name_is_not_at_home() -> None:
    found = read("Đại học Keio ký kết với Đại học Huế tại Việt Nam.")
    assert entity(found, "Đại học Keio").country is None
    assert entity(found, "Đại học Huế").country == "VN"


def test_a_university_is_one_with_and_without_its_first_word() -> None:
    found = read("Trường Đại học Kyushu mở lớp.", "ĐH Kyushu và Đại học Kyushu cùng dạy.")
    assert len([entity for entity in found.entities if "Kyushu" in entity.name]) == 1


def test_asean_is_of_no_country() -> None:
    found = read("Vietnam backs the Association of Southeast Asian Nations.", language="en")
    assert entity(found, "Association of Southeast Asian Nations").country is None


def test_the_place_of_a_date_line_is_no_state() -> None:
    found = read("PHNOM PENH - Leaders of Laos and Thailand met.", language="en")
    assert names(found) == ["Laos", "Thailand"]


def test_a_capital_that_acts_stands_for_its_state() -> None:
    assert entity(read("Phnom Penh agreed to a loan.", language="en"), "Phnom Penh").country == "KH"


def test_a_newspaper_named_after_a_state_is_not_the_state() -> None:
    assert "Lào" in names(read("Lào ký kết, tờ Korea Herald viết."))
    assert all(entity.country != "KR" for entity in read("Lào ký kết, tờ Korea Herald viết.").entities)


def test_what_a_conference_is_called_after_is_no_party() -> None:
    assert "Mekong" not in names(read("Nhật Bản dự Hội nghị Mekong."))


def test_a_state_is_called_as_it_is_where_it_acts() -> None:
    found = read("Nga họp với Lào.", "Nga cảm ơn Đại sứ quán Liên bang Nga tại Lào.")
    assert "Nga" in names(found)
