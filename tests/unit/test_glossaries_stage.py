"""Terms of an article: which fired where, names that are rendered alike, what a request chooses."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from service.adapters.termbase import load_gazetteer, load_glossary
from service.domain.article import Segment, Span
from service.domain.brief import TermUse, Translation
from service.domain.errors import UnknownGlossary
from service.domain.glossary import Glossary, GlossaryEntry, Term, new_glossary, next_revision
from service.domain.highlight import Bilingual, Highlight, PartnerType
from service.pipeline.article_names import article_names
from service.pipeline.glossaries import as_glossary, chosen_glossaries
from service.pipeline.term_uses import term_uses, uses_in
from service.text.terms import index_terms
from tests.glossary_fakes import FakeGlossaryStore
from tests.samples import NOON, a_highlight

TERMBASE = Path(__file__).parents[2] / "termbase"
OFFICIAL = Glossary(
    "official",
    "1",
    (
        Term(
            "Bộ Y tế", "Ministry of Health", en_variants=("Health Ministry",), abbr_en="MOH", kind="ministry"
        ),
        Term("Đài Loan", "Taiwan", en_variants=("Taiwan (China)",), kind="country"),
        Term("Trung tâm Năng suất", "Productivity Centre", abbr_vi="CPC", abbr_en="CPC", kind="institute"),
    ),
)


def uses(text: str, target: str) -> tuple[TermUse, ...]:
    segments = (Segment(0, Span(7, 7 + len(text)), text, "paragraph"),)
    translations = (Translation(0, target, "model", -0.5),)
    (found,) = term_uses(segments, translations, source="vi", glossary=OFFICIAL)
    return found


def test_a_use_has_the_words_of_both_sides_and_offsets_into_the_segment() -> None:
    assert uses("🙂 Bộ Y tế họp", "The health ministry met") == (
        TermUse("Bộ Y tế", "health ministry", 2, 9, "official@1"),
    )


def test_a_term_that_its_translation_does_not_render_has_not_fired() -> None:
    assert uses("Bộ Y tế họp", "The House met") == ()


def test_a_bracket_that_ends_a_rendering_belongs_to_it() -> None:
    (use,) = uses("Đài Loan", "in Taiwan (China), too")
    assert use.rendering == "Taiwan"
    (variant,) = (replace(OFFICIAL.terms[1], en="Taiwan (China)", en_variants=()),)
    found = term_uses(
        (Segment(0, Span(0, 8), "Đài Loan", "paragraph"),),
        (Translation(0, "in Taiwan (China), too", "model", -0.5),),
        source="vi",
        glossary=Glossary("official", "2", (variant,)),
    )
    assert found[0][0].rendering == "Taiwan (China)"


@pytest.mark.parametrize(
    ("target", "renderings"),
    [
        ("The MOH and the Ministry of Health", ["MOH", "Ministry of Health"]),
        ("The Ministry of Health.\nThe health ministry", ["Ministry of Health", "health ministry"]),
        ("The Ministry of Health and its like", ["Ministry of Health", "Ministry of Health"]),
    ],
)
def test_each_use_has_a_place_of_its_own_while_there_is_one(target: str, renderings: list[str]) -> None:
    assert [use.rendering for use in uses("Bộ Y tế và Bộ Y tế", target)] == renderings


def test_a_word_inside_another_term_s_rendering_is_no_place_of_its_own() -> None:
    terms = (*OFFICIAL.terms, Term("sức khỏe", "Health", kind="user"))
    index = index_terms(Glossary("g", "1", terms), "vi")
    found = uses_in("Bộ Y tế và sức khỏe", "Ministry of Health and HEALTH", index, target="en")
    assert [use.rendering for use in found] == ["Ministry of Health", "HEALTH"]


@pytest.mark.parametrize("end", ["\n", " "])
def test_each_use_in_a_long_text_has_a_place_of_its_own(end: str) -> None:
    said = "".join(f"The {'MOH' if n % 2 else 'health ministry'} met.{end}" for n in range(2000))
    found = uses_in(f"Bộ Y tế họp.{end}" * 2000, said, index_terms(OFFICIAL, "vi"), target="en")
    assert [use.rendering for use in found].count("MOH") == pytest.approx(1000, abs=30)  # some at an edge


def test_the_abbreviation_that_a_name_introduces_does_not_stand_for_the_name() -> None:
    index = index_terms(OFFICIAL, "vi")
    long, short = index.find("Trung tâm Năng suất (CPC)")
    assert long.term.forms("en") == ("Productivity Centre",)
    assert short.term.forms("en") == ("Productivity Centre", "CPC")
    (alone,) = index.find("Trung tâm Năng suất họp")
    assert alone.term.forms("en") == ("Productivity Centre", "CPC")


def partner(name: str, kind: PartnerType) -> Highlight:
    highlight = a_highlight(partner=Bilingual(name, ""), country=None)
    return replace(highlight, partners=(replace(highlight.partners[0], type=kind),))


def test_the_names_of_partners_are_terms_as_the_highlights_render_them() -> None:
    names = partial(
        article_names,
        source="vi",
        glossary=load_glossary(TERMBASE / "institutions.csv"),
        gazetteer=load_gazetteer(TERMBASE),
    )
    found = names((partner("Trung tâm Năng suất quốc gia Hàn Quốc (KPC)", "agency"),) * 2)
    assert [(term.vi, term.en) for term in found] == [
        ("Trung tâm Năng suất quốc gia Hàn Quốc", "Korea Productivity Center")
    ]
    known = [partner("Bộ Khoa học và Công nghệ", "agency"), partner("Nhật Bản", "country")]
    assert names((*known, partner("Nguyễn Văn A", "person"), partner("KPC", "agency"))) == ()


def test_a_request_gets_the_glossaries_that_it_names_or_the_default_ones() -> None:
    store = FakeGlossaryStore()
    for number, default in enumerate((False, True, True)):
        entries = (GlossaryEntry("Toà án", f"Court {number}"),)
        store.create(
            new_glossary(
                f"g{number}", entries, name=f"n{number}", direction="both", default=default, now=NOON
            )
        )
    chosen = partial(chosen_glossaries, store=store)
    assert [one.name for one in chosen(None)] == ["n1", "n2"]
    assert [one.name for one in chosen(("g2", "g0", "g2"))] == ["n2", "n0"]
    assert chosen(()) == ()
    with pytest.raises(UnknownGlossary, match="nowhere"):
        chosen(("g0", "nowhere"))


def test_a_changed_glossary_is_matched_as_it_is_now() -> None:
    first = new_glossary(
        "g", (GlossaryEntry("Toà án", "Court"),), name="n", direction="both", default=False, now=NOON
    )
    second = next_revision(first, now=NOON, entries=(GlossaryEntry("Toà án", "Tribunal"),))
    assert [as_glossary(one).terms[0].en for one in (first, second)] == ["Court", "Tribunal"]
    places = [index_terms(as_glossary(one), "vi").find("Toà án")[0] for one in (first, second)]
    assert [place.term.en for place in places] == ["Court", "Tribunal"]
