"""What every BriefStore promises."""

import unicodedata
from dataclasses import replace
from datetime import timedelta

import pytest

from service.domain.errors import MalformedInput, NotFound, Outdated
from service.domain.highlight import Bilingual
from service.domain.stores import BriefQuery
from tests.contract.conftest import Stores
from tests.samples import NOON, a_brief, a_highlight


def ids(stores: Stores, **filters: object) -> list[str]:
    query = replace(BriefQuery(), **filters)  # type: ignore[arg-type]  # each test names real fields
    return [brief.id for brief in stores.briefs.find(query).briefs]


def test_a_saved_brief_comes_back_equal(stores: Stores) -> None:
    brief = a_brief(highlights=(a_highlight(),))
    stores.briefs.save(brief)
    assert stores.briefs.get("b1") == brief


def test_a_saved_brief_outlives_a_restart(stores: Stores) -> None:
    brief = a_brief(text="Chữ Việt: ưỡng, và một mặt cười 🙂")
    stores.briefs.save(brief)
    assert stores.restarted().briefs.get("b1") == brief


def test_saving_the_same_id_again_replaces_the_brief(stores: Stores) -> None:
    stores.briefs.save(a_brief(text="cũ", highlights=(a_highlight(),)))
    stores.briefs.save(a_brief(text="mới"))
    assert stores.briefs.get("b1").segments[0].source == "mới"
    assert ids(stores, text="cũ") == []
    assert ids(stores, partner="Japan") == []


def test_an_unknown_brief_is_not_found(stores: Stores) -> None:
    with pytest.raises(NotFound):
        stores.briefs.get("nowhere")
    with pytest.raises(NotFound):
        stores.briefs.delete("nowhere")


def test_a_deleted_brief_is_gone_from_everywhere(stores: Stores) -> None:
    stores.briefs.save(a_brief(highlights=(a_highlight(),)))
    stores.briefs.delete("b1")
    with pytest.raises(NotFound):
        stores.briefs.get("b1")
    assert ids(stores) == ids(stores, text="hợp tác") == ids(stores, partner="Nhật Bản") == []


