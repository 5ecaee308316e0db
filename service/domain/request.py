"""What may be asked for: the options of a brief, and a request for plain translation with its answer."""

from dataclasses import dataclass
from typing import Literal

from service.domain.article import Language
from service.domain.brief import Finding, TermUse

Focus = Literal["general", "cooperation"]
TextFormat = Literal["text", "html", "xml"]
Formality = Literal["default", "more", "less", "prefer_more", "prefer_less"]
InlineGlossary = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BriefOptions:
    """How to write a brief. Of the summary lengths, the first that is given counts: words, ratio, sentences.

    `glossary` holds (term in the article's language, rendering) pairs that go before any other glossary;
    `glossaries` are ids of stored ones, the first before the next. None: those that are default for `desk`,
    the id of the API key that asks, or without one for everybody.
    `memory`: whether what the translation memory has is reused. `deliver` are ids of the endpoints that are
    told of what comes of this; None: those that asked for such events.
    """

    summary_sentences: int = 3
    summary_words: int | None = None
    summary_ratio: float | None = None
    focus: Focus = "general"
    glossary: InlineGlossary = ()
    glossaries: tuple[str, ...] | None = None
    memory: bool = True
    deliver: tuple[str, ...] | None = None
    desk: str | None = None


@dataclass(frozen=True, slots=True)
class XmlOptions:
    """What the elements of an XML text mean, named as they are written.

    The content of `ignore_tags` is not translated. `splitting_tags` part the text around them,
    `non_splitting_tags` stand inside of sentences; of the others those part it that never stand beside text,
    without `outline_detection` none does. `joins_lines`: a line break is a space and ends no sentence.
    """

    ignore_tags: tuple[str, ...] = ()
    splitting_tags: tuple[str, ...] = ()
    non_splitting_tags: tuple[str, ...] = ()
    outline_detection: bool = True
    joins_lines: bool = False


@dataclass(frozen=True, slots=True)
class TranslationRequest:
    """Texts to translate; `source` None means that each text's language is recognised by itself.

    `presumed` is the language of a text whose words do not tell for sure; `source` goes before it.
    `alternatives` is how many other wordings of each text are wanted, `formality` how Vietnamese is to
    address its reader. `as_one`: the texts, of XML, are translated as the units of one document, whose
    sentences they share, and each is told of by itself. `glossary`, `glossaries`, `desk` and `memory` as in
    BriefOptions.
    """

    texts: tuple[str, ...]
    target: Language
    source: Language | None = None
    format: TextFormat = "text"
    glossary: InlineGlossary = ()
    glossaries: tuple[str, ...] | None = None
    alternatives: int = 0
    formality: Formality = "default"
    memory: bool = True
    xml: XmlOptions = XmlOptions()
    as_one: bool = False
    desk: str | None = None
    presumed: Language | None = None


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another wording of a translation, and the chance (0..1) that it is good, where that is known."""

    text: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class TranslatedText:
    """A text in the target language, the language it was in, and what an editor should look at.

    `confidence` is the chance (0..1) that it is good; None where nothing calibrates the model's score.
    `term_uses` has offsets into the text as it was sent; it is empty for HTML and XML. `reused` is how many
    of the sentences came from the translation memory.
    """

    text: str
    source: Language
    findings: tuple[Finding, ...]
    confidence: float | None = None
    alternatives: tuple[Alternative, ...] = ()
    term_uses: tuple[TermUse, ...] = ()
    reused: int = 0
