"""From a payload to a brief: the stages, called in order. Decides nothing that a stage decides."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from service.domain.article import Article, Language, Payload, Segment
from service.domain.brief import Brief, Finding, Provenance, Translation
from service.domain.glossary import Glossary
from service.domain.highlight import Highlight, Quote
from service.domain.ports import ConfidenceEstimator, SalienceRanker, Translator
from service.domain.request import BriefOptions
from service.domain.stores import Memory
from service.pipeline.article_names import article_names
from service.pipeline.assistant_talk import Assistant
from service.pipeline.chat_translation import Retranslated, retranslate
from service.pipeline.check import check
from service.pipeline.check_confidence import check_confidence, shown_first
from service.pipeline.check_countries import check_countries
from service.pipeline.check_terms import check_terms
from service.pipeline.compose import Parts, compose
from service.pipeline.glossaries import glossary_for, with_introduced
from service.pipeline.highlight import Acts, highlight, quotes, with_gists
from service.pipeline.ingest import Limits, ingest
from service.pipeline.localise import check_names, localise
from service.pipeline.orders import order_findings, orders_in, without_orders
from service.pipeline.remember import NO_MEMORY, memory_label
from service.pipeline.same_names import people_of, with_same_names
from service.pipeline.segment import segment
from service.pipeline.short_names import short_names
from service.pipeline.summarise import SummaryOptions, summarise
from service.pipeline.telling import Telling, Writers, check_written, tell, translated
from service.pipeline.term_uses import term_uses
from service.pipeline.translate import translate
from service.text.entities.find import find_entities
from service.text.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Engine:
    """What the stages work with. Safe to share between threads.

    `observe` is told the name of each stage and how many seconds it took.
    """

    translator: Translator
    ranker: SalienceRanker
    glossary: Glossary
    gazetteer: Gazetteer
    acts: Acts
    limits: Limits
    service_version: str
    observe: Callable[[str, float], None]
    writers: Writers = field(default_factory=Writers)
    estimator: ConfidenceEstimator | None = None
    memory: Memory = NO_MEMORY
    retranslator: Assistant | None = None


def write_brief(
    payload: Payload,
    options: BriefOptions,
    engine: Engine,
    *,
    brief_id: str,
    created_at: datetime,
    glossaries: tuple[Glossary, ...] = (),
) -> Brief:
    """Write the brief of one article. Raises InputError; never anything for a valid article.

    `glossaries` are the stored ones that the options choose.
    """
    with _timed("ingest", engine):
        article = ingest(payload, engine.limits)
    with _timed("segment", engine):
        segments = segment(article)
    memory = engine.memory if options.memory else NO_MEMORY
    remembered = memory_label(memory)  # before the look-up, so that a later change is never claimed as read
    orders = orders_in(article, segments)
    telling, spoken = _read(*without_orders(article, segments, orders), options, engine)
    asked = glossary_for(engine.glossary, chosen=glossaries, inline=options.glossary, source=article.language)
    glossary = _with_own(asked, article, segments, telling.highlights, engine.gazetteer)
    with _timed("translate", engine):
        written = _translations(segments, article.language, glossary=glossary, engine=engine, memory=memory)
        translations = written.translations
        summary, headline = translated(
            telling, article, segments=segments, translations=translations, translator=engine.translator
        )
    with _timed("localise", engine):
        telling = _named(telling, article.language, glossary=glossary, engine=engine)
    shown = shown_first(segments, summary, spoken)
    with _timed("check", engine):
        findings = (
            *order_findings(article, segments, orders),
            *_checked(segments, translations, article, glossary=glossary, engine=engine, shown=shown),
            *check_written(summary, headline, segments, source=article.language),
            *telling.findings,
            *(one for one in written.findings if one not in telling.findings),
        )
    uses = term_uses(segments, translations, source=article.language, glossary=glossary)
    return compose(
        article,
        Parts(segments, translations, summary, headline, telling.highlights, spoken, findings, uses, orders),
        brief_id=brief_id,
        created_at=created_at,
        provenance=replace(
            provenance_of(engine, glossary), translator=written.by, prompt=telling.prompt, memory=remembered
        ),
    )


def _named(telling: Telling, source: Language, *, glossary: Glossary, engine: Engine) -> Telling:
    """Say the names of the highlights in the other language, and their gists; presumed names are findings."""
    named = localise(
        telling.highlights,
        source=source,
        glossary=glossary,
        gazetteer=engine.gazetteer,
        translator=engine.translator,
    )
    presumed = check_names(named, source=source, glossary=glossary, gazetteer=engine.gazetteer)
    return replace(telling, highlights=with_gists(named), findings=(*telling.findings, *presumed))


def _checked(
    segments: tuple[Segment, ...],
    translations: tuple[Translation, ...],
    article: Article,
    *,
    glossary: Glossary,
    engine: Engine,
    shown: frozenset[int],
) -> tuple[Finding, ...]:
    """Find the faults of the translations: what differs, what is misnamed, what the model is unsure of."""
    return (
        *check(segments, translations, source=article.language),
        *check_terms(segments, translations, source=article.language, glossary=glossary),
        *check_countries(segments, translations, source=article.language, gazetteer=engine.gazetteer),
        *check_confidence(translations, engine.estimator, shown=shown),
    )


def _translations(
    segments: tuple[Segment, ...],
    source: Language,
    *,
    glossary: Glossary,
    engine: Engine,
    memory: Memory,
) -> Retranslated:
    """Translate the segments; a language model puts them anew, where one is to; each person has one name."""
    translations = translate(
        segments,
        source=source,
        translator=engine.translator,
        glossary=glossary,
        estimator=engine.estimator,
        memory=memory,
    )
    done = retranslate(
        translations,
        segments,
        source=source,
        glossary=glossary,
        assistant=engine.retranslator,
        by=engine.translator.version,
    )
    people = people_of(find_entities(segments, source, engine.gazetteer))
    alike, varied = with_same_names(
        done.translations, segments, source=source, people=people, glossary=glossary
    )
    return Retranslated(alike, (*done.findings, *varied), done.by)


def _with_own(
    glossary: Glossary,
    article: Article,
    segments: tuple[Segment, ...],
    highlights: tuple[Highlight, ...],
    gazetteer: Gazetteer,
) -> Glossary:
    """Return the glossary with the article's own abbreviations, names and short names."""
    source, texts = article.language, [segment.text for segment in segments]
    names = article_names(highlights, source=source, glossary=glossary, gazetteer=gazetteer)
    whole = with_introduced(glossary, texts, source=source, names=names)
    short = short_names(texts, whole) if source == "vi" else ()
    return with_introduced(glossary, texts, source=source, names=(*names, *short)) if short else whole


