"""The network as plain functions equals transformers' module, at once and step by step; so do its draws."""

from pathlib import Path

import pytest
import torch
from torch import Tensor
from transformers import MarianMTModel

from models.recipe.batches import Batch, collate, encode, pad
from models.recipe.forward import Cache, forced, logits_of, mean_log_probabilities
from models.recipe.network import set_dropout
from models.recipe.sampling import draw, likeliest, longest_for, way_back
from models.recipe.vocabulary import Vocabulary
from tests.tiny_recipe import trained_network
from tests.unit.test_recipe_training import PAIRS, marian_folder, one_thread, vocabulary

__all__ = ["marian_folder", "one_thread", "vocabulary"]


@pytest.fixture(scope="module")
def trained(marian_folder: Path) -> MarianMTModel:
    """A network of two layers that has seen the pairs a few times: its hypotheses end."""
    return trained_network(marian_folder, marian_folder / "run", layers=2, steps=60)


@pytest.fixture
def batch(vocabulary: Vocabulary) -> Batch:
    """Both directions of pairs of several lengths, so that most rows are padded."""
    examples = [encode(p, vocabulary, to_english=to) for p in PAIRS[:5] for to in (True, False)]
    return collate(examples, pad_id=vocabulary.pad)


@torch.no_grad()
def told(model: MarianMTModel, source: Tensor, decoder: Tensor, vocabulary: Vocabulary) -> Tensor:
    """The logits of transformers' own module."""
    seen = (source != vocabulary.pad).long()
    logits: Tensor = model(input_ids=source, attention_mask=seen, decoder_input_ids=decoder).logits
    return logits


def shifted(ids: Tensor, vocabulary: Vocabulary) -> Tensor:
    """The decoder's input for hypotheses (rows, T)."""
    return torch.cat([torch.full_like(ids[:, :1], vocabulary.pad), ids[:, :-1]], dim=1)


@torch.no_grad()
def test_the_plain_functions_equal_the_module_on_a_padded_batch(
    trained: MarianMTModel, batch: Batch, vocabulary: Vocabulary
) -> None:
    assert (batch.source == vocabulary.pad).any()
    ours = logits_of(trained, forced(trained, batch.source, batch.decoder, pad_id=vocabulary.pad))
    theirs = told(trained, batch.source, batch.decoder, vocabulary)
    assert torch.allclose(ours, theirs, atol=1e-5)


@torch.no_grad()
def test_dropout_drops_while_training_alone(
    trained: MarianMTModel, batch: Batch, vocabulary: Vocabulary
) -> None:
    def once() -> Tensor:
        return forced(trained, batch.source, batch.decoder, pad_id=vocabulary.pad)

    plain = once()
    set_dropout(trained, 0.3)
    assert torch.equal(once(), plain)
    trained.train()
    first, second = once(), once()
    trained.train(False)
    set_dropout(trained, 0.0)
    assert not torch.allclose(first, second, atol=0.1)


@torch.no_grad()
def test_decoding_step_by_step_equals_decoding_at_once_for_copies_that_differ(
    trained: MarianMTModel, batch: Batch, vocabulary: Vocabulary
) -> None:
    copies, width = 3, batch.decoder.size(1)
    rows = len(batch.source) * copies
    decoder = torch.randint(2, vocabulary.pad, (rows, width), generator=torch.Generator().manual_seed(1))
    cache = Cache(trained, batch.source, pad_id=vocabulary.pad, copies=copies, longest=width)
    steps = [cache.step(decoder[:, at : at + 1], at) for at in range(width)]
    repeated = batch.source.repeat_interleave(copies, 0)
    whole = forced(trained, repeated, decoder, pad_id=vocabulary.pad)
    assert torch.allclose(torch.cat(steps, dim=1), whole, atol=1e-5)


def generated(model: MarianMTModel, source: Tensor, vocabulary: Vocabulary) -> list[list[int]]:
    """What transformers' greedy search makes of each row, up to its end."""
    found = model.generate(  # type: ignore[misc]  # its self is typed as a mixin
        source,
        attention_mask=(source != vocabulary.pad).long(),
        num_beams=1,
        do_sample=False,
        bad_words_ids=[[vocabulary.pad]],
        forced_eos_token_id=None,
        max_length=longest_for(source.size(1)) + 1,
    )
    return [without_pads(row, vocabulary) for row in found[:, 1:].tolist()]


def without_pads(row: list[int], vocabulary: Vocabulary) -> list[int]:
    return [piece for piece in row if piece != vocabulary.pad]


