"""What every MemoryStore promises."""

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.adapters.database import open_database
from service.adapters.memory_store import SqlMemoryStore
from service.domain.errors import MalformedInput, NotFound
from service.domain.memory import MemoryEntry, MemoryQuery, Passage
from service.domain.stores import MemoryStore
from tests.contract.conftest import empty_postgres
from tests.fake_memory import FakeMemoryStore
from tests.samples import NOON

SIGNED = "Hai bên ký bản ghi nhớ hợp tác về y tế tại Hà Nội năm 2019."


@pytest.fixture(params=["fake", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def memory(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MemoryStore]:
    if request.param == "fake":
        yield FakeMemoryStore()
        return
    engine = open_database(
        f"sqlite:///{tmp_path}/m.sqlite3" if request.param == "sqlite" else empty_postgres()
    )
    yield SqlMemoryStore(engine)
    engine.dispose()


def an_entry(source: str = SIGNED, target: str = "Signed.", **fields: object) -> MemoryEntry:
    made = MemoryEntry(os.urandom(16).hex(), "vi", source, target, "editor", NOON, NOON)
    return replace(made, **fields)  # type: ignore[arg-type]  # each test names real fields


def recalled(memory: MemoryStore, *passages: Passage) -> list[tuple[str, str] | None]:
    found = memory.recall(passages, source="vi")
    return [None if match is None else (match.kind, match.entry.target) for match in found]


def similar(memory: MemoryStore, wording: str, minimum: float = 0.75) -> list[str]:
    (found,) = memory.similar([wording], source="vi", minimum=minimum, limit=5)
    return [match.entry.source for match in found]


def test_a_saved_entry_comes_back_equal(memory: MemoryStore) -> None:
    entry = an_entry(previous="Trước.", following="Sau 🙂.", author="Lan", note="đã duyệt", origin="import")
    (saved,) = memory.save([entry])
    assert (saved.outcome, saved.entry) == ("added", entry)
    assert memory.get(entry.id) == entry
    assert list(memory.every()) == [entry]


def test_a_text_is_recalled_in_any_composition_and_spacing_but_not_in_another_case(
    memory: MemoryStore,
) -> None:
    memory.save([an_entry("Thành phố Đà Nẵng", "Da Nang City")])
    decomposed = unicodedata.normalize("NFD", "Thành phố Đà Nẵng")
    same = [Passage(decomposed), Passage("  Thành\u00a0 phố\nĐà Nẵng ")]
    assert recalled(memory, *same) == [("exact", "Da Nang City")] * 2
    assert recalled(memory, Passage("thành phố Đà Nẵng"), Passage("Thanh pho Da Nang")) == [None, None]


def test_an_entry_answers_for_its_own_direction_only(memory: MemoryStore) -> None:
    memory.save([an_entry("Paris", "Pa-ri")])
    assert memory.recall([Passage("Paris")], source="en") == [None]
    assert memory.similar(["Paris ơi"], source="en", minimum=0.5, limit=3) == [()]


def test_the_entry_of_the_surrounding_goes_before_the_others(memory: MemoryStore) -> None:
    here = an_entry("Vâng.", "Yes, sir.", previous="Hỏi.", following="Hết.")
    later = an_entry("Vâng.", "Yes.", changed_at=NOON + timedelta(days=1))
    memory.save([here, later])
    assert recalled(memory, Passage("Vâng.", "Hỏi.", "Hết."), Passage("Vâng.", "Hỏi."), Passage("Vâng.")) == [
        ("context", "Yes, sir."),
        ("exact", "Yes."),
        ("exact", "Yes."),
    ]


def test_of_several_entries_for_a_text_an_editors_latest_counts(memory: MemoryStore) -> None:
    memory.save(
        [
            an_entry("Vâng.", "first", previous="a"),
            an_entry("Vâng.", "second", previous="b", changed_at=NOON + timedelta(hours=1)),
            an_entry("Vâng.", "imported", origin="import", changed_at=NOON + timedelta(hours=2)),
        ]
    )
    assert recalled(memory, Passage("Vâng.")) == [("exact", "second")]


def test_saving_a_source_again_updates_it_and_keeps_its_id_and_birth(memory: MemoryStore) -> None:
    first = an_entry()
    later = an_entry(
        f" {SIGNED}", "Better.", created_at=NOON + timedelta(1), changed_at=NOON + timedelta(1), author="Lan"
    )
    memory.save([first])
    (saved,) = memory.save([later])
    assert saved.outcome == "updated"
    assert (saved.entry.id, saved.entry.created_at) == (first.id, NOON)
    assert memory.get(first.id) == saved.entry == replace(later, id=first.id, created_at=NOON, source=SIGNED)
    with pytest.raises(NotFound):
        memory.get(later.id)


def test_an_import_does_not_replace_what_an_editor_said_and_an_editor_replaces_an_import(
    memory: MemoryStore,
) -> None:
    by_editor = an_entry("một", "one")
    by_import = an_entry("hai", "2", origin="import")
    memory.save([by_editor, by_import])
    late = NOON + timedelta(days=9)
    outcomes = memory.save(
        [
            an_entry("một", "1", origin="import", changed_at=late),
            an_entry("hai", "two", changed_at=NOON - timedelta(days=9)),
        ]
    )
    assert [saved.outcome for saved in outcomes] == ["kept", "updated"]
    assert recalled(memory, Passage("một"), Passage("hai")) == [("exact", "one"), ("exact", "two")]


def test_an_older_version_does_not_replace_a_newer_one(memory: MemoryStore) -> None:
    memory.save([an_entry(target="new")])
    (saved,) = memory.save([an_entry(target="old", changed_at=NOON - timedelta(days=1))])
    assert (saved.outcome, saved.entry.target) == ("kept", "new")


def test_saving_what_is_there_changes_nothing(memory: MemoryStore) -> None:
    memory.save([an_entry()])
    version = list(memory.every())
    (saved,) = memory.save([an_entry(changed_at=NOON + timedelta(days=1))])
    assert saved.outcome == "unchanged"
    assert list(memory.every()) == version


def test_in_one_batch_the_later_of_two_for_the_same_place_comes_after_the_first(memory: MemoryStore) -> None:
    outcomes = memory.save([an_entry(target="a"), an_entry(target="b"), an_entry(target="b")])
    assert [saved.outcome for saved in outcomes] == ["added", "updated", "unchanged"]
    assert [entry.target for entry in memory.every()] == ["b"]


def test_a_long_batch_is_saved_and_recalled_in_order(memory: MemoryStore) -> None:
    texts = [f"Câu số {number}." for number in range(1200)]
    memory.save([an_entry(source, f"Sentence {n}.") for n, source in enumerate(texts)])
    assert [entry.source for entry in memory.every()] == texts
    found = recalled(memory, *(Passage(source) for source in [*texts, "khác"]))
    assert found == [*(("exact", f"Sentence {n}.") for n in range(1200)), None]
    assert memory.recall([], source="vi") == []


@pytest.mark.parametrize(
    ("wording", "found"),
    [
        (SIGNED.replace("2019", "2020"), True),
        (SIGNED.replace("Hai bên", "Hai bên đã"), True),
        (SIGNED.upper(), False),
        ("Hôm nay trời đẹp ở Hà Nội.", False),
        (SIGNED, False),  # the same is no fuzzy match
        ("", False),
        ("!!!", False),
    ],
)
def test_alike_texts_are_offered_with_what_differs_counted(
    memory: MemoryStore, wording: str, found: bool
) -> None:
    memory.save([an_entry(), an_entry("Thời tiết hôm nay ở Huế rất xấu.", "Rain.")])
    assert similar(memory, wording) == ([SIGNED] if found else [])


def test_the_most_alike_comes_first_with_a_score_below_one(memory: MemoryStore) -> None:
    near, far = SIGNED.replace("2019", "2018"), SIGNED.replace("y tế tại Hà Nội năm", "thể thao năm")
    memory.save([an_entry(far), an_entry(near)])
    (found,) = memory.similar([SIGNED], source="vi", minimum=0.6, limit=5)
    assert [match.entry.source for match in found] == [near, far]
    assert 1 > found[0].score > found[1].score >= 0.6
    assert {match.kind for match in found} == {"fuzzy"}
    assert similar(memory, SIGNED, 0.99) == []
    assert [len(one) for one in memory.similar([SIGNED, "x"], source="vi", minimum=0.6, limit=1)] == [1, 0]


@pytest.mark.parametrize("words", ["da nang", "Đà Nẵng", '"DA NANG"', "city", "nang city"])
def test_entries_are_found_by_words_of_either_side_without_diacritics(
    memory: MemoryStore, words: str
) -> None:
    memory.save([an_entry("Thành phố Đà Nẵng", "Da Nang City"), an_entry("Hà Nội", "Hanoi")])
    assert [entry.target for entry in memory.find(MemoryQuery(text=words)).entries] == ["Da Nang City"]


@pytest.mark.parametrize("words", ["", "!!!", '"', "AND", "NEAR(", "source_words:x", "a*", "'; --", "-x"])
def test_search_syntax_of_the_database_means_nothing(memory: MemoryStore, words: str) -> None:
    memory.save([an_entry()])
    assert memory.find(MemoryQuery(text=words)).entries == ()


def test_what_was_corrected_is_found_by_its_new_words_only(memory: MemoryStore) -> None:
    memory.save([an_entry(target="wrong")])
    memory.save([an_entry(target="right")])
    assert memory.find(MemoryQuery(text="wrong")).entries == ()
    assert len(memory.find(MemoryQuery(text="right", language="vi")).entries) == 1
    assert memory.find(MemoryQuery(text="right", language="en")).entries == ()


def test_pages_are_latest_first_and_meet_without_gap_or_overlap(memory: MemoryStore) -> None:
    memory.save([an_entry(f"câu {n}", changed_at=NOON + timedelta(seconds=n // 2)) for n in range(7)])
    seen: list[MemoryEntry] = []
    query = MemoryQuery(limit=3)
    while True:
        page = memory.find(query)
        seen += page.entries
        if page.next_cursor is None:
            break
        query = replace(query, cursor=page.next_cursor)
    assert seen == sorted(memory.every(), key=lambda e: (e.changed_at, e.id), reverse=True)
    with pytest.raises(MalformedInput):
        memory.find(MemoryQuery(cursor="nonsense"))


def test_a_deleted_entry_is_gone_from_everywhere(memory: MemoryStore) -> None:
    entry = an_entry()
    memory.save([entry])
    before = memory.version
    memory.delete(entry.id)
    assert memory.version != before
    assert list(memory.every()) == []
    assert similar(memory, SIGNED.replace("2019", "2020")) == []
    assert memory.find(MemoryQuery(text="y tế")).entries == ()
    for ask in (memory.get, memory.delete):
        with pytest.raises(NotFound):
            ask(entry.id)


def test_the_version_changes_with_the_content_alone(memory: MemoryStore) -> None:
    empty = memory.version
    memory.save([an_entry()])
    full = memory.version
    memory.recall([Passage(SIGNED)], source="vi")
    assert full == memory.version != empty
    memory.save([an_entry(target="other", changed_at=NOON + timedelta(days=1))])
    assert memory.version not in (empty, full)


def test_all_entries_of_a_language_can_be_had(memory: MemoryStore) -> None:
    memory.save([an_entry("một"), an_entry("one", language="en")])
    assert [entry.source for entry in memory.every("en")] == ["one"]


WORDS = st.lists(
    st.sampled_from(["hai", "bên", "ký", "kết", "bản", "ghi", "nhớ", "y", "tế", "2019", "5"]),
    min_size=1,
    max_size=14,
)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(there=st.lists(WORDS, max_size=8), asked=WORDS)
def test_nothing_that_is_alike_enough_is_overlooked(
    tmp_path: Path, there: list[list[str]], asked: list[str]
) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/{os.urandom(4).hex()}.sqlite3")
    real, fake = SqlMemoryStore(engine), FakeMemoryStore()
    for store in (real, fake):
        store.save([an_entry(" ".join(words)) for words in there])
    question = {"source": "vi", "minimum": 0.8, "limit": 100}
    expected = fake.similar([" ".join(asked)], **question)[0]  # type: ignore[arg-type]  # as named
    found = real.similar([" ".join(asked)], **question)[0]  # type: ignore[arg-type]  # as named
    assert {(m.score, m.entry.source) for m in found} == {(m.score, m.entry.source) for m in expected}
    engine.dispose()
