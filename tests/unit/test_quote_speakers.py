"""Who speaks: the grammar of attribution, in both languages."""

from functools import lru_cache
from pathlib import Path

import pytest

from service.adapters.termbase import load_gazetteer
from service.domain.article import Article, Block, Language, Segment, Span
from service.text.acts.cues import load_lexicons
from service.text.acts.quotes import quotes_in
from service.text.entities.find import find_entities
from service.text.gazetteer import Gazetteer


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer:
    return load_gazetteer(Path(__file__).parents[2] / "termbase")


def _speakers(language: Language, *sentences: str) -> list[str]:
    segments: list[Segment] = []
    start = 0
    for index, sentence in enumerate(("Tin vắn" if language == "vi" else "In brief", *sentences)):
        role = "paragraph" if index else "title"
        segments.append(Segment(index, Span(start, start + len(sentence)), sentence, role))  # type: ignore[arg-type] # a literal
        start += len(sentence) + 1
    text = "\n".join(segment.text for segment in segments)
    article = Article(text, language, tuple(Block(one.role, one.span) for one in segments), "0" * 64)
    found = find_entities(tuple(segments), language, _gazetteer())
    return [quote.speaker for quote in quotes_in(article, segments, found, load_lexicons().cues)]


def test_a_place_does_not_speak() -> None:
    said = "“Chúng tôi coi trọng tình bạn lâu năm với các bạn”, cả đoàn hát vang tại Huế."
    assert _speakers("vi", said) == []


def test_a_title_alone_is_its_last_bearer() -> None:
    assert _speakers(
        "vi",
        "Thứ trưởng Ngoại giao Ba Lan Marcin Nowak đến Huế sáng 3/4.",
        "Ông có cuộc gặp với Ngoại trưởng Hungary Peter Kiss.",
        "“Chúng tôi không bỏ lỡ cơ hội nào để đối thoại”, Thứ trưởng Ngoại giao Ba Lan cho hay.",
    ) == ["Marcin Nowak"]


def test_a_title_without_a_country_is_that_of_the_article_s_own() -> None:
    assert _speakers(
        "vi",
        "Thủ tướng Trần Văn Lộc tiếp Thủ tướng Phần Lan Aino Virtanen.",
        "“Việt Nam hoan nghênh các nhà đầu tư đến từ Bắc Âu”, Thủ tướng nói.",
    ) == ["Trần Văn Lộc"]


def test_a_title_that_nobody_bears_stands_as_it_is_written() -> None:
    said = "“Chúng tôi sẽ bảo vệ lợi ích của mình đến cùng”, Bộ trưởng Quốc phòng Peru cho biết hôm 3/4."
    assert _speakers("vi", said) == ["Bộ trưởng Quốc phòng Peru"]


def test_the_medium_that_quotes_does_not_speak() -> None:
    said = "“Con tàu sẽ ở lại đó thêm ba ngày nữa”, đài CNN hôm 3/4 dẫn lời thuyền trưởng Peter Falk."
    assert _speakers("vi", said) == ["Peter Falk"]


def test_who_stands_before_an_apposition_speaks() -> None:
    said = "“Hợp đồng này mở ra một chương mới cho cả hai”, bà Lê Thu Hà, Giám đốc Công ty Hoa Sen, nói."
    assert _speakers("vi", said) == ["Lê Thu Hà"]


def test_whom_the_speaker_talks_of_does_not_speak() -> None:
    said = "Sau cuộc gặp với Chủ tịch Lê Văn An, ông Trần Minh Đức nói: “Chúng tôi đã đi được nửa đường”."
    assert _speakers("vi", said) == ["Trần Minh Đức"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ông Lê Văn An nói nhiều bạn trẻ đến ngày hội “Bầu trời – Ước mơ bay của em” hôm qua.",
        "Ấn Độ có tiếng nói hơn từ khi đưa ra “Chính sách Hành động hướng về phía Đông”.",
        "Ông Lê Văn An cho biết hội thảo có chủ đề: “Thanh niên góp phần vun đắp tình hữu nghị”.",
        "“Miệng nhà quan có gang có thép” nên ông Lê Văn An khẳng định thí sinh sẽ tránh.",
    ],
)
def test_a_name_in_quotation_marks_is_no_speech(sentence: str) -> None:
    assert _speakers("vi", sentence) == []


def test_a_company_speaks_behind_a_dash() -> None:
    said = "“Theo quy định hiện hành, chúng tôi chỉ định hướng” - Tập đoàn Điện lực Việt Nam thông tin."
    assert _speakers("vi", said) == ["Tập đoàn Điện lực Việt Nam"]


