"""Plain translation: texts in, texts out, with what an editor should look at. Makes no brief."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from service.domain.article import Language, other
from service.domain.brief import Finding, TermUse
from service.domain.errors import MalformedInput
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
from service.text.document_units import joined, regrouped
from service.text.gazetteer import Gazetteer
from service.text.markup_translation import Written, written_html
from service.text.normalise import Normalised, cleaned
from service.text.offsets import span_before
from service.text.position_alignment import PositionAligner
from service.text.terms import index_terms
from service.text.whole_figures import whole_figures
from service.text.word_links import WordLink
from service.text.xml_markup import written_xml


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
    if request.as_one:
        return _in_units(request, glossary=terms, means=means)
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
    """Translates what is between the tags of one text, and keeps what is to be told of its sentences."""

    request: TranslationRequest
    position: int
    glossary: Glossary
    means: _Means
    source: Language
    told: dict[str, TranslatedText] = field(default_factory=dict)

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
        for said, text, worded in zip(sent, texts, done, strict=True):
            self.told[said] = _translated(text, worded, terms, self.source, self.means)
        return [worded.text for worded in done]

    def text_of(self, parts: Sequence[Written]) -> TranslatedText:
        """Return what parts are together: findings on each sentence, the lowest confidence counts."""
        used = dict.fromkeys(sentence for part in parts for sentence in part.sentences)
        told = [self.told[sentence] for sentence in used if sentence in self.told]
        known = [one.confidence for one in told if one.confidence is not None]
        found = TranslatedText(
            text="".join(part.raw for part in parts),
            source=self.source,
            findings=tuple(dict.fromkeys(finding for one in told for finding in one.findings)),
            confidence=min([1.0, *known]) if len(known) == len(told) else None,
        )
        return replace(found, reused=sum(one.reused for one in told))

    def aligned(self, pairs: Sequence[tuple[str, str]]) -> Sequence[tuple[Link, ...]]:
        return _links(pairs, self.means.aligner, self.source)


def _marked_up(
    markup: str, request: TranslationRequest, position: int, *, glossary: Glossary, means: _Means
) -> TranslatedText:
    """Translate between the tags; blocks that surely are in another language than the text's stay."""
    between = _Between(request, position, glossary, means, source=other(request.target))
    return between.text_of(_written(markup, between))


def _in_units(request: TranslationRequest, *, glossary: Glossary, means: _Means) -> list[TranslatedText]:
    """Translate texts as the units of one. Raises MalformedInput where their tags do not part them again."""
    between = _Between(request, 0, glossary, means, source=other(request.target))
    units = regrouped(_written(joined(request.texts), between), len(request.texts))
    if units is None:
        raise MalformedInput("The codes of the text did not come back as they were.", "Translate it by hand.")
    return [between.text_of([unit]) for unit in units]


def _written(markup: str, between: _Between) -> list[Written]:
    request = between.request
    put = partial(written_xml, options=request.xml) if request.format == "xml" else written_html
    wholes = partial(whole_figures, language=request.target)
    return put(markup, between.translated, between.aligned, keeps=between.keeps, wholes=wholes)


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
