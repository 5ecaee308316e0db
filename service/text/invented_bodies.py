"""Bodies in an English translation that its source does not name: "Đài Khí tượng" as "People's Committee".

Promises silence where the source has any form of the body, most of its words, its initials or the English
name itself. The press, summits and what every state has ("the Government") are left out. Vietnamese names are
too often longer than their English source to be judged.
"""

import re

from service.domain.article import Language, other
from service.domain.glossary import Term
from service.text.folding import FILLERS, name_key, words_of
from service.text.gazetteer import Entry, Gazetteer
from service.text.invented_countries import entries_in
from service.text.syllables import bare_letters, strip_diacritics

_LEFT_OUT = frozenset({"forum"})
_ANYBODY = frozenset({"Government", "Congress", "Parliament", "Senate"})
_PRESS = re.compile(r"\b(?:News|Daily|Times|Post|Herald|Agency|Press|Newspaper|Television)\b", re.I)
_SURNAMES = frozenset({"White", "House", "Young", "Bank"})  # Mr White is not the White House
_ACRONYM = re.compile(r"[A-ZĐ](?:[A-ZĐ]|[-&.](?=[A-ZĐ]))+")
_MOST = 0.5  # of a name's words
_OWN_WORD = 4  # letters of an English word that tells a name wherever it stands


def invented_bodies(
    source_text: str, target_text: str, *, source: Language, gazetteer: Gazetteer
) -> tuple[str, ...]:
    """Return the words of the translation that name a body without reason, each once."""
    if source != "vi":
        return ()
    words = words_of(target_text)
    found = [
        (target_text[words[first].start : words[end - 1].end], entry.term)
        for first, end, entry in entries_in(target_text, other(source), gazetteer)
        if entry.kind == "body" and entry.term is not None and entry.term.kind not in _LEFT_OUT
    ]
    if not found:
        return ()
    stated = {_key(entry) for _, _, entry in entries_in(source_text, source, gazetteer)}
    return tuple(
        dict.fromkeys(
            name for name, term in found if term.vi not in stated and not _is_said(name, term, source_text)
        )
    )


def _key(entry: Entry) -> str:
    return entry.term.vi if entry.term is not None else entry.form


def _is_said(name: str, term: Term, source_text: str) -> bool:
    """Whether the source may mean the body, in whatever words."""
    if (
        name.islower()
        or name in _ANYBODY
        or _PRESS.search(name)
        or bare_letters(name) in bare_letters(source_text)
    ):
        return True
    own = (word for word in name.split() if len(word) >= _OWN_WORD and word not in _SURNAMES)
    if any(word in source_text for word in own):
        return True
    spoken = {word.key for word in words_of(source_text)}
    acronyms = [bare_letters(match.group()) for match in _ACRONYM.finditer(source_text)]
    least = 0.0 if term.kind == "party_body" else _MOST
    for form in filter(None, (term.vi, *term.vi_variants, term.abbr_vi, term.abbr_en)):
        key = [word for word in name_key(form) if word not in FILLERS]
        initials = "".join(strip_diacritics(word[0]) for word in key)
        if key and sum(word in spoken for word in key) > least * len(key):
            return True
        if any(_alike(short, initials) for short in acronyms):
            return True
    return False


def _alike(short: str, initials: str) -> bool:
    """Whether letters are among a name's initials or the other way round: UBND, ĐBQH."""
    return min(len(short), len(initials)) > 1 and (short in initials or initials in short)
