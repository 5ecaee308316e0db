"""Everyday phrases with their renderings, in front of a model that knows news better than greetings.

Promises that only a text that is a phrase and nothing else is rendered from the book, and that the version
names the book beside the model. Refuses to know which model there is.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from service.domain.article import Language
from service.domain.errors import ConfigurationError
from service.domain.ports import Translator
from service.text.phrases import bare_key, fitted, phrase_key

_COLUMNS = 3
_WAYS: Mapping[str, tuple[Language, ...]] = {"both": ("en", "vi"), "en": ("en",), "vi": ("vi",)}
_SURE = 0.0  # mean log-probability a token of what is not a guess


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """Renderings by the language of the phrase and its key."""

    version: str
    renderings: Mapping[Language, Mapping[str, str]]

    def rendering(self, text: str, *, source: Language, target: Language) -> str | None:
        """Return the rendering of a text that is a phrase, with the text's marks and case; else None."""
        found = self.renderings[source].get(phrase_key(text))
        return None if found is None else fitted(text, found, target=target)


@dataclass(frozen=True, slots=True)
class PhraseTranslator:
    """A translator that asks the book first."""

    model: Translator
    book: PhraseBook

    @property
    def version(self) -> str:
        """Return the model's version and the book's."""
        return f"{self.model.version}+{self.book.version}"

    @property
    def placeholders(self) -> tuple[str, ...]:
        """Return what the model carries across."""
        return self.model.placeholders

    def translate(
        self, texts: Sequence[str], *, source: Language, target: Language, alternatives: int = 1
    ) -> list[list[tuple[str, float]]]:
        """Translate; a phrase has one hypothesis."""
        known = [self.book.rendering(text, source=source, target=target) for text in texts]
        open_texts = [text for text, phrase in zip(texts, known, strict=True) if phrase is None]
        done = iter(self.model.translate(open_texts, source=source, target=target, alternatives=alternatives))
        return [next(done) if phrase is None else [(phrase, _SURE)] for phrase in known]


def load_phrases(path: Path) -> PhraseBook:
    """Read a book from a TSV file. Raises ConfigurationError for one that is missing or malformed."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"The phrases in {path} cannot be read.", "Restore termbase/phrases.tsv."
        ) from error
    renderings: dict[Language, dict[str, str]] = {"en": {}, "vi": {}}
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != _COLUMNS or cells[2] not in _WAYS:
            raise ConfigurationError(
                f"Line {number} of {path} is no phrase.", "Write English, Vietnamese and both, en or vi."
            )
        english, vietnamese, ways = cells
        for way in _WAYS[ways]:
            phrase, rendering = (english, vietnamese) if way == "en" else (vietnamese, english)
            renderings[way].setdefault(phrase_key(phrase), rendering)
    version = f"phrases@{hashlib.sha256(text.encode()).hexdigest()[:8]}"
    return PhraseBook(version, {"en": renderings["en"], "vi": _with_bare(renderings["vi"])})


def _with_bare(renderings: Mapping[str, str]) -> Mapping[str, str]:
    """Add the phrases typed without diacritics, where those with the same letters mean the same."""
    meanings: dict[str, set[str]] = {}
    for phrase, rendering in renderings.items():
        if bare := bare_key(phrase):
            meanings.setdefault(bare, set()).add(rendering)
    bare_ones = {bare: next(iter(told)) for bare, told in meanings.items() if len(told) == 1}
    return {**bare_ones, **renderings}
