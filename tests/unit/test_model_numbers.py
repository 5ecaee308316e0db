"""Letters with figures: models of aircraft and blocks are no party, a channel with one figure may be one."""

from functools import lru_cache
from pathlib import Path

import pytest

from service.adapters.termbase import load_gazetteer
from service.domain.article import Language, Segment, Span
from service.text.entities.find import find_entities
from service.text.gazetteer import Gazetteer


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer:
    return load_gazetteer(Path(__file__).parents[2] / "termbase")


def _names(text: str, language: Language) -> list[str]:
    segment = Segment(0, Span(0, len(text)), text, "paragraph")
    found = find_entities((segment,), language, _gazetteer())
    return [found[mention].name for mention in found.mentions if not mention.inside]


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("VTV3 signed a deal with Boeing.", "en", ["VTV3", "Boeing"]),
        ("E3 ký thoả thuận với Iran.", "vi", ["E3", "Iran"]),
    ],
)
def test_letters_with_one_figure_may_be_a_party(text: str, language: Language, names: list[str]) -> None:
    assert _names(text, language) == names


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Airbus said the A330neo is late.", "en", ["Airbus"]),
        ("Airbus A3 bay.", "vi", ["Airbus"]),
        ("Họ bán F-16 và F16.", "vi", []),
        ("Hai bên khai thác Block PM3 và lô B5.", "vi", []),
    ],
)
def test_models_and_blocks_are_none(text: str, language: Language, names: list[str]) -> None:
    assert _names(text, language) == names
