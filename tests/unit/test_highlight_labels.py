"""The acts that the extractor learns from: words of the guideline, and no article that is measured on."""

import json
from collections.abc import Iterable
from itertools import chain
from typing import get_args

import pytest

from benchmarks.highlight_data import SHARED
from benchmarks.highlight_labels import GoldAct, bilingual_acts, extra_acts, news_labels, whole_acts
from service.domain.highlight import Field, Instrument, Status

LABELS = {
    "extra": extra_acts(),
    "whole": whole_acts(),
    "bilingual, Vietnamese": bilingual_acts(0),
    "bilingual, English": bilingual_acts(1),
}


def acts(name: str) -> Iterable[GoldAct]:
    return chain.from_iterable(LABELS[name].values())


@pytest.mark.parametrize("name", LABELS)
def test_the_words_of_the_labels_are_those_of_the_guideline(name: str) -> None:
    assert {act.instrument for act in acts(name)} <= set(get_args(Instrument))
    assert {act.status for act in acts(name)} <= set(get_args(Status))
    assert {field for act in acts(name) for field in act.fields} <= set(get_args(Field))


@pytest.mark.parametrize("name", LABELS)
def test_each_act_names_its_sentences_once(name: str) -> None:
    for act in acts(name):
        assert act.evidence
        assert len(set(act.evidence)) == len(act.evidence)


def test_both_sides_of_the_bilingual_labels_tell_the_same_acts() -> None:
    vietnamese, english = LABELS["bilingual, Vietnamese"], LABELS["bilingual, English"]
    assert vietnamese.keys() == english.keys()
    for article, found in vietnamese.items():
        assert [act.status for act in found] == [act.status for act in english[article]]
        assert [bool(act.partners) for act in found] == [bool(act.partners) for act in english[article]]


def test_nothing_is_learnt_from_what_is_measured_on() -> None:
    folder = SHARED / "gold"
    if not folder.is_dir():
        pytest.skip("needs ../shared/gold")
    measured = {
        json.loads(line)["id"]
        for name in ("articles", "en.articles")
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        if line
    }
    learnt = set(news_labels()).union(*LABELS.values())
    assert len(measured) > 50
    assert not learnt & measured
