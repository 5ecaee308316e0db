"""Which texts of a document are to be translated: documents often are in two languages already.

Promises that what is surely in the target language, or surely in neither of ours, is left as it is, and that
a short text follows the rest.
"""

from collections.abc import Sequence

from service.domain.article import Language, other
from service.domain.errors import EmptyInput, UnsupportedLanguage
from service.text.language import identify

_SURE = 0.85
_WORDS = 4  # fewer say too little


def to_translate(
    texts: Sequence[str], target: Language, *, declared: bool = False, source: Language | None = None
) -> list[bool]:
    """Tell of each text whether it is translated; `declared`: the file says what language it is in.

    `source` is what the sender says. Raises EmptyInput without any words, UnsupportedLanguage where all is
    in another language than ours and nobody says otherwise.
    """
    worded = [any(map(str.isalpha, text)) for text in texts]
    if not any(worded):
        raise EmptyInput("The file has no text that is translated.", "Send a file with text in it.")
    if declared:
        return worded
    spoken = [_language(text) for text in texts]
    sure = {language for language in spoken if language is not None}
    if sure == {target}:  # then what is too short to tell is in it too
        wanted = [False] * len(texts)
    else:
        ours = (None, other(target))
        wanted = [has and language in ours for has, language in zip(worded, spoken, strict=True)]
    if source is not None:
        return wanted if any(wanted) else [source != target and has for has in worded]
    if sure and not {"vi", "en"} & sure:
        cause = f"The text is in {min(sure)}."
        raise UnsupportedLanguage(cause, "Send Vietnamese or English, or name its language in `source`.")
    return wanted


def _language(text: str) -> str | None:
    """Return the language of a text, by its name if it is not ours, None where nobody can be sure."""
    if len(text.split()) < _WORDS:
        return None
    found = identify(text)
    if found.confidence < _SURE or (found.language == "vi" and not found.diacritics):
        return None
    return found.language or found.name
