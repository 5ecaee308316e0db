"""The acts that a language model found, as highlights of the domain: only what the article says.

Promises that evidence, offsets, dates, sums, countries and types come from the article and our own reading;
the model chooses the sentence, the parties in it and the words of the vocabularies. An act with fewer than
two parties in its evidence is left out; each thing left out is a finding.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from service.domain.article import Article, Segment
from service.domain.brief import Finding
from service.domain.highlight import ActDate, Amount, Bilingual, Evidence, Highlight, Partner, Status
from service.pipeline.assistant_answers import ActAnswer, PartnerAnswer
from service.pipeline.grounding import locate, whole_segment
from service.pipeline.supported_summary import left_out, listed
from service.text.acts.kinds import event_type
from service.text.amounts import find_amounts
from service.text.assertions import denies, leaves_open
from service.text.dates import find_dates
from service.text.entities.model import Entities, Mention
from service.text.folding import name_key
from service.text.likeness import find_words

_MOST = 8
_CONFIDENCE = 0.5  # nothing but the model says so
_DONE: frozenset[Status] = frozenset(("signed", "completed", "ongoing"))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an act is stated: the segments, and who is named in the article."""

    article: Article
    segments: tuple[Segment, ...]
    entities: Entities


def grounded_act(
    answer: ActAnswer, article: Article, segments: Sequence[Segment], entities: Entities
) -> tuple[Highlight | None, tuple[Finding, ...]]:
    """Return the act as far as the article bears it out, and what was left out of it."""
    quoted = locate(answer.quote, segments)
    if not quoted:
        return None, (_not_told(answer),)
    own = tuple(segments[one.segment] for one in quoted)
    place = _Place(article, own, entities)
    named = {partner.name: _partner(partner, place) for partner in answer.partners}
    partners = {name_key(one.name.side(article.language)): one for one in named.values() if one is not None}
    lacking = [*(name for name, one in named.items() if one is None), *_lacking_details(answer, place)]
    words = " ".join(one.text for one in quoted)
    status = _status(answer.status, words, place)
    if len(partners) < 2 or status is None:
        return None, (_not_borne_out(answer, lacking, denied=status is None),)
    findings = (_in_part(answer, lacking),) if lacking else ()
    highlight = Highlight(
        rank=1,
        instrument=answer.instrument,
        status=status,
        event_type=event_type(answer.instrument, status),
        partners=tuple(partners.values()),
        date=_date(answer.date, place),
        place=_where(answer.place, place),
        fields=answer.fields,
        amounts=tuple(_amounts(answer.amounts, place)),
        gist=Bilingual("", ""),
        evidence=tuple(map(whole_segment, own)),
        confidence=_CONFIDENCE,
    )
    return highlight, findings


def _not_told(answer: ActAnswer) -> Finding:
    """Return the finding on an act that rests on words which the article does not have."""
    act, words = _named(answer), listed([answer.quote]) if answer.quote else ""
    return left_out(
        Bilingual(
            f"Đã bỏ hoạt động mà mô hình nêu: {act}. "
            + (
                f"Bài không có câu {words} mà mô hình dẫn." if words else "Mô hình không dẫn câu nào của bài."
            ),
            f"Left out: the act {act} that the model found. "
            + (
                f"The article does not have its words {words}."
                if words
                else "It has no words of the article."
            ),
        )
    )


def _not_borne_out(answer: ActAnswer, lacking: Sequence[str], *, denied: bool) -> Finding:
    """Return the finding on an act whose sentence does not report it."""
    act, words = _named(answer), listed(lacking)
    if denied:
        why = Bilingual("Câu mà mô hình dẫn phủ định điều này.", "The sentence that it rests on denies it.")
    elif lacking:
        why = Bilingual(
            f"Câu mà mô hình dẫn không nói {words}.", f"The sentence that it rests on does not say {words}."
        )
    else:
        why = Bilingual("Hoạt động này không có hai bên.", "It does not have two parties.")
    return left_out(
        Bilingual(
            f"Đã bỏ hoạt động mà mô hình nêu: {act}. {why.vi}",
            f"Left out: the act {act} that the model found. {why.en}",
        )
    )


def _in_part(answer: ActAnswer, lacking: Sequence[str]) -> Finding:
    """Return the finding on what was left out of an act that stays."""
    act, words = _named(answer), listed(lacking)
    return left_out(
        Bilingual(
            f"Trong hoạt động {act} mà mô hình nêu, đã bỏ {words}: câu mà mô hình dẫn không nói điều đó.",
            f"Left out of the act {act} that the model found: {words}, which its sentence does not say.",
        )
    )


