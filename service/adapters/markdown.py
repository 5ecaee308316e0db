"""A Brief as Markdown (CommonMark) for people: both languages, every statement with its evidence.

Promises that no text of an article becomes markup, and that nothing of the brief but its numbers is left out.
"""

import re
from collections.abc import Iterator

from service.adapters.labels import labels
from service.adapters.term_list import terms_of
from service.domain.article import Language, other
from service.domain.brief import Brief
from service.domain.highlight import Bilingual, Evidence, Highlight

MEDIA_TYPE = "text/markdown"
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_AT_START = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")


def brief_to_markdown(brief: Brief) -> str:
    """Return the brief, the article's language first and the other beside it in each entry."""
    sections = (_head, _headlines, _summary, _highlights, _quotes, _findings, _article, _terms, _provenance)
    return "\n".join(line for section in sections for line in section(brief)) + "\n"


def escaped(text: str) -> str:
    """Return text in which no character is markup, on one line."""
    plain = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _AT_START.sub(lambda m: f"{m[1]}\\{m[2]}" if not m[2].isdigit() else f"{m[1]}{m[2]}\\", plain)


def _both(words: Bilingual, language: Language) -> tuple[str, str]:
    return escaped(words.side(language)), escaped(words.side(other(language)))


def _heading(key: str, brief: Brief) -> str:
    own, second = _both(labels()[key], brief.source.language)
    return f"\n## {own} / {second}\n"


def _label(key: str, language: Language) -> str:
    return labels()[key].side(language)


def _head(brief: Brief) -> Iterator[str]:
    own, second = _both(brief.headline, brief.source.language)
    yield f"# {own}"
    if second:
        yield f"\n*{second}*"
    facts = [
        brief.source.title,
        brief.source.url,
        brief.source.published_at and str(brief.source.published_at),
    ]
    source = " · ".join(escaped(fact) for fact in facts if fact)
    if source:
        yield f"\n{_label('word.source', brief.source.language)}: {source}"


def _headlines(brief: Brief) -> Iterator[str]:
    if brief.headline_suggestions:
        yield _heading("word.headlines", brief)
    for suggestion in brief.headline_suggestions:
        own, second = _both(suggestion.text, brief.source.language)
        yield f"- {own}\n\n  *{second}*\n" if second else f"- {own}"


def _summary(brief: Brief) -> Iterator[str]:
    yield _heading("word.summary", brief)
    for sentence in brief.summary:
        own, second = _both(sentence.text, brief.source.language)
        yield f"- {own}"
        if second:
            yield f"\n  *{second}*\n"


def _highlights(brief: Brief) -> Iterator[str]:
    yield _heading("word.highlights", brief)
    if not brief.highlights:
        own, second = _both(labels()["word.no_highlights"], brief.source.language)
        yield f"{own}\n\n*{second}*"
    for highlight in brief.highlights:
        yield from _highlight(highlight, brief.source.language)


def _highlight(highlight: Highlight, language: Language) -> Iterator[str]:
    own, second = _both(highlight.gist, language)
    yield f"### {highlight.rank}\\. {own}\n"
    if second:
        yield f"*{second}*\n"
    for name, value in _facts(highlight, language):
        yield f"- **{name}**: {value}"
    yield ""
    yield from map(_evidence, highlight.evidence)


def _facts(highlight: Highlight, language: Language) -> Iterator[tuple[str, str]]:
    def named(key: str) -> str:
        return " / ".join(_both(labels()[key], language))

    yield (
        _label("word.partners", language),
        "; ".join(
            " / ".join(dict.fromkeys(part for part in _both(partner.name, language) if part))
            + (f" ({partner.country})" if partner.country else "")
            for partner in highlight.partners
        )
        or "–",
    )
    yield named(f"instrument.{highlight.instrument}"), named(f"status.{highlight.status}")
    date = " = ".join(escaped(part) for part in (highlight.date.text, highlight.date.edtf) if part)
    if date:
        yield _label("word.date", language), date
    if highlight.place:
        place = dict.fromkeys(part for part in _both(highlight.place, language) if part)
        yield _label("word.place", language), " / ".join(place)
    if highlight.fields:
        yield _label("word.fields", language), "; ".join(named(f"field.{name}") for name in highlight.fields)
    if highlight.amounts:
        amounts = (escaped(amount.text) for amount in highlight.amounts)
        yield _label("word.amounts", language), "; ".join(amounts)


def _evidence(evidence: Evidence) -> str:
    return f"> {escaped(evidence.text)} \\[{evidence.segment}\\]\n"


def _quotes(brief: Brief) -> Iterator[str]:
    if brief.quotes:
        yield _heading("word.quotes", brief)
    for said in brief.quotes:
        own, second = _both(said.text, brief.source.language)
        yield f"> “{own}”\n>"
        if second:
            yield f"> *“{second}”*\n>"
        yield f"> — {escaped(said.speaker)} \\[{said.evidence.segment}\\]\n"


def _findings(brief: Brief) -> Iterator[str]:
    if brief.findings:
        yield _heading("word.findings", brief)
    for finding in brief.findings:
        own, second = _both(finding.message, brief.source.language)
        where = f" \\[{finding.segment}\\]" if finding.segment is not None else ""
        severity = _label(f"severity.{finding.severity}", brief.source.language)
        yield f"- **{severity}** `{finding.code}`{where}: {own}" + (f" / *{second}*" if second else "")


def _article(brief: Brief) -> Iterator[str]:
    if brief.segments:
        yield _heading("word.article", brief)
        yield f"| | {brief.source.language} | {other(brief.source.language)} |\n|---|---|---|"
    for segment in brief.segments:
        yield f"| {segment.index} | {escaped(segment.source)} | {escaped(segment.target)} |"


def _terms(brief: Brief) -> Iterator[str]:
    told = terms_of(brief)
    if told:
        yield _heading("word.terms", brief)
    for one in told:
        where = " ".join(f"\\[{number}\\]" for number in one.segments)
        yield f"- {escaped(one.term)} → {escaped(one.rendering)} ({escaped(one.glossary)}) {where}"


def _provenance(brief: Brief) -> Iterator[str]:
    yield _heading("word.provenance", brief)
    made = brief.provenance
    parts = ("service", "translator", "summariser", "extractor", "glossary", "prompt")
    for name in parts:
        version: str | None = getattr(made, name)
        if version:
            yield f"- {name}: {escaped(version)}"
    yield f"- brief: {escaped(brief.id)}, {brief.created_at.isoformat(timespec='seconds')}"
    yield f"- sha256: {brief.source.sha256}"
