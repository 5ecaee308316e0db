"""The recipe's data: which pairs are kept, how they are batched. No weights are loaded."""

import shutil
from pathlib import Path

import pytest
import torch

from models.recipe.batches import Batching, Example, collate, cut, direction_weights
from models.recipe.corpora import (
    Pair,
    Weights,
    read_gold_references,
    read_indomain,
    read_prepared,
    read_weighted,
    write_prepared,
)
from models.recipe.fidelity import dates, dates_survive, fidelity, numbers_survive, quantities
from models.recipe.filters import HeldOut, clean, reason_to_reject
from models.recipe.prepare import select

VI = "Hai bên đã ký thỏa thuận hợp tác về năng lượng tại Hà Nội."
EN = "The two sides signed a cooperation agreement on energy in Hanoi."


def pair(vi: str, en: str, licence: str = "A") -> Pair:
    return Pair("alt", licence, vi, en)


@pytest.mark.parametrize(
    ("vi", "en", "reason"),
    [
        (VI, EN, None),
        ("", EN, "empty"),
        (VI, VI.lower(), "untranslated"),
        (VI, "Energy.", "length_ratio"),
        (EN, EN + " Indeed.", "language"),
        (VI + " 1975 và 2020", EN + " 1945 and 2021", "numbers"),
        (VI + " 1.500 người, 25%", EN + " 1,500 people, 25%", None),
        ("dài " * 400, "long " * 200, "too_long"),
    ],
)
def test_a_pair_is_refused_for_the_right_reason(vi: str, en: str, reason: str | None) -> None:
    assert reason_to_reject(pair(vi, en)) == reason


def test_short_names_of_the_termbase_are_kept_though_they_look_untranslated() -> None:
    assert reason_to_reject(Pair("termbase", "A", "UNESCO", "UNESCO")) is None


def test_cleaning_composes_letters_and_drops_invisible_ones() -> None:
    assert clean("Hà \u200bNội\t ") == "Hà Nội"


def test_selection_honours_licences_duplicates_and_held_out_texts() -> None:
    test_line = "Một câu dài của tập kiểm tra mà không ai được phép học thuộc lòng"
    pairs = [
        pair(VI, EN),
        pair(VI.upper(), EN),
        pair("Một thỏa thuận khác đã được ký kết.", "Another agreement was signed.", "D"),
        pair(test_line + ", hôm nay", "A long sentence of the test set that nobody may learn by heart"),
    ]
    kept, refused = select(pairs, frozenset({"A"}), HeldOut([test_line]))
    assert [p.vi for p in kept] == [VI]
    assert refused == {"duplicate": 1, "licence": 1, "held_out": 1}


def test_weights_put_news_above_technical_prose() -> None:
    weights = Weights()
    assert weights.of("indomain") > weights.of("alt") > weights.of("react_vi")


def test_prepared_pairs_read_back_as_written(tmp_path: Path) -> None:
    pairs = [Pair("alt", "A", VI, EN, 2.5), Pair("indomain", "A", "Xin chào", "Hello")]
    write_prepared(tmp_path / "deep" / "pairs.tsv", pairs)
    assert read_prepared(tmp_path / "deep" / "pairs.tsv") == pairs


def test_a_file_may_be_named_with_what_its_weights_are_multiplied_by(tmp_path: Path) -> None:
    path = tmp_path / "pairs@home.d" / "pairs.tsv"
    write_prepared(path, [Pair("alt", "A", VI, EN, 2.0), Pair("indomain", "A", VI, EN, 3.0)])
    assert [p.weight for p in read_weighted(f"{path}@0.25")] == [0.5, 0.75]
    shutil.copy(path, tmp_path / "pairs.tsv")
    assert read_weighted(str(tmp_path / "pairs.tsv")) == read_prepared(path)


def test_indomain_rows_lose_their_identifier(tmp_path: Path) -> None:
    (tmp_path / "indomain.tsv").write_text(f"id\tvi\ten\n1.0\t{VI}\t{EN}\n", encoding="utf-8")
    assert [(p.vi, p.en) for p in read_indomain(tmp_path / "indomain.tsv", Weights())] == [(VI, EN)]


