"""Stage: what the translation model wrote, put anew by a language model where that passes every check.

Promises the translation model's words wherever the language model is away, answers badly, or says anything
else than the source; one finding when it is away; and that an editor's words from the memory stay.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.domain.article import Language, Segment, other
from service.domain.brief import Finding, Translation
from service.domain.glossary import Glossary
from service.pipeline.assistant_talk import Assistant, Talk
from service.pipeline.assistant_translation import translate_by_model
from service.text.binding import is_demanded
from service.text.terms import TermIndex, index_terms
from service.text.wrapping import has_words


@dataclass(frozen=True, slots=True)
class Retranslated:
    """The translations, what the language model failed at, and who wrote them, for Provenance.translator."""

    translations: tuple[Translation, ...]
    findings: tuple[Finding, ...]
    by: str


def retranslate(
    translations: tuple[Translation, ...],
    segments: Sequence[Segment],
    *,
    source: Language,
    glossary: Glossary,
    assistant: Assistant | None,
    by: str,
) -> Retranslated:
    """Ask the language model for each segment; `by` is the translation model. Without one, change nothing."""
    if assistant is None:
        return Retranslated(translations, (), by)
    talk = Talk(assistant, source)
    index = index_terms(glossary, source)
    texts = {segment.index: segment.text for segment in segments}
    done = tuple(_again(one, texts.get(one.segment, ""), index, talk) for one in translations)
    taken = sum(one is not before for one, before in zip(done, translations, strict=True))
    spoken = f"{assistant.chat.version} ({taken} of {len(done)} segments; {talk.provenance()}), {by}"
    return Retranslated(done, talk.finding(), spoken if taken else by)


def _again(translation: Translation, text: str, index: TermIndex, talk: Talk) -> Translation:
    if translation.origin != "model" or not has_words(text):
        return translation
    due = [place for place in index.find(text) if is_demanded(text, place, source=talk.language)]
    terms = [(text[place.start : place.end], place.term.preferred(other(talk.language))) for place in due]
    words = translate_by_model(text, terms=terms, talk=talk)
    if words is None:
        return translation
    # A chat model says nothing of its probabilities, and the calibration is not of its scores.
    used = tuple(dict.fromkeys(place.term.preferred(other(talk.language)) for place in index.find(text)))
    return replace(translation, text=words, score=0.0, terms=used, confidence=None)
