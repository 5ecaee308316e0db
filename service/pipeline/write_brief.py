"""From a payload to a brief: the stages, called in order. Decides nothing that a stage decides."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from service.domain.article import Payload
from service.domain.brief import Brief, Provenance
from service.domain.glossary import Glossary
from service.domain.ports import SalienceRanker, Translator
from service.domain.request import BriefOptions
from service.pipeline.check import check
from service.pipeline.compose import Parts, compose
from service.pipeline.glossaries import with_inline
from service.pipeline.highlight import Acts, highlight, quotes
from service.pipeline.ingest import Limits, ingest
from service.pipeline.localise import localise
from service.pipeline.segment import segment
from service.pipeline.summarise import SummaryOptions, summarise
from service.pipeline.translate import translate
from service.text.acts.gist import with_gists
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


def write_brief(
    payload: Payload, options: BriefOptions, engine: Engine, *, brief_id: str, created_at: datetime
) -> Brief:
    """Write the brief of one article. Raises InputError; never anything for a valid article."""

    @contextmanager
    def stage(name: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        engine.observe(name, time.perf_counter() - began)

    with stage("ingest"):
        article = ingest(payload, engine.limits)
    with stage("segment"):
        segments = segment(article)
    with stage("highlight"):
        found = highlight(article, segments, gazetteer=engine.gazetteer, acts=engine.acts)
        spoken = quotes(article, segments, gazetteer=engine.gazetteer, acts=engine.acts)
    with stage("summarise"):
        summary = summarise(
            article, segments, ranker=engine.ranker, options=_summary_options(options), highlights=found
        )
    with stage("translate"):
        glossary = with_inline(engine.glossary, options.glossary, source=article.language)
        translations = translate(
            segments, source=article.language, translator=engine.translator, glossary=glossary
        )
    with stage("localise"):
        named = localise(
            found,
            source=article.language,
            glossary=glossary,
            gazetteer=engine.gazetteer,
            translator=engine.translator,
        )
        highlights = with_gists(named)
    with stage("check"):
        findings = check(segments, translations, source=article.language)
    parts = Parts(segments, translations, summary, highlights, spoken, findings)
    provenance = provenance_of(engine, glossary)
    return compose(article, parts, brief_id=brief_id, created_at=created_at, provenance=provenance)


def provenance_of(engine: Engine, glossary: Glossary) -> Provenance:
    """Return the versions that write briefs now."""
    return Provenance(
        service=f"diemnhan@{engine.service_version}",
        translator=engine.translator.version,
        summariser=engine.ranker.version,
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
