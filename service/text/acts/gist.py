"""A highlight in one sentence of each language, composed from its slots alone.

Promises no word that the slots do not say, and at most 30 words in English (45 syllables in Vietnamese) as
long as the names allow it: the place is left out first, then the field, the sum, further parties, at last the
date. What is proposed has no date, what is going on only a range, what was signed no years that it holds for:
a sentence would tie them to the wrong verb.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from service.domain.article import Language
from service.domain.highlight import Bilingual, Highlight, Partner
from service.text.acts.date_words import date_words, is_open, is_span, words_without_year
from service.text.acts.dating import SINCE
from service.text.acts.paper_counts import with_count
from service.text.acts.slot_words import (
    load_grammar,
    parties_of,
    party_name,
    words_for_field,
    words_for_parties,
    words_for_place,
    words_for_sum,
)

_LIMIT: dict[Language, int] = {"en": 30, "vi": 45}
_DROPPED = ((), ("where",), ("where", "on"), ("where", "on", "worth", "valued"))
_ALL_DROPPED = (*_DROPPED[-1], "when")
_SEVERAL_DAYS = re.compile(r"\d[-–]\d|from |từ ")  # a single day before a plan may be that of the news
_FEWEST = 2  # parties that are named in any case
_PLANS = frozenset({"signed", "planned"})
_LASTING = {  # whose range of days is how long they take, by status
    "visit": _PLANS | {"completed"}, "training": _PLANS | {"completed"}, "project": _PLANS, "plan": _PLANS,
    "other": _PLANS | {"completed"},
}  # fmt: skip
_PAPERS = frozenset({"mou", "agreement", "statement"})
_YEARS = re.compile(r"\d{4}/\d{4}")  # for which a paper holds, not in which it was signed
_MEMBERSHIP_ORG = "international_org"


def with_gists(highlights: Sequence[Highlight]) -> tuple[Highlight, ...]:
    """Return the highlights with their gists; to be called when names have both sides."""
    return tuple(replace(one, gist=Bilingual(gist(one, "vi"), gist(one, "en"))) for one in highlights)


def gist(highlight: Highlight, language: Language) -> str:
    """Say a highlight in one sentence."""
    parties, org = role_of(highlight)
    kind = frame_kind(highlight, org)
    frame = with_count(load_grammar().frames[language][f"{kind}.{highlight.status}"], highlight, language)
    sentence = ""
    for count in dict.fromkeys((len(parties), min(3, len(parties)), _FEWEST)):
        slots = _slots(highlight, parties, count, language) | {"org": _name(org, language)}
        for dropped in _DROPPED if count > _FEWEST else (*_DROPPED, _ALL_DROPPED):
            words = frame.format(**{name: "" if name in dropped else text for name, text in slots.items()})
            sentence = f"{words[:1].upper()}{words[1:]}."
            if len(sentence.split()) <= _LIMIT[language]:
                return sentence
    return sentence


def role_of(highlight: Highlight) -> tuple[tuple[Partner, ...], Partner | None]:
    """Return the parties, and the organisation that they have a role in where that can be told apart."""
    parties = parties_of(highlight)
    bodies = [one for one in parties if one.type == _MEMBERSHIP_ORG]
    if highlight.instrument != "membership" or len(bodies) != 1 or len(parties) == 1:
        return parties, None
    return tuple(one for one in parties if one is not bodies[0]), bodies[0]


def frame_kind(highlight: Highlight, org: Partner | None) -> str:
    """Return the first half of a frame's name: the instrument, or what its slots make of it."""
    if org is not None:
        return "role"
    return "meeting" if highlight.instrument == "visit" and highlight.place else highlight.instrument


def _name(partner: Partner | None, language: Language) -> str:
    return party_name(partner, language) if partner else ""


def _slots(
    highlight: Highlight, parties: Sequence[Partner], count: int, language: Language
) -> dict[str, str]:
    who = words_for_parties(parties, count, language)
    worth = words_for_sum(highlight.amounts, language)
    several = len(parties) != 1
    slots: dict[str, str] = {
        "who": who,
        "delegates": _delegates(who, parties, language),
        "between": between(who, language, several=several),
        "on": words_for_field(highlight, language),
        "worth": worth and f" {'worth' if language == 'en' else 'trị giá'} {worth}",
        "valued": worth and f", worth {worth},",
        "where": words_for_place(highlight, language),
        "when": _when(highlight, language),
    }
    return slots | (
        _english_forms(several=several, since=_is_since(highlight))
        if language == "en"
        else {"joint": " chung" * several}
    )


def between(who: str, language: Language, *, several: bool) -> str:
    """Return " between A and B", " involving A"."""
    if language == "vi":
        return f" giữa {who}" if several else f" của {who}"
    return f" between {who}" if several else f" involving {who}"


def _english_forms(*, several: bool, since: bool) -> dict[str, str]:
    """Return the verbs as one party or several take them; what goes on since a day has been going on."""
    one, more = ("has been", "have been") if since else ("is", "are")
    have = "have" if several else "has"
    return {
        "are": more if several else one,
        "are_all": more,
        "is": one,
        "have": f"{have} had" if since else have,
        "plan": "plan" if several else "plans",
        "joint": "joint " * several,
    }


def _is_since(highlight: Highlight) -> bool:
    edtf = _days_of(highlight)
    return highlight.status == "ongoing" and edtf is not None and is_open(edtf)


def _days_of(highlight: Highlight) -> str | None:
    """Return the date of an act; of what is told "since" a day, the time from then on."""
    date = highlight.date
    if date.edtf and not is_span(date.edtf) and SINCE.match(date.text or ""):
        return f"{date.edtf}/.."
    return date.edtf


def _delegates(who: str, parties: Sequence[Partner], language: Language) -> str:
    """Return who meets: persons themselves, of states and bodies their representatives."""
    if not parties or any(one.type == "person" for one in parties):
        return who
    return f"representatives of {who}" if language == "en" else f"đại diện {who}"


def _when(highlight: Highlight, language: Language) -> str:
    edtf, status = _days_of(highlight), highlight.status
    if status == "proposed" or (status == "ongoing" and not (edtf and is_span(edtf))):
        return ""
    if edtf is None:
        days = words_without_year(highlight.date.text or "", language)
        return "" if status == "planned" and not _SEVERAL_DAYS.search(days) else days
    holds = status == "signed" and highlight.instrument in _PAPERS and _YEARS.fullmatch(edtf)
    if holds or (is_open(edtf) and status != "ongoing"):
        return ""
    lasts = status == "ongoing" or status in _LASTING.get(highlight.instrument, ())
    return date_words(edtf, language, once=not lasts)
