"""The ranker's features are finite and plain; its scores are the same for the same article."""

import json
import lzma
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.recipe.salience import Story, overlap_f1, read_stories, targets, train
from models.registry import ModelError
from models.salience import SalienceModel, Weights, write
from models.salience_features import NAMES, features, similarities, textrank, words_of

SENTENCES = (
    "Việt Nam và Nhật Bản ký bản ghi nhớ về năng lượng.",
    "Trời Hà Nội hôm nay mát.",
    "Bản ghi nhớ về năng lượng có giá trị 5 năm.",
)


def model_on(name: str) -> SalienceModel:
    """Return a ranker that looks at one feature alone."""
    size = len(NAMES)
    coefficients = tuple(float(feature == name) for feature in NAMES)
    weights = Weights(
        features=NAMES, mean=(0.0,) * size, scale=(1.0,) * size, coefficients=coefficients, intercept=0.0
    )
    return SalienceModel(weights, version="toy@1")


def test_there_is_one_row_a_sentence_and_one_column_a_feature() -> None:
    assert features(SENTENCES, title="Ký bản ghi nhớ").shape == (3, len(NAMES))


def test_a_sentence_with_the_words_of_the_title_ranks_higher() -> None:
    scores = model_on("title_recall").rank(SENTENCES, title="Bản ghi nhớ về năng lượng", language="vi")
    assert scores[1] < min(scores[0], scores[2])


def test_the_sentence_that_shares_nothing_is_the_least_central() -> None:
    weights = textrank(similarities([words_of(sentence) for sentence in SENTENCES]))
    assert int(weights.argmin()) == 1


def test_scores_lie_in_0_to_1_and_do_not_change() -> None:
    model = model_on("textrank")
    first = model.rank(SENTENCES, title="", language="vi")
    assert all(0 <= score <= 1 for score in first)
    assert first == model.rank(SENTENCES, title="", language="vi")


def test_no_sentences_have_no_scores() -> None:
    assert model_on("first").rank([], title="Tiêu đề", language="vi") == []


@settings(max_examples=100, deadline=None)
@given(sentences=st.lists(st.text(max_size=60), min_size=1, max_size=12), title=st.text(max_size=40))
def test_features_of_any_text_are_finite(sentences: list[str], title: str) -> None:
    assert np.isfinite(features(sentences, title=title)).all()


def test_a_target_is_highest_for_the_sentence_that_the_abstract_repeats() -> None:
    found = targets(Story("", "Việt Nam và Nhật Bản ký bản ghi nhớ", SENTENCES))
    assert int(found.argmax()) == 0
    assert overlap_f1(["a", "b"], ["a", "c"], 1) == 0.5
    assert overlap_f1([], [], 2) == 0.0


def test_training_learns_that_the_abstract_repeats_the_title(tmp_path: Path) -> None:
    stories = [
        Story(f"năng lượng {i}", f"ký năng lượng {i}", (SENTENCES[1], f"ký năng lượng {i} nay"))
        for i in range(20)
    ]
    write(train(stories), tmp_path)
    model = SalienceModel.load(tmp_path, label="toy@2")
    scores = model.rank(["Trời mát.", "Họ bàn về năng lượng."], title="năng lượng", language="vi")
    assert scores[1] > scores[0]
    assert model.version == "toy@2"


def test_stories_without_a_body_are_left_out_and_captions_are_no_sentences(tmp_path: Path) -> None:
    rows = [
        {"title": "a", "abstract": "b", "body": ["c", "d"], "captions": ["d"]},
        {"title": "a", "abstract": "b", "body": [], "captions": []},
    ]
    path = tmp_path / "toy.jsonl.xz"
    path.write_bytes(lzma.compress("\n".join(map(json.dumps, rows)).encode()))
    assert list(read_stories(path)) == [Story("a", "b", ("c",))]


def test_weights_of_other_features_are_refused() -> None:
    weights = Weights(features=("x",), mean=(0.0,), scale=(1.0,), coefficients=(1.0,), intercept=0.0)
    with pytest.raises(ModelError, match="other features"):
        SalienceModel(weights, version="toy@1")


def test_a_folder_without_weights_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        SalienceModel.load(tmp_path, label="toy@1")
