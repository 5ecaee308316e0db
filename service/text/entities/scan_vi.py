"""Names in a Vietnamese line, from left to right: titles, groups, bodies, countries, people, the rest.

Promises names that do not overlap, except that countries inside a longer name are given too, as inside.
Does not know which names mean the same.
"""

import re
from dataclasses import dataclass, replace

from service.domain.highlight import PartnerType
from service.text.entities.bodies_vi import body_at
from service.text.entities.capitals import alike
from service.text.entities.countries_vi import country_fits, stands_for_state
from service.text.entities.groups_vi import group_at
from service.text.entities.introductions import with_introduction
from service.text.entities.lexicon import company_words, function_words_vi, not_names
from service.text.entities.line import PERSON, Line, Named, NamedKind, after_dateline, named
from service.text.entities.linking import link
from service.text.entities.owners import owned_after
from service.text.entities.pairs import pair_at, shared_by
from service.text.entities.persons_vi import run_end, surname_start, titled_person_end
from service.text.entities.short_forms_vi import short_form_at
from service.text.entities.tails_vi import head_at
from service.text.entities.things import passed_over, without_model
from service.text.entities.titles import OpenTitle, apposed
from service.text.entities.titles_vi import title_at
from service.text.gazetteer import Entry, EntryKind
from service.text.syllables import is_syllable

