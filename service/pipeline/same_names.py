"""Stage: one person, one name, throughout the translation of an article.

Promises that a Vietnamese name which the translation spells in two ways, or with one syllable wrong, is
written in one way, with a finding that says which; that what an editor wrote stays, and goes before the
model's; and a finding where a name is translated here and copied there. Leaves a glossary's names to it.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from service.domain.article import Language, Segment, Span, other
from service.domain.brief import Finding, Translation
from service.domain.glossary import Glossary
from service.domain.highlight import Bilingual
from service.text.entities.model import Entities
from service.text.entities.rendering import person as rendered_person
from service.text.person_renderings import (
    in_case_of,
    is_vietnamese,
    key_of,
    misspelled,
    spelled,
    stands_alone,
    strange_runs,
    titled_strangers,
)
from service.text.syllables import strip_diacritics
from service.text.terms import TermIndex, index_terms

_MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a name of several words, and the segments that name them."""

    name: str
    segments: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Text:
    """A segment's source and what its translation says now; `fixed`: not the model's words."""

    source: str
    target: str
    fixed: bool


def people_of(entities: Entities) -> tuple[Person, ...]:
    """Return the people of an article who are named by more than one word."""
    places: dict[int, set[int]] = {}
    for mention in entities.mentions:
        places.setdefault(mention.entity, set()).add(mention.segment)
    return tuple(
        Person(entity.name, frozenset(places.get(number, ())))
        for number, entity in enumerate(entities.entities)
        if entity.type == "person" and len(entity.name.split()) > 1
    )


def with_same_names(
    translations: tuple[Translation, ...],
    segments: Sequence[Segment],
    *,
    source: Language,
    people: Sequence[Person],
    glossary: Glossary,
) -> tuple[tuple[Translation, ...], tuple[Finding, ...]]:
    """Return the translations with each person under one name, and what was changed or differs still."""
    sources = {segment.index: segment.text for segment in segments}
    texts = {
        one.segment: _Text(sources.get(one.segment, ""), one.text, one.origin != "model")
        for one in translations
    }
    index = index_terms(glossary, source)
    findings: list[Finding] = []
    for person in people:
        if not _is_term(person.name, index):
            others = [other for other in people if other is not person]
            findings += _unified(person, texts, source, others=others)
    done = tuple(
        one if one.text == texts[one.segment].target else replace(one, text=texts[one.segment].target)
        for one in translations
    )
    return done, tuple(findings)


def _is_term(name: str, index: TermIndex) -> bool:
    return any(place.end - place.start == len(name) for place in index.find(name))


def _unified(
    person: Person, texts: dict[int, _Text], source: Language, *, others: Sequence[Person]
) -> Iterator[Finding]:
    """Write a person's name in one way in the texts; yield what was found."""
    named = {at: texts[at] for at in sorted(person.segments) if at in texts}
    whole = {at: text for at, text in named.items() if spelled(person.name, text.source)}
    forms = {at: _forms(person.name, text.target) for at, text in whole.items()}
    chosen = _chosen(person.name, forms, whole, source)
    if chosen is None:
        return
    keys = {key_of(other.name) for other in others}
    altered: dict[int, str] = {}
    for at, text in whole.items():
        altered |= _rewritten(at, _places(person.name, text.target, keys), chosen, texts)
    for at in named.keys() - whole.keys():
        alone = _alone(person.name.split()[-1], texts[at])
        altered |= _rewritten(at, alone, chosen.split()[-1], texts)
        strangers = _strangers(person, texts[at], source)
        if strangers and all(_is_kept(other, texts[at]) for other in others if at in other.segments):
            altered |= _rewritten(at, strangers, chosen.split()[-1], texts)
        elif strangers:
            yield _mistaken(person.name.split()[-1], texts[at].target, strangers[0], at)
    if altered:
        yield _varied(person.name, chosen, altered, source)
    yield from _told_apart(person, whole, texts)


def _places(name: str, target: str, others: Collection[str]) -> list[Span]:
    """Return where a translation has a whole name, in whatever spelling, or nearly so."""
    if spans := spelled(name, target):
        return spans
    near = misspelled(name, target, others)
    return near if len(near) == 1 else []


def _forms(name: str, target: str) -> list[str]:
    return [target[span.start : span.end] for span in spelled(name, target)]


