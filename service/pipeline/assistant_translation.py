"""A sentence translated by the language model, where its translation passes every check that we have.

Promises None for one that loses or adds a number, date, sum or name, misses a term, or is no translation.
Stands beside the translation model, as a second opinion for what it got wrong; replaces nothing by itself.
"""

from collections.abc import Sequence

from service.pipeline.assistant_answers import read_translation
from service.pipeline.assistant_talk import Talk
from service.pipeline.check import check_pair
from service.text.instructions import is_instruction
from service.text.likeness import find_words


def translate_by_model(text: str, *, terms: Sequence[tuple[str, str]], talk: Talk) -> str | None:
    """Translate a sentence of the talk's language; `terms` are (own words, rendering) that must be kept."""
    if is_instruction(text):
        return None
    due = [(own, rendering) for own, rendering in terms if find_words(own, text)]
    glossary = "\n".join(f"{own} = {rendering}" for own, rendering in due)
    answer = talk.ask("translate-with-glossary", {"glossary": glossary, "text": text})
    if answer is None:
        return None
    translation = read_translation(answer)
    if translation is None:
        talk.misread("translate-with-glossary")
        return None
    faults = [one for one in check_pair(text, translation, source=talk.language) if one.severity != "info"]
    kept = all(find_words(rendering, translation) for _, rendering in due)
    return translation if kept and translation != text and not faults else None
