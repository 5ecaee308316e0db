"""One person, one name throughout an article; the translations are what the embedded model once wrote."""

import pytest

from service.domain.article import Language, Segment, Span
from service.domain.brief import Finding, Translation
from service.domain.glossary import USER_KIND, Glossary, Term
from service.pipeline.same_names import people_of, with_same_names
from service.text.entities.find import find_entities
from tests.chat import gazetteer, read

NONE = Glossary("none", "1", ())


def alike(
    *pairs: tuple[str, str], source: Language, glossary: Glossary = NONE, fixed: tuple[int, ...] = ()
) -> tuple[list[str], tuple[Finding, ...]]:
    """Translate an article of these sentences by these; `fixed` are an editor's."""
    segments = tuple(
        Segment(at, Span(1000 * at, 1000 * at + len(text)), text, "paragraph")
        for at, (text, _) in enumerate(pairs)
    )
    translations = tuple(
        Translation(at, target, "memory" if at in fixed else "model", -0.3)
        for at, (_, target) in enumerate(pairs)
    )
    people = people_of(find_entities(segments, source, gazetteer()))
    done, findings = with_same_names(translations, segments, source=source, people=people, glossary=glossary)
    return [one.text for one in done], findings


THANG = (
    ("Minister of Transport Nguyen Van Thang spoke.", "Bộ trưởng Nguyễn Văn Thăng phát biểu."),
    ("Thang said work will begin in 2025.", "Ông Thắng cho biết công việc sẽ bắt đầu vào năm 2025."),
    ("Nguyen Van Thang visited the station.", "Ông Nguyễn Văn Thắng đến nhà ga."),
    ("Nguyen Van Thang left.", "Ông Nguyễn Văn Thăng rời đi."),
)


def test_diacritics_are_the_same_in_every_sentence_the_given_names_too() -> None:
    texts, (finding,) = alike(*THANG, source="en")
    assert texts[1] == "Ông Thăng cho biết công việc sẽ bắt đầu vào năm 2025."
    assert texts[2] == "Ông Nguyễn Văn Thăng đến nhà ga."
    assert (finding.code, finding.severity, finding.segment) == ("name_varies", "warning", 1)
    assert "“Nguyễn Văn Thăng” throughout" in finding.message.en
    assert "“Nguyễn Văn Thăng” trong cả bài" in finding.message.vi


def test_what_an_editor_wrote_goes_before_the_more_frequent_and_stays() -> None:
    texts, _ = alike(*THANG, source="en", fixed=(2,))
    assert [text.count("Thắng") for text in texts] == [1, 1, 1, 1]
    editors = ("Nguyen Van Thang spoke.", "Nguyen Van Thang phát biểu.")
    texts, _ = alike(*THANG[:1], editors, source="en", fixed=(1,))
    assert texts[1] == "Nguyen Van Thang phát biểu."


def test_a_name_with_diacritics_goes_before_one_that_was_only_copied() -> None:
    texts, _ = alike(
        ("President To Lam met the president of Cuba.", "Chủ tịch To Lam gặp Chủ tịch Cuba."),
        ("To Lam told Xi that Vietnam agrees.", "Tô Lâm nói với ông Tập rằng Việt Nam đồng ý."),
        ("President To Lam left.", "Tổng thống To Lam rời đi."),
        source="en",
    )
    assert ["Tô Lâm" in text for text in texts] == [True, True, True]
    assert "ông Tập" in texts[1]


def test_a_name_with_one_wrong_syllable_is_put_right_by_the_other_sentences() -> None:
    texts, (finding,) = alike(
        ("Prime Minister Pham Minh Chinh met Fumio Kishida.", "Thủ tướng Phạm Minh Chính gặp ông Kishida."),
        ("Pham Minh Chinh thanked Japan.", "Ông Phạm Minh Huỳnh cảm ơn Nhật Bản."),
        ("Mr. Pham Minh Chinh met companies.", "Ông Phạm Minh Xuân gặp các công ty."),
        source="en",
    )
    assert texts[1:] == ["Ông Phạm Minh Chính cảm ơn Nhật Bản.", "Ông Phạm Minh Chính gặp các công ty."]
    assert "“Phạm Minh Huỳnh”, “Phạm Minh Xuân”" in finding.message.en


def test_somebody_else_of_the_article_with_nearly_the_same_name_stays() -> None:
    pairs = (
        ("Bộ trưởng Nguyễn Văn Hùng phát biểu.", "Minister Nguyen Van Hung spoke."),
        ("Thứ trưởng Nguyễn Văn Dũng cảm ơn.", "Deputy Minister Nguyen Van Dung said thanks."),
        ("Ông Nguyễn Văn Hùng tiếp ông Nguyễn Văn Dũng.", "He received Nguyen Van Dung."),
    )
    assert alike(*pairs, source="vi") == ([target for _, target in pairs], ())


