"""Which language the texts of a request are in, and which of their blocks are left as they are.

Promises that `source` is believed and `presumed` is asked only where the words leave it open; raises
UnsupportedLanguage, with the text's position, for what surely is in neither of our languages.
"""

from collections import Counter
from collections.abc import Sequence

from service.domain.article import Language, other
from service.domain.errors import UnsupportedLanguage
from service.domain.request import TranslationRequest
from service.text.document_languages import language_of, to_translate
from service.text.language import SURE, identify
from service.text.markup_languages import is_other, spoken_in_row
from service.text.wordless import is_wordless, written_in

_REMEDY = "Send Vietnamese or English, or name the text's language in `source`."


def languages_of(texts: Sequence[str], request: TranslationRequest) -> list[Language]:
    """Return the language of each text; one of figures or signs alone has that of most of the others.

    Where there are no others, the marks of its figures tell (1.234 is Vietnamese), or it is in the language
    that is translated from.
    """
    found = [source_of(text, request, position) for position, text in enumerate(texts)]
    if request.source is not None:
        return found
    told = [not is_wordless(text) for text in texts]
    sure = Counter(one for one, words in zip(found, told, strict=True) if words).most_common(1)
    if sure:
        return [one if words else sure[0][0] for one, words in zip(found, told, strict=True)]
    return [request.presumed or written_in(text) or one for text, one in zip(texts, found, strict=True)]


def source_of(text: str, request: TranslationRequest, position: int) -> Language:
    """Return the text's language: the sender's word, or what is recognised; bare symbols count as foreign."""
    if request.source is not None:
        return request.source
    if is_wordless(text):
        return other(request.target)
    if request.presumed is not None:
        return _unless_sure(text, request.presumed, position)
    found = identify(text)
    if found.language is None and found.confidence < SURE:
        return other(request.target)  # a name, a code: the translator copies what it cannot translate
    if found.language is None:
        raise _refusal(found.name, position)
    return found.language


def blocks_kept(
    texts: Sequence[str], marks: Sequence[str | None], request: TranslationRequest, position: int
) -> tuple[Language, list[bool]]:
    """Return the language of a marked-up text, and which of its blocks are in another one and stay.

    `marks` are the languages that blocks are marked with; they count where the words leave it open.
    """
    if request.source is not None:
        return request.source, [False] * len(texts)
    source = other(request.target)
    spoken = spoken_in_row(texts, marks)
    if source not in spoken:
        language = source_of("\n".join(texts), request, position)
        if language == request.target:
            return language, [True] * len(texts)
    else:
        _refuse_foreign(texts, request, position)
    return source, [
        language != source and (language is not None or is_other(text, mark, source))
        for text, language, mark in zip(texts, spoken, marks, strict=True)
    ]


def _unless_sure(text: str, presumed: Language, position: int) -> Language:
    name = language_of(text)
    if name is None or name == presumed:
        return presumed
    if name == other(presumed):
        return other(presumed)
    raise _refusal(name, position, "Send Vietnamese or English, or say the item's own `language`.")


def _refuse_foreign(texts: Sequence[str], request: TranslationRequest, position: int) -> None:
    """Refuse a text that in most of its blocks is in another language than ours, as documents are."""
    try:
        to_translate(texts, request.target, source=request.presumed)
    except UnsupportedLanguage as error:
        cause = error.cause.replace("The text", f"The text at position {position}", 1)
        raise UnsupportedLanguage(cause, error.remedy) from None


def _refusal(name: str, position: int, remedy: str = _REMEDY) -> UnsupportedLanguage:
    return UnsupportedLanguage(f"The text at position {position} is in {name}.", remedy)
