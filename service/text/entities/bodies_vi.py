"""Bodies, firms and provinces in Vietnamese, by the head noun that starts their names."""

from dataclasses import replace

from service.text.entities.abbreviations import Introduction, bracket_text, introduction_after
from service.text.entities.lexicon import Head
from service.text.entities.line import Line, Named, named
from service.text.entities.linking import link
from service.text.entities.tails_vi import PLACE_HEADS, Start, head_at, name_end, place_end
from service.text.folding import name_key

# Heads of parents whose name follows after a dash: "Trường ĐH Khoa học tự nhiên - ĐH Quốc gia TP. HCM".
_PARENTS = frozenset({"đại học quốc gia", "đh quốc gia", "đhqg", "viện hàn lâm"})


def body_at(line: Line, first: int, *, titled: bool) -> Named | None:
    """Return the body whose name starts at a word; `titled`: a title precedes, so a person may follow."""
    found = head_at(line, first)
    if found is None:
        return None
    head, after = found
    key = line.key(first, after)
    end = _end(line, first, after, head=head, titled=titled)
    if end == after or not _named(line, first, after, end):
        return None
    body = named(line, first, end, kind="place" if key in PLACE_HEADS else "body", kind_type=head.type)
    return with_introduction(line, link(replace(body, head=key), line.language, line.gazetteer))


def _end(line: Line, first: int, after: int, *, head: Head, titled: bool) -> int:
    key = line.key(first, after)
    if key in PLACE_HEADS:
        end = place_end(line, after)
    else:
        end = name_end(Start(line, first, after, key, titled, firm=head.type == "company"))
    known = line.known[first]
    if known is not None and known[0].kind in {"body", "place"}:
        end = max(end, known[1])
    if end < len(line.words) and line.gaps[end - 1].strip() in {"-", "–"}:
        parent = head_at(line, end)
        if parent is not None and line.key(end, parent[1]) in _PARENTS:
            end = name_end(Start(line, end, parent[1], line.key(end, parent[1]), titled))
    return end


def _named(line: Line, first: int, after: int, end: int) -> bool:
    """Whether the words are a name: a capital in it, and after a lower-case head noun one that follows it."""
    if any(word.capital for word in line.words[after:end]):
        return True
    return line.words[first].capital or introduction_after(line, end) is not None


def with_introduction(line: Line, name: Named) -> Named:
    """Extend a name over the abbreviation, alias or parent in brackets that follows it."""
    short = introduction_after(line, name.last)
    if short is not None and _belongs(line, name, short):
        return _extended(line, name, short.last, short.end, short.short)
    bracket = bracket_text(line, name.last)
    if bracket is None:
        return name
    text, end = bracket
    last = line.index_from(end)
    if last > name.last and name.kind != "country" and line.words[name.last].capital:
        inner = head_at(line, name.last)
        if inner is not None and inner[1] < last:
            return _extended(line, name, last, line.offset + end, text)
    entries = line.gazetteer.named(text, line.language)
    country = entries[0].country if entries and entries[0].kind in {"country", "place", "capital"} else None
    if country is None:
        return name
    if name.kind not in {"place", "country"}:
        return replace(name, country=name.country or country)
    extended = _extended(line, name, last, line.offset + end, "")
    return replace(extended, country=country if name.country is None else name.country)


def _extended(line: Line, name: Named, last: int, end: int, short: str) -> Named:
    text = line.text[name.start - line.offset : end - line.offset]
    return replace(name, last=last, end=end, text=text, base=name.text, abbreviation=short)


def _belongs(line: Line, name: Named, short: Introduction) -> bool:
    """Whether an abbreviation can stand for a name: not for another abbreviation, not for a country unless known."""
    entries = line.gazetteer.named(short.short, line.language)
    if name.kind in {"country", "place"}:
        return any(entry.country == name.country and entry.kind == "country" for entry in entries)
    if name.text.isupper():
        return False
    return name.kind != "unknown" or name_key(short.short) != name_key(name.text)
