"""Plain translation: texts in, texts out, with what an editor should look at. Makes no brief."""

from collections.abc import Sequence

from service.domain.article import Language, other
from service.domain.brief import Finding
from service.domain.errors import UnsupportedLanguage
from service.domain.glossary import Glossary
from service.domain.ports import ConfidenceEstimator, Translator
from service.domain.request import TranslatedText, TranslationRequest
from service.pipeline.check import check_pair
from service.pipeline.check_confidence import low_confidence
from service.pipeline.glossaries import with_inline
from service.pipeline.wordings import Wish, Worded, word
from service.text.language import identify
from service.text.markup import translate_html

_SURE = 0.7  # confidence from which an unsupported language is refused


def translate_texts(
    request: TranslationRequest,
    *,
    translator: Translator,
    glossary: Glossary,
    estimator: ConfidenceEstimator | None = None,
) -> list[TranslatedText]:
    """Translate the texts of a request, in its order.

    A text that is in the target language already comes back as it is. Raises UnsupportedLanguage, naming
    the text's position (from 0) and what was found.
    """
    source = other(request.target)
    terms = with_inline(glossary, request.glossary, source=source)
    if request.format == "html":
        return [
            _html(text, request, position, translator=translator, glossary=terms, estimator=estimator)
            for position, text in enumerate(request.texts)
        ]
    spoken = [_source(text, request, position) for position, text in enumerate(request.texts)]
    foreign = [text for text, language in zip(request.texts, spoken, strict=True) if language == source]
    wish = Wish(request.alternatives, request.formality)
    done = iter(
        word(foreign, source=source, translator=translator, glossary=terms, estimator=estimator, wish=wish)
    )
    return [
        _translated(text, next(done), language, estimator)
        if language == source
        else TranslatedText(text, language, (), 1.0)
        for text, language in zip(request.texts, spoken, strict=True)
    ]


def _translated(
    text: str, worded: Worded, source: Language, estimator: ConfidenceEstimator | None
) -> TranslatedText:
    findings = (
        *check_pair(text, worded.text, source=source),
        *low_confidence(worded.confidence, estimator),
    )
    return TranslatedText(worded.text, source, findings, worded.confidence, worded.alternatives)


def _html(
    html: str,
    request: TranslationRequest,
    position: int,
    *,
    translator: Translator,
    glossary: Glossary,
    estimator: ConfidenceEstimator | None,
) -> TranslatedText:
    """Translate between the tags; findings are on each stretch of text, the lowest confidence counts."""
    languages: list[Language] = []
    findings: list[Finding] = []
    confidences: list[float | None] = [1.0]

    def between_tags(texts: Sequence[str]) -> list[str]:
        languages.append(_source("\n".join(texts), request, position))
        if languages[0] == request.target:
            return list(texts)
        done = word(
            texts,
            source=languages[0],
            translator=translator,
            glossary=glossary,
            estimator=estimator,
            wish=Wish(formality=request.formality),
        )
        for text, worded in zip(texts, done, strict=True):
            translated = _translated(text, worded, languages[0], estimator)
            findings.extend(translated.findings)
            confidences.append(translated.confidence)
        return [worded.text for worded in done]

    translated = translate_html(html, between_tags)
    source = languages[0] if languages else other(request.target)
    known = [confidence for confidence in confidences if confidence is not None]
    confidence = min(known) if len(known) == len(confidences) else None
    return TranslatedText(translated, source, tuple(dict.fromkeys(findings)), confidence)


def _source(text: str, request: TranslationRequest, position: int) -> Language:
    """Return the text's language: the sender's word, or what is recognised; bare symbols count as foreign."""
    if request.source is not None:
        return request.source
    if not any(character.isalpha() for character in text):
        return other(request.target)
    found = identify(text)
    if found.language is None and found.confidence < _SURE:
        return other(request.target)  # a name, a code: the translator copies what it cannot translate
    if found.language is None:
        raise UnsupportedLanguage(
            f"The text at position {position} is in {found.name}.",
            "Send Vietnamese or English, or name the text's language in `source`.",
        )
    return found.language