def _chosen(
    name: str, forms: Mapping[int, list[str]], texts: Mapping[int, _Text], source: Language
) -> str | None:
    """Return the form to be written: an editor's, else by rule, else the commonest with diacritics."""
    approved = [form for at, found in forms.items() if texts[at].fixed for form in found]
    written = [form for found in forms.values() for form in found if not form.isupper()]
    if approved:
        return approved[0]
    if source == "vi" or not is_vietnamese(name):
        return rendered_person(name, source) if written or is_vietnamese(name) else None
    marked = [form for form in written if form != strip_diacritics(form)]
    counted = Counter(marked or written).most_common(1)
    return counted[0][0] if counted else None


def _alone(given: str, text: _Text) -> list[Span]:
    """Return where a translation has the given name alone, in whatever spelling."""
    if not spelled(given, text.source):
        return []
    spans = [span for span in spelled(given, text.target) if stands_alone(text.target, span)]
    return spans if len(spans) == 1 else []


def _strangers(person: Person, text: _Text, source: Language) -> list[Span]:
    """Return the name that stands under a title where the given name should, if there is but one."""
    given = person.name.split()[-1]
    if not is_vietnamese(person.name) or not spelled(given, text.source) or spelled(given, text.target):
        return []
    strangers = titled_strangers(text.target, text.source, other(source))
    return strangers if len(strangers) == 1 else []


def _is_kept(person: Person, text: _Text) -> bool:
    """Whether a part of a person's name stands in the translation, so that no other name is theirs."""
    return any(spelled(word, text.target) for word in person.name.split() if spelled(word, text.source))


def _rewritten(at: int, spans: Sequence[Span], form: str, texts: dict[int, _Text]) -> dict[int, str]:
    """Put the form into the places of a text; return what stood there, by segment, where it was another."""
    text = texts[at]
    if text.fixed:
        return {}
    target, replaced = text.target, ""
    for span in reversed(spans):
        words = target[span.start : span.end]
        if words != in_case_of(words, form):
            target = f"{target[: span.start]}{in_case_of(words, form)}{target[span.end :]}"
            replaced = words
    if not replaced:
        return {}
    texts[at] = replace(text, target=target)
    return {at: replaced}


def _told_apart(person: Person, whole: Mapping[int, _Text], texts: Mapping[int, _Text]) -> Iterator[Finding]:
    """Yield a finding where some segments copy a name and others, which name nobody else, translate it."""
    copied = [at for at in whole if spelled(person.name, texts[at].target)]
    rest = [at for at in whole if at not in copied]
    if not copied or len(rest) < 2:
        return
    runs = Counter(run for at in rest for run in strange_runs(texts[at].target, texts[at].source))
    elsewhere = "\n".join(text.target for at, text in texts.items() if at not in person.segments)
    named = [(count, len(run), run) for run, count in runs.items() if count > 1 and run not in elsewhere]
    if named:
        yield _apart(person.name, max(named)[2], copied[0])


def _varied(name: str, chosen: str, altered: Mapping[int, str], source: Language) -> Finding:
    shown = ", ".join(f"“{words}”" for words in list(dict.fromkeys(altered.values()))[:_MOST_SHOWN])
    return Finding(
        "name_varies",
        "warning" if source == "en" else "info",  # diacritics that nobody wrote are a guess
        min(altered),
        Bilingual(
            f"Tên “{name}” được dịch không thống nhất ({shown}); nay ghi “{chosen}” trong cả bài.",
            f"The name “{name}” was not rendered alike ({shown}); it is “{chosen}” throughout now.",
        ),
    )


def _mistaken(given: str, target: str, stranger: Span, segment: int) -> Finding:
    words = target[stranger.start : stranger.end]
    return Finding(
        "name_changed",
        "warning",
        segment,
        Bilingual(
            f"Bản dịch không có tên “{given}”; “{words}” có thể là người này.",
            f"The translation does not have the name “{given}”; “{words}” may be meant for it.",
        ),
    )


def _apart(name: str, translated: str, segment: int) -> Finding:
    return Finding(
        "name_varies",
        "warning",
        segment,
        Bilingual(
            f"Tên “{name}” ở đây giữ nguyên chữ, ở chỗ khác ghi “{translated}”.",
            f"The name “{name}” is copied here and “{translated}” elsewhere.",
        ),
    )
