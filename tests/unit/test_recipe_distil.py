"""A student's own targets: the nearest hypothesis to the reference, in each direction, fit to train on."""

from collections.abc import Sequence
from pathlib import Path

from models.recipe.corpora import Pair
from models.recipe.nbest import NBest, n_best, read_n_best, write_n_best

VI = "Hai nước ký bản ghi nhớ hợp tác về nông nghiệp."
EN = "The two countries signed a memorandum on agriculture."
FAR = "Rice exports fell sharply during the third quarter."


class Offers:
    """A translator that offers the same hypotheses for every text."""

    version = "offers"
    placeholders = ()

    def __init__(self, *hypotheses: tuple[str, float]) -> None:
        self._hypotheses = list(hypotheses)

    def translate(
        self, texts: Sequence[str], *, source: str, target: str, alternatives: int = 1
    ) -> list[list[tuple[str, float]]]:
        return [self._hypotheses[:alternatives] for _ in texts]


def told(pair: Pair, *hypotheses: tuple[str, float], to_english: bool = True) -> NBest:
    (one,) = n_best(Offers(*hypotheses), [pair], to_english=to_english)
    return one


def test_the_hypothesis_nearest_to_the_reference_is_taken_though_it_is_not_the_first() -> None:
    one = told(Pair("alt", "A", VI, EN), (FAR, -0.2), ("The two countries signed a memorandum.", -0.4))
    assert one.nearest.text == "The two countries signed a memorandum."
    assert 50 < one.nearest.near < 100


def test_of_equally_near_ones_the_likelier_is_taken() -> None:
    assert told(Pair("alt", "A", VI, EN), (EN, -1.2), (EN + " ", -0.3)).nearest.text == EN + " "


def test_a_target_teaches_the_direction_that_it_was_made_in() -> None:
    near = "Two countries signed a memorandum on farming."
    there = told(Pair("alt", "A", VI, EN, 2.0), (FAR, -0.1), (near, -0.3))
    assert there.pair() == Pair("distilled", "A", VI, near)
    close = "Hai nước ký biên bản ghi nhớ về nông nghiệp."
    back = told(Pair("alt", "A", VI, EN), (close, -0.3), to_english=False)
    assert back.pair() == Pair("distilled-vi", "A", close, EN)


def test_what_is_far_from_its_reference_or_unfit_is_left_out() -> None:
    assert told(Pair("alt", "A", VI, EN), (FAR, -0.1)).pair() is None
    numbered = Pair("alt", "A", "Ngày 12/5 ký 34 bản ghi nhớ.", "They signed 34 memoranda on May 12.")
    assert told(numbered, ("They signed 56 memoranda on May 78.", -0.1)).pair() is None


def test_hypotheses_come_back_from_their_file(tmp_path: Path) -> None:
    one = told(Pair("alt", "A", VI, EN), (EN, -0.25), (FAR, -1.5))
    write_n_best(tmp_path / "nbest.jsonl", [one])
    (back,) = read_n_best(tmp_path / "nbest.jsonl")
    assert [(h.text, h.score) for h in back.hypotheses] == [(EN, -0.25), (FAR, -1.5)]
    assert back.hypotheses[0].near == 100
    assert (back.to_english, back.licence, back.text) == (True, "A", VI)
