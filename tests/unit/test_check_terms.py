"""Official names that a translation does not render are findings."""

from service.domain.article import Segment, Span
from service.domain.brief import Translation
from service.domain.glossary import Glossary, Term
from service.pipeline.check_terms import check_terms

TERM = Term("Tổ chức Năng suất Châu Á", "Asian Productivity Organization", abbr_vi="APO", abbr_en="APO",
            kind="international_org")  # fmt: skip
GLOSSARY = Glossary("official", "1", (TERM,))
TEXT = "Việt Nam là thành viên của Tổ chức Năng suất Châu Á."
SEGMENTS = (Segment(0, Span(0, len(TEXT)), TEXT, "paragraph"),)


def codes(target: str) -> list[str]:
    translations = (Translation(0, target, "model", -0.5),)
    return [f.code for f in check_terms(SEGMENTS, translations, source="vi", glossary=GLOSSARY)]


def test_an_official_name_that_is_garbled_is_a_finding() -> None:
    assert codes("Vietnam is a member of the Energy Capability Group.") == ["term_missed"]


def test_an_official_name_that_is_rendered_is_none() -> None:
    assert codes("Vietnam is a member of the Asian Productivity Organization.") == []
