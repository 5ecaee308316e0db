"""The ranker's features are finite and plain; its scores are the same for the same article."""

import json
import lzma
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rouge_score.rouge_scorer import RougeScorer

from models import salience_sets, salience_terms
from models.recipe.rouge import Reference, ascii_tokens
from models.recipe.salience import train
from models.recipe.salience_training import targets, train_lexicon
from models.recipe.stories import Story, overlap_f1, read_stories
from models.registry import MANIFESTS, WEIGHTS, ModelError, load_manifest
from models.salience import Linear, SalienceModel, Weights, write
from models.salience_features import NAMES, features, similarities, textrank, words_of
from models.salience_sets import overlap
from models.salience_terms import Lexicon, Vocabulary
from models.trees import Trees
from tests.speed import within

SENTENCES = (
    "Việt Nam và Nhật Bản ký bản ghi nhớ về năng lượng.",
    "Trời Hà Nội hôm nay mát.",
    "Bản ghi nhớ về năng lượng có giá trị 5 năm.",
)
NOTHING = Vocabulary(unseen=5.0, rarity={}, lift={}, pair_lift={})


def even_trees(names: tuple[str, ...]) -> Trees:
    """Return trees that give each term the same chance, a half."""
    return Trees(features=names, start=0.0, depth=0, feature=(), threshold=(), left=(), right=(), value=())


def linear_on(names: tuple[str, ...], name: str) -> Linear:
    """Return a linear model that looks at one feature alone."""
    size = len(names)
    coefficients = tuple(0.01 * (feature == name) for feature in names)
    return Linear(
        features=names, mean=(0.0,) * size, scale=(1.0,) * size, coefficients=coefficients, intercept=0.0
    )


def weights_on(name: str) -> Weights:
    """Return weights that judge sets by one feature alone."""
    return Weights(
        sentences=linear_on(NAMES, "textrank"),
        words=even_trees(salience_terms.WORD_NAMES),
        pairs=even_trees(salience_terms.PAIR_NAMES),
        sets=linear_on(salience_sets.NAMES, name),
    )


def model_on(name: str) -> SalienceModel:
    return SalienceModel(weights_on(name), Lexicon(vi=NOTHING, en=NOTHING), version="toy@1")


def test_there_is_one_row_a_sentence_and_one_column_a_feature() -> None:
    assert features(SENTENCES, title="Ký bản ghi nhớ").shape == (3, len(NAMES))


def test_a_sentence_with_the_words_of_the_title_ranks_higher() -> None:
    found = model_on("title").rank(SENTENCES, title="Bản ghi nhớ về năng lượng", language="vi")
    assert found.sentences[1] < min(found.sentences[0], found.sentences[2])


def test_two_sentences_are_judged_together_in_reading_order() -> None:
    found = model_on("words").rank(SENTENCES, title="", language="vi")
    assert set(found.pairs) == {(0, 1), (0, 2), (1, 2)}
    both = found.sentences[0] + found.sentences[2]
    assert max(found.sentences[0], found.sentences[2]) < found.pairs[0, 2] < both


def test_what_two_sentences_share_counts_once() -> None:
    counts = np.array([[1.0, 2.0, 0.0], [0.0, 1.0, 1.0]])
    found = overlap(counts, np.array([0.5, 0.25, 1.0]))
    one, other = np.array([0, 0]), np.array([0, 1])
    assert found.of(one, other).tolist() == [0.75, 1.75]


def test_the_sentence_that_shares_nothing_is_the_least_central() -> None:
    weights = textrank(similarities([words_of(sentence) for sentence in SENTENCES]))
    assert int(weights.argmin()) == 1


def test_scores_lie_in_0_to_1_and_do_not_change() -> None:
    model = model_on("one_textrank")
    first = model.rank(SENTENCES, title="", language="vi")
    assert all(0 <= score <= 1 for score in (*first.sentences, *first.pairs.values()))
    assert first == model.rank(SENTENCES, title="", language="vi")


def test_no_sentences_have_no_scores() -> None:
    found = model_on("place").rank([], title="Tiêu đề", language="vi")
    assert (found.sentences, dict(found.pairs)) == ((), {})


