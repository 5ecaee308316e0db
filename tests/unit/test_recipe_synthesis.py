"""Synthetic pairs: what is drawn becomes targets and sources of the right direction, kind and weight."""

import json
import lzma
import random
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import torch
from sacrebleu.metrics.chrf import CHRF
from transformers import MarianMTModel

from models.recipe import news, synthesise
from models.recipe.batches import direction_weights, pad
from models.recipe.corpora import Pair, read_prepared, write_prepared
from models.recipe.filters import bare
from models.recipe.nbest import Hypothesis
from models.recipe.noise import noised
from models.recipe.sampling import draw, way_back
from models.recipe.synthesise import Synthesis, Work, hypotheses_of, of_news, of_pairs, pairs_of
from models.recipe.vocabulary import Vocabulary
from tests.tiny_recipe import trained_network
from tests.unit.test_recipe_training import PAIRS, marian_folder, one_thread, vocabulary

__all__ = ["marian_folder", "one_thread", "vocabulary"]

VI = "Hai nước ký bản ghi nhớ hợp tác về nông nghiệp."
EN = "The two countries signed a memorandum on agriculture."
NEAREST = Hypothesis("Two countries signed a memorandum on agriculture.", -0.6, 90.0)
NEAR = Hypothesis("The two nations signed a note on farming.", -0.2, 50.0)
FAR = Hypothesis("Rice exports fell sharply in the third quarter.", -0.1, 20.0)


@pytest.fixture(scope="module")
def trained(marian_folder: Path) -> MarianMTModel:
    return trained_network(marian_folder, marian_folder / "run", layers=1, steps=100)


def made(work: Work, *found: Hypothesis, seed: int = 1) -> list[Pair]:
    return list(pairs_of(work, list(found), random.Random(seed)))


def test_the_nearest_becomes_the_target_and_another_the_source_of_what_is_real() -> None:
    work = Work(VI, EN, True, "A", 2.0)
    assert made(work, NEAR, NEAREST) == [
        Pair("distilled", "A", VI, NEAREST.text, 2.0),
        Pair("backtranslated", "A", VI, NEAR.text, 0.8),
    ]


def test_hypotheses_in_vietnamese_stand_on_the_vietnamese_side() -> None:
    best = Hypothesis("Hai nước ký bản ghi nhớ về nông nghiệp.", -0.3, 80.0)
    other = Hypothesis("Hai quốc gia ký biên bản về nông nghiệp.", -0.3, 60.0)
    assert made(Work(EN, VI, False, "B", 1.0), best, other) == [
        Pair("distilled-vi", "B", best.text, EN, 1.0),
        Pair("backtranslated-vi", "B", other.text, EN, 0.4),
    ]


def test_every_synthetic_pair_teaches_towards_what_it_was_chosen_for() -> None:
    target, source = made(Work(VI, EN, True, "A", 1.0), NEAR, NEAREST)
    assert (direction_weights(target), direction_weights(source)) == ((1.0, 0.0), (0.0, 0.4))
    best = Hypothesis("Hai nước ký bản ghi nhớ về nông nghiệp.", -0.3, 80.0)
    target, source = made(Work(EN, VI, False, "A", 1.0), best)
    assert (direction_weights(target), direction_weights(source)) == ((0.0, 1.0), (0.4, 0.0))


def test_the_models_own_score_decides_between_equally_near_ones() -> None:
    likelier = Hypothesis("Both countries signed a memorandum on agriculture.", -0.3, 90.0)
    assert made(Work(VI, EN, True, "A", 1.0), NEAREST, likelier)[0].en == likelier.text


def test_the_other_is_chosen_by_chance_among_those_that_differ_from_the_best() -> None:
    work = Work(VI, EN, True, "A", 1.0)
    third = Hypothesis("Two countries signed a memorandum on farming.", -0.4, 70.0)
    sources = Counter(made(work, NEAREST, NEAREST, NEAR, third, seed=seed)[1].en for seed in range(40))
    assert sources.keys() == {NEAR.text, third.text}
    assert min(sources.values()) > 8
    assert [p.en for p in made(work, NEAREST, NEAREST)] == [NEAREST.text, NEAREST.text]


def test_what_is_far_from_what_is_real_is_dropped() -> None:
    work = Work(VI, EN, True, "A", 1.0)
    assert [p.source for p in made(work, NEAREST, FAR)] == ["distilled"]
    assert made(work, FAR) == []


