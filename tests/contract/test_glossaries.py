"""What every GlossaryStore promises."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.domain.errors import MalformedInput, NotFound, Outdated
from service.domain.glossary import (
    NO_GLOSSARY,
    DeskDefaults,
    GlossaryEntry,
    UserGlossary,
    new_glossary,
    next_revision,
)
from tests.contract.conftest import Stores
from tests.samples import NOON

ENTRIES = (
    GlossaryEntry(
        "Viện Năng suất Việt Nam", "Vietnam National Productivity Institute", en_variants=("VNPI",)
    ),
    GlossaryEntry("KPC", "KPC", case_sensitive=True, note="“Hàn Quốc” 🙂"),
)


def a_glossary(glossary_id: str = "g1", *, default: bool = False, minutes: int = 0) -> UserGlossary:
    later = NOON + timedelta(minutes=minutes)
    return new_glossary(glossary_id, ENTRIES, name="Toà soạn", direction="both", default=default, now=later)


def test_a_glossary_comes_back_equal_even_after_a_restart(stores: Stores) -> None:
    stores.glossaries.create(a_glossary())
    kept = stores.restarted().glossaries.get("g1")
    assert kept == a_glossary()
    assert kept.card.entry_count == 2


def test_the_next_revision_takes_the_place_of_the_one_before(stores: Stores) -> None:
    first = a_glossary()
    stores.glossaries.create(first)
    second = next_revision(first, now=NOON + timedelta(hours=1), entries=ENTRIES[:1], default=True)
    stores.glossaries.replace(second)
    assert stores.glossaries.get("g1") == second
    assert (second.card.revision, second.card.entry_count) == (2, 1)
    assert second.card.version != first.card.version


def test_a_change_of_an_outdated_revision_is_refused(stores: Stores) -> None:
    first = a_glossary()
    stores.glossaries.create(first)
    stores.glossaries.replace(next_revision(first, now=NOON, name="Một"))
    with pytest.raises(Outdated):
        stores.glossaries.replace(next_revision(first, now=NOON, name="Hai"))
    with pytest.raises(Outdated):
        stores.glossaries.delete("g1", 1)
    assert stores.glossaries.get("g1").card.name == "Một"


def test_a_deleted_glossary_is_gone(stores: Stores) -> None:
    for name in ("g1", "g2"):
        stores.glossaries.create(a_glossary(name))
    stores.glossaries.delete("g1")
    stores.glossaries.delete("g2", 1)
    assert stores.glossaries.find(limit=9, cursor=None).cards == ()


def test_what_is_not_there_is_not_found(stores: Stores) -> None:
    with pytest.raises(NotFound):
        stores.glossaries.get("nowhere")
    with pytest.raises(NotFound):
        stores.glossaries.delete("nowhere")
    with pytest.raises(NotFound):
        stores.glossaries.delete("nowhere", 1)
    with pytest.raises(NotFound):
        stores.glossaries.replace(next_revision(a_glossary("nowhere"), now=NOON))


def test_pages_follow_each_other_newest_first(stores: Stores) -> None:
    names = [f"g{number}" for number in range(5)]
    for number, name in enumerate(names):
        stores.glossaries.create(a_glossary(name, minutes=number // 2))  # some in the same minute
    seen: list[str] = []
    cursor = None
    while True:
        page = stores.glossaries.find(limit=2, cursor=cursor)
        seen += [card.id for card in page.cards]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert seen == names[::-1]


def test_a_foreign_cursor_is_malformed(stores: Stores) -> None:
    stores.glossaries.create(a_glossary())
    with pytest.raises(MalformedInput):
        stores.glossaries.find(limit=2, cursor="%%%")


def test_defaults_are_those_that_are_default_oldest_first(stores: Stores) -> None:
    stores.glossaries.create(a_glossary("late", default=True, minutes=5))
    stores.glossaries.create(a_glossary("early", default=True))
    stores.glossaries.create(a_glossary("other"))
    assert [glossary.card.id for glossary in stores.glossaries.defaults()] == ["early", "late"]


def test_the_version_follows_the_content_and_not_the_name() -> None:
    one = a_glossary()
    renamed = next_revision(one, now=NOON, name="Khác", default=True)
    noted = next_revision(one, now=NOON, entries=(replace(ENTRIES[0], note="x"), ENTRIES[1]))
    turned = next_revision(one, now=NOON, direction="vi-en")
    assert renamed.card.version == one.card.version == a_glossary("g2").card.version
    assert len({one.card.version, noted.card.version, turned.card.version}) == 3


def test_a_desk_has_a_choice_of_its_own_for_each_direction(stores: Stores) -> None:
    for name in ("g1", "g2"):
        stores.glossaries.create(a_glossary(name))
    assert stores.glossaries.desk_defaults("desk") == DeskDefaults()
    stores.glossaries.choose_for_desk("desk", DeskDefaults("g1", NO_GLOSSARY))
    stores.glossaries.choose_for_desk("other", DeskDefaults(en_vi="g2"))
    assert stores.restarted().glossaries.desk_defaults("desk") == DeskDefaults("g1", NO_GLOSSARY)
    assert stores.glossaries.desk_defaults("other") == DeskDefaults(None, "g2")
    stores.glossaries.choose_for_desk("desk", DeskDefaults())
    assert stores.glossaries.desk_defaults("desk") == DeskDefaults()
    assert stores.glossaries.desk_defaults("other") == DeskDefaults(None, "g2")


def test_a_desk_cannot_choose_what_is_not_there_and_keeps_what_it_had(stores: Stores) -> None:
    stores.glossaries.create(a_glossary("g1"))
    stores.glossaries.choose_for_desk("desk", DeskDefaults("g1", "g1"))
    with pytest.raises(NotFound):
        stores.glossaries.choose_for_desk("desk", DeskDefaults("g1", "nowhere"))
    assert stores.glossaries.desk_defaults("desk") == DeskDefaults("g1", "g1")


def test_a_glossary_that_is_deleted_is_no_choice_any_more(stores: Stores) -> None:
    stores.glossaries.create(a_glossary("g1"))
    stores.glossaries.choose_for_desk("desk", DeskDefaults("g1", NO_GLOSSARY))
    stores.glossaries.delete("g1")
    assert stores.glossaries.desk_defaults("desk") == DeskDefaults(None, NO_GLOSSARY)
