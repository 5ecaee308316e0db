"""A tiny network that the recipe has trained on the tests' pairs, in a second or two."""

from pathlib import Path

import torch
from transformers import MarianMTModel

from models.recipe.batches import Batching
from models.recipe.network import configure
from models.recipe.objective import Likelihood
from models.recipe.schedule import Schedule
from models.recipe.train import Plan, StopSignal, Training
from models.recipe.vocabulary import Vocabulary
from tests.unit.test_recipe_training import PAIRS


def trained_network(folder: Path, run: Path, *, layers: int, steps: int) -> MarianMTModel:
    """Train on a Marian folder's pieces, leave the checkpoint in a run's folder and return the network."""
    torch.manual_seed(3)
    vocabulary = Vocabulary(folder)
    config = configure("tiny", vocabulary)
    config.encoder_layers = config.decoder_layers = layers
    learning = Likelihood(PAIRS, vocabulary, Batching(tokens=512))
    plan = Plan(Schedule(1e-2, 2, steps // 3, steps), average=0.9)
    model = MarianMTModel(config)
    Training(model, learning, plan, pad=vocabulary.pad).run(steps, StopSignal(), run, None)
    model.train(False)
    return model