_KINDS: dict[EntryKind, NamedKind] = {
    "country": "country", "capital": "capital", "region": "region", "place": "place", "body": "body",
}  # fmt: skip
_AT = frozenset({"ở", "tại", "đến", "tới", "sang"})
_PRESS = frozenset({"herald", "times", "post", "tribune", "daily", "journal", "gazette", "today"})
_THINGS = frozenset(
    {"bão", "đập", "tàu", "phim", "giải", "lửa", "súng", "xe", "thuốc", "virus", "dịch", "án", "luật"}
)
_EVENTS = frozenset({"hội nghị", "hội thảo", "triển lãm", "hiệp định", "công ước", "thủy điện"})
_SITES = frozenset(
    {"sông", "đảo", "vịnh", "biển", "núi", "hồ", "bay", "khẩu", "cầu", "đường", "phố", "viên", "làng"}
)
_SPEECH = re.compile(
    r"\s*(?:\([^)]*\)\s*)?,?\s*(?:hôm \w+ |đã |cũng |vừa )*"
    r"(?:nói|cho biết|cho hay|cho rằng|khẳng định|nhấn mạnh|phát biểu|tuyên bố|chia sẻ|nhận định|kêu gọi)"
)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Where the scan is: a word of the line, the title that is open there, and the names found so far."""

    line: Line
    index: int
    title: OpenTitle | None
    found: tuple[Named, ...]

    @property
    def known(self) -> tuple[Entry, int] | None:
        return self.line.known[self.index]

    @property
    def in_office(self) -> bool:
        """Whether a title of office is open, so that its state may follow."""
        return self.title is not None and self.title.role not in {"courtesy", "other"}


@dataclass(frozen=True, slots=True)
class _Step:
    """What was read: the index after it, names, and the title that is open now."""

    end: int
    names: tuple[Named, ...] = ()
    title: OpenTitle | None = None


def names_vi(line: Line) -> list[Named]:
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
    """Give the person before a title the body that the title names: "ông Noh Kyoo Sung, Chủ tịch KPC"."""
    if title is None or title.person is None:
        return
    if title.body is not None or title.role in {"state", "minister"}:
        found[title.person] = replace(found[title.person], acts_for=title.body, head=title.role)


def _read(at: _Reading) -> _Step:
    readers = (
        _read_title, _read_group, _read_pair, _read_body, _read_thing, _read_known, _read_short, _read_person,
        _read_run,
    )  # fmt: skip
    for reader in readers:
        step = reader(at)
        if step is not None:
            return step
    return _Step(at.index + 1)


def _read_title(at: _Reading) -> _Step | None:
    title = title_at(at.line, at.index, at.title)
    if title is None:
        return None
    if at.title is None:
        title = replace(title, person=apposed(at.line, at.index, at.found))
    return _Step(title.end, title=title)


def _read_group(at: _Reading) -> _Step | None:
    group = group_at(at.line, at.index)
    return None if group is None else _Step(group.last, (group,))


def _read_pair(at: _Reading) -> _Step | None:
    members = pair_at(at.line, at.index)
    if not members:
        return None
    return _Step(
        members[-1][1], tuple(_of_entry(at.line, first, last, entry) for first, last, entry in members)
    )


def _of_entry(line: Line, first: int, last: int, entry: Entry) -> Named:
    kind: NamedKind = "pair" if entry.kind == "pair" else _KINDS[entry.kind]
    name = named(line, first, last, kind=kind, kind_type=entry.type)
    base = line.gazetteer.countries[entry.country or ""].vi if entry.kind == "pair" else ""
    return replace(name, country=entry.country, term=entry.term, base=base)


def _read_body(at: _Reading) -> _Step | None:
    body = body_at(at.line, at.index, titled=at.title is not None)
    if body is None:
        return None
    known = at.known
    if known is not None and known[0].kind in _KINDS and known[0].kind != "body" and known[1] >= body.last:
        return None
    if at.line.adjacent(body.last) and at.line.words[body.last].key in _PRESS:
        return _Step(body.last + 1)  # "tờ Korea Herald"
    shared = shared_by(at.line, body)
    if shared is not None:
        return _Step(shared)
    body = owned_after(at.line, body)
    return _Step(body.last, (body,), _with_body(at.title, body))


def _with_body(title: OpenTitle | None, body: Named) -> OpenTitle | None:
    return None if title is None else replace(title, body=title.body or body, end=body.last)


def _read_thing(at: _Reading) -> _Step | None:
    """Pass over seas, tournaments and models; a storm's name is no party's further on either."""
    line, index = at.line, at.index
    if not line.words[index].capital:
        return None
    found = passed_over(line, index, run_end(line, index))
    return None if found is None else _Step(*found)


def _read_known(at: _Reading) -> _Step | None:
    line, index, known = at.line, at.index, at.known
    if known is None or known[0].kind not in _KINDS:
        return None
    entry, last = known
    if entry.kind == "body" and not at.in_office and line.adjacent(last) and run_end(line, index) > last:
        return None  # "TÜV SÜD Asia Pacific Pte Ltd"
    if entry.kind in {"country", "capital"} and not country_fits(
        line, index, last, entry, titled=at.in_office
    ):
        return None
    if at.title is not None and at.title.role == "courtesy":
        return None
    if entry.kind in {"country", "capital"} and line.adjacent(last) and line.words[last].key in _PRESS:
        return _Step(last + 1)  # "Korea Herald"
    found = head_at(line, index)
    head = line.key(index, found[1]) if found is not None and found[1] < last else ""
    name = replace(_of_entry(line, index, last, entry), head=head)
    if entry.kind == "capital" and not stands_for_state(line, index, entry):
        name = replace(name, kind="place", type="government")
    if name.kind == "body":
        name = link(name, line.language, line.gazetteer)
    name = with_introduction(line, name)
    return _Step(name.last, (name,), _with_body(at.title, name))


def _read_person(at: _Reading) -> _Step | None:
    title, line, index = at.title, at.line, at.index
    if title is None:
        return None
    end = titled_person_end(line, index)
    if end is None:
        return None
    start = surname_start(line, index, end) or index
    names: list[Named] = []
    if start > index and title.body is None:  # "Chủ tịch Novaland Bùi Thành Nhơn"
        names.append(named(line, index, start, kind="unknown", kind_type="company"))
    alone = end - index == 1 and title.body is None
    if title.role in {"body", "minister"} and alone and not is_syllable(line.words[index].text):
        body = named(line, index, end, kind="unknown", kind_type="company")  # "Tổng Giám đốc Roscosmos"
        return _Step(end, (body,), _with_body(title, body))
    if title.role not in {"courtesy", "other"} and end - start == 1 and is_syllable(line.words[start].text):
        return _called(line, index, end) if title.body is None else None
    person = named(line, start, end, kind="person", kind_type="person")
    names.append(replace(person, acts_for=title.body or (names[0] if names else None), head=title.role))
    return _Step(end, tuple(names))


def _called(line: Line, first: int, end: int) -> _Step | None:
    """Read a surname after a title of state ("Chủ tịch Tập"), not a body's noun ("Chủ tịch Hội đồng")."""
    if end - first != 1 or head_at(line, first) is not None:
        return None
    called = named(line, first, end, kind="short", kind_type="person")
    return _Step(end, (replace(called, head=PERSON),))