def test_pages_are_newest_first_and_meet_without_gap_or_overlap(stores: Stores) -> None:
    for number in range(7):  # two of each moment, so that the id decides
        stores.briefs.save(a_brief(f"b{number}", created_at=NOON + timedelta(seconds=number // 2)))
    seen: list[str] = []
    query = BriefQuery(limit=3)
    while True:
        page = stores.briefs.find(query)
        seen += [brief.id for brief in page.briefs]
        if page.next_cursor is None:
            break
        query = replace(query, cursor=page.next_cursor)
    assert seen == ["b6", "b5", "b4", "b3", "b2", "b1", "b0"]


def test_a_brief_that_comes_in_between_does_not_shift_the_next_page(stores: Stores) -> None:
    for number in range(4):
        stores.briefs.save(a_brief(f"b{number}", created_at=NOON + timedelta(seconds=number)))
    first = stores.briefs.find(BriefQuery(limit=2))
    stores.briefs.save(a_brief("newer", created_at=NOON + timedelta(hours=1)))
    assert ids(stores, limit=2, cursor=first.next_cursor) == ["b1", "b0"]


def test_the_last_page_has_no_cursor_even_if_it_is_full(stores: Stores) -> None:
    stores.briefs.save(a_brief())
    assert stores.briefs.find(BriefQuery(limit=1)).next_cursor is None


@pytest.mark.parametrize("cursor", ["nonsense", "%%%", "AAAA", "Ω"])
def test_a_cursor_of_somebody_elses_is_refused(stores: Stores, cursor: str) -> None:
    with pytest.raises(MalformedInput):
        stores.briefs.find(BriefQuery(cursor=cursor))


@pytest.mark.parametrize(
    "words",
    [
        "Đà Nẵng",
        "đà nẵng",
        "da nang",
        "DA NANG",
        '"da nang"',
        "nẵng hợp",
        unicodedata.normalize("NFD", "Đà Nẵng"),
    ],
)
def test_text_is_found_with_and_without_diacritics(stores: Stores, words: str) -> None:
    stores.briefs.save(a_brief("hit", text="Hợp tác tại Đà Nẵng, hôm qua."))
    stores.briefs.save(a_brief("miss", text="Hợp tác tại Hà Nội."))
    assert ids(stores, text=words) == ["hit"]


def test_a_phrase_holds_its_words_together(stores: Stores) -> None:
    stores.briefs.save(a_brief(text="Hợp tác tại Đà Nẵng."))
    assert ids(stores, text="tại hợp") == ["b1"]
    assert ids(stores, text='"tại hợp"') == []


def test_the_translation_can_be_searched_too(stores: Stores) -> None:
    stores.briefs.save(a_brief())
    assert ids(stores, text="cooperation") == ["b1"]


@pytest.mark.parametrize(
    "words", ["", "!!!", '"', "AND", "NEAR(", "folded:x", "a*", "'; --", "%", "-x", "🙂"]
)
def test_search_syntax_of_the_database_means_nothing(stores: Stores, words: str) -> None:
    stores.briefs.save(a_brief(text="Hợp tác."))
    assert ids(stores, text=words) == []


@pytest.mark.parametrize("partner", ["Nhật Bản", "nhat ban", "Japan", "japan", "JP"])
def test_a_partner_is_found_by_name_in_either_language_or_by_country(stores: Stores, partner: str) -> None:
    stores.briefs.save(a_brief(highlights=(a_highlight(),)))
    assert ids(stores, partner=partner) == ["b1"]


@pytest.mark.parametrize("partner", ["Nga", "apan", "%", "_", "!!", "jp"])
def test_a_partner_is_not_found_by_a_part_of_a_word(stores: Stores, partner: str) -> None:
    bank = Bilingual("Ngân hàng Nhật Bản", "Bank of Japan")
    stores.briefs.save(a_brief(highlights=(a_highlight(partner=bank),)))
    assert ids(stores, partner=partner) == []


def test_field_and_instrument_and_language_filter(stores: Stores) -> None:
    stores.briefs.save(a_brief(highlights=(a_highlight(fields=("energy", "health")),)))
    assert ids(stores, field="health") == ids(stores, field="energy") == ids(stores, language="vi") == ["b1"]
    assert ids(stores, instrument="mou", field="health", partner="Japan") == ["b1"]
    assert ids(stores, field="labour") == ids(stores, instrument="visit") == ids(stores, language="en") == []


def test_the_filters_must_hold_for_one_and_the_same_highlight(stores: Stores) -> None:
    korea = Bilingual("Hàn Quốc", "South Korea")
    visit = a_highlight(2, instrument="visit", partner=korea, country="KR")
    stores.briefs.save(a_brief(highlights=(a_highlight(), visit)))
    assert ids(stores, instrument="visit", partner="hàn quốc") == ["b1"]
    assert ids(stores, instrument="visit", partner="nhật bản") == []


@pytest.mark.parametrize(
    ("edtf", "since", "until", "found"),
    [
        ("2019-08-05", "2019-08-05", "2019-08-05", True),
        ("2019-08-05", "2019-08", "2019-08", True),
        ("2019-08-05", "2019-08-06", None, False),
        ("2019-08-05", None, "2019-08-04", False),
        ("2019-08", "2019-08-31", None, True),
        ("2019", "2019-06", "2019-07", True),
        ("2019/2021", "2020", "2020", True),
        ("2019/2021", "2022", None, False),
        ("2019/..", "2050", None, True),
        ("2019-08~", "2019-08", "2019-08", True),
        ("2019-21", "2019", "2019", True),
        ("201X", "2015", "2015", True),
        (None, "1000", None, False),
        ("no date", "1000", None, False),
    ],
)
def test_dates_are_found_when_the_ranges_meet(
    stores: Stores, edtf: str | None, since: str | None, until: str | None, found: bool
) -> None:
    stores.briefs.save(a_brief(highlights=(a_highlight(edtf=edtf),)))
    assert ids(stores, date_from=since, date_to=until) == (["b1"] if found else [])


def outlined(stores: Stores, after: int = 0) -> list[str]:
    return [outline.id for _, outline in stores.briefs.outlines(after=after, limit=100)]


def test_outlines_come_in_the_order_of_saving_with_highlights_but_no_text(stores: Stores) -> None:
    later, earlier = a_brief("b1", highlights=(a_highlight(),)), a_brief("b2")
    for brief in (later, earlier):
        stores.briefs.save(brief)
    (first, outline), (second, _) = stores.briefs.outlines(after=0, limit=100)
    assert (first, second) == stores.briefs.saved()
    assert (outline.id, outline.created_at) == (later.id, later.created_at)
    assert (outline.source, outline.highlights) == (later.source, later.highlights)
    assert outlined(stores, after=first) == ["b2"]
    assert len(stores.briefs.outlines(after=0, limit=1)) == 1


def test_a_brief_that_is_saved_again_gets_a_higher_number(stores: Stores) -> None:
    stores.briefs.save(a_brief("b1"))
    stores.briefs.save(a_brief("b2"))
    before = stores.briefs.saved()
    stores.briefs.save(a_brief("b1"))
    assert outlined(stores) == ["b2", "b1"]
    assert stores.briefs.saved()[-1] > before[-1]


def test_the_number_of_a_deleted_brief_is_gone_and_not_given_again(stores: Stores) -> None:
    stores.briefs.save(a_brief("b1"))
    (number,) = stores.briefs.saved()
    stores.briefs.delete("b1")
    assert stores.briefs.saved() == ()
    stores.briefs.save(a_brief("b2"))
    assert stores.briefs.saved() > (number,)


def test_a_brief_is_exchanged_for_the_one_that_was_seen_and_for_no_other(stores: Stores) -> None:
    seen = a_brief()
    stores.briefs.save(seen)
    changed = replace(seen, headline=Bilingual("Mới", "New"))
    late = replace(seen, headline=Bilingual("Muộn", "Late"))
    stores.briefs.exchange(seen, changed)
    with pytest.raises(Outdated):
        stores.briefs.exchange(seen, late)
    assert stores.briefs.get("b1") == changed
    with pytest.raises(NotFound):
        stores.briefs.exchange(a_brief("nowhere"), late)
