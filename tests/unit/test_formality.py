"""Pronouns follow the register that is asked for, where they are pronouns at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.formality import Register, in_register, register_fit, same_but_register


@pytest.mark.parametrize(
    ("english", "vietnamese", "register", "expected"),
    [
        ("You can pay online.", "Bạn có thể trả trực tuyến.", "more", "Quý vị có thể trả trực tuyến."),
        ("We thank all of you.", "Chúng tôi cảm ơn các bạn.", "more", "Chúng tôi cảm ơn quý vị."),
        ("Open your account.", "Mở tài khoản của bạn.", "more", "Mở tài khoản của quý vị."),
        ("Dear you, hello.", "Kính gửi quý vị.", "less", "Kính gửi bạn."),
        ("Have you signed?", "Ông/bà đã ký chưa?", "less", "Bạn đã ký chưa?"),
        ("I like it.", "Tớ thích nó.", "more", "Tôi thích nó."),
        ("I like it.", "Tôi thích nó.", "less", "Mình thích nó."),
    ],
)
def test_a_pronoun_changes(english: str, vietnamese: str, register: Register, expected: str) -> None:
    assert in_register(english, vietnamese, register) == expected


@pytest.mark.parametrize(
    ("english", "vietnamese", "register"),
    [
        ("You met your friend.", "Bạn đã gặp người bạn ấy.", "more"),
        ("The two sides signed.", "Hai bên đã ký với nước bạn.", "more"),
        ("Can you see that youngster?", "Có thấy bạn trẻ kia không?", "more"),
        ("Your delegates spoke.", "Quý vị đại biểu đã phát biểu.", "less"),
        ("I told him.", "Tôi đã nói với anh ấy.", "less"),
        ("I met Anna.", "Tôi đã gặp Anna.", "less"),
        ("I did it myself.", "Tôi tự mình làm.", "less"),
        ("The minister visits Tokyo.", "Bộ trưởng thăm Tokyo.", "more"),
        ("I bring my servants.", "Tôi đưa đầy tớ theo.", "more"),
    ],
)
def test_what_may_be_something_else_stays(english: str, vietnamese: str, register: Register) -> None:
    assert in_register(english, vietnamese, register) == vietnamese


def test_we_is_left_to_the_translation() -> None:
    assert in_register("I know you as we do.", "Chúng tôi biết bạn.", "less") == "Chúng tôi biết bạn."


def test_a_translation_is_rated_by_its_pronouns() -> None:
    formal, familiar = "Quý vị có thể xem.", "Các bạn xem nhé."
    assert register_fit("You can see.", formal, "more") > register_fit("You can see.", familiar, "more")
    assert register_fit("You can see.", formal, "less") < register_fit("You can see.", familiar, "less")
    assert register_fit("They can see.", familiar, "less") == 0
    assert register_fit("I saw our site.", "Tôi xem trang của mình.", "less") == 0  # "mình": "our own"


@given(st.text(), st.sampled_from(["more", "less"]))
def test_nothing_changes_where_nobody_is_addressed(vietnamese: str, register: Register) -> None:
    assert in_register("The ministry signed an agreement.", vietnamese, register) == vietnamese


@given(st.text(alphabet="bạn quývị tôicá.,?B", max_size=40), st.sampled_from(["more", "less"]))
def test_a_register_once_set_stays(vietnamese: str, register: Register) -> None:
    once = in_register("You and I agree.", vietnamese, register)
    assert in_register("You and I agree.", once, register) == once


@pytest.mark.parametrize(
    ("one", "another", "same"),
    [
        ("Anh có thể ngồi.", "Bạn có thể ngồi.", True),
        ("Xin vui lòng gửi báo cáo của quý vị.", "Hãy gửi báo cáo của bạn.", True),
        ("Xin vui lòng gửi báo cáo của mình.", "Xin đọc gửi báo cáo của bạn.", False),
        ("Bạn gửi báo cáo.", "Bạn đọc báo cáo.", False),
    ],
)
def test_a_register_changes_how_people_are_addressed_and_nothing_else(
    one: str, another: str, same: bool
) -> None:
    assert same_but_register(one, another) is same
