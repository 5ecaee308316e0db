"""Which of the chosen parties stand: states beside their bodies, organs, enumerations, what is opened."""

import pytest

from service.domain.article import Language
from service.text.acts.settling import settle
from service.text.acts.slots import act_of
from tests.unit.acts_articles import told

TITLE = {"vi": "Tin hợp tác", "en": "News of cooperation"}


def _standing(sentence: str, *chosen: str, language: Language = "vi") -> set[str]:
    """Return the names that stand where a model has chosen some of a sentence."""
    one = told(TITLE[language], sentence, language=language)
    act = act_of(one.article, one.sketches, (1,))
    picked = list(dict.fromkeys(one.party(name) for name in chosen))
    rest = {one.entities.party(m.entity) for m in one.entities.mentions} - set(picked)
    settled = settle(
        act,
        [(one.candidate(party), 0.9) for party in picked],
        [(one.candidate(party), 0.1) for party in sorted(rest)],
        one.entities,
    )
    return {one.entities.entities[candidate.entity].name for candidate, _ in settled}


def test_a_state_is_no_party_beside_its_own_body() -> None:
    sentence = "Đại học Quốc gia Hà Nội và Đại học Kyoto mở khóa học tại Việt Nam."
    standing = _standing(sentence, "Đại học Quốc gia Hà Nội", "Đại học Kyoto", "Việt Nam")
    assert standing == {"Đại học Quốc gia Hà Nội", "Đại học Kyoto"}


def test_a_state_that_acts_itself_stands_beside_its_body() -> None:
    sentence = "Việt Nam, Bộ Y tế và Nhật Bản ký bản ghi nhớ."
    assert "Việt Nam" in _standing(sentence, "Việt Nam", "Bộ Y tế", "Nhật Bản")


def test_two_states_stand() -> None:
    assert _standing("Lào và Thái Lan ký hiệp định.", "Lào", "Thái Lan") == {"Lào", "Thái Lan"}


def test_the_members_of_an_enumeration_stay_together() -> None:
    sentence = "Bộ Y tế đã hợp tác với Nhật Bản, Hàn Quốc và Singapore về vắc xin."
    standing = _standing(sentence, "Bộ Y tế", "Nhật Bản", "Singapore")
    assert standing == {"Bộ Y tế", "Nhật Bản", "Hàn Quốc", "Singapore"}


def test_an_english_enumeration_stays_together() -> None:
    sentence = "UNICEF works with Laos, Cambodia and Thailand on schools."
    standing = _standing(sentence, "UNICEF", "Laos", "Thailand", language="en")
    assert {"Laos", "Cambodia", "Thailand"} <= standing


def test_one_chosen_of_many_does_not_draw_in_the_rest() -> None:
    sentence = "Bộ Y tế mời Nhật Bản, Hàn Quốc, Lào và Singapore."
    assert _standing(sentence, "Bộ Y tế", "Lào") == {"Bộ Y tế", "Lào"}


def test_names_that_only_follow_each_other_are_no_enumeration() -> None:
    sentence = "Nhật Bản ký bản ghi nhớ với Lào tại Singapore."
    assert _standing(sentence, "Nhật Bản", "Lào") == {"Nhật Bản", "Lào"}


@pytest.mark.parametrize("organ", ["Ban thư ký ASEAN", "Ban chấp hành ASEAN"])
def test_an_organ_is_no_party_beside_its_organisation(organ: str) -> None:
    sentence = f"Tại phiên họp của {organ}, ASEAN và Nhật Bản ra tuyên bố chung."
    assert _standing(sentence, organ, "ASEAN", "Nhật Bản") == {"ASEAN", "Nhật Bản"}


def test_what_is_opened_is_no_party_beside_those_who_open_it() -> None:
    for sentence in (
        "Nhật Bản và Lào khai trương Trung tâm Ngôn ngữ Sao Mai.",
        "Trung tâm Ngôn ngữ Sao Mai đã được khai trương với sự góp sức của Nhật Bản và Lào.",
    ):
        standing = _standing(sentence, "Nhật Bản", "Lào", "Trung tâm Ngôn ngữ Sao Mai")
        assert standing == {"Nhật Bản", "Lào"}


def test_a_centre_that_signs_stands() -> None:
    sentence = "Trung tâm Ngôn ngữ Sao Mai ký bản ghi nhớ với Nhật Bản."
    assert _standing(sentence, "Trung tâm Ngôn ngữ Sao Mai", "Nhật Bản") == {
        "Trung tâm Ngôn ngữ Sao Mai",
        "Nhật Bản",
    }
