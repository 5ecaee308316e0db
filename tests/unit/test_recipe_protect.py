"""Protected training pairs: what both sides say alike becomes the same placeholder on both."""

import random

import pytest

from models.pieces import PLACEHOLDERS
from models.recipe.corpora import Pair
from models.recipe.protect import Terms, items_of, protect, protected

TERMS: Terms = {"Tổ chức Y tế Thế giới": ("World Health Organization", "WHO")}


def spans(vi: str, en: str) -> set[tuple[str, str]]:
    found = items_of(Pair("indomain", "A", vi, en), TERMS)
    return {(vi[slice(*item.vi)], en[slice(*item.en)]) for item in found}


@pytest.mark.parametrize(
    ("vi", "en", "wanted"),
    [
        ("Ngày 8/6/2020, hai bên ký.", "On June 8, 2020, they signed.", ("Ngày 8/6/2020", "June 8, 2020")),
        ("Ký ngày 8 tháng 6 năm 2020.", "Signed 8 June 2020.", ("ngày 8 tháng 6 năm 2020", "8 June 2020")),
        ("Từ tháng 8/2019.", "Since August 2019.", ("tháng 8/2019", "August 2019")),
        ("Vay 1,5 tỷ USD.", "A loan of $1.5 billion.", ("1,5 tỷ USD", "$1.5 billion")),
        ("Có 12.500 tấn.", "It has 12,500 tonnes.", ("12.500", "12,500")),
        ("Ông Trần Tuấn Anh nói.", "Mr. Tran Tuan Anh said.", ("Trần Tuấn Anh", "Tran Tuan Anh")),
        ("Theo Tổ chức Y tế Thế giới.", "By the WHO.", ("Tổ chức Y tế Thế giới", "WHO")),
        ("Xem vnexpress.net nhé.", "See vnexpress.net now.", ("vnexpress.net", "vnexpress.net")),
    ],
)
def test_what_both_sides_say_is_found(vi: str, en: str, wanted: tuple[str, str]) -> None:
    assert wanted in spans(vi, en)


@pytest.mark.parametrize(
    ("vi", "en"),
    [
        ("Ngày 8/6/2020.", "On July 8, 2020."),  # another month
        ("Có 15 tấn và 15 người.", "15 tonnes and 15 people."),  # which is which?
        ("Vay 1,5 tỷ USD.", "A loan of $1.5 million."),
        ("Họ nói vậy.", "They said so."),
    ],
)
def test_what_the_sides_do_not_share_stays(vi: str, en: str) -> None:
    assert spans(vi, en) == set()


def test_each_placeholder_stands_once_on_both_sides() -> None:
    pair = Pair("indomain", "A", "Ngày 8/6/2020, ông Trần Tuấn Anh vay 1,5 tỷ USD.", "")
    pair = Pair("indomain", "A", pair.vi, "On June 8, 2020, Mr. Tran Tuan Anh borrowed $1.5 billion.")
    copy = protected(pair, items_of(pair, TERMS), random.Random(3))
    assert copy is not None
    used = [mark for mark in PLACEHOLDERS if mark in copy.vi]
    assert used
    assert all(copy.vi.count(mark) == copy.en.count(mark) == 1 for mark in used)


def test_copies_weigh_their_share_and_depend_on_the_seed_alone() -> None:
    pairs = [
        Pair("indomain", "A", f"Có {n} tấn gạo ở Hà Nội.", f"There are {n} tonnes in Ha Noi.", 4.0)
        for n in range(100, 160)
    ]
    first = list(protect(pairs, TERMS, share=0.5, seed=1))
    assert first == list(protect(pairs, TERMS, share=0.5, seed=1))
    assert first != list(protect(pairs, TERMS, share=0.5, seed=2))
    assert {copy.weight for copy in first} == {1.0}


def test_technical_prose_is_left_alone() -> None:
    pairs = [Pair("react_vi", "A", "React 18 và 20.", "React 18 and 20.")]
    assert list(protect(pairs, TERMS, share=1.0, seed=1)) == []
