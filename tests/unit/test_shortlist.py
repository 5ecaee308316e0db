"""Shortlists: what they allow, how they are kept, and how model 1 learns them."""

from itertools import chain
from pathlib import Path

import numpy as np
import pytest

from models.recipe.shortlist import control_pieces, expected_counts, shortlist
from models.registry import ModelError
from models.shortlist import FILE, Shortlist, read_shortlists, vocabulary_map, write_shortlists

WORDS = {0: "</s>", 1: "▁nhà", 2: "▁house", 3: "▁cũ", 4: "▁old", 5: "▁\x01"}


def ids(*numbers: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(numbers)


def listed(*lists: list[int], always: list[int]) -> Shortlist:
    starts = np.cumsum([0, *map(len, lists)]).astype(np.uint32)
    return Shortlist(np.array(always, np.uint16), starts, np.array([*chain(*lists)], np.uint16))


def test_model_1_finds_which_piece_translates_which() -> None:
    pairs = [(ids(1, 3), ids(4, 2)), (ids(1), ids(2)), (ids(3), ids(4))] * 3
    counts = expected_counts(pairs, len(WORDS))
    assert counts[1].argmax() == 2
    assert counts[3].argmax() == 4


def test_a_list_has_the_piece_itself_its_translations_and_not_what_is_always_allowed() -> None:
    counts = np.zeros((401, 400), np.float32)
    counts[7, [8, 9]] = [50, 0.01]  # the second is rarer than one in a thousand
    counts[400, 20:360] = 100.0  # common pieces
    one = shortlist(counts, [399])
    assert one.pieces[one.starts[7] : one.starts[8]].tolist() == [7, 8]
    assert {20, 399} <= set(one.always.tolist())
    assert one.pieces[one.starts[20] : one.starts[21]].tolist() == []


def test_control_tokens_and_placeholders_are_always_allowed() -> None:
    assert control_pieces(WORDS | {6: ">>vi<<", 7: "<0x41>"}) == [0, 5, 6, 7]


def test_it_is_written_as_the_engine_reads_it() -> None:
    one = listed([0], [1, 2], [2], [3, 4], [4], [5], always=[0, 5])
    lines = vocabulary_map(one, WORDS).decode().splitlines()
    assert lines[:3] == ["\t</s> ▁\x01", "</s>\t</s>", "▁nhà\t▁nhà ▁house"]


def test_lists_are_kept_in_the_folder_of_the_weights(tmp_path: Path) -> None:
    one = listed([0], [1], [2], [3], [4], [5], always=[0])
    write_shortlists({"en": one, "vi": one}, tmp_path)
    found = read_shortlists(tmp_path, len(WORDS))
    assert sorted(found) == ["en", "vi"]
    assert found["vi"].pieces.tolist() == [0, 1, 2, 3, 4, 5]
    assert read_shortlists(tmp_path / "none", len(WORDS)) == {}


def test_lists_of_another_vocabulary_or_broken_ones_are_refused(tmp_path: Path) -> None:
    write_shortlists({"en": listed([0], [9], always=[0])}, tmp_path)
    for vocabulary in (2, 3):
        with pytest.raises(ModelError, match="another vocabulary"):
            read_shortlists(tmp_path, vocabulary)
    (tmp_path / FILE).write_bytes(b"PK\x03\x04 not an archive")
    with pytest.raises(ModelError, match="cannot be read"):
        read_shortlists(tmp_path, 2)
