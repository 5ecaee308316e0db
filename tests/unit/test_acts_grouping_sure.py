"""An article none of whose sentences surely tells an act reports none; a short one is taken at its word."""

import numpy as np

from service.text.acts.grouping import Limits, group
from service.text.acts.telling import FirstLook

LIMITS = Limits(telling=0.2, sure=0.35, evidence=0.2, support=0.25, repeat=0.5)


def _look(count: int) -> FirstLook:
    return FirstLook((0.6,) * count, (0.5,) * count, np.zeros((count, count), dtype=np.float32))


def test_an_article_with_many_unsure_sentences_has_no_act() -> None:
    assert group(_look(6), [0.3] * 6, LIMITS) == []


def test_one_sure_sentence_lets_the_less_sure_ones_count() -> None:
    assert group(_look(6), [0.1, 0.5, 0.1, 0.25, 0.1, 0.1], LIMITS) == [[1], [3]]


def test_a_text_of_a_few_sentences_is_taken_at_its_word() -> None:
    assert group(_look(3), [0.1, 0.3, 0.1], LIMITS) == [[1]]
