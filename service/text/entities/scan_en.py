"""Names in an English line, from left to right: titles, groups, bodies, countries, people, the rest.

Promises names that do not overlap, except that countries inside a longer name are given too, as inside.
Does not know which names mean the same.
"""

import re
from dataclasses import dataclass, replace

from service.domain.highlight import PartnerType
from service.text.entities.capitals import alike
from service.text.entities.chunks_en import chunk_at, run_end
from service.text.entities.countries_en import country_fits, stands_for_state, waters
from service.text.entities.introductions import with_introduction
from service.text.entities.lexicon import (
    company_words,
    function_words_en,
    group_nouns_en,
    heads_en,
    longest_at,
    not_names,
    surnames_bare,
    thing_words_en,
    titles_en,
)
from service.text.entities.line import ADJECTIVE, PERSON, Line, Named, NamedKind, after_dateline, named
from service.text.entities.linking import countries_in, link
from service.text.entities.owners import owned_before
from service.text.entities.pairs import pair_at
from service.text.entities.things import passed_over, without_model
from service.text.entities.titles import OpenTitle
from service.text.entities.titles_en import title_at
from service.text.gazetteer import Entry, EntryKind
from service.text.syllables import is_bare_syllable, strip_diacritics

_KINDS: dict[EntryKind, NamedKind] = {
    "country": "country", "adjective": "country", "capital": "capital", "region": "region", "place": "place",
    "body": "body",
}  # fmt: skip
_PLACES = frozenset({"province", "city", "district", "prefecture", "state", "ward", "commune", "town"})
_MONEY = re.compile(r"(?:VND|USD|EUR|US)\d+")
_SPEECH = re.compile(
    r"(?:\s*\([^)]*\))?,?\s+(?:also |has |had )?(?:said|says|told|stated|added|noted|stressed|emphasi[sz]ed|"
    r"affirmed|announced|remarked|explained|highlighted)\b"
)
_TWO = re.compile(r"(?:the two|both|the two-?) (?:countries|nations|sides|parties|governments|economies|"
                  r"cities|provinces|companies|organisations|organizations)\b")  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Reading:
    """Where the scan is: a word of the line, the title that is open there, and the names found so far."""

    line: Line
    index: int
    title: OpenTitle | None
    found: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """What was read: the index after it, names, and the title that is open now."""

    end: int
    names: tuple[Named, ...] = ()
    title: OpenTitle | None = None


def names_en(line: Line) -> list[Named]:
    """Return the names of a line in reading order."""
    found: list[Named] = []
    title: OpenTitle | None = None
    index = after_dateline(line)
    while index < len(line.words):
        if title is not None and not title.reaches(line, index):
            _apply(title, found)
            title = None
        step = _read(_Reading(line, index, title, tuple(found)))
        if step.title is None and all(name.kind != "person" for name in step.names):
            _apply(title, found)
        title = step.title
        for name in step.names:
            found.extend((name, *_inside(line, name)))
        index = max(step.end, index + 1)
    _apply(title, found)
    return [_attributed(line, name) for name in alike(line, found)]


def _apply(title: OpenTitle | None, found: list[Named]) -> None:
    """Give the person before a title the body that the title names: "Ahn Wan-ki, Chairman of KPC"."""
    if title is None or title.person is None:
        return
    if title.body is not None or title.role in {"state", "minister"}:
        found[title.person] = replace(found[title.person], acts_for=title.body, head=title.role)


def _read(at: _Reading) -> _Step:
    readers = (
        _read_short, _read_title, _read_group, _read_pair, _read_thing, _read_state_body, _read_person,
        _read_name,
    )  # fmt: skip
    for reader in readers:
        step = reader(at)
        if step is not None:
            return step
    return _Step(at.index + 1)


def _read_title(at: _Reading) -> _Step | None:
    title = title_at(at.line, at.index, at.title, at.found)
    return None if title is None else _Step(title.end, title=title)


def _read_short(at: _Reading) -> _Step | None:
    """Read "the two countries", "both sides", "the ministry"."""
    line, index = at.line, at.index
    match = _TWO.match(line.text[line.words[index].start - line.offset :].lower())
    if match:
        last = line.index_from(line.words[index].start - line.offset + match.end())
        return _Step(last, (replace(named(line, index, last, kind="short", kind_type="other"), head="two"),))
    if line.words[index].key != "the" or not line.adjacent(index + 1) or line.words[index + 1].capital:
        return None
    head = longest_at(heads_en(), line.words, line.gaps, index + 1)
    if head is None or (line.adjacent(head[1]) and line.words[head[1]].key in {"of", "for"}):
        return None
    short = named(line, index, head[1], kind="short", kind_type="other")
    return _Step(head[1], (replace(short, head=line.key(index + 1, head[1])),))


