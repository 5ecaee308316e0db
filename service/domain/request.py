"""What may be asked for: the options of a brief, and a request for plain translation with its answer."""

from dataclasses import dataclass
from typing import Literal

from service.domain.article import Language
from service.domain.brief import Finding

Focus = Literal["general", "cooperation"]
TextFormat = Literal["text", "html"]
InlineGlossary = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BriefOptions:
    """How to write a brief. Of the summary lengths, the first that is given counts: words, ratio, sentences.

    `glossary` holds (term in the article's language, rendering) pairs that go before any other glossary;
    `glossaries` are ids of stored ones, the first before the next. None: those that are default.
    """

    summary_sentences: int = 3
    summary_words: int | None = None
    summary_ratio: float | None = None
    focus: Focus = "general"
    glossary: InlineGlossary = ()
    glossaries: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class TranslationRequest:
    """Texts to translate; `source` None means that each text's language is recognised by itself.

    `glossary` and `glossaries` as in BriefOptions.
    """

    texts: tuple[str, ...]
    target: Language
    source: Language | None = None
    format: TextFormat = "text"
    glossary: InlineGlossary = ()
    glossaries: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class TranslatedText:
    """A text in the target language, the language it was in, and what an editor should look at."""

    text: str
    source: Language
    findings: tuple[Finding, ...]
