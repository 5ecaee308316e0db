"""The language-model option: a brief's summary, headline and highlights, each held to the article.

Promises that nothing comes into the brief which the article does not say; that a model that is away, slow,
broken or hostile leaves the brief as it would be without one, with a finding; that the article's words are
data. Calls nothing but the model, which is offered no tools.
"""

from dataclasses import dataclass

from service.domain.article import Article, Segment
from service.domain.brief import Finding, SummarySentence
from service.domain.highlight import Bilingual, Highlight
from service.pipeline.assistant_answers import (
    read_acts,
    read_headline,
    read_refused,
    read_sentences,
)
from service.pipeline.assistant_highlights import grounded_act, merged
from service.pipeline.assistant_talk import Assistant, Talk, Usage, as_text, chunks
from service.pipeline.grounding import Statement, Verdict, ground
from service.pipeline.supported_summary import extracted, supported_summary, ungrounded
from service.text.entities.find import find_entities
from service.text.gazetteer import Gazetteer

__all__ = ["Assistant", "Assisted", "Usage", "assist"]


@dataclass(frozen=True, slots=True)
class Assisted:
    """What goes into the brief; words of the other language are left open, and `headline` may be None.

    `provenance` is for Provenance.prompt.
    """

    highlights: tuple[Highlight, ...]
    summary: tuple[SummarySentence, ...]
    headline: Bilingual | None
    findings: tuple[Finding, ...]
    provenance: str
    usage: Usage


def assist(
    article: Article,
    segments: tuple[Segment, ...],
    *,
    highlights: tuple[Highlight, ...],
    summary: tuple[int, ...],
    gazetteer: Gazetteer,
    assistant: Assistant,
) -> Assisted:
    """Ask the model for all three; `highlights` and `summary` are what the brief has without it."""
    talk = Talk(assistant, article.language)
    sentences, refused = _summary(article, segments, summary, talk)
    headline, no_headline = _headline(article, segments, talk)
    found, left_out = _highlights(article, segments, gazetteer, talk)
    return Assisted(
        highlights=merged(highlights, found),
        summary=sentences,
        headline=headline,
        findings=(*refused, *no_headline, *left_out, *talk.finding()),
        provenance=talk.provenance(),
        usage=talk.usage,
    )


def _summary(
    article: Article, segments: tuple[Segment, ...], extract: tuple[int, ...], talk: Talk
) -> tuple[tuple[SummarySentence, ...], tuple[Finding, ...]]:
    judged = _with_judge([(s.text, v) for s, v in _statements(article, segments, len(extract), talk)], talk)
    if not judged:
        return tuple(extracted(segments[index], article.language) for index in extract), ()
    return supported_summary(judged, segments, extract=extract, language=article.language)


def _statements(
    article: Article, segments: tuple[Segment, ...], wanted: int, talk: Talk
) -> list[tuple[Statement, Verdict]]:
    """Summarise each part; of more than one, summarise the sentences that the parts' summaries rest on."""
    parts, left_out = chunks(segments, talk.assistant, prompt_id="summarise", language=article.language)
    if left_out:
        talk.faults.append(f"The last {left_out} sentences of the article were not shown to the model.")
    found = [one for part in parts for one in _summarised(part, segments, wanted, talk)]
    if len(parts) < 2:
        return found
    rests_on = sorted({one.segment for _, verdict in found if verdict.grounded for one in verdict.evidence})
    chosen = tuple(segments[index] for index in rests_on)
    again, _ = chunks(chosen, talk.assistant, prompt_id="summarise", language=article.language)
    return (_summarised(again[0], segments, wanted, talk) if again else []) or found


def _summarised(
    part: tuple[Segment, ...], segments: tuple[Segment, ...], wanted: int, talk: Talk
) -> list[tuple[Statement, Verdict]]:
    answer = talk.ask("summarise", {"sentences": str(wanted), "article": as_text(part)})
    if answer is None:
        return []
    statements = read_sentences(answer)
    if not statements:
        talk.misread("summarise")
        return []
    return [(one, ground(one, segments, language=talk.language)) for one in statements[: 2 * wanted]]


def _with_judge(judged: list[tuple[str, Verdict]], talk: Talk) -> list[tuple[str, Verdict]]:
    """Let the model itself refuse sentences, where it is asked to; it can admit none that we refused."""
    good = [(text, verdict) for text, verdict in judged if verdict.grounded]
    if not talk.assistant.judge or not good:
        return judged
    evidence = dict.fromkeys(one.text for _, verdict in good for one in verdict.evidence)
    answer = talk.ask(
        "judge-faithfulness",
        {
            "statements": "\n".join(f"{n}. {text}" for n, (text, _) in enumerate(good, 1)),
            "article": "\n".join(evidence),
        },
    )
    if answer is None:
        return judged
    numbers = read_refused(answer)
    if numbers is None:
        talk.misread("judge-faithfulness")
        return judged
    refused = {good[n - 1][0] for n in numbers if 1 <= n <= len(good)}
    return [(text, Verdict((), (text,)) if text in refused else verdict) for text, verdict in judged]


def _headline(
    article: Article, segments: tuple[Segment, ...], talk: Talk
) -> tuple[Bilingual | None, tuple[Finding, ...]]:
    parts, _ = chunks(segments, talk.assistant, prompt_id="headline", language=article.language)
    answer = talk.ask("headline", {"article": as_text(parts[0])}) if parts else None
    if answer is None:
        return None, ()
    statement = read_headline(answer)
    if statement is None:
        talk.misread("headline")
        return None, ()
    verdict = ground(statement, segments, language=article.language)
    if not verdict.grounded:
        return None, (ungrounded(statement.text, verdict.unsupported),)
    return Bilingual.of(article.language, statement.text.strip()), ()


def _highlights(
    article: Article, segments: tuple[Segment, ...], gazetteer: Gazetteer, talk: Talk
) -> tuple[list[Highlight], tuple[Finding, ...]]:
    parts, _ = chunks(segments, talk.assistant, prompt_id="highlights", language=article.language)
    entities = find_entities(segments, article.language, gazetteer)
    found: list[Highlight] = []
    findings: list[Finding] = []
    for part in parts:
        answer = talk.ask("highlights", {"article": as_text(part)})
        acts = read_acts(answer) if answer is not None else ()
        if acts is None:
            talk.misread("highlights")
        for act in acts or ():
            highlight, left_out = grounded_act(act, article, segments, entities)
            found += [highlight] if highlight else []
            findings += left_out
    return found, tuple(findings)