def test_a_very_long_article_is_scored_to_its_end() -> None:
    sentences = [f"Câu thứ {i} nói về năng lượng." for i in range(400)]
    found = model_on("words").rank(sentences, title="", language="vi")
    assert len(found.sentences) == 400
    assert len(found.pairs) == 66
    assert min(found.sentences) > 0


@settings(max_examples=60, deadline=None)
@given(sentences=st.lists(st.text(max_size=60), min_size=1, max_size=12), title=st.text(max_size=40))
def test_any_text_has_finite_features_and_scores(sentences: list[str], title: str) -> None:
    assert np.isfinite(features(sentences, title=title)).all()
    found = model_on("one_gain").rank(sentences, title=title, language="en")
    assert len(found.sentences) == len(sentences)
    assert np.isfinite([*found.sentences, *found.pairs.values()]).all()


def test_a_target_is_highest_for_the_sentence_that_the_abstract_repeats() -> None:
    found = targets(Story("", "Việt Nam và Nhật Bản ký bản ghi nhớ", SENTENCES))
    assert int(found.argmax()) == 0
    assert overlap_f1(["a", "b"], ["a", "c"], 1) == 0.5
    assert overlap_f1([], [], 2) == 0.0


@settings(max_examples=60, deadline=None)
@given(st.text("abcd ", max_size=60), st.text("abcd ", max_size=60))
def test_fast_rouge_is_rouge_scores(reference: str, candidate: str) -> None:
    metrics = ["rouge1", "rouge2", "rougeL"]
    expected = RougeScorer(metrics).score(reference, candidate)
    found = Reference(ascii_tokens(reference)).rouge(ascii_tokens(candidate))
    assert found == pytest.approx([expected[metric].fmeasure for metric in metrics])


def test_the_lexicon_knows_what_is_rare_and_what_abstracts_take_up() -> None:
    stories = [Story("", "năng lượng", ("Bàn về năng lượng.", f"Trời {i} mát.")) for i in range(9)]
    found = train_lexicon(stories, ["energy and trade"] * 10)
    assert found.vi.rarity["trời"] == 0
    assert found.vi.lift["năng"] > found.vi.lift["trời"]
    assert set(found.en.rarity) == {"energy", "and", "trade"}


def test_training_learns_that_the_abstract_repeats_the_title(tmp_path: Path) -> None:
    stories = [
        Story(f"năng lượng {i}", f"ký năng lượng {i}", (SENTENCES[1], f"ký năng lượng {i} nay"))
        for i in range(60)
    ]
    weights, lexicon = train(stories, iter(["energy"]), first=20, second=20)
    write(weights, lexicon, tmp_path)
    model = SalienceModel.load(tmp_path, label="toy@2")
    found = model.rank(["Trời mát.", "Họ bàn về năng lượng."], title="năng lượng", language="vi")
    assert found.sentences[1] > found.sentences[0]
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
    weights = weights_on("words").model_copy(update={"sets": linear_on(("x",), "x")})
    with pytest.raises(ModelError, match="other features"):
        SalienceModel(weights, Lexicon(vi=NOTHING, en=NOTHING), version="toy@1")


def test_a_folder_without_weights_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        SalienceModel.load(tmp_path, label="toy@1")


@pytest.mark.weights
def test_the_models_own_weights_read_both_languages_and_find_the_news() -> None:
    model = SalienceModel.load(WEIGHTS / "salience", label=load_manifest(MANIFESTS / "salience.toml").label)
    vi = model.rank(SENTENCES, title="Việt Nam, Nhật Bản ký ghi nhớ về năng lượng", language="vi")
    en = model.rank(
        ["Vietnam and Japan signed a memorandum on energy in Hanoi.", "The weather was mild."],
        title="Vietnam and Japan sign energy memorandum",
        language="en",
    )
    assert vi.sentences[0] == max(vi.sentences)
    assert en.sentences[0] > en.sentences[1]


@pytest.mark.weights
def test_an_article_is_ranked_in_little_time() -> None:
    model = SalienceModel.load(WEIGHTS / "salience", label="x")
    sentences = [f"{sentence} Lần {i}." for i in range(7) for sentence in SENTENCES]
    model.rank(sentences, title="", language="vi")
    with within(0.2):
        model.rank(sentences, title="", language="vi")