def test_a_quotation_within_a_quotation_does_not_end_it() -> None:
    assert _speakers(
        "vi",
        "“Hai công ty có cùng mục tiêu “Khách hàng là trọng tâm” từ nhiều năm nay.",
        "Chúng tôi sẽ tiếp tục đầu tư”, bà Lê Thu Hà chia sẻ.",
    ) == ["Lê Thu Hà", "Lê Thu Hà"]


def test_a_pronoun_is_the_person_who_spoke_last() -> None:
    assert _speakers(
        "vi",
        "“Chúng tôi đã chờ ngày này từ lâu lắm rồi”, ông Trần Minh Đức nói.",
        "“Bây giờ là lúc bắt tay vào việc ngay”, ông nói thêm.",
    ) == ["Trần Minh Đức", "Trần Minh Đức"]


def test_a_country_between_title_and_name_is_no_name() -> None:
    assert _speakers(
        "vi",
        "Nga và Việt Nam ký kết sáng 3/4, có mặt Bộ trưởng Công Thương Nga Denis Ivanov.",
        "“Tôi nhớ rất rõ buổi đầu của chương trình này”, ông Ivanov nói.",
    ) == ["Denis Ivanov"]


def test_a_particle_and_the_given_name_before_it_belong_to_the_name() -> None:
    assert _speakers(
        "en",
        "Vietnamese Minister Le Minh Hoan and Dutch Ambassador Joost van Dekker signed it in Can Tho.",
        '"Nobody can stop a river, but we can try," van Dekker told reporters.',
    ) == ["Joost van Dekker"]


def test_an_inverted_clause_names_the_speaker_behind_the_verb() -> None:
    said = '"This is where a city chooses to grow," said Anna Berg, the World Bank director for Vietnam.'
    assert _speakers("en", said) == ["Anna Berg"]


def test_a_title_in_small_letters_is_its_bearer() -> None:
    assert _speakers(
        "en",
        "Prime Minister Tran Van Loc met Finnish Foreign Minister Aino Virtanen in Hanoi.",
        '"We are ready to open our market further," the prime minister said.',
    ) == ["Tran Van Loc"]


def test_an_agency_that_is_cited_does_not_speak() -> None:
    said = '"The ship will stay for three more days," AFP quoted Captain Peter Falk as saying.'
    assert _speakers("en", said) == ["Peter Falk"]


def test_an_unnamed_adviser_is_not_whom_he_advises() -> None:
    said = '"France wants to be a partner on which Vietnam can rely," an adviser to Macron told reporters.'
    assert _speakers("en", "President Emmanuel Macron arrived on Sunday.", said) == ["an adviser to Macron"]


def test_whom_a_speaker_sees_off_does_not_speak() -> None:
    said = (
        "Tổng thống Donald Trump khi chia tay Tổng Bí thư Nguyễn Phú Trọng tại Hà Nội trưa 27/2, đã nói: "
        '"Tôi trông đợi được đón tiếp Ngài tại Nhà Trắng".'
    )
    assert _speakers("vi", said) == ["Donald Trump"]


def test_an_initial_is_part_of_a_name() -> None:
    said = (
        "“Moscow thực sự hi vọng rằng chính quyền mới sẽ hợp tác”, Maxim A. Suchkov, chuyên gia của Hội đồng "
        "Quan hệ quốc tế Nga, nhận định."
    )
    assert _speakers("vi", said) == ["Maxim A. Suchkov"]


def test_a_newspaper_is_quoted_by_its_whole_name() -> None:
    said = '"Việt Nam là đội bóng mạnh nhất khu vực Đông Nam Á", Bangkok Post thừa nhận.'
    assert _speakers("vi", said) == ["Bangkok Post"]


def test_a_quotation_that_is_never_closed_ends_with_its_sentence() -> None:
    assert _speakers(
        "vi",
        'Ông Trump viết: " Nhận được lời nhắn tối qua từ Chủ tịch Tập Cận Bình.',
        "Có thể thấy ông Trump vẫn mong muốn một cuộc gặp như vậy.",
        'Báo chí đánh giá rằng ông Kim đã có "màn ra mắt ấn tượng" trên trường quốc tế.',
    ) == ["Trump"]


def test_a_name_between_marks_within_a_quotation_does_not_end_it() -> None:
    said = (
        'Bà Quyên nói: " Mỗi ngày "các con" ăn hai bữa chính và thêm bánh. Con già yếu sẽ uống thêm sữa ".',
    )
    assert _speakers("vi", *said) == ["Quyên"]
