"""What a further sentence of an act has to say about whether it came off."""

from service.domain.highlight import Status
from service.text.acts.affirming import status_left
from service.text.acts.slots import act_of
from tests.unit.acts_articles import told

HEAD = "Toyota và Mazda có hợp đồng về năng lượng."


def _left(*sentences: str) -> set[Status]:
    """Return which statuses an act that all the sentences state may have; all of them as none."""
    one = told("Tin hợp tác", *sentences)
    act = act_of(one.article, one.sketches, tuple(range(1, len(sentences) + 1)))
    return set(status_left(act, "agreement") or ())


def test_what_a_further_sentence_ends_has_ended_where_party_and_kind_are_the_same() -> None:
    assert _left(HEAD, "Toyota đã chấm dứt hợp đồng với Mazda.") == {"ended"}


def test_another_act_that_has_ended_does_not_end_this_one() -> None:
    assert _left(HEAD, "Samsung đã chấm dứt hợp đồng với Intel.") == set()


def test_what_the_sentence_itself_ends_has_ended() -> None:
    assert _left("Toyota đã chấm dứt hợp đồng với Mazda.") == {"ended"}
