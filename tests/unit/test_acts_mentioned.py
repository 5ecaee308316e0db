"""A meeting of which analysts only speak is no news of one; one that is surely reported stands."""

from dataclasses import replace

import pytest

from service.text.acts.mentioned import is_only_mentioned
from tests.unit.acts_articles import told

ANALYST = "Chuyên gia Nguyễn Văn An cho rằng thượng đỉnh giữa Mỹ và Trung Quốc có lợi cho cả hai."
MET = "Mỹ và Trung Quốc đã hội đàm tại Osaka."
NAMED = "Hội nghị giữa Mỹ và Trung Quốc có lợi cho cả hai."


def _mentioned(sentence: str, chance: float, *, visit: bool = True) -> bool:
    draft = told("Tin", sentence).draft((1,), "Mỹ", "Trung Quốc", instrument="visit" if visit else "mou")
    return is_only_mentioned(replace(draft, act=replace(draft.act, chance=chance)))


@pytest.mark.parametrize(("sentence", "chance"), [(ANALYST, 0.4), (NAMED, 0.2), (f'"{NAMED}', 0.4)])
def test_an_unsure_meeting_in_comment_is_only_mentioned(sentence: str, chance: float) -> None:
    assert _mentioned(sentence, chance)


@pytest.mark.parametrize(("sentence", "chance"), [(ANALYST, 0.6), (NAMED, 0.4), (MET, 0.2)])
def test_a_meeting_that_is_sure_or_told_by_its_verb_stands(sentence: str, chance: float) -> None:
    assert not _mentioned(sentence, chance)


def test_other_acts_than_meetings_are_not_looked_at() -> None:
    assert not _mentioned(ANALYST, 0.1, visit=False)
