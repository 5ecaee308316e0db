"""Plain translation: texts in, texts out, with what an editor should look at. Makes no brief."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from service.domain.article import Language, other
from service.domain.brief import Finding, TermUse
from service.domain.glossary import Glossary
from service.domain.ports import Aligner, ConfidenceEstimator, Link, Translator
from service.domain.request import TranslatedText, TranslationRequest
from service.domain.stores import Memory
from service.pipeline.check import check_pair
from service.pipeline.check_confidence import low_confidence
from service.pipeline.check_countries import countries_in_pair
from service.pipeline.check_terms import terms_in_pair
from service.pipeline.glossaries import glossary_for, with_introduced
from service.pipeline.remember import NO_MEMORY
from service.pipeline.spoken import blocks_kept, languages_of
from service.pipeline.term_uses import uses_in
from service.pipeline.wordings import Wish, Worded, word
from service.text.gazetteer import Gazetteer
from service.text.markup import translate_html
from service.text.normalise import Normalised, cleaned
from service.text.offsets import span_before
from service.text.position_alignment import PositionAligner
from service.text.terms import index_terms
from service.text.whole_figures import whole_figures
from service.text.word_links import WordLink
from service.text.xml_markup import translate_xml


@dataclass(frozen=True, slots=True)
class _Means:
    """What the texts of one request are translated with."""

    translator: Translator
    estimator: ConfidenceEstimator | None
    memory: Memory
    aligner: Aligner
    gazetteer: Gazetteer | None = None


def translate_texts(  # noqa: PLR0913 ports and glossaries, each by its name
    request: TranslationRequest,
    *,
    translator: Translator,
    glossary: Glossary,
    estimator: ConfidenceEstimator | None = None,
    glossaries: tuple[Glossary, ...] = (),
    memory: Memory = NO_MEMORY,
    aligner: Aligner | None = None,
    gazetteer: Gazetteer | None = None,
) -> list[TranslatedText]:
    """Translate the texts of a request, in its order. `glossaries` are the stored ones that it chooses.

    A text that is in the target language already comes back as it is; others are read in NFC and without
    invisible characters. Raises UnsupportedLanguage, naming the text's position (from 0) and what was found.
    """
    source = other(request.target)
    remembered = memory if request.memory else NO_MEMORY
    means = _Means(translator, estimator, remembered, aligner or PositionAligner(), gazetteer)
    terms = glossary_for(glossary, chosen=glossaries, inline=request.glossary, source=source)
    if request.format != "text":
        return [
            _marked_up(text, request, position, glossary=terms, means=means)
            for position, text in enumerate(request.texts)
        ]
    read = [cleaned(text) for text in request.texts]
    spoken = languages_of([one.text for one in read], request)
    foreign = [one.text for one, language in zip(read, spoken, strict=True) if language == source]
    own = [with_introduced(terms, [text], source=source) for text in foreign]
    done = iter(zip(_worded(foreign, own, terms, request, means), own, strict=True))
    return [
        _with_uses(one, sent, *next(done), source=source, means=means)
        if language == source
        else TranslatedText(sent, language, (), 1.0)
        for sent, one, language in zip(request.texts, read, spoken, strict=True)
    ]


def _worded(
    texts: Sequence[str],
    glossaries: Sequence[Glossary],
    shared: Glossary,
    request: TranslationRequest,
    means: _Means,
) -> list[Worded]:
    """Translate together what the shared glossary is for, and each text that has its own by itself."""
    together = [n for n, glossary in enumerate(glossaries) if glossary is shared]
    alone = [n for n, glossary in enumerate(glossaries) if glossary is not shared]
    wish = Wish(request.alternatives, request.formality, means.memory)
    found: dict[int, Worded] = {}
    for group in (together, *([n] for n in alone)):
        done = word(
            [texts[n] for n in group],
            source=other(request.target),
            translator=means.translator,
            glossary=glossaries[group[0]] if group else shared,
            estimator=means.estimator,
            wish=wish,
        )
        found.update(zip(group, done, strict=True))
    return [found[n] for n in range(len(texts))]


def _with_uses(
    read: Normalised, sent: str, worded: Worded, glossary: Glossary, *, source: Language, means: _Means
) -> TranslatedText:
    """Return a translation with its findings and which terms fired where in the text as it was sent."""
    translated = _translated(read.text, worded, glossary, source, means)
    uses = uses_in(read.text, translated.text, index_terms(glossary, source), target=other(source))
    return replace(translated, term_uses=tuple(_as_sent(use, read, sent) for use in uses))


def _as_sent(use: TermUse, read: Normalised, sent: str) -> TermUse:
    start, end = span_before(read.origin, use.start, use.end, size=len(sent))
    return replace(use, term=sent[start:end], start=start, end=end)


def _translated(
    text: str, worded: Worded, glossary: Glossary, source: Language, means: _Means
) -> TranslatedText:
    findings = (
        *check_pair(text, worded.text, source=source),
        *_countries(text, worded.text, source, means.gazetteer),
        *terms_in_pair(text, worded.text, source=source, glossary=glossary),
        *low_confidence(worded.confidence, means.estimator),
    )
    told = TranslatedText(worded.text, source, findings, worded.confidence, worded.alternatives)
    return replace(told, reused=worded.reused)


def _countries(
    text: str, translation: str, source: Language, gazetteer: Gazetteer | None
) -> Iterator[Finding]:
    if gazetteer is not None:
        yield from countries_in_pair(text, translation, source=source, gazetteer=gazetteer)


@dataclass(slots=True)
class _Between:
    """Translates what is between the tags of one text, and keeps what is to be told of it."""

    request: TranslationRequest
    position: int
    glossary: Glossary
    means: _Means
    source: Language
    findings: list[Finding] = field(default_factory=list)
    confidences: list[float | None] = field(default_factory=lambda: [1.0])
    reused: int = 0

    def keeps(self, texts: Sequence[str], marks: Sequence[str | None]) -> Sequence[bool]:
        self.source, kept = blocks_kept(texts, marks, self.request, self.position)
        return kept

    def translated(self, sent: Sequence[str]) -> list[str]:
        texts = [cleaned(text).text for text in sent]
        if self.source == self.request.target:
            return list(sent)
        terms = with_introduced(self.glossary, texts, source=self.source)
        done = word(
            texts,
            source=self.source,
            translator=self.means.translator,
            glossary=terms,
            estimator=self.means.estimator,
            wish=Wish(formality=self.request.formality, memory=self.means.memory),
        )
        for text, worded in zip(texts, done, strict=True):
            told = _translated(text, worded, terms, self.source, self.means)
            self.findings.extend(told.findings)
            self.confidences.append(told.confidence)
            self.reused += told.reused
        return [worded.text for worded in done]

    def aligned(self, pairs: Sequence[tuple[str, str]]) -> Sequence[tuple[Link, ...]]:
        return _links(pairs, self.means.aligner, self.source)


def _marked_up(
    markup: str, request: TranslationRequest, position: int, *, glossary: Glossary, means: _Means
) -> TranslatedText:
    """Translate between the tags; findings are on each stretch of text, the lowest confidence counts.

    Blocks that surely are in another language than the text's stay as they are.
    """
    between = _Between(request, position, glossary, means, source=other(request.target))
    put = partial(translate_xml, options=request.xml) if request.format == "xml" else translate_html
    wholes = partial(whole_figures, language=request.target)
    text = put(markup, between.translated, between.aligned, keeps=between.keeps, wholes=wholes)
    known = [confidence for confidence in between.confidences if confidence is not None]
    confidence = min(known) if len(known) == len(between.confidences) else None
    findings = tuple(dict.fromkeys(between.findings))
    return replace(TranslatedText(text, between.source, findings, confidence), reused=between.reused)


def _links(
    pairs: Sequence[tuple[str, str]], aligner: Aligner, source: Language
) -> Sequence[tuple[Link, ...]]:
    """Align what the texts were read as; the offsets are of the texts as they are between the tags."""
    read = [cleaned(sent) for sent, _ in pairs]
    asked = [(one.text, target) for one, (_, target) in zip(read, pairs, strict=True)]
    found = aligner.align(asked, source=source, target=other(source))
    return [
        tuple(_link_as_sent(link, one, sent) for link in links)
        for links, one, (sent, _) in zip(found, read, pairs, strict=True)
    ]


def _link_as_sent(link: Link, read: Normalised, sent: str) -> Link:
    start, end = span_before(read.origin, link.source_start, link.source_end, size=len(sent))
    return WordLink(start, end, link.target_start, link.target_end, link.weight)