def _read_group(at: _Reading) -> _Step | None:
    """Read "Japanese firms", "11 TPP members", "the ASEAN countries"."""
    line, index = at.line, at.index
    first = index + 1 if line.words[index].text.isdigit() else index
    known = line.known[first] if first < len(line.words) else None
    last = known[1] if known is not None else first
    if known is not None and known[0].kind not in {"country", "adjective", "body", "region", "other"}:
        return None
    if known is None and first == index:
        return None
    noun = longest_at(group_nouns_en(), line.words, line.gaps, last) if line.adjacent(last) else None
    if noun is None or (first == index and known is None):
        return None
    group = named(line, index, noun[1], kind="group", kind_type=noun[0])
    codes = set(countries_in(group.text, line.language, line.gazetteer))
    return _Step(noun[1], (replace(group, country=codes.pop() if len(codes) == 1 else None),))


def _read_thing(at: _Reading) -> _Step | None:
    """Pass over seas, tournaments, months and models; a storm's name is no party's further on either."""
    line, index = at.line, at.index
    if not line.words[index].capital or chunk_at(line, index) is not None:
        return None
    found = passed_over(line, index, run_end(line, index))
    return None if found is None else _Step(*found)


def _read_state_body(at: _Reading) -> _Step | None:
    """Read "the Japanese government", "the Philippine national police": a state's body in small letters."""
    line, index = at.line, at.index
    known = line.known[index]
    if known is None or known[0].kind not in {"adjective", "country"}:
        return None
    for first in range(known[1], min(known[1] + 2, len(line.words))):
        if not line.adjacent(first) or line.words[first].capital:
            return None
        head = longest_at(heads_en(), line.words, line.gaps, first)
        if head is not None and head[0].type in {"agency", "government"}:
            body = named(line, index, head[1], kind="body", kind_type=head[0].type)
            key = line.key(first, head[1])
            return _finish(at, replace(body, country=known[0].country, head=key))
    return None


def _read_pair(at: _Reading) -> _Step | None:
    members = pair_at(at.line, at.index)
    if not members or chunk_at(at.line, at.index) is not None:
        return None
    names = tuple(_of_entry(at.line, first, last, entry) for first, last, entry in members)
    return _Step(members[-1][1], names)


def _of_entry(line: Line, first: int, last: int, entry: Entry) -> Named:
    name = named(line, first, last, kind=_KINDS[entry.kind], kind_type=entry.type)
    name = replace(name, country=entry.country, term=entry.term)
    if entry.kind != "adjective":
        return name
    return replace(name, head=ADJECTIVE, base=line.gazetteer.countries[entry.country or ""].en)


def _read_person(at: _Reading) -> _Step | None:
    line, index, title = at.line, at.index, at.title
    word = line.words[index]
    if title is None or not word.capital or (word.text.isupper() and len(word.text) > 1):
        return None
    if line.known[index] is not None or chunk_at(line, index) is not None:
        return None
    end = min(run_end(line, index), index + 5)
    person = replace(
        named(line, index, end, kind="person", kind_type="person"), acts_for=title.body, head=title.role
    )
    if end + 1 < len(line.words) and line.words[end].key == "of" and title.body is None:
        known = line.known[end + 1]  # "Prime Minister Shinzo Abe of Japan"
        if known is not None and known[0].kind == "country":
            state = _of_entry(line, end + 1, known[1], known[0])
            return _Step(known[1], (replace(person, acts_for=state), state))
    return _Step(end, (person,))


def _read_name(at: _Reading) -> _Step | None:
    """Read a body, a known name, or a run of capitals."""
    line, index = at.line, at.index
    word, known = line.words[index], line.known[index]
    if known is not None and known[0].kind not in _KINDS:
        return _Step(known[1]) if known[0].kind == "other" else None
    if known is None and (not word.capital or word.key in function_words_en()):
        return None
    if known is None and index == 0 and word.key.endswith("ing"):
        return None  # "Visiting Hanoi"
    chunk = chunk_at(line, index) if word.capital else None
    if chunk is not None and (known is None or chunk.end > known[1] or known[0].kind == "body"):
        end = chunk.end if known is None else max(chunk.end, known[1])
        kind: NamedKind = "place" if chunk.key in _PLACES else "body"
        body = named(line, index, end, kind=kind, kind_type=chunk.head.type)
        body = link(replace(body, head=chunk.key), line.language, line.gazetteer)
        return _finish(at, owned_before(at.line, body, at.found))
    if known is None:
        return _read_run(at)
    if known[0].kind in {"country", "adjective"} and not country_fits(line, index, known[1]):
        return _Step(max(known[1], run_end(line, index)))
    return _read_known(at, *known)


