"""Vietnamese provinces and cities in a translation that its source does not name: "HÀ NỘI" as "Cần Thơ".

Promises silence where the source has any spelling or abbreviation of the place. Regions ("the South", "Đông
Nam Bộ") and persons' names that hold a place's are left out. Knows no places abroad.
"""

import re

from service.domain.article import Language, other
from service.domain.glossary import Term
from service.text.folding import words_of
from service.text.gazetteer import Gazetteer
from service.text.invented_countries import entries_in
from service.text.person_names import names_to_keep
from service.text.syllables import bare_letters

_REGION = re.compile(
    r"\b(?:miền|vùng|đồng bằng|biển|vịnh|quần đảo|đảo|khu|cao nguyên|tây nguyên|bộ|sông|duyên hải|hoàng sa|"
    r"trường sa|sân bay|cảng)\b|\b(?:north|south|east|west|central)",
    re.I,
)
_LEVEL = re.compile(r"^(?:thành phố|tỉnh|thủ đô|tp\.?|the)\s+|\s+(?:city|province|capital)$", re.I)

# What a city was called, or newspapers shorten it to, beside what the termbase has.
_ALSO = {"hochiminh": ("saigon",), "thuathienhue": ("tthue",)}


def invented_places(
    source_text: str, target_text: str, *, source: Language, gazetteer: Gazetteer
) -> tuple[str, ...]:
    """Return the words of the translation that name a place of Vietnam without reason, each once."""
    target = other(source)
    words = words_of(target_text)
    found = [
        (words[first].start, words[end - 1].end, entry.term)
        for first, end, entry in entries_in(target_text, target, gazetteer)
        if entry.kind in {"place", "capital"}
        and entry.country == "VN"
        and entry.term is not None
        and not _REGION.search(f"{entry.term.vi} {entry.term.en}")
    ]
    if not found:
        return ()
    said = bare_letters(source_text)
    people = [name.span for name in names_to_keep(target_text, target) if name.kind == "person"]
    return tuple(
        dict.fromkeys(
            target_text[start:end]
            for start, end, term in found
            if not _is_said(term, said)
            and not any(span.start <= start and end <= span.end for span in people)
        )
    )


def _is_said(term: Term, said: str) -> bool:
    forms = (term.vi, *term.vi_variants, term.en, *term.en_variants, term.abbr_vi, term.abbr_en)
    bare = [bare_letters(_LEVEL.sub("", form)) for form in forms]
    also = [other for one in bare for other in _ALSO.get(one, ())]
    return any(len(one) > 1 and one in said for one in (*bare, *also))
