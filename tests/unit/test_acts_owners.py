"""A state that is named only as the owner of a body gives way to that body."""

import pytest

from service.text.acts.owners import with_bodies
from service.text.acts.slots import act_of
from tests.unit.acts_articles import told


def _parties(sentence: str, *chosen: str) -> list[str]:
    """Return the names that stand where a model has chosen some of a sentence."""
    one = told("News of cooperation", sentence, language="en")
    act = act_of(one.article, one.sketches, (1,))
    named = {one.entities.party(mention.entity) for mention in one.entities.mentions}
    known = {party: one.candidate(party) for party in named}
    graded = [(one.candidate(one.party(name)), 0.9) for name in chosen]
    return [one.entities.entities[c.entity].name for c, _ in with_bodies(act, graded, known, one.entities)]


@pytest.mark.parametrize(
    ("sentence", "state", "body"),
    [
        ("Samsung and Belgium's Umicore signed a deal.", "Belgium", "Umicore"),
        ("Samsung and the Danish pension fund PensionDanmark signed a deal.", "Denmark", "PensionDanmark"),
    ],
)
def test_the_body_is_the_party_where_its_state_is_only_its_owner(
    sentence: str, state: str, body: str
) -> None:
    adjective = "Danish" if state == "Denmark" else state
    assert _parties(sentence, "Samsung", adjective) == ["Samsung", body]


@pytest.mark.parametrize(
    "sentence",
    [
        "Belgium and Samsung signed a deal.",
        "Belgium signed a deal with Samsung after Belgium's Umicore had withdrawn.",
        "Belgium's Ministry of Health said Samsung had signed a deal.",
    ],
)
def test_a_state_that_acts_or_speaks_stands(sentence: str) -> None:
    assert "Belgium" in _parties(sentence, "Belgium", "Samsung")