def _read_known(at: _Reading, entry: Entry, last: int) -> _Step:
    line, index = at.line, at.index
    end = run_end(line, index)
    firm_like = entry.kind in {"country", "capital", "place"} and line.adjacent(last)  # "Washington Post"
    if end > last and (firm_like or any(word.key in company_words() for word in line.words[last:end])):
        firm = named(line, index, end, kind="unknown", kind_type="company")
        return _finish(at, link(firm, line.language, line.gazetteer))
    name = _of_entry(line, index, last, entry)
    if entry.kind == "capital" and not stands_for_state(line, index, entry):
        name = replace(name, kind="place", type="government")
    return _finish(at, link(name, line.language, line.gazetteer) if name.kind == "body" else name)


def _finish(at: _Reading, name: Named) -> _Step:
    name = with_introduction(at.line, name)
    title = at.title
    if title is not None:
        title = replace(title, body=title.body or name, end=name.last)
    return _Step(name.last, (name,), title)


def _read_run(at: _Reading) -> _Step | None:
    line, index = at.line, at.index
    end = without_model(line, index, run_end(line, index))
    words = line.words[index:end]
    if waters(words[-1].key) or words[-1].key in thing_words_en():
        return _Step(end)
    if _MONEY.fullmatch(words[0].text):
        return None
    if words[0].text in not_names():
        return None
    if len(words) == 1 and not words[0].acronym and (index == 0 or _ordinary(line, index)):
        surname = named(line, index, end, kind="short", kind_type="person")  # perhaps "Nam drove on"
        return _Step(end, (replace(surname, head=PERSON),))
    vietnamese = strip_diacritics(words[0].key) in surnames_bare() and all(
        is_bare_syllable(strip_diacritics(word.text)) for word in words
    )
    if 1 < len(words) < 6 and (vietnamese or _spoken(line, end)):
        return _Step(end, (named(line, index, end, kind="person", kind_type="person"),))
    national = any(line.known[i] is not None for i in range(index + 1, end))
    firm = len(words) == 1 or national or any(word.key in company_words() for word in words)
    if end < len(line.words) and line.adjacent(end) and line.known[end] is not None and firm:
        known = line.known[end]
        end = known[1] if known is not None and known[0].kind == "country" else end
    kind_type: PartnerType = "company" if firm else "other"
    name = named(line, index, end, kind="unknown", kind_type=kind_type)
    name = link(name, line.language, line.gazetteer)
    return _finish(at, owned_before(line, name, at.found))


def _ordinary(line: Line, index: int) -> bool:
    """Whether a capitalised word is an ordinary one, or too short to be a name."""
    word = line.words[index]
    if word.key.endswith("ing"):
        return True
    return word.key in line.gazetteer.plain_words or sum(letter.isalpha() for letter in word.text) < 2


def _spoken(line: Line, end: int) -> bool:
    """Whether a run is a person's: somebody who said something, or whose title follows after a comma."""
    after = line.words[end - 1].end - line.offset
    if _SPEECH.match(line.text, after):
        return True
    if end >= len(line.words) or line.gaps[end - 1] != ", ":
        return False
    known = line.known[end]  # "Pompop Uampidhaya, Thai consul general"
    start = known[1] if known is not None and known[0].kind in {"country", "adjective"} else end
    return longest_at(titles_en(), line.words, line.gaps, start) is not None


def _inside(line: Line, name: Named) -> list[Named]:
    """Return the countries inside a longer name."""
    if name.kind in {"country", "capital", "short", "person"}:
        return []
    inner: list[Named] = []
    for index in range(name.first, name.last):
        known = line.known[index]
        if known is None or known[0].kind not in {"country", "adjective"} or known[1] > name.last:
            continue
        if name.kind != "region" and country_fits(line, index, known[1]):
            inner.append(replace(_of_entry(line, index, known[1], known[0]), inside=True))
    return inner


def _attributed(line: Line, name: Named) -> Named:
    return replace(name, speaker=True) if _SPEECH.match(line.text, name.end - line.offset) else name