def test_a_given_name_that_became_another_is_put_right_or_pointed_at() -> None:
    first = ("Tổng Bí thư Nguyễn Phú Trọng chủ trì lễ đón.", "Party chief Nguyen Phu Trong presided.")
    texts, (finding,) = alike(
        first, ("Ông Trọng chứng kiến lễ ký 36 văn kiện.", "Mr. Leng witnessed the signing."), source="vi"
    )
    assert texts[1] == "Mr. Trong witnessed the signing."
    assert (finding.severity, finding.segment) == ("info", 1)
    unsure = (
        first,
        ("Chủ tịch Trung Quốc Tập Cận Bình tới Hà Nội.", "Xi Jinping came to Hanoi."),
        ("Ông Trọng và ông Tập chứng kiến lễ ký.", "Mr. Leng and Xi witnessed the signing."),
    )
    texts, (finding,) = alike(*unsure, source="vi")
    assert texts[2] == "Mr. Leng and Xi witnessed the signing."
    assert (finding.code, finding.segment) == ("name_changed", 2)
    assert "“Leng” may be meant" in finding.message.en


def test_a_name_that_is_translated_here_and_copied_there_is_pointed_at() -> None:
    texts, (finding,) = alike(
        ("Chủ tịch Trung Quốc Tập Cận Bình tới Hà Nội.", "Chinese President Xi Jinping came to Hanoi."),
        ("Ông Tập Cận Bình cảm ơn.", "Xi Jinping gave thanks."),
        ("Thủ tướng tiếp Chủ tịch Tập Cận Bình.", "The Prime Minister received Tap Can Binh."),
        ("Việt Nam và Trung Quốc ký 36 văn kiện.", "Vietnam and China signed 36 documents."),
        source="vi",
    )
    assert "Tap Can Binh" in texts[2]
    assert (finding.code, finding.severity, finding.segment) == ("name_varies", "warning", 2)
    assert "copied here and “Xi Jinping” elsewhere" in finding.message.en


@pytest.mark.parametrize(
    ("source", "pairs"),
    [
        ("vi", (("Ông Lee Jae-yong tới Hà Nội.", "Mr. Lee Jae-yong came."), ("Ông Lee cảm ơn.", "He did."))),
        ("vi", (("THỦ TƯỚNG PHẠM MINH CHÍNH TIẾP SAMSUNG", "PRIME MINISTER PHAM MINH CHINH MEETS"),)),
        ("vi", (("Bộ trưởng Nguyễn Hồng Diên ở Hồng Kông.", "Minister Nguyen Hong Dien in Hong Kong."),)),
        ("en", (("Fumio Kishida spoke.", "Fumio Kishida phát biểu."), ("Kishida left.", "Kishida đi."))),
        ("en", (("Ms. Do Thi Hong left Hong Kong.", "Bà Đỗ Thị Hồng rời Hồng Kông."),)),
        ("en", (("Mr. Do Thi Hong's deputy came.", "Cấp phó của Đỗ Thị Hồng đến."),)),
    ],
)
def test_names_that_are_right_are_left_alone(source: Language, pairs: tuple[tuple[str, str], ...]) -> None:
    assert alike(*pairs, source=source) == ([target for _, target in pairs], ())


def test_a_foreign_name_keeps_the_spelling_of_its_source() -> None:
    texts, _ = alike(
        ("Ông Choi Joo-ho tới Hà Nội.", "Mr. Choi Joo Ho came to Hanoi."),
        ("Ông Choi Joo-ho cảm ơn.", "Mr. Choi Joo-ho gave thanks."),
        source="vi",
    )
    assert texts[0] == "Mr. Choi Joo-ho came to Hanoi."


def test_a_name_that_a_glossary_has_is_the_glossarys() -> None:
    term = Term("Nguyễn Văn Thắng", "Nguyen Van Thang", kind=USER_KIND)
    texts, findings = alike(*THANG, source="en", glossary=Glossary("desk", "1", (term,)))
    assert (texts, findings) == ([target for _, target in THANG], ())


def test_entities_are_looked_for_once() -> None:
    _, segments = read("Thủ tướng Phạm Minh Chính tiếp ông Lee Jae-yong.", "vi")
    first = find_entities(segments, "vi", gazetteer())
    assert find_entities(segments, "vi", gazetteer()) is first
