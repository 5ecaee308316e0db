"""Names in a Vietnamese line, from left to right: titles, groups, bodies, countries, people, the rest.

Promises names that do not overlap, except that countries inside a longer name are given too, as inside.
Does not know which names mean the same.
"""

import re
from dataclasses import dataclass, replace

from service.domain.highlight import PartnerType
from service.text.entities.bodies_vi import body_at, with_introduction
from service.text.entities.countries_vi import country_fits, pair_at
from service.text.entities.groups_vi import group_at
from service.text.entities.lexicon import Role, longest_at, not_names, titles_vi
from service.text.entities.line import Line, Named, NamedKind, named
from service.text.entities.linking import link
from service.text.entities.persons_vi import run_end, surname_start, titled_person_end
from service.text.entities.short_forms_vi import short_form_at
from service.text.entities.tails_vi import FUNCTION_WORDS, head_at, is_compound
from service.text.gazetteer import Entry, EntryKind, Gazetteer
from service.text.syllables import is_syllable

_KINDS: dict[EntryKind, NamedKind] = {
    "country": "country", "capital": "capital", "region": "region", "place": "place", "body": "body",
}  # fmt: skip
_COMPANY_WORDS = frozenset(
    """corp corporation inc ltd llc plc co pte pty group holdings bank airlines airways motors motor electronics
    energy capital partners technologies systems solutions pharma industries international gmbh ag sa bhd jsc
    securities insurance media entertainment studios aerospace aviation""".split()
)
_SPEECH = re.compile(
    r"\s*(?:\([^)]*\)\s*)?,?\s*(?:hôm \w+ |đã |cũng |vừa )*"
    r"(?:nói|cho biết|cho hay|cho rằng|khẳng định|nhấn mạnh|phát biểu|tuyên bố|chia sẻ|nhận định|trả lời|kêu gọi)"
)


@dataclass(frozen=True, slots=True)
class Title:
    """The title that is open: for whom its bearer speaks, the index after it and what belongs to it, the body
    named in it, and the position of the person to whom it is an apposition."""

    role: Role
    end: int
    body: Named | None = None
    person: int | None = None


@dataclass(frozen=True, slots=True)
class _Step:
    """What was read at a word: names, the index after them, the title that is open now."""

    end: int
    names: tuple[Named, ...] = ()
    title: Title | None = None


def names_vi(line: Line, gazetteer: Gazetteer) -> list[Named]:
    """Return the names of a line in reading order."""
    found: list[Named] = []
    title: Title | None = None
    index = 0
    while index < len(line.words):
        if title is not None and not _continues(line, index, title):
            title = None
        step = _read(line, index, title, found, gazetteer)
        title = step.title
        for name in step.names:
            found.append(name)
            found.extend(_inside(line, name, gazetteer))
        if title is not None and title.person is not None and title.body is not None:
            found[title.person] = replace(found[title.person], acts_for=title.body)
            title = None
        index = max(step.end, index + 1)
    return [_attributed(line, name) for name in found]


def _read(line: Line, index: int, title: Title | None, found: list[Named], gazetteer: Gazetteer) -> _Step:
    readers = (
        _read_title, _read_group, _read_pair, _read_body, _read_known, _read_short, _read_person, _read_run
    )  # fmt: skip
    for reader in readers:
        step = reader(line, index, title, found, gazetteer)
        if step is not None:
            return step
    return _Step(index + 1)


def _continues(line: Line, index: int, title: Title) -> bool:
    if index != title.end:
        return False
    return line.gaps[index - 1].strip(" .") == ""


def _read_title(
    line: Line, index: int, title: Title | None, found: list[Named], gazetteer: Gazetteer
) -> _Step | None:
    known = longest_at(titles_vi(), line.words, line.gaps, index)
    head = head_at(line, index)
    if known is None or (head is not None and head[1] > known[1]):
        return _read_genitive(line, index, title)
    word, end = known
    if word.role in {"courtesy", "other"} and not (end < len(line.words) and line.words[end].capital):
        return None
    role = word.role if title is None or word.role not in {"courtesy", "other"} else title.role
    body = title.body if title is not None else None
    person = title.person if title is not None else _apposed(line, index, found)
    if role in {"minister", "body", "state"}:
        end = _domain_end(line, end, gazetteer)
    return _Step(end, title=Title(role, end, body, person))


def _read_genitive(line: Line, index: int, title: Title | None) -> _Step | None:
    """ "Chủ tịch của KPC": a title may reach its body over "của"."""
    if title is not None and title.body is None and line.words[index].key == "của":
        return _Step(index + 1, title=replace(title, end=index + 1))
    return None


def _apposed(line: Line, index: int, found: list[Named]) -> int | None:
    """Return the position of the person right before a title: "ông Noh Kyoo Sung, Chủ tịch KPC"."""
    for position in range(len(found) - 1, -1, -1):
        if found[position].kind == "person" and found[position].last == index:
            return position if line.gaps[index - 1].strip(" ") in {",", "-", "–", "(", "—"} else None
    return None


def _domain_end(line: Line, end: int, gazetteer: Gazetteer) -> int:
    """Skip the field of a title: "Bộ trưởng Quốc phòng", "cố vấn kinh tế"."""
    while end + 1 < len(line.words) and line.adjacent(end) and is_compound(line, end, gazetteer):
        if head_at(line, end) is not None or gazetteer.at(line.words, line.gaps, end, "vi") is not None:
            break
        end += 2
        if (
            end + 1 < len(line.words)
            and line.words[end].key == "và"
            and is_compound(line, end + 1, gazetteer)
        ):
            end += 1
    return end


def _read_group(
    line: Line, index: int, title: Title | None, found: list[Named], gazetteer: Gazetteer
) -> _Step | None:
    group = group_at(line, index, gazetteer)
    return None if group is None else _Step(group.last, (group,))


