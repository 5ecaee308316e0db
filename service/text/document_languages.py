"""Which texts of a document are to be translated: documents often are in two languages already.

Promises that what is surely in the target language, or surely in neither of ours, is left as it is; that a
short text follows the rest; and that a document which is in another language on the whole is refused.
"""

from collections import Counter
from collections.abc import Sequence

from service.domain.article import Language, other
from service.domain.errors import EmptyInput, UnsupportedLanguage
from service.text.language import SURE, Identification, identify
from service.text.wordless import is_for_translation

_SURE_OF_OURS = 0.85  # beside the other one of the two, in which names and loans are alike
_WORDS = 4  # of a script with spaces; fewer say too little
_LETTERS = 2  # of one without: a word; one may be a formula's
_SHARE = 0.2  # of the letters: less in the language translated from is a quotation in a foreign document


def to_translate(
    texts: Sequence[str], target: Language, *, declared: bool = False, source: Language | None = None
) -> list[bool]:
    """Tell of each text whether it is translated; `declared`: the file says what language it is in.

    `source` is what the sender says. Raises EmptyInput without any words, UnsupportedLanguage where the whole
    is in another language than ours and nobody says otherwise.
    """
    if not any(any(map(str.isalpha, text)) for text in texts):
        raise EmptyInput("The file has no text that is translated.", "Send a file with text in it.")
    worded = [is_for_translation(text) for text in texts]
    if declared:
        return worded
    spoken = [language_of(text) for text in texts]
    foreign = None if source else _foreign_whole(texts, spoken)
    if foreign is not None:
        _refuse_unless_partly(other(target), texts, spoken, foreign=foreign)
    if {"vi", "en"}.intersection(spoken) == {target}:
        wanted = [False] * len(texts)  # then what is too short to tell is in it too
    else:
        ours = (other(target),) if foreign else (None, other(target))
        wanted = [has and language in ours for has, language in zip(worded, spoken, strict=True)]
    if source is not None and not any(wanted):
        return [source != target and has for has in worded]
    return wanted


def _foreign_whole(texts: Sequence[str], spoken: Sequence[str | None]) -> str | None:
    """Return the name of the language of most of the text, None where that is ours or may be."""
    letters = Counter[str | None]()
    for text, language in zip(texts, spoken, strict=True):
        letters[language] += len(text)
    ours = letters["vi"] + letters["en"]
    others = {name: count for name, count in letters.items() if name not in (None, "vi", "en")}
    name = max(others, key=lambda language: others[language], default=None)
    if ours:
        return name if sum(others.values()) > ours else None
    whole = "\n".join(texts)
    found = identify(whole)
    return None if found.language else _foreign(whole, found) or name


def _refuse_unless_partly(
    source: Language, texts: Sequence[str], spoken: Sequence[str | None], *, foreign: str
) -> None:
    ours = sum(len(text) for text, language in zip(texts, spoken, strict=True) if language == source)
    if ours < _SHARE * sum(map(len, texts)):
        raise UnsupportedLanguage(
            f"The text is in {foreign}.", "Send Vietnamese or English, or name its language in `source`."
        )


def language_of(text: str) -> str | None:
    """Return the language of a text, by its name if it is not ours, None where nobody can be sure."""
    found = identify(text)
    if found.language is None:
        return _foreign(text, found)
    if len(text.split()) < _WORDS or found.confidence < _SURE_OF_OURS:
        return None
    return found.language if found.diacritics or found.language == "en" else None


def _foreign(text: str, found: Identification) -> str | None:
    """Return the name of another language than ours, None where the text may be in one of them."""
    letters = [char for char in text if char.isalpha()]
    is_spaced = 2 * sum(map(str.isascii, letters)) > len(letters)
    enough = len(text.split()) >= _WORDS if is_spaced else len(letters) >= _LETTERS
    return found.name if enough and found.language is None and found.confidence >= SURE else None
