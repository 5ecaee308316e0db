"""What changed from one brief to another: headline, summary, the facts of the highlights, segments.

Promises that a highlight which both briefs have is reported once, with who, what, when, where and how much
of it changed. Refuses to judge which brief is right.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from service.domain.article import Language
from service.domain.brief import Brief
from service.domain.highlight import Amount, Bilingual, Highlight, Partner
from service.domain.ledger import (
    Aspect,
    BriefDiff,
    BriefOutline,
    FactChange,
    HighlightChange,
    TextChange,
)
from service.pipeline.ledger import article_keys
from service.text.party_names import OfficialNames, identify, same_party
from service.text.search_text import fold

ALIKE = 60.0  # of 100: two sentences that are versions of one
NEARBY = 20  # sentences to either side among which the earlier version of a sentence is looked for
SAME_ACT = 3.0

Pairing = list[tuple[Highlight, Highlight]]


def diff(after: Brief, before: Brief, official: OfficialNames) -> BriefDiff:
    """Return what changed from `before` to `after`, in the language of `after`."""
    language = after.source.language
    pairs = _paired(before.highlights, after.highlights, official)
    stayed = {id(highlight) for pair in pairs for highlight in pair}
    changes = [_highlight_change(old, new, official=official, language=language) for old, new in pairs]
    titles = before.headline.side(language), after.headline.side(language)
    return BriefDiff(
        id=after.id,
        against=before.id,
        same_article=_same_article(before, after),
        headline=TextChange(*titles) if titles[0] != titles[1] else None,
        summary=_text_changes(
            [s.text.side(language) for s in before.summary], [s.text.side(language) for s in after.summary]
        ),
        added=tuple(h for h in after.highlights if id(h) not in stayed),
        removed=tuple(h for h in before.highlights if id(h) not in stayed),
        changed=tuple(change for change in changes if change.changes),
        unchanged=sum(not change.changes for change in changes),
        segments=_text_changes(_segments(before, language), _segments(after, language)),
    )


def _same_article(one: Brief, other: Brief) -> bool:
    keys = (article_keys(BriefOutline(b.id, b.created_at, b.source, ())) for b in (one, other))
    first, second = map(set, keys)
    return bool(first & second)


def _segments(brief: Brief, language: Language) -> list[str]:
    own = brief.source.language == language
    return [segment.source if own else segment.target for segment in brief.segments]


def _paired(before: Sequence[Highlight], after: Sequence[Highlight], official: OfficialNames) -> Pairing:
    """Pair the highlights that are most alike, each once, in the order of the newer brief."""
    scored = [(_likeness(old, new, official), old, new) for old in before for new in after]
    scored.sort(key=lambda found: (-found[0], found[2].rank, found[1].rank))
    taken: set[int] = set()
    pairs: Pairing = []
    for score, old, new in scored:
        if score >= SAME_ACT and not {id(old), id(new)} & taken:
            taken |= {id(old), id(new)}
            pairs.append((old, new))
    return sorted(pairs, key=lambda pair: pair[1].rank)


def _likeness(old: Highlight, new: Highlight, official: OfficialNames) -> float:
    """Return how much speaks for one act: partners above all, then instrument, words, date.

    Without a partner in common nothing does.
    """
    gone, come = _partner_changes(old.partners, new.partners, official)
    shared = len(old.partners) - len(gone)
    if not shared:
        return 0.0
    everybody = shared + len(gone) + len(come)
    words = max(
        fuzz.token_sort_ratio(fold(a), fold(b))
        for a, b in ((old.gist.vi, new.gist.vi), (old.gist.en, new.gist.en))
    )
    dated = old.date.edtf is not None and old.date.edtf == new.date.edtf
    return 2 * shared / everybody + (old.instrument == new.instrument) + 2 * words / 100 + dated


def _highlight_change(
    old: Highlight, new: Highlight, *, official: OfficialNames, language: Language
) -> HighlightChange:
    gone, come = _partner_changes(old.partners, new.partners, official)
    changes = [
        _fact(
            "who", "partners", [_own(p.name, language) for p in gone], [_own(p.name, language) for p in come]
        )
    ]
    changes += [
        _fact("what", "instrument", [old.instrument], [new.instrument]),
        _fact("what", "status", [old.status], [new.status]),
        _fact("what", "fields", old.fields, new.fields),
        _fact("when", "date", _date(old), _date(new)),
        _fact("where", "place", _place(old, language), _place(new, language)),
        _amount_change(old.amounts, new.amounts),
    ]
    real = tuple(change for change in changes if change.removed or change.added)
    return HighlightChange(old.rank, new.rank, new.gist, real)


def _fact(aspect: Aspect, field: str, before: Sequence[str], after: Sequence[str]) -> FactChange:
    had, has = {fold(value) for value in before}, {fold(value) for value in after}
    removed = tuple(value for value in before if fold(value) not in has)
    return FactChange(aspect, field, removed, tuple(value for value in after if fold(value) not in had))


def _amount_change(before: Sequence[Amount], after: Sequence[Amount]) -> FactChange:
    had, has = ({_amount_key(amount) for amount in amounts} for amounts in (before, after))
    removed = tuple(amount.text for amount in before if _amount_key(amount) not in has)
    return FactChange(
        "how_much", "amounts", removed, tuple(a.text for a in after if _amount_key(a) not in had)
    )


def _amount_key(amount: Amount) -> tuple[float | str, str | None]:
    return (amount.value if amount.value is not None else fold(amount.text)), amount.currency


def _partner_changes(
    before: Sequence[Partner], after: Sequence[Partner], official: OfficialNames
) -> tuple[list[Partner], list[Partner]]:
    """Return the partners that are gone and those that came."""
    come = list(after)
    identities = [identify(partner, official) for partner in after]
    gone = []
    for partner in before:
        identity = identify(partner, official)
        match = next((i for i, other in enumerate(identities) if same_party(identity, other)), None)
        if match is None:
            gone.append(partner)
        else:
            del come[match], identities[match]
    return gone, come


def _own(name: Bilingual, language: Language) -> str:
    return name.side(language) or name.vi or name.en


def _date(highlight: Highlight) -> list[str]:
    """EDTF says the same in either language; words are compared only without it."""
    date = highlight.date.edtf or highlight.date.text
    return [date] if date else []


def _place(highlight: Highlight, language: Language) -> list[str]:
    return [_own(highlight.place, language)] if highlight.place else []


def _text_changes(before: Sequence[str], after: Sequence[str]) -> tuple[TextChange, ...]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return tuple(
        change
        for tag, i, i_end, j, j_end in matcher.get_opcodes()
        if tag != "equal"
        for change in _block_changes(before[i:i_end], after[j:j_end])
    )


def _block_changes(before: Sequence[str], after: Sequence[str]) -> Iterator[TextChange]:
    """Yield the changes of a stretch in reading order; a sentence follows the one whose version it is."""
    start = 0
    for index, text in enumerate(after):
        nearby = range(start, min(len(before), max(start, index) + NEARBY))
        best = max(nearby, key=lambda i: fuzz.ratio(before[i], text), default=None)
        if best is None or fuzz.ratio(before[best], text) < ALIKE:
            yield TextChange(None, text)
            continue
        yield from (TextChange(gone, None) for gone in before[start:best])
        yield TextChange(before[best], text)
        start = best + 1
    yield from (TextChange(gone, None) for gone in before[start:])
