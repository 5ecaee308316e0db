"""Bodies, firms and provinces in Vietnamese, by the head noun that starts their names."""

from dataclasses import replace

from service.text.entities.abbreviations import Introduction, bracket_text, introduction_after
from service.text.entities.line import Line, Named, named
from service.text.entities.linking import link
from service.text.entities.tails_vi import Start, head_at, name_end, place_end
from service.text.gazetteer import Gazetteer

_PLACES = frozenset(
    {"tỉnh", "thành phố", "tp", "huyện", "quận", "thị xã", "tx", "phường", "xã", "bang", "hạt", "đặc khu"}
)


def body_at(line: Line, first: int, gazetteer: Gazetteer, *, titled: bool) -> Named | None:
    """Return the body whose name starts at a word; `titled`: a title precedes, so a person may follow."""
    found = head_at(line, first)
    known = gazetteer.at(line.words, line.gaps, first, "vi")
    if found is None:
        return None
    head, after = found
    key = " ".join(word.key for word in line.words[first:after])
    start = Start(line, first, after, key, titled)
    place = key in _PLACES
    end = place_end(start, gazetteer) if place else name_end(start, gazetteer)
    if known is not None and known[0].kind in {"body", "place"}:
        end = max(end, known[1])
    if end == after or not any(word.capital for word in line.words[first if place else first : end]):
        return None
    if not line.words[first].capital and not any(word.capital for word in line.words[after:end]):
        return None
    body = named(line, first, end, kind="place" if place else "body", kind_type=head.type)
    return with_introduction(line, link(replace(body, head=key), "vi", gazetteer), gazetteer)


def with_introduction(line: Line, name: Named, gazetteer: Gazetteer) -> Named:
    """Extend a name over the abbreviation, alias or parent in brackets that follows it."""
    short = introduction_after(line, name.last)
    if short is not None and not _other_entity(name, short, gazetteer):
        return _extended(line, name, short.last, short.end, short.short)
    bracket = bracket_text(line, name.last)
    if bracket is None:
        return name
    text, end = bracket
    last = next((i for i, word in enumerate(line.words) if word.start - line.offset >= end), len(line.words))
    inner = head_at(line, name.last)
    entries = gazetteer.named(text, "vi")
    if inner is not None and line.words[name.last].capital:
        return _extended(line, name, last, line.offset + end, text)
    if name.kind in {"place", "country"} and entries and entries[0].kind in {"country", "place"}:
        country = entries[0].country if name.country is None else name.country
        return replace(_extended(line, name, last, line.offset + end, ""), country=country)
    return name


def _extended(line: Line, name: Named, last: int, end: int, short: str) -> Named:
    text = line.text[name.start - line.offset : end - line.offset]
    return replace(name, last=last, end=end, text=text, base=name.text, abbreviation=short)


def _other_entity(name: Named, short: Introduction, gazetteer: Gazetteer) -> bool:
    """Whether a dashed abbreviation is a known name of something else ("Việt Nam – ASEAN")."""
    entries = gazetteer.named(short.short, "vi")
    if not entries or name.term is None:
        return bool(entries) and name.kind in {"country", "place"}
    return all(entry.term != name.term for entry in entries) and name.kind != "body"
