"""A summary in a model's own words, held to the article: what it does not say gives way to its own.

Promises at most as many sentences as were wanted, none twice, each resting on whole segments, and a finding
for every sentence that was refused. Writes no sentence itself.
"""

from collections.abc import Sequence
from dataclasses import replace

from service.domain.article import Language, Segment, other
from service.domain.brief import Finding, SummarySentence, Translation
from service.domain.highlight import Bilingual
from service.domain.ports import Translator
from service.pipeline.grounding import Verdict, whole_segment
from service.text.likeness import comparable

_SHOWN = 160


def supported_summary(
    judged: Sequence[tuple[str, Verdict]],
    segments: Sequence[Segment],
    *,
    extract: tuple[int, ...],
    language: Language,
) -> tuple[tuple[SummarySentence, ...], tuple[Finding, ...]]:
    """Return the sentences that are borne out, filled up from `extract`, and a finding for each other one."""
    wanted = len(extract)
    good = [(text, verdict) for text, verdict in judged if verdict.grounded]
    used = {one.segment for _, verdict in good[:wanted] for one in verdict.evidence}
    spare = [index for index in extract if index not in used]
    sentences: dict[str, SummarySentence] = {}
    findings = []
    for text, verdict in judged:
        if verdict.grounded:
            sentence = SummarySentence(Bilingual.of(language, text.strip()), verdict.evidence)
        else:
            findings.append(ungrounded(text, verdict.unsupported))
            if not spare:
                continue
            sentence = extracted(segments[spare.pop(0)], language)
        sentences.setdefault(comparable(sentence.text.side(language)).text, sentence)
    for index in spare:
        sentence = extracted(segments[index], language)
        sentences.setdefault(comparable(sentence.text.side(language)).text, sentence)
    return tuple(sentences.values())[:wanted], tuple(findings)


def extracted(segment: Segment, language: Language) -> SummarySentence:
    """Return a segment as a sentence of a summary."""
    return SummarySentence(Bilingual.of(language, segment.text), (whole_segment(segment),))


def ungrounded(statement: str, lacking: Sequence[str]) -> Finding:
    """Return the finding on a statement of a model that was left out."""
    shown, words = _short(statement), listed(lacking)
    return left_out(
        Bilingual(
            f"Đã bỏ điều mô hình viết mà bài không nói: “{shown}” (không có căn cứ: {words}).",
            f"Left out: the model wrote “{shown}”, the article does not say so (no support for {words}).",
        )
    )


def left_out(message: Bilingual) -> Finding:
    """Return the finding that something of a model's answer was left out."""
    return Finding("ungrounded", "info", None, message)


def listed(words: Sequence[str]) -> str:
    """Return words in quotation marks, each once and none too long."""
    return ", ".join(f"“{_short(word)}”" for word in dict.fromkeys(words))


def in_both_languages(
    summary: tuple[SummarySentence, ...],
    translations: Sequence[Translation],
    *,
    source: Language,
    translator: Translator,
    segments: Sequence[Segment],
) -> tuple[SummarySentence, ...]:
    """Fill the other side: from the segment's own translation where the sentence is one, else translated."""
    known = {segments[one.segment].text: one.text for one in translations}
    own = [sentence.text.side(source) for sentence in summary]
    open_ones = [text for text in own if text not in known]
    if open_ones:
        answers = translator.translate(open_ones, source=source, target=other(source))
        known |= {text: answer[0][0] for text, answer in zip(open_ones, answers, strict=True)}
    return tuple(
        replace(sentence, text=Bilingual.of(source, text, known[text]))
        for sentence, text in zip(summary, own, strict=True)
    )


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"