def _read(
    article: Article, segments: tuple[Segment, ...], options: BriefOptions, engine: Engine
) -> tuple[Telling, tuple[Quote, ...]]:
    """Find what the article says, in its own language: highlights, summary, quotes."""
    with _timed("highlight", engine):
        found = highlight(article, segments, gazetteer=engine.gazetteer, acts=engine.acts)
        spoken = quotes(article, segments, gazetteer=engine.gazetteer, acts=engine.acts)
    with _timed("summarise", engine):
        extract = summarise(
            article, segments, ranker=engine.ranker, options=_summary_options(options), highlights=found
        )
        telling = tell(
            article,
            segments,
            found=found,
            extract=extract,
            gazetteer=engine.gazetteer,
            writers=engine.writers,
        )
    return telling, spoken


@contextmanager
def _timed(name: str, engine: Engine) -> Iterator[None]:
    began = time.perf_counter()
    yield
    engine.observe(name, time.perf_counter() - began)


def provenance_of(engine: Engine, glossary: Glossary) -> Provenance:
    """Return the versions that write briefs now."""
    return Provenance(
        service=f"diemnhan@{engine.service_version}",
        translator=engine.translator.version,
        summariser=(engine.writers.summariser or engine.ranker).version,
        extractor=f"acts@{engine.acts.model.version}",
        glossary=f"{glossary.name}@{glossary.version}",
    )


def _summary_options(options: BriefOptions) -> SummaryOptions:
    return SummaryOptions(
        sentences=options.summary_sentences,
        words=options.summary_words,
        ratio=options.summary_ratio,
        focus=options.focus,
    )