def test_what_is_unfit_is_dropped_of_pairs_and_of_news() -> None:
    untranslated = Hypothesis(VI, -0.1, 95.0)
    assert [p.source for p in made(Work(VI, EN, True, "A", 1.0), untranslated, NEAR)] == ["backtranslated"]
    assert made(Work(VI, "", True, "D", 1.0), untranslated) == []
    assert made(Work(VI, "", True, "D", 1.0), Hypothesis("", -0.1, 0.0)) == []


def test_of_news_the_best_score_is_the_target_and_both_weigh_the_same() -> None:
    likely, less = (Hypothesis(one.text, score, 0.0) for one, score in ((NEAR, -0.2), (NEAREST, -0.9)))
    assert made(Work(VI, "", True, "D", 1.0), less, likely) == [
        Pair("distilled", "D", VI, NEAR.text, 1.0),
        Pair("backtranslated", "D", VI, NEAREST.text, 1.0),
    ]


def test_hypotheses_are_measured_by_what_is_real_if_anything_is() -> None:
    work = Work(VI, EN, True, "A", 1.0)
    exact, far = hypotheses_of(work, [EN, " Rice\u200b  prices "], [-0.1, -0.2], CHRF())
    assert (exact, far.text, far.score) == (Hypothesis(EN, -0.1, 100.0), "Rice prices", -0.2)
    assert far.near < 35
    (of_a_line,) = hypotheses_of(Work(VI, "", True, "D", 1.0), [EN], [-0.3], CHRF())
    assert of_a_line == Hypothesis(EN, -0.3, 0.0)


def test_both_sides_of_each_sentence_of_news_are_translated(tmp_path: Path) -> None:
    kept = [Pair("alt", "A", VI, EN, 1.5), Pair("indomain", "A", VI, EN, 3.0)]
    left = [
        Pair("termbase", "A", VI, EN),
        Pair("react_vi", "B", VI, EN),
        Pair("alt", "A", "Ảnh: TTXVN", "VNA"),
    ]
    assert list(of_pairs(kept[:1] + left + kept[1:])) == [
        Work(VI, EN, True, "A", 1.5),
        Work(EN, VI, False, "A", 1.5),
        Work(VI, EN, True, "A", 3.0),
        Work(EN, VI, False, "A", 3.0),
    ]
    (tmp_path / "news.txt").write_text(f"{VI}\nTin khác.\n", encoding="utf-8")
    assert list(of_news(tmp_path / "news.txt")) == [
        Work(VI, "", True, "D", 1.0),
        Work("Tin khác.", "", True, "D", 1.0),
    ]


WORKS = [Work(p.vi, p.en, True, "A", 1.0) for p in PAIRS[:7]] + [Work(PAIRS[8].en, "x", False, "A", 1.0)]


def test_texts_are_drawn_for_the_longest_first_so_many_at_a_time(
    trained: MarianMTModel, vocabulary: Vocabulary
) -> None:
    long = Work(" ".join(p.vi for p in PAIRS), "x", True, "A", 1.0)
    synthesis = Synthesis(trained, vocabulary, [0.0, 0.5], rows=6)
    found = list(synthesis.batches([*WORKS, long]))
    assert [len(part) for part, _ in found] == [3, 3, 2]
    works = [work for part, _ in found for work in part]
    sources = [source for _, part in found for source in part]
    assert sorted(works, key=WORKS.index) == WORKS  # all but the one that is too long
    assert [len(source) for source in sources] == sorted(map(len, sources), reverse=True)
    for work, source in zip(works, sources, strict=True):
        assert source[0] == vocabulary.tag("en" if work.to_english else "vi")
        assert source[-1] == vocabulary.eos
        assert vocabulary.decode(source) == work.text


