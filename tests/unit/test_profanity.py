"""Strong language is the source's business: nothing masks, drops or flags it."""

from collections.abc import Sequence

import pytest

from service.domain.article import Language
from service.domain.glossary import Glossary
from service.domain.request import Formality, TranslationRequest
from service.pipeline.plain import translate_texts

PAIRS = {
    "Đồ chó đẻ, cút mẹ mày đi!": "You son of a bitch, fuck off!",
    "Mẹ kiếp, chuyện này vớ vẩn vãi lồn.": "Damn it, this is fucking bullshit.",
    "Thằng khốn nạn đó là một tên đĩ đực.": "That bastard is a whore.",
}
BACK = {english: vietnamese for vietnamese, english in PAIRS.items()}


class Blunt:
    """Knows the pairs."""

    version = "blunt@1"
    placeholders: tuple[str, ...] = ()

    def translate(
        self, texts: Sequence[str], *, source: Language, target: Language, alternatives: int = 1
    ) -> list[list[tuple[str, float]]]:
        known = PAIRS if target == "en" else BACK
        return [[(known.get(text, text), -0.1)] for text in texts]


@pytest.mark.parametrize(("texts", "source", "target"), [(PAIRS, "vi", "en"), (BACK, "en", "vi")])
@pytest.mark.parametrize("formality", ["default", "prefer_more"])
def test_profanity_comes_through_as_it_is(
    texts: dict[str, str], source: Language, target: Language, formality: Formality
) -> None:
    request = TranslationRequest(tuple(texts), target, source, formality=formality)
    done = translate_texts(request, translator=Blunt(), glossary=Glossary("none", "0", ()))
    assert [one.text for one in done] == list(texts.values())
    assert all("*" not in one.text for one in done)
