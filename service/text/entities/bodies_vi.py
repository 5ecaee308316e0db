"""Bodies, firms and provinces in Vietnamese, by the head noun that starts their names."""

from dataclasses import replace

from service.text.entities.abbreviations import bracket_text, introduction_after
from service.text.entities.introductions import extended, with_introduction
from service.text.entities.lexicon import Head
from service.text.entities.line import Line, Named, named
from service.text.entities.linking import link
from service.text.entities.tails_vi import PLACE_HEADS, Start, first_of_a_name, head_at, name_end, place_end

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
    if end == after or not _named(line, first, after, end=end, head=head):
        return None
    body = named(line, first, end, kind="place" if key in PLACE_HEADS else "body", kind_type=head.type)
    if _firm(head) and not line.words[first].capital and _only_country(line, after, end):
        body = replace(body, kind="group")  # "công ty viễn thông của Trung Quốc"
    body = link(replace(body, head=key), line.language, line.gazetteer)
    if body.term is None and first_of_a_name(
        Start(line, first, after, key, titled, firm=_firm(head)), after + 1
    ):
        body = replace(body, country=None)  # the "Anh" of "Hợp tác xã Anh Đào" is not England
    introduced = with_introduction(line, body)
    return _with_alias(line, introduced) if introduced.end == body.end else introduced


def _firm(head: Head) -> bool:
    return head.type == "company"


def _end(line: Line, first: int, after: int, *, head: Head, titled: bool) -> int:
    key = line.key(first, after)
    if key in PLACE_HEADS:
        end = place_end(line, after)
    else:
        end = name_end(Start(line, first, after, key, titled, firm=_firm(head)))
    known = line.known[first]
    if known is not None and known[0].kind in {"body", "place"}:
        end = max(end, known[1])
    if end < len(line.words) and line.gaps[end - 1].strip() in {"-", "–"}:
        parent = head_at(line, end)
        if parent is not None and line.key(end, parent[1]) in _PARENTS:
            end = name_end(Start(line, end, parent[1], line.key(end, parent[1]), titled))
    return end


def _named(line: Line, first: int, after: int, *, end: int, head: Head) -> bool:
    """Whether the words are a name: a capital in it, and after a lower-case head noun one that follows it."""
    if any(word.capital for word in line.words[after:end]):
        return True
    if introduction_after(line, end) is not None:
        return True
    return line.words[first].capital and head.type in {"agency", "university"}


def _only_country(line: Line, after: int, end: int) -> bool:
    """Whether the only capitals of a name are a country's at its end."""
    first = next((index for index in range(after, end) if line.words[index].capital), end)
    known = line.known[first] if first < end else None
    return known is not None and known[0].kind == "country" and known[1] == end


def _with_alias(line: Line, name: Named) -> Named:
    """Extend a name over its short name or its parent in brackets: "(Công ty Hải An)", "(Bộ Y tế)"."""
    bracket = bracket_text(line, name.last)
    if bracket is None or name.last >= len(line.words) or not line.words[name.last].capital:
        return name
    text, end = bracket
    inner = head_at(line, name.last)
    if inner is None or inner[1] >= line.index_from(end):
        return name
    return extended(line, name, line.offset + end, text)
