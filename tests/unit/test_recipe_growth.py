"""A wider network starts from a narrower one's weights and says nearly what that one says."""

from pathlib import Path

import pytest
import torch
from torch import Tensor
from transformers import MarianMTModel

from models.recipe.batches import Batch, collate, encode
from models.recipe.forward import forced, logits_of, mean_log_probabilities
from models.recipe.grow import fit_norms, grown, places
from models.recipe.network import EMBEDDING, configure, filled, trainable
from models.recipe.vocabulary import Vocabulary
from tests.tiny_recipe import trained_network
from tests.unit.test_recipe_training import PAIRS, marian_folder, one_thread, vocabulary

__all__ = ["marian_folder", "one_thread", "vocabulary"]


@pytest.fixture(scope="module")
def narrow(marian_folder: Path) -> MarianMTModel:
    return trained_network(marian_folder, marian_folder / "run", layers=1, steps=100)


def batch_of(vocabulary: Vocabulary, first: int, last: int) -> Batch:
    examples = [encode(p, vocabulary, to_english=to) for p in PAIRS[first:last] for to in (True, False)]
    return collate(examples, pad_id=vocabulary.pad)


def told(model: MarianMTModel, vocabulary: Vocabulary) -> Tensor:
    """What a network gives the targets that no scale was fitted to."""
    other = batch_of(vocabulary, 30, 60)
    return mean_log_probabilities(model, other.source, other.labels, pad_id=vocabulary.pad)


@torch.no_grad()
def divergence(one: MarianMTModel, other: MarianMTModel, vocabulary: Vocabulary) -> float:
    """The mean Kullback-Leibler divergence of a network from another, nats a piece."""
    batch = batch_of(vocabulary, 30, 60)
    p, q = (
        logits_of(m, forced(m, batch.source, batch.decoder, pad_id=vocabulary.pad)).log_softmax(2)
        for m in (one, other)
    )
    return float((p.exp() * (p - q)).sum(2)[batch.labels >= 0].mean())


@torch.no_grad()
def with_positions_of(large: MarianMTModel, small: MarianMTModel) -> MarianMTModel:
    """Put the narrow network's positions where its dimensions went: 16 dimensions have few frequencies."""
    place = places(small.config.d_model, large.config.d_model)
    for mine, theirs in (
        (large.model.encoder, small.model.encoder),
        (large.model.decoder, small.model.decoder),
    ):
        mine.embed_positions.weight[:, place] = theirs.embed_positions.weight
    return large


@pytest.mark.parametrize(("old", "new"), [(16, 24), (256, 384), (384, 512), (256, 512), (16, 16)])
def test_every_dimension_goes_to_the_nearest_frequency_of_its_kind(old: int, new: int) -> None:
    place = places(old, new).tolist()
    assert len(set(place)) == old
    for i, at in enumerate(place):
        assert (at >= new // 2) == (i >= old // 2)  # sines first, then cosines
        assert abs((at % (new // 2)) / new - (i % (old // 2)) / old) <= 0.5 / new + 1e-9


@torch.no_grad()
def test_what_is_old_stands_in_its_places_and_sees_nothing_new(
    narrow: MarianMTModel, vocabulary: Vocabulary
) -> None:
    large, place = grown(narrow, "tiny-wide", vocabulary), places(16, 24)
    new = [i for i in range(24) if i not in place.tolist()]
    mine, theirs = large.model.decoder.layers[0], narrow.model.decoder.layers[0]
    queries = mine.encoder_attn.q_proj.weight
    assert torch.equal(queries[:16, place], theirs.encoder_attn.q_proj.weight)
    assert not queries[:16, new].any()
    assert queries[16:].abs().mean() > 0.05  # a new head looks at everything
    assert torch.equal(mine.fc2.weight[place][:, :32], theirs.fc2.weight)
    assert not mine.fc2.weight[place][:, 32:].any()
    assert mine.fc2.weight[new].any()
    assert torch.equal(mine.fc1.bias[:32], theirs.fc1.bias)
    assert torch.equal(mine.fc2.bias[place], theirs.fc2.bias)
    assert not large.get_parameter(EMBEDDING)[vocabulary.pad].any()


def test_a_grown_network_says_nearly_what_the_narrow_one_says(
    narrow: MarianMTModel, vocabulary: Vocabulary
) -> None:
    before = told(narrow, vocabulary)
    fresh = told(MarianMTModel(configure("tiny-wide", vocabulary)).train(False), vocabulary)
    assert fresh.mean() < before.mean() - 2.5
    large = with_positions_of(grown(narrow, "tiny-wide", vocabulary).train(False), narrow)
    unfitted = divergence(narrow, large, vocabulary)
    fit_norms(large, narrow, batch_of(vocabulary, 0, 30), pad_id=vocabulary.pad)
    assert divergence(narrow, large, vocabulary) < 0.75 * unfitted  # measured: 0.017 and 0.028 nats
    assert (told(large, vocabulary) - before).abs().mean() < 0.08  # measured: 0.056


def test_other_frequencies_of_the_positions_cost_little_more(
    narrow: MarianMTModel, vocabulary: Vocabulary
) -> None:
    large = grown(narrow, "tiny-wide", vocabulary).train(False)
    fit_norms(large, narrow, batch_of(vocabulary, 0, 30), pad_id=vocabulary.pad)
    assert (told(large, vocabulary) - told(narrow, vocabulary)).abs().mean() < 0.2  # measured: 0.157


@torch.no_grad()
def test_the_fitted_scales_bring_the_last_layer_back(narrow: MarianMTModel, vocabulary: Vocabulary) -> None:
    batch = batch_of(vocabulary, 0, 30)
    large = with_positions_of(grown(narrow, "tiny-wide", vocabulary).train(False), narrow)
    fit_norms(large, narrow, batch, pad_id=vocabulary.pad)
    mine = forced(large, batch.source, batch.decoder, pad_id=vocabulary.pad)[..., places(16, 24)]
    theirs = forced(narrow, batch.source, batch.decoder, pad_id=vocabulary.pad)
    # The embeddings, which are also the output layer, got smaller by this.
    ratio = float((mine * theirs).sum() / theirs.square().sum())
    assert ratio == pytest.approx((24 / 16) ** 0.5, rel=0.03)


def test_a_filled_network_has_the_weights_and_a_zero_row_for_the_pad(
    narrow: MarianMTModel, vocabulary: Vocabulary
) -> None:
    weights = {name: parameter.detach() + 0.5 for name, parameter in trainable(narrow)}
    found = filled(weights, preset="tiny", vocabulary=vocabulary)
    for name, parameter in trainable(found):
        expected = weights[name].clone()
        if name == EMBEDDING:
            expected[vocabulary.pad] = 0.0
        assert torch.equal(parameter, expected)
    assert found.generation_config.bad_words_ids == [[vocabulary.pad]]