def _read_run(at: _Reading) -> _Step | None:
    """Read capitals that nothing announces: a Vietnamese person, a firm, or unknown."""
    line, index = at.line, at.index
    word = line.words[index]
    if not word.capital or word.key in function_words_vi() or line.before(index)[-1:] in {"/", "_"}:
        return None
    end = without_model(line, index, run_end(line, index))
    if at.known is not None and at.known[0].kind == "other" and at.known[1] >= end:
        return _Step(at.known[1])
    if word.text in not_names() or all(len(item.text) == 1 for item in line.words[index:end]):
        return _Step(index + 1)
    if surname_start(line, index, end) == index:
        return _Step(end, (named(line, index, end, kind="person", kind_type="person"),))
    return _read_unknown(line, index, end)


def _read_unknown(line: Line, index: int, end: int) -> _Step | None:
    foreign = [not is_syllable(word.text) or word.acronym for word in line.words[index:end]]
    if not any(foreign) and (end - index < 2 or index == 0):
        return None
    last = _national_end(line, end) if foreign[-1] else end
    firm = last > end or (all(foreign) and end - index == 1)
    firm = firm or any(word.key in company_words() for word in line.words[index:last])
    kind = _kind_before(line, index, end)
    firm = firm and kind == "unknown"
    kind_type: PartnerType = "company" if firm else "other"
    name = named(line, index, last, kind=kind, kind_type=kind_type)
    name = link(name, line.language, line.gazetteer)
    if last == end and name.term is None:
        name = owned_after(line, replace(name, country=None))  # "Mỹ Đình" is not American
    name = with_introduction(line, name)
    return _Step(name.last, (name,))


def _kind_before(line: Line, index: int, end: int) -> NamedKind:
    """Return what the word before an unknown name says that it is."""
    if _bracketed(line, index, end):
        return "thing"  # "hệ thống tên lửa tầm cao (THAAD)"
    before = line.words[index - 1].key if line.adjacent(index) else ""
    if before and line.key(max(index - 2, 0), index) in _EVENTS:
        return "thing"  # "Hội nghị Mekong"
    if before in _THINGS:
        return "thing"  # "bão Damrey"
    located = before in _SITES or (before in _AT and not line.words[index].acronym)
    return "place" if located else "unknown"  # "ở Istanbul", "quần đảo Senkaku"


def _bracketed(line: Line, index: int, end: int) -> bool:
    """Whether words fill a bracket that no name before it has taken for its abbreviation."""
    return line.before(index).endswith("(") and line.gaps[end - 1].startswith(")")


def _national_end(line: Line, end: int) -> int:
    """Return the end of a firm's name that a country closes: "Manulife Việt Nam", "IGI Korea"."""
    known = line.known[end] if line.adjacent(end) else None
    return known[1] if known is not None and known[0].kind == "country" else end


def _read_short(at: _Reading) -> _Step | None:
    short = short_form_at(at.line, at.index)
    return None if short is None else _Step(short.last, (short,))


def _inside(line: Line, name: Named) -> list[Named]:
    """Return the countries inside a longer name."""
    if name.kind in {"country", "capital", "pair", "short", "person"}:
        return []
    inner: list[Named] = []
    index = name.first + 1
    while index < name.last:
        pair = [member for member in pair_at(line, index) if member[1] <= name.last]
        if len(pair) > 1:
            inner.extend(replace(_of_entry(line, *member), inside=True) for member in pair)
            index = pair[-1][1]
            continue
        known = line.known[index]
        if known is None or known[0].kind != "country" or known[1] > name.last:
            index += 1
            continue
        if country_fits(line, index, known[1], known[0], titled=False):
            inner.append(replace(_of_entry(line, index, known[1], known[0]), inside=True))
        index = known[1]
    return inner


def _attributed(line: Line, name: Named) -> Named:
    return replace(name, speaker=True) if _SPEECH.match(line.text, name.end - line.offset) else name
