"""The cue lexicon: where words announce an act, in either spelling and at word borders only."""

import pytest

from service.domain.article import Language
from service.text.acts.cues import lexicon_from, load_lexicons, phrase_pattern


@pytest.mark.parametrize(
    ("text", "language", "cue"),
    [
        ("Hai bên ký biên bản ghi nhớ về năng suất", "vi", "mou"),
        ("Hai nước đạt thoả thuận hợp tác", "vi", "agreement"),
        ("Hai nước đạt thỏa thuận hợp tác", "vi", "agreement"),
        ("Mỹ huỷ gói viện trợ", "vi", "cut"),
        ("Hợp tác xã chè Tân Cương", "vi", "coop_false"),
        ("The two sides signed a memorandum of understanding", "en", "mou"),
        ("Google suspended cooperation with Huawei", "en", "cut"),
        ("They will open a joint office", "en", "intended"),
    ],
)
def test_a_cue_is_found_in_every_spelling(text: str, language: Language, cue: str) -> None:
    assert cue in load_lexicons().cues.find(text, language)


def test_a_cue_inside_a_longer_word_is_none() -> None:
    assert "sign" not in load_lexicons().cues.find("The design of the assigned room", "en")


def test_offsets_point_at_the_first_word_of_the_cue() -> None:
    text = "Hôm qua, hai bên đã ký kết hợp đồng."
    places = load_lexicons().cues.find(text, "vi", offset=100)["agreement"]
    assert text[places[0] - 100 :].startswith("hợp đồng")


def test_punctuation_between_the_words_of_a_cue_does_not_hide_it() -> None:
    assert "investment" in load_lexicons().cues.find("a joint-venture with Asahi", "en")


def test_a_tilde_bridges_up_to_three_words() -> None:
    pattern = phrase_pattern(["ký~hợp đồng"])
    assert pattern.search("ký một bản hợp đồng")
    assert not pattern.search("ký rất nhiều lần sau đó hợp đồng")


def test_a_class_may_be_empty_in_one_language() -> None:
    lexicon = lexicon_from('[oath]\nvi = ["lời thề"]\nen = []\n')
    assert lexicon.find("lời thề", "vi") == {"oath": (0,)}
    assert lexicon.find("an oath", "en") == {}


def test_field_words_tell_productivity_from_defence() -> None:
    fields = load_lexicons().fields
    assert "standards_productivity" in fields.find("nâng cao năng suất chất lượng", "vi")
    assert "defence" in fields.find("joint military exercise", "en")
