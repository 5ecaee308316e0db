"""Names extended over what follows them in brackets or after a dash: "(KPC)", "– APO", "(Trung Quốc)"."""

from dataclasses import replace

from service.text.entities.abbreviations import Introduction, bracket_text, introduction_after
from service.text.entities.line import Line, Named
from service.text.entities.linking import link_by_abbreviation
from service.text.folding import name_key

_PLACED = frozenset({"country", "place", "capital"})


def with_introduction(line: Line, name: Named) -> Named:
    """Extend a name over the abbreviation that it introduces, a place over its country."""
    if name.kind == "region":
        return name
    if name.kind == "place" and name.country is None:
        name = replace(name, country=_country_after(line, name.last))
    short = introduction_after(line, name.last)
    if short is not None and _belongs(line, name, short):
        introduced = extended(line, name, short.end, short.short)
        return link_by_abbreviation(introduced, line.language, line.gazetteer)
    bracket = bracket_text(line, name.last)
    if bracket is None:
        return name
    text, end = bracket
    entries = line.gazetteer.named(text, line.language)
    country = entries[0].country if entries and entries[0].kind in _PLACED else None
    if country is None:
        return name
    if name.kind not in {"place", "country"}:
        return replace(name, country=name.country or country)
    return replace(extended(line, name, line.offset + end, ""), country=name.country or country)


def _country_after(line: Line, last: int) -> str | None:
    """Return the country that follows a place after a comma: "Guizhou Province, China"."""
    if last >= len(line.words) or line.gaps[last - 1] != ", ":
        return None
    known = line.known[last]
    return known[0].country if known is not None and known[0].kind == "country" else None


def extended(line: Line, name: Named, end: int, short: str) -> Named:
    """Return the name up to an offset in the article, with the short name that it introduces.

    Its text leaves out "gọi tắt là" and the like.
    """
    text = line.text[name.start - line.offset : end - line.offset]
    if short and text[len(name.text) :].strip(" ()\"'“”-–—") != short:
        text = f"{name.text} ({short})"
    last = line.index_from(end - line.offset)
    return replace(name, last=last, end=end, text=text, base=name.text, abbreviation=short)


def _belongs(line: Line, name: Named, short: Introduction) -> bool:
    """Whether an abbreviation can stand for a name: a country's is known, an abbreviation has none."""
    entries = line.gazetteer.named(short.short, line.language)
    if name.kind in {"country", "place"}:
        return any(entry.country == name.country and entry.kind == "country" for entry in entries)
    if name.text.isupper() or any(entry.kind == "country" for entry in entries):
        return False
    return name.kind != "unknown" or name_key(short.short) != name_key(name.text)
