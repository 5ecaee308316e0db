"""Texts to translate, and their translations."""

from collections.abc import Mapping, Sequence
from typing import Required, TypedDict

from diemnhan_client.nouns.briefs import Finding, TermUse
from diemnhan_client.nouns.vocabulary import Formality, Language, LanguageOrAuto, TextFormat


class Alternative(TypedDict):
    """Another wording of a translation, and the chance (0..1) that it is good, where that is known."""

    text: str
    confidence: float | None


class Translation(TypedDict):
    """A translated text, the language it was in, and what an editor should look at."""

    text: str
    source: Language
    findings: list[Finding]
    confidence: float | None
    alternatives: list[Alternative]
    term_uses: list[TermUse]
    reused: int


class Translations(TypedDict):
    """The translations, in the order of the texts."""

    translations: list[Translation]


class XmlOptions(TypedDict, total=False):
    """What the elements of an XML text mean."""

    ignore_tags: Sequence[str]
    splitting_tags: Sequence[str]
    non_splitting_tags: Sequence[str]
    outline_detection: bool
    joins_lines: bool


class TranslationsRequest(TypedDict, total=False):
    """Texts to translate, in order."""

    texts: Required[Sequence[str]]
    target: Required[Language]
    source: LanguageOrAuto
    format: TextFormat
    glossary: Mapping[str, str]
    glossaries: Sequence[str] | None
    alternatives: int
    formality: Formality
    memory: bool
    xml: XmlOptions
