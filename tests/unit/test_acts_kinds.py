"""What an act is: its status is told by the sentence that tells the act, not by the one that mentions it."""

from collections.abc import Mapping

import numpy as np

from service.text.acts.features import outline
from service.text.acts.kinds import kind_of
from service.text.acts.model import ActModel, Linear
from tests.unit.acts_articles import told

MENTIONS = "Ông Lee đã nói về dự án cầu với Lào."
TELLS = "Hai nước sẽ khởi công cây cầu."


def _linear(classes: tuple[str, ...], weights: Mapping[str, tuple[float, ...]]) -> Linear:
    values = np.array(list(weights.values()), dtype=np.float32).reshape(len(weights), len(classes))
    bias = np.zeros(len(classes), dtype=np.float32)
    return Linear(classes, {name: row for row, name in enumerate(weights)}, values, bias)


def _model(lead: float) -> ActModel:
    """Return a model to which "sẽ" is planned and "đã" completed; `lead` is what it makes of "khởi công"."""
    tasks = {
        "instrument": _linear(("project", "visit"), {"w:dự": (4.0, -4.0), "w:khởi": (-4.0, 4.0)}),
        "status": _linear(("completed", "planned"), {"w:đã": (4.0, -4.0), "w:sẽ": (-4.0, 4.0)}),
        "field": _linear(("other",), {"w:cầu": (0.0,)}),
        "lead": _linear(("yes",), {"b:khởi công": (lead,)}),
    }
    return ActModel("toy@1", tasks, {"field": 0.3}, {})


def _status(lead: float) -> str:
    return kind_of(outline(told("Tin", MENTIONS, TELLS).sketches, {}), (1, 2), _model(lead)).status


def test_the_sentence_that_tells_the_act_tells_its_status() -> None:
    assert _status(lead=3.0) == "planned"


def test_where_both_tell_it_as_well_the_first_one_decides() -> None:
    assert _status(lead=0.0) == "completed"


def test_the_first_sentence_decides_the_instrument() -> None:
    article = outline(told("Tin", MENTIONS, TELLS).sketches, {})
    assert kind_of(article, (1, 2), _model(lead=3.0)).instrument == "project"
