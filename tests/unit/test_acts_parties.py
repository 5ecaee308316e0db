"""Whom the first sentence of an act names comes before whom others name."""

import numpy as np

from service.domain.article import Language
from service.text.acts.model import Linear
from service.text.acts.parties import choose_parties
from service.text.acts.slots import act_of
from tests.unit.acts_articles import told


def _model(*features: str) -> Linear:
    """Return a model that takes whatever has one of these features for a party, and nothing else."""
    weights = np.full((len(features), 1), 9.0, dtype=np.float32)
    columns = {name: place for place, name in enumerate(features)}
    return Linear(("yes",), columns, weights, np.array([-4.0], dtype=np.float32))


def _chosen(model: Linear, *sentences: str, language: Language) -> set[str]:
    one = told(*sentences, language=language)
    act = act_of(one.article, one.sketches, (1, 0))
    return {
        one.entities.entities[candidate.entity].name
        for candidate, _ in choose_parties(act, one.entities, model, least=0.4)
    }


def test_a_third_party_of_the_title_is_none_where_the_sentence_names_two() -> None:
    found = _chosen(
        _model("type:country"),
        "Nhật và Hàn Quốc bàn việc của Lào",
        "Nhật Bản và Hàn Quốc ký hiệp định.",
        language="vi",
    )
    assert found == {"Nhật Bản", "Hàn Quốc"}


def test_one_party_of_the_sentence_is_joined_by_that_of_the_title() -> None:
    found = _chosen(
        _model("type:country"), "Nhật Bản giúp Lào", "Nhật Bản trao tặng 5 xe cứu thương.", language="vi"
    )
    assert found == {"Nhật Bản", "Lào"}


def test_the_two_of_a_contract_between_them_come_before_states_of_the_title() -> None:
    found = _chosen(
        _model("type:country"),
        "Vietnam and Malaysia end gas deal",
        "A contract between Petronas and PetroVietnam expired.",
        language="en",
    )
    assert found == {"Petronas", "PetroVietnam"}