def test_every_copy_at_temperature_0_is_what_greedy_search_makes(
    trained: MarianMTModel, batch: Batch, vocabulary: Vocabulary
) -> None:
    expected = generated(trained, batch.source, vocabulary)
    assert len({len(row) for row in expected}) > 2
    found = draw(trained, batch.source, [0.0, 0.0, 0.0], vocabulary).ids.tolist()
    assert [[without_pads(ids, vocabulary) for ids in row] for row in found] == [[e] * 3 for e in expected]
    texts = likeliest(trained, [without_pads(row, vocabulary) for row in batch.source.tolist()], vocabulary)
    assert texts == [vocabulary.decode(row) for row in expected]


def test_a_hypothesis_is_scored_as_the_network_scores_its_pieces(
    trained: MarianMTModel, batch: Batch, vocabulary: Vocabulary
) -> None:
    torch.manual_seed(2)
    ids, scores = draw(trained, batch.source, [0.0, 1.0], vocabulary)
    labels = ids.flatten(0, 1)
    assert (labels == vocabulary.pad).any()
    source = batch.source.repeat_interleave(2, 0)
    logits = told(trained, source, shifted(labels, vocabulary), vocabulary)
    logits[..., vocabulary.pad] = -torch.inf  # it is never drawn
    each = logits.log_softmax(2).gather(2, labels[..., None]).squeeze(2)
    real = labels != vocabulary.pad
    by_hand = each.where(real, 0.0).sum(1) / real.sum(1)
    assert torch.allclose(scores.flatten(), by_hand, atol=1e-5)
    masked = labels.masked_fill(~real, -100)
    with_pad = mean_log_probabilities(trained, source, masked, pad_id=vocabulary.pad)
    assert torch.allclose(scores.flatten(), with_pad, atol=0.02)


def test_the_mean_log_probability_is_of_the_targets_pieces_alone(
    trained: MarianMTModel, batch: Batch, vocabulary: Vocabulary
) -> None:
    found = mean_log_probabilities(trained, batch.source, batch.labels, pad_id=vocabulary.pad)
    for i, labels in enumerate(batch.labels):
        target = labels[labels >= 0]
        chances = told(
            trained, batch.source[i : i + 1], batch.decoder[i : i + 1, : len(target)], vocabulary
        ).log_softmax(2)[0]
        assert found[i] == pytest.approx(float(chances[range(len(target)), target].mean()), abs=1e-5)


def test_a_seed_draws_the_same_again(trained: MarianMTModel, batch: Batch, vocabulary: Vocabulary) -> None:
    def drawn(seed: int) -> list[list[list[int]]]:
        torch.manual_seed(seed)
        ids: list[list[list[int]]] = draw(trained, batch.source, [1.0, 1.0], vocabulary).ids.tolist()
        return ids

    first = drawn(7)
    assert drawn(7) == first
    assert drawn(8) != first
    assert any(one != other for one, other in first)


@pytest.mark.parametrize("heat", [0.5, 1.0])
def test_pieces_are_drawn_as_often_as_they_are_likely_at_a_temperature(
    trained: MarianMTModel, batch: Batch, vocabulary: Vocabulary, heat: float
) -> None:
    torch.manual_seed(4)
    source = batch.source[:1, :4]
    first = draw(trained, source, [heat] * 3000, vocabulary).ids[0, :, 0]
    shares = torch.bincount(first, minlength=vocabulary.size) / len(first)
    logits = told(trained, source, source.new_full((1, 1), vocabulary.pad), vocabulary)[0, 0]
    logits[vocabulary.pad] = -torch.inf
    likely = (logits / heat).softmax(0)
    assert likely.max() < 0.9
    assert (shares - likely).abs().sum() / 2 < 0.06


def test_the_way_back_is_what_the_network_gives_each_source_for_its_hypothesis(
    trained: MarianMTModel, vocabulary: Vocabulary
) -> None:
    torch.manual_seed(5)
    texts = [vocabulary.encode(p.vi) for p in PAIRS[:4]]
    rows = [[vocabulary.tag("en"), *text, vocabulary.eos] for text in texts]
    source = pad(rows, width=max(map(len, rows)), value=vocabulary.pad)
    ids = draw(trained, source, [0.0, 1.0], vocabulary).ids
    found = way_back(trained, source, ids, language="vi", vocabulary=vocabulary)
    for text, hypotheses, scores in zip(texts, ids.tolist(), found, strict=True):
        for hypothesis, score in zip(hypotheses, scores, strict=True):
            there = torch.tensor([[vocabulary.tag("vi"), *without_pads(hypothesis, vocabulary)]])
            target = torch.tensor([*text, vocabulary.eos])
            chances = told(trained, there, shifted(target[None], vocabulary), vocabulary).log_softmax(2)[0]
            assert score == pytest.approx(float(chances[range(len(target)), target].mean()), abs=1e-4)