@pytest.mark.parametrize("real", [True, False])
def test_hypotheses_of_news_are_scored_by_the_way_back_as_well(
    trained: MarianMTModel, vocabulary: Vocabulary, real: bool
) -> None:
    works = WORKS[:3] if real else [Work(w.text, "", True, "D", 1.0) for w in WORKS[:3]]
    synthesis = Synthesis(trained, vocabulary, [0.0, 0.7], rows=100)
    ((part, sources),) = synthesis.batches(works)
    torch.manual_seed(6)
    ids, scores = synthesis.drawn(part, sources)
    torch.manual_seed(6)
    source = pad(sources, width=-(-max(map(len, sources)) // 8) * 8, value=vocabulary.pad)
    drawn = draw(trained, source, [0.0, 0.7], vocabulary)
    back = way_back(trained, source, drawn.ids, language="vi", vocabulary=vocabulary)
    assert ids.tolist() == drawn.ids.tolist()
    expected = drawn.scores if real else drawn.scores + 0.5 * back
    assert np.allclose(scores, expected.numpy(), atol=1e-5)


def test_the_command_writes_pairs_of_both_directions_the_same_for_a_seed(
    trained: MarianMTModel, marian_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_prepared(tmp_path / "pairs.tsv", PAIRS)
    (tmp_path / "news.txt").write_text("\n".join(p.vi for p in PAIRS[:12]), encoding="utf-8")

    def written(seed: int) -> list[Pair]:
        out = tmp_path / f"{seed}.tsv"
        options = ["--vocabulary", marian_folder, "--pairs", tmp_path / "pairs.tsv", "--out", out]
        options += ["--news", tmp_path / "news.txt", "--preset", "tiny", "--rows", 64, "--workers", 1]
        options += ["--heat", 0, 0.7, 0.7, "--device", "cpu", "--seed", seed]
        arguments = ["synthesise", marian_folder / "run" / "last.pt", *options]
        monkeypatch.setattr(sys, "argv", list(map(str, arguments)))
        synthesise.main()
        return read_prepared(out)

    found = written(1)
    assert {p.source for p in found} == {"distilled", "distilled-vi", "backtranslated", "backtranslated-vi"}
    assert {p.vi for p in found if p.source == "distilled"} <= {p.vi for p in PAIRS}
    assert {p.en for p in found if p.source == "distilled-vi"} <= {p.en for p in PAIRS}
    assert {p.vi for p in found if p.licence == "D"} <= {p.vi for p in PAIRS[:12]}
    assert {(p.source, p.weight) for p in found if p.licence == "D"} == {
        ("distilled", 1.0),
        ("backtranslated", 1.0),
    }
    assert written(1) == found
    assert written(2) != found


def test_careless_copies_keep_their_targets_and_teach_from_the_changed_side() -> None:
    pairs = [Pair("alt", "B", f"Đất nước số {i}.", f"Country No {i}.", 2.0) for i in range(4000)]
    found = list(noised(pairs, 1))
    kinds: Counter[str] = Counter()
    for copy in found:
        number = copy.en.rstrip(".").split()[-1]
        vi, en = f"Đất nước số {number}.", f"Country No {number}."
        assert (copy.licence, copy.weight) == ("B", 0.5)
        if copy.source == "backtranslated":
            assert (copy.vi, copy.en, direction_weights(copy)) == (vi, en.lower(), (0.0, 0.5))
            kinds["small en"] += 1
        else:
            assert (copy.en, direction_weights(copy)) == (en, (0.5, 0.0))
            kinds[copy.vi.replace(number, "N")] += 1
    assert kinds.keys() == {"small en", "Dat nuoc so N.", "đất nước số N."}
    assert 260 < kinds["Dat nuoc so N."] < 380
    assert all(80 < kinds[kind] < 165 for kind in ("small en", "đất nước số N."))
    assert list(noised(pairs, 1)) == found
    assert list(noised(pairs, 2)) != found


def test_only_news_and_sentences_of_the_domain_are_copied_carelessly() -> None:
    sources = ("alt", "indomain", "termbase", "distilled", "react_vi")
    pairs = [Pair(source, "A", f"{source} số {i}", "x") for source in sources for i in range(300)]
    assert {copy.vi.split()[0] for copy in noised(pairs, 1)} == {"alt", "indomain"}


def test_bare_letters_have_no_marks() -> None:
    assert bare("Đường đến Huế, ngày 3/4: “Ươm mầm”") == "Duong den Hue, ngay 3/4: “Uom mam”"


def test_the_sentences_of_the_news_come_once_and_none_that_is_held_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = "Một câu của tập kiểm tra mà không ai được phép học thuộc lòng."
    articles = [[VI, "Quá ngắn.", held], [VI.upper(), "Một  tin khác của ngày hôm nay."]]
    (tmp_path / "data" / "dev").mkdir(parents=True)
    (tmp_path / "data" / "dev" / "dev.tsv").write_text(f"vi\ten\n{held}\tA sentence.\n", encoding="utf-8")
    with lzma.open(tmp_path / "data" / "vietnews.train.jsonl.xz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps({"sentences": article}) + "\n" for article in articles)
    out_path = tmp_path / "out" / "news.txt"
    monkeypatch.setattr(sys, "argv", ["news", "--shared", str(tmp_path), "--out", str(out_path)])
    news.main()
    lines = out_path.read_text(encoding="utf-8").splitlines()
    assert lines == [VI, "Một tin khác của ngày hôm nay."]
