"""Which sums belong to an act: those of its own sentence, or of one that points back to it."""

from service.text.acts.details import amounts_of
from service.text.acts.slots import act_of
from tests.unit.acts_articles import told


def _sums(*sentences: str, members: tuple[int, ...]) -> list[str]:
    """Return the sums of an act that some sentences state, behind a title in English."""
    one = told("News of cooperation", *sentences, language="en")
    return [amount.text for amount in amounts_of(act_of(one.article, one.sketches, members), one.segments)]


SIGNED = "Vietnam and Japan signed a loan agreement on Monday."


def test_the_sums_of_an_act_stand_in_its_own_sentence() -> None:
    lent = "Vietnam and Japan signed a loan of $50 million."
    assert _sums(lent, "Trade reached $3 billion.", members=(1, 2)) == ["$50 million"]


def test_the_sum_of_another_sentence_is_that_of_another_act() -> None:
    assert _sums(SIGNED, "Boeing sold aircraft worth $3 billion.", members=(1, 2)) == []


def test_a_sentence_that_points_back_gives_the_sum_of_the_act() -> None:
    assert _sums(SIGNED, "The loan is worth $50 million.", members=(1, 2)) == ["$50 million"]


def test_a_vietnamese_sentence_may_point_back_too() -> None:
    one = told("Tin hợp tác", "Việt Nam và Nhật Bản ký hợp đồng.", "Hợp đồng này trị giá 5 triệu USD.")
    act = act_of(one.article, one.sketches, (1, 2))
    assert [amount.text for amount in amounts_of(act, one.segments)] == ["5 triệu USD"]