def _read_pair(
    line: Line, index: int, title: Title | None, found: list[Named], gazetteer: Gazetteer
) -> _Step | None:
    members = pair_at(line, index, gazetteer)
    if not members:
        return None
    names = tuple(_of_entry(line, first, last, entry) for first, last, entry in members)
    return _Step(members[-1][1], names)


def _of_entry(line: Line, first: int, last: int, entry: Entry) -> Named:
    kind: NamedKind = "country" if entry.kind == "pair" else _KINDS[entry.kind]
    name = named(line, first, last, kind=kind, kind_type=entry.type)
    kind = "pair" if entry.kind == "pair" else kind
    return replace(name, kind=kind, country=entry.country, term=entry.term)


def _read_body(
    line: Line, index: int, title: Title | None, found: list[Named], gazetteer: Gazetteer
) -> _Step | None:
    body = body_at(line, index, gazetteer, titled=title is not None)
    if body is None:
        return None
    known = gazetteer.at(line.words, line.gaps, index, "vi")
    if known is not None and known[0].kind in _KINDS and known[1] >= body.last and known[0].kind != "body":
        return None
    return _Step(body.last, (body,), _with_body(title, body))


def _with_body(title: Title | None, body: Named) -> Title | None:
    if title is None:
        return None
    return replace(title, body=title.body or body, end=body.last)


def _read_known(
    line: Line, index: int, title: Title | None, found: list[Named], gazetteer: Gazetteer
) -> _Step | None:
    known = gazetteer.at(line.words, line.gaps, index, "vi")
    if known is None or known[0].kind not in _KINDS:
        return None
    entry, last = known
    if entry.kind == "body" and run_end(line, index, gazetteer) > last and line.adjacent(last):
        return None  # "TÜV SÜD Asia Pacific Pte Ltd"
    if entry.kind in {"country", "capital"} and not country_fits(
        line, index, last, entry, titled=title is not None and title.role not in {"courtesy", "other"}
    ):
        return None
    if title is not None and title.role == "courtesy" and title.end == index:
        return None
    name = with_introduction(line, _of_entry(line, index, last, entry), gazetteer)
    if name.kind == "body":
        name = replace(link(name, "vi", gazetteer), abbreviation=name.abbreviation)
    return _Step(name.last, (name,), _with_body(title, name))


def _read_person(
    line: Line, index: int, title: Title | None, found: list[Named], gazetteer: Gazetteer
) -> _Step | None:
    if title is None or title.person is not None:
        return None
    end = titled_person_end(line, index, gazetteer)
    if end is None:
        return None
    start = surname_start(line, index, end) or index
    body = title.body
    names: list[Named] = []
    if start > index and body is None:  # "Chủ tịch Novaland Bùi Thành Nhơn"
        body = named(line, index, start, kind="unknown", kind_type="company")
        names.append(body)
    person = named(line, start, end, kind="person", kind_type="person")
    names.append(replace(person, acts_for=body, head=title.role))
    return _Step(end, tuple(names))


def _read_run(
    line: Line, index: int, title: Title | None, found: list[Named], gazetteer: Gazetteer
) -> _Step | None:
    """Capitals that nothing announces: a Vietnamese person, a firm, or unknown."""
    word = line.words[index]
    if not word.capital or word.key in FUNCTION_WORDS or line.before(index)[-1:] in {"/", "_"}:
        return None
    if word.text in not_names():
        return None
    end = run_end(line, index, gazetteer)
    known = gazetteer.at(line.words, line.gaps, index, "vi")
    if known is not None and known[0].kind == "other" and known[1] >= end:
        return _Step(known[1])
    if surname_start(line, index, end) == index:
        return _Step(end, (named(line, index, end, kind="person", kind_type="person"),))
    foreign = [not is_syllable(item.text) or item.acronym for item in line.words[index:end]]
    if not any(foreign) and (end - index < 2 or index == 0):
        return None
    last = _national_end(line, end, gazetteer) if foreign[-1] else end
    firm = last > end or all(foreign) and end - index == 1
    firm = firm or any(item.key in _COMPANY_WORDS for item in line.words[index:last])
    kind_type: PartnerType = "company" if firm else "other"
    name = link(named(line, index, last, kind="unknown", kind_type=kind_type), "vi", gazetteer)
    return _Step(name.last, (with_introduction(line, name, gazetteer),))


def _national_end(line: Line, end: int, gazetteer: Gazetteer) -> int:
    """ "Manulife Việt Nam", "IGI Korea": a firm's name that a country closes."""
    if end < len(line.words) and line.adjacent(end):
        known = gazetteer.at(line.words, line.gaps, end, "vi")
        if known is not None and known[0].kind == "country":
            return known[1]
    return end


def _read_short(
    line: Line, index: int, title: Title | None, found: list[Named], gazetteer: Gazetteer
) -> _Step | None:
    short = short_form_at(line, index)
    return None if short is None else _Step(short.last, (short,))


def _inside(line: Line, name: Named, gazetteer: Gazetteer) -> list[Named]:
    """Return the countries inside a longer name."""
    if name.kind in {"country", "capital", "pair", "short", "person"}:
        return []
    inner: list[Named] = []
    for index in range(name.first, name.last):
        known = gazetteer.at(line.words, line.gaps, index, "vi")
        if known is None or known[0].kind != "country" or known[1] > name.last:
            continue
        if country_fits(line, index, known[1], known[0], titled=False) and index > name.first:
            inner.append(replace(_of_entry(line, index, known[1], known[0]), inside=True))
    return inner


def _attributed(line: Line, name: Named) -> Named:
    after = line.text[name.end - line.offset :]
    return replace(name, speaker=True) if _SPEECH.match(after) else name