def _named(answer: ActAnswer) -> str:
    """Return an act as the model describes it, in a few words."""
    parties = " – ".join(partner.name for partner in answer.partners)
    kind = f"{answer.instrument}, {answer.status}"
    return listed([f"{kind}: {parties}" if parties else kind])


def merged(ours: tuple[Highlight, ...], theirs: Sequence[Highlight]) -> tuple[Highlight, ...]:
    """Return our highlights, then those of the model that are none of ours, ranked anew."""
    found = list(ours)
    for highlight in theirs:
        if not any(_same(highlight, one) for one in found):
            found.append(highlight)
    return tuple(replace(one, rank=rank) for rank, one in enumerate(found[:_MOST], 1))


def _same(one: Highlight, another: Highlight) -> bool:
    """Acts stated in the same sentence are one, unless instrument and parties both differ."""
    shared = {e.segment for e in one.evidence} & {e.segment for e in another.evidence}
    parties = [{name_key(p.name.vi or p.name.en) for p in highlight.partners} for highlight in (one, another)]
    common = parties[0] & parties[1]
    same_kind = one.instrument == another.instrument
    return (bool(shared) and (same_kind or bool(common))) or (same_kind and len(common) > 1)


def _partner(answer: PartnerAnswer, place: _Place) -> Partner | None:
    """Return the party if the evidence names it, or names it by another of its names."""
    language = place.article.language
    for segment in place.segments:
        mentions = place.entities.mentions_in(segment.index)
        span = find_words(answer.name, segment.text)
        if span is not None:
            start, end = segment.span.start + span.start, segment.span.start + span.end
            mention = next((m for m in mentions if (m.start, m.end) == (start, end)), None)
            if mention is not None:
                return _party(mention, place, answer)
            evidence = Evidence(segment.index, start, end, place.article.text[start:end])
            return Partner(Bilingual.of(language, evidence.text), answer.type, None, evidence)
        for mention in mentions:
            if name_key(answer.name) in _names(mention, place.entities):
                return _party(mention, place, answer)
    return None


def _party(mention: Mention, place: _Place, answer: PartnerAnswer) -> Partner:
    """Return what a mention names, or the state or body that it speaks for."""
    entity = place.entities.entities[place.entities.party(mention.entity)]
    evidence = Evidence(mention.segment, mention.start, mention.end, mention.text)
    kind = answer.type if entity.type == "other" else entity.type
    return Partner(Bilingual.of(place.article.language, entity.name), kind, entity.country, evidence)


def _names(mention: Mention, entities: Entities) -> set[tuple[str, ...]]:
    """Return the keys of all forms by which the article names what a mention names."""
    forms = {one.text for one in entities.mentions if one.entity == mention.entity and not one.short}
    return {name_key(form) for form in (entities[mention].name, *forms)}


def _status(status: Status, quote: str, place: _Place) -> Status | None:
    """Return the status, no surer than the words; None for an act that the words deny."""
    language = place.article.language
    if denies(quote, language) and status not in ("ended", "proposed"):
        return None
    return "planned" if status in _DONE and leaves_open(quote, language) else status


def _lacking_details(answer: ActAnswer, place: _Place) -> Iterator[str]:
    details = (answer.date, answer.place, *answer.amounts)
    yield from (words for words in details if words and _find(words, place) is None)


def _find(words: str, place: _Place) -> str | None:
    """Return words as the evidence has them."""
    for segment in place.segments:
        span = find_words(words, segment.text)
        if span is not None:
            return segment.text[span.start : span.end]
    return None


def _where(words: str, place: _Place) -> Bilingual | None:
    found = _find(words, place) if words else None
    return Bilingual.of(place.article.language, found) if found else None


def _date(words: str, place: _Place) -> ActDate:
    """Return the date of the evidence that the words name, read by us."""
    published: date | None = place.article.published_at.date() if place.article.published_at else None
    for segment in place.segments if words else ():
        for mention in find_dates(segment.text, place.article.language, published=published):
            if find_words(words, mention.text) or find_words(mention.text, words):
                return ActDate(mention.text, mention.edtf)
    return ActDate(None, None)


def _amounts(answers: Sequence[str], place: _Place) -> Iterator[Amount]:
    for segment in place.segments:
        for mention in find_amounts(segment.text, place.article.language):
            text = mention.amount.text
            if any(find_words(words, text) or find_words(text, words) for words in answers):
                yield mention.amount
