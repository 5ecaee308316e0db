"""Words that a translation made up or turned round, and those that it may choose."""

import tomllib
from importlib.resources import files

import pytest

from service.domain.article import Language
from service.pipeline.check import check_pair
from service.text import altered_words
from service.text.altered_words import Turned, invented_word, turned_words


@pytest.mark.parametrize(
    ("source", "text", "translation", "word"),
    [
        (
            "en",
            "Criminals do not stop at borders.",
            "Những người đồng tính không dừng ở biên giới.",
            "đồng tính",
        ),
        ("en", "The crowd cheered.", "Bọn khủng bố reo hò.", "Bọn khủng bố"),
        ("vi", "Trưởng phòng cảnh sát cho biết.", "The Communist police chief said.", "Communist"),
    ],
)
def test_a_word_about_people_needs_one_in_the_source(
    source: Language, text: str, translation: str, word: str
) -> None:
    assert invented_word(text, translation, source=source) == word
    found = [(one.code, one.severity) for one in check_pair(text, translation, source=source)]
    assert ("meaning_changed", "error") in found


@pytest.mark.parametrize(
    ("source", "text", "translation"),
    [
        ("en", "Gang members were arrested.", "Các tội phạm đã bị bắt."),
        ("en", "He killed himself.", "Anh ta tự tử."),
        ("en", "The People's Procuracy objects.", "Viện kiểm sát nhân dân có ý kiến."),
        ("en", "IS terrorists fled.", "Quân IS bỏ chạy."),
        ("vi", "Các tay súng IS bỏ chạy.", "IS terrorists fled."),
        ("vi", "Đảng họp.", "The Communist Party met."),
        ("vi", "Rarotonga là một hòn đảo chính.", "Rarotonga is one of the main islands."),
    ],
)
def test_a_synonym_and_a_syllable_in_another_word_are_no_fault(
    source: Language, text: str, translation: str
) -> None:
    assert invented_word(text, translation, source=source) is None


@pytest.mark.parametrize(
    ("source", "text", "translation", "turned"),
    [
        ("vi", "Philippines thông báo hoãn tuần tra với Mỹ.", "Philippines announces patrols with US.",
         Turned("hoãn", added=False)),
        ("vi", "Thật vô lý khi nghĩ như vậy.", "It is reasonable to think so.", Turned("vô lý", added=False)),
        ("en", "Japan pledges relief to Philippines.", "Nhật Bản cam kết rút lui cho Philippines.",
         Turned("rút lui", added=True)),
        ("en", "Airbus hopes to finalise a sale.", "Airbus hy vọng chấm dứt việc bán.",
         Turned("chấm dứt", added=True)),
        ("en", "Vietnam was elected vice chair.", "Việt Nam được bầu làm chủ tịch.",
         Turned("vice chair", added=False)),
        ("vi", "Cựu thủ tướng Anh đến thăm.", "The British prime minister visited.",
         Turned("Cựu thủ tướng", added=False)),
    ],
)  # fmt: skip
def test_a_reversal_or_a_rank_that_one_side_lacks_is_a_warning(
    source: Language, text: str, translation: str, turned: Turned
) -> None:
    assert turned_words(text, translation, source=source) == (turned,)
    found = [(one.code, one.severity) for one in check_pair(text, translation, source=source)]
    assert ("meaning_changed", "warning") in found


@pytest.mark.parametrize(
    ("source", "text", "translation"),
    [
        ("vi", "Hội nghị bị hoãn.", "The conference was pushed back."),
        ("vi", "Mỹ đối phó Tổng thống Philippines.", "The US deals with the Philippine President."),
        ("vi", "Tế bào bị hủy hoại.", "The cells are damaged."),
        ("en", "Vietnam rejected the claim.", "Việt Nam phản đối tuyên bố đó."),
        ("en", "The State Secretary spoke.", "Thứ trưởng phát biểu."),
        ("en", "The Minister of State spoke.", "Thứ trưởng phát biểu."),
        ("en", "The parliamentary secretary spoke.", "Thứ trưởng phát biểu."),
        ("en", "The deputy minister of finance spoke.", "Thứ trưởng Tài chính phát biểu."),
    ],
)
def test_another_way_to_say_so_is_none(source: Language, text: str, translation: str) -> None:
    assert turned_words(text, translation, source=source) == ()


def test_all_words_of_the_list_are_in_small_letters_as_the_texts_are_read() -> None:
    text = files(altered_words.__package__).joinpath("altered_words.toml").read_text(encoding="utf-8")
    words = [
        word
        for rows in tomllib.loads(text).values()
        for row in rows
        for some in row.values()
        for word in some
    ]
    assert len(words) > 1000
    assert [word for word in words if word != word.lower()] == []
