"""Direct speech over several sentences stays with the act that it comments on."""

from service.text.acts.speech import speech_kept_together
from tests.unit.acts_articles import told

ONE = told(
    "Tin", "Ông Minh nói: “Chúng tôi rất vui.", "Hai nước sẽ hợp tác”.", "Bà Lan nói: “Tốt”.", "Hai bên ký."
)


def test_the_rest_of_a_speech_joins_its_beginning() -> None:
    assert speech_kept_together([[1], [2, 4]], ONE.segments) == [[1, 2, 4]]


def test_a_speech_that_is_closed_holds_nothing() -> None:
    assert speech_kept_together([[3], [4]], ONE.segments) == [[3], [4]]


def test_a_group_may_go_whole_into_another() -> None:
    assert speech_kept_together([[2], [1]], ONE.segments) == [[1, 2]]
