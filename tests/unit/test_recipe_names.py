"""The recipe's own measure of names, and the intervals of the fidelity shares."""

import tomllib

import pytest

from models.recipe.evaluate import Interval, Result, manifest_scores
from models.recipe.fidelity import fidelity, half_width
from models.recipe.names import names_in, names_survive


@pytest.mark.parametrize(
    ("text", "english", "names"),
    [
        ("Ông Nguyễn Văn An gặp Tổng thống Obama", False, {"nguyen van an", "obama"}),
        ("Mr Nguyen Van An met him", True, {"nguyen van an"}),
        ("ASEAN và WHO họp ở Krasnoyarsk", False, {"asean", "who", "krasnoyarsk"}),
        ("Trận chiến Thứ Hai ở Hà Nội", False, set()),
        ("Ủy ban UBND chi 5 triệu USD", False, set()),
        ("HAI BÊN KÝ VỚI OBAMA", False, set()),
        ("The President met the Minister", True, set()),
    ],
)
def test_names_are_those_that_both_languages_write_alike(text: str, english: bool, names: set[str]) -> None:
    assert names_in(text, english=english) == names


@pytest.mark.parametrize(
    ("source", "target", "survives"),
    [
        ("Ông Nguyễn Văn An nói", "Mr Nguyen Van An said", True),
        ("Ông Nguyễn Văn An nói", "Mr Nguyen Van said", False),
        ("ở vùng Siberia", "in the Siberian region", True),
        ("Ông Vajiralongkorn", "Mr Vajirusongkorn", False),
        ("Ông nói", "He said", None),
    ],
)
def test_a_name_survives_whole(source: str, target: str, survives: bool | None) -> None:
    assert names_survive(source, target, to_english=True) is survives


def test_the_interval_of_a_share_narrows_with_more_segments() -> None:
    few, many = half_width([True, False] * 10, 500), half_width([True, False] * 400, 500)
    assert 0.15 < few < 0.3
    assert 0.02 < many < 0.05
    assert half_width([True] * 30, 500) == half_width([], 500) == 0.0
    assert half_width([True, False] * 10, 500) == few  # the same draw each time


def test_the_scores_of_a_manifest_can_be_read_as_one() -> None:
    measured = fidelity(["5.000 người", "Ông Obama"], ["5,000 people", "He"], to_english=True, samples=20)
    assert (measured.numbers, measured.names, measured.names_segments) == (1.0, 0.0, 1)
    nothing = Interval(0.0, 0.0, "")
    result = Result("toy", "vi-en", 2, nothing, nothing, measured, measured, 1.0)
    scores = tomllib.loads(manifest_scores([result]))["scores"]
    assert [(one["metric"], one["value"]) for one in scores] == [
        ("numbers survive, %", 100.0),
        ("dates survive, %", 100.0),
        ("names survive, %", 0.0),
    ]
