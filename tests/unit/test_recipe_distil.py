"""A student's own targets: the nearest hypothesis to the reference, in each direction, fit to train on."""

from collections.abc import Sequence

from models.recipe.corpora import Pair
from models.recipe.distil import distilled, nearest

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


def test_the_hypothesis_nearest_to_the_reference_is_taken_though_it_is_not_the_first() -> None:
    text, near = nearest([(FAR, -0.2), ("The two countries signed a memorandum.", -0.4)], EN)
    assert text == "The two countries signed a memorandum."
    assert 50 < near < 100


def test_of_equally_near_ones_the_likelier_is_taken() -> None:
    assert nearest([(EN, -1.2), (EN + " ", -0.3)], EN)[0] == EN + " "


def test_a_target_teaches_the_direction_that_it_was_made_in() -> None:
    near = "Two countries signed a memorandum on farming."
    (there,) = distilled(Offers((FAR, -0.1), (near, -0.3)), [Pair("alt", "A", VI, EN, 2.0)], to_english=True)
    assert there == Pair("distilled", "A", VI, near)
    close = "Hai nước ký biên bản ghi nhớ về nông nghiệp."
    (back,) = distilled(Offers((close, -0.3)), [Pair("alt", "A", VI, EN)], to_english=False)
    assert back == Pair("distilled-vi", "A", close, EN)


def test_what_is_far_from_its_reference_or_unfit_is_left_out() -> None:
    pairs = [Pair("alt", "A", VI, EN)]
    assert list(distilled(Offers((FAR, -0.1)), pairs, to_english=True)) == []
    numbered = [Pair("alt", "A", "Ngày 12/5 ký 34 bản ghi nhớ.", "They signed 34 memoranda on May 12.")]
    assert (
        list(distilled(Offers(("They signed 56 memoranda on May 78.", -0.1)), numbered, to_english=True))
        == []
    )
