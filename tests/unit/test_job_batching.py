"""Items are put into batches: alike in length, equal ones once, within limits."""

from collections.abc import Iterator

import pytest

from service.domain.article import Payload
from service.domain.job import JobKind, NewItem
from service.domain.job_batching import LIMITS, WINDOW, Placed, place
from service.domain.stores import Failure


def items(texts: list[str]) -> list[NewItem]:
    return [NewItem(str(i), Payload(text, "text")) for i, text in enumerate(texts)]


def placed(texts: list[str], kind: JobKind = "translate") -> list[Placed]:
    return [one for window in place(items(texts), kind) for one in window]


def batches(found: list[Placed]) -> dict[int, list[int]]:
    by_number: dict[int, list[int]] = {}
    for one in found:
        if one.batch is not None:
            by_number.setdefault(one.batch, []).append(one.position)
    return by_number


def test_positions_are_those_of_the_input() -> None:
    found = placed([f"câu {i}" for i in range(WINDOW * 2 + 5)])
    assert [one.position for one in found] == list(range(WINDOW * 2 + 5))
    assert [one.item.custom_id for one in found] == [str(i) for i in range(WINDOW * 2 + 5)]


def test_every_item_is_in_one_batch_and_no_batch_is_over_its_limits() -> None:
    texts = [f"{i} {'x' * (i * 37 % 900)}" for i in range(3000)]
    found = batches(placed(texts))
    assert sorted(position for some in found.values() for position in some) == list(range(3000))
    assert sorted(found) == list(range(len(found)))
    for some in found.values():
        assert len(some) <= LIMITS["translate"].items
        assert sum(len(texts[i]) for i in some) <= LIMITS["translate"].characters


def test_the_items_of_a_batch_are_of_like_length_and_the_longest_go_first() -> None:
    texts = [f"{i} {'x' * (i * 37 % 200)}" for i in range(WINDOW)]
    shortest = 200 + len(str(WINDOW))
    for _, some in sorted(batches(placed(texts)).items()):
        lengths = [len(texts[i]) for i in some]
        assert max(lengths) <= shortest
        shortest = min(lengths)


def test_an_item_over_the_limit_has_a_batch_of_its_own() -> None:
    found = batches(placed(["ngắn", "x" * 50_000, "y" * 60_000]))
    assert found == {0: [2], 1: [1], 2: [0]}


def test_an_equal_text_shares_the_result_of_the_first_even_in_another_window() -> None:
    texts = ["một", "hai", "một", *(f"câu {i}" for i in range(WINDOW)), "hai"]
    found = placed(texts)
    assert [(one.batch is None, one.same_as) for one in found[:3]] == [
        (False, None),
        (False, None),
        (True, 0),
    ]
    assert (found[-1].batch, found[-1].same_as) == (None, 1)


def test_text_and_html_of_the_same_letters_are_not_equal() -> None:
    pair = [NewItem("a", Payload("một", "text")), NewItem("b", Payload("một", "html"))]
    assert [one.same_as for window in place(pair, "translate") for one in window] == [None, None]


def test_equal_words_in_two_languages_are_not_the_same() -> None:
    pair = [
        NewItem("a", Payload("an", "text", language="vi")),
        NewItem("b", Payload("an", "text", language="en")),
    ]
    assert [one.same_as for window in place(pair, "translate") for one in window] == [None, None]


def test_no_two_articles_are_taken_as_equal() -> None:
    assert [one.same_as for one in placed(["một", "một"], "brief")] == [None, None]


def test_what_could_not_be_read_has_no_batch() -> None:
    bad = NewItem("0", None, Failure("malformed_input", "x", "y"))
    assert [(one.batch, one.same_as) for window in place([bad, bad], "translate") for one in window] == [
        (None, None), (None, None),
    ]  # fmt: skip


def test_no_more_than_a_window_is_read_ahead() -> None:
    read = 0

    def endless() -> Iterator[NewItem]:
        nonlocal read
        while True:
            read += 1
            yield NewItem(str(read), Payload(f"câu {read}", "text"))

    next(place(endless(), "translate"))
    assert read == WINDOW


@pytest.mark.parametrize("kind", ["translate", "brief"])
def test_nothing_gives_no_window(kind: JobKind) -> None:
    assert list(place([], kind)) == []