def test_gold_references_meet_their_sentences(tmp_path: Path) -> None:
    (tmp_path / "articles.jsonl").write_text('{"id": "1", "sentences": ["a", "b"]}\n')
    (tmp_path / "gold.jsonl").write_text('{"id": "1", "ref_en": {"1": "B"}}\n{"id": "2"}\n')
    rows = read_gold_references(tmp_path / "gold.jsonl", tmp_path / "articles.jsonl")
    assert rows == [("b", "B")]


def test_collating_shifts_the_target_right_and_masks_pads() -> None:
    batch = collate([Example([5, 6, 0], [7, 0]), Example([5, 0], [8, 9, 0])], pad_id=99)
    assert batch.source.tolist() == [[5, 6, 0], [5, 0, 99]]
    assert batch.decoder.tolist() == [[99, 7, 99], [99, 8, 9]]
    assert batch.labels.tolist() == [[7, 0, -100], [8, 9, 0]]


@pytest.mark.parametrize("fixed", [True, False])
def test_batches_stay_within_the_token_budget_and_reuse_shapes(fixed: bool) -> None:
    random = torch.Generator().manual_seed(1)
    lengths = torch.randint(1, 60, (400,), generator=random).tolist()
    examples = [Example([1] * n, [2] * max(1, n - 3)) for n in lengths]
    batches = list(cut(examples, Batching(tokens=256, fixed_shapes=fixed), 0))
    assert max(max(b.source.numel(), b.labels.numel()) for b in batches) <= 256
    if fixed:
        assert len({b.source.shape for b in batches}) <= 12
    else:
        assert sum(len(b.source) for b in batches) > 360


def test_synthetic_pairs_teach_one_direction_only() -> None:
    assert direction_weights(Pair("backtranslated", "D", VI, EN)) == (0.0, 1.0)
    assert direction_weights(Pair("backtranslated-vi", "D", VI, EN, 0.4)) == (0.4, 0.0)
    assert direction_weights(Pair("distilled", "D", VI, EN)) == (1.0, 0.0)
    assert direction_weights(Pair("distilled-vi", "D", VI, EN)) == (0.0, 1.0)
    assert direction_weights(Pair("alt", "A", VI, EN, 2.0)) == (2.0, 2.0)


def test_overlong_examples_are_left_out() -> None:
    assert list(cut([Example([1] * 500, [2])], Batching(tokens=256), 0)) == []


def test_quantities_are_compared_by_value_across_conventions() -> None:
    vi = quantities("1,5 tỷ USD và 20.000 người", english=False, in_dates=False)
    en = quantities("US$1.5 billion and 20,000 people", english=True, in_dates=False)
    assert vi == en == {1.5e9, 20000.0}
    assert numbers_survive("2.000 tỷ đồng", "VND2 trillion", to_english=True)
    assert numbers_survive("2.000 tỷ đồng", "VND2 billion", to_english=True) is False


def test_a_year_survives_inside_a_date() -> None:
    assert numbers_survive("June 30, 2020", "30/6/2020", to_english=False)
    assert numbers_survive("June 30, 2020", "30/6/2002", to_english=False) is False


def test_dates_are_compared_by_day_and_month() -> None:
    expected = {(30, 6), (3, 4), (None, 8)}
    assert dates("Ngày 30-6, ngày 3 tháng Tư và tháng 8/2019", english=False, sure=True) == expected
    assert dates("June 30, 3 April and August 2019", english=True, sure=True) == expected
    assert dates("chiếm 3/4 số phiếu", english=False, sure=True) == set()
    assert dates_survive("ngày 8/6/2020", "on June 8, 2020", to_english=True)
    assert dates_survive("on June 8", "hôm 6/8", to_english=False) is False
    assert dates_survive("Xin chào", "Hello", to_english=True) is None


def test_fidelity_counts_only_segments_that_have_something_to_lose() -> None:
    result = fidelity(["có 25 người", "không có gì"], ["26 people", "nothing"], to_english=True)
    assert (result.numbers, result.numbers_segments, result.dates_segments) == (0.0, 1, 0)
