"""Other wordings keep the facts, differ from the chosen one, and do not change it."""

from collections.abc import Sequence

import pytest

from service.domain.article import Language
from service.domain.confidence import Decoding
from service.domain.glossary import Glossary, Term
from service.pipeline.wordings import Wish, Worded, word

EMPTY = Glossary("none", "0", ())
SCRIPT = {
    "Hai bên ký 5 văn kiện.": [
        ("The two sides signed 5 documents.", -0.2),
        ("Both sides signed 5 documents.", -0.3),
        ("The two sides signed 6 documents.", -0.35),
        ("the two sides signed 5 documents", -0.4),
        ("The sides signed 5 papers.", -0.6),
    ],
    "Họ ký văn kiện.": [
        ("They sign the text.", -0.2),
        ("They sign the papers.", -0.35),
        ("It signs the papers.", -0.6),
    ],
    "Họ rất vui.": [("They are very happy.", -0.5), ("They are very glad.", -0.52)],
}


class Scripted:
    """Answers by the script: as many hypotheses as are asked for."""

    version = "scripted@1"
    placeholders: tuple[str, ...] = ()

    def __init__(self, script: dict[str, list[tuple[str, float]]] = SCRIPT) -> None:
        self.script = script

    def translate(
        self, texts: Sequence[str], *, source: Language, target: Language, alternatives: int = 1
    ) -> list[list[tuple[str, float]]]:
        return [self.script.get(text, [("Something else.", -9.0)])[:alternatives] for text in texts]


class Doubtful:
    """Believes what has a high score."""

    low = 0.1

    def confidence(self, decodings: Sequence[Decoding], *, target: Language) -> float:
        return 1 + sum(one.score for one in decodings) / len(decodings)


def worded(text: str, wanted: int, glossary: Glossary = EMPTY) -> Worded:
    (found,) = word(
        [text],
        source="vi",
        translator=Scripted(),
        glossary=glossary,
        estimator=Doubtful(),
        wish=Wish(alternatives=wanted),
    )
    return found


def test_alternatives_keep_facts_and_differ_in_words() -> None:
    found = worded("Hai bên ký 5 văn kiện.", 5)
    assert found.text == "The two sides signed 5 documents."
    assert [one.text for one in found.alternatives] == [
        "Both sides signed 5 documents.",
        "The sides signed 5 papers.",
    ]


def test_no_more_are_given_than_asked_for() -> None:
    assert len(worded("Hai bên ký 5 văn kiện.", 1).alternatives) == 1
    assert worded("Hai bên ký 5 văn kiện.", 0).alternatives == ()


def test_the_chosen_wording_is_the_same_with_and_without_alternatives() -> None:
    text = "Hai bên ký 5 văn kiện.\n\nHọ rất vui."
    assert worded(text, 0).text == worded(text, 5).text


def test_of_several_sentences_the_least_certain_varies_first_and_gaps_stay() -> None:
    found = worded("Hai bên ký 5 văn kiện.\n\nHọ rất vui.", 2)
    assert [one.text for one in found.alternatives] == [
        "The two sides signed 5 documents.\n\nThey are very glad.",
        "Both sides signed 5 documents.\n\nThey are very happy.",
    ]


def test_an_alternative_has_a_confidence_of_its_own() -> None:
    found = worded("Họ rất vui.", 1)
    assert found.confidence == pytest.approx(0.5)
    assert found.alternatives[0].confidence == pytest.approx(0.48)


def test_without_an_estimator_nothing_is_known_but_of_what_is_copied() -> None:
    of_words, of_symbols = word(["Họ rất vui.", "***"], source="vi", translator=Scripted(), glossary=EMPTY)
    assert of_words.confidence is None
    assert (of_symbols.text, of_symbols.confidence) == ("***", 1.0)


def test_a_wording_with_the_official_term_goes_first() -> None:
    glossary = Glossary("toy", "1", (Term("văn kiện", "papers", kind="user"),))
    found = worded("Họ ký văn kiện.", 2, glossary)
    assert found.text == "They sign the papers."
    assert [one.text for one in found.alternatives] == ["It signs the papers.", "They sign the text."]


def test_of_wordings_with_all_terms_the_surest_goes_first() -> None:
    found = worded("Hai bên ký 5 văn kiện.\n\nHọ rất vui.", 5)
    sure = [one.confidence or 0.0 for one in found.alternatives]
    assert len(sure) > 2
    assert sure == sorted(sure, reverse=True)


def test_formality_prefers_an_equally_good_hypothesis_and_then_its_pronoun() -> None:
    script = {"You may sit down.": [("Anh có thể ngồi.", -0.3), ("Bạn có thể ngồi.", -0.35), ("Ngồi.", -0.9)]}
    formal, familiar, plain = (
        word(
            ["You may sit down."],
            source="en",
            translator=Scripted(script),
            glossary=EMPTY,
            wish=Wish(formality=formality),
        )[0].text
        for formality in ("more", "prefer_less", "default")
    )
    assert plain == "Anh có thể ngồi."
    assert familiar == "Bạn có thể ngồi."
    assert formal == "Anh có thể ngồi."
