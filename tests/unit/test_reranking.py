"""Hypotheses are put in order by the way back."""

from collections.abc import Sequence

import pytest

from models.reranking import RerankingTranslator


class TwoWays:
    """Offers the same three; the way back is told which one explains the source."""

    version = "toy@1"
    placeholders: tuple[str, ...] = ("\x01",)

    def __init__(self, back: dict[str, float | None]) -> None:
        self.back = back
        self.asked: list[tuple[str, str]] = []
        self.wanted = 0

    def translate(
        self, texts: Sequence[str], *, source: str, target: str, alternatives: int = 1
    ) -> list[list[tuple[str, float]]]:
        self.wanted = alternatives
        return [[("a", -0.5), ("b", -0.6), ("c", -1.5)][:alternatives] for _ in texts]

    def likelihoods(
        self, pairs: Sequence[tuple[str, str]], *, source: str, target: str
    ) -> list[float | None]:
        assert (source, target) == ("en", "vi")
        self.asked += pairs
        return [self.back[text] for text, _ in pairs]


def translate(back: dict[str, float | None], alternatives: int) -> list[list[tuple[str, float]]]:
    reranking = RerankingTranslator(TwoWays(back), considered=3)
    return reranking.translate(["một", "hai"], source="vi", target="en", alternatives=alternatives)


def test_what_explains_its_source_goes_before_what_is_merely_likely() -> None:
    found = translate({"a": -4.0, "b": -0.5, "c": -1.0}, 3)
    assert found == [[("b", -0.6), ("c", -1.5), ("a", -1.5)]] * 2  # scores never rise with the rank


def test_as_many_as_are_asked_for_come_back() -> None:
    assert translate({"a": -0.1, "b": -0.5, "c": -1.0}, 1) == [[("a", -0.5)]] * 2


def test_a_text_that_is_too_long_to_be_asked_back_keeps_its_order() -> None:
    assert translate({"a": None, "b": -0.5, "c": -1.0}, 2) == [[("a", -0.5), ("b", -0.6)]] * 2


@pytest.mark.parametrize(("alternatives", "decoded"), [(1, 3), (5, 5)])
def test_at_least_as_many_are_decoded_as_are_considered(alternatives: int, decoded: int) -> None:
    inner = TwoWays({"a": -1.0, "b": -1.0, "c": -1.0})
    reranking = RerankingTranslator(inner, considered=3)
    reranking.translate(["một"], source="vi", target="en", alternatives=alternatives)
    assert inner.wanted == decoded
    assert reranking.version == "toy@1+rerank3"
    assert reranking.placeholders == ("\x01",)
    assert ("a", "một") in inner.asked
