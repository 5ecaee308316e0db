"""The optimiser's updates of many tensors at once equal those of each alone."""

import pytest
import torch
from torch import Tensor, nn

from models.recipe.optimiser import MOMENTUM, MovingAverage, Optimiser, orthogonalise

MATRICES = ("a.layers.0.fc1.weight", "a.layers.1.fc1.weight", "a.layers.0.fc2.weight")
OTHERS = ("shared.weight", "a.layers.0.norm.weight")
SHAPES = ((6, 4), (6, 4), (4, 6), (9, 4), (4,))


def parameters() -> dict[str, nn.Parameter]:
    torch.manual_seed(1)
    return {
        name: nn.Parameter(torch.randn(shape)) for name, shape in zip(MATRICES + OTHERS, SHAPES, strict=True)
    }


def gradients(steps: int) -> list[dict[str, Tensor]]:
    torch.manual_seed(2)
    return [
        {name: torch.randn(shape) for name, shape in zip(MATRICES + OTHERS, SHAPES, strict=True)}
        for _ in range(steps)
    ]


def stepped(found: list[dict[str, Tensor]], rate: float) -> tuple[dict[str, nn.Parameter], Optimiser]:
    mine = parameters()
    optimiser = Optimiser(mine.items())
    for step in found:
        for name, gradient in step.items():
            mine[name].grad = gradient.clone()
        optimiser.step(rate)
    return mine, optimiser


def test_what_is_no_matrix_of_a_layer_goes_as_with_adam() -> None:
    found = gradients(5)
    mine, _ = stepped(found, 0.01)
    theirs = parameters()
    adam = torch.optim.Adam([theirs[name] for name in OTHERS], lr=0.01, betas=(0.9, 0.98), eps=1e-8)
    for step in found:
        for name in OTHERS:
            theirs[name].grad = step[name].clone()
        adam.step()
    for name in OTHERS:
        assert torch.allclose(mine[name], theirs[name], atol=1e-6)


@torch.no_grad()
def test_each_matrix_goes_the_way_of_its_own_orthogonalised_momentum() -> None:
    found = gradients(3)
    mine, _ = stepped(found, 0.01)
    theirs = parameters()
    for name in MATRICES:
        momentum = torch.zeros_like(theirs[name])
        for step in found:
            momentum = MOMENTUM * momentum + (1 - MOMENTUM) * step[name]
            ahead = (1 - MOMENTUM) * step[name] + MOMENTUM * momentum
            theirs[name].sub_(0.01 * 0.2 * 6**0.5 * orthogonalise(ahead[None])[0])
        assert torch.allclose(mine[name], theirs[name], atol=1e-5)


def test_the_models_weights_are_the_masters_and_the_gradients_are_cleared() -> None:
    mine, optimiser = stepped(gradients(2), 0.01)
    assert all(torch.equal(mine[name], master) for name, master in optimiser.state()["master"].items())
    assert all(parameter.grad is None for parameter in mine.values())
    assert optimiser.state()["step"] == 2


def test_what_was_not_used_stays_on_its_first_step() -> None:
    used = [{name: gradient for name, gradient in gradients(1)[0].items() if name != "shared.weight"}]
    mine, _ = stepped(used, 0.01)
    assert torch.equal(mine["shared.weight"], parameters()["shared.weight"])
    assert not torch.equal(mine["a.layers.0.norm.weight"], parameters()["a.layers.0.norm.weight"])


def test_the_average_moves_a_share_of_the_way() -> None:
    average = MovingAverage({"a": torch.tensor([1.0, 2.0]), "b": torch.tensor([0.0])}, decay=0.75)
    average.update({"b": torch.tensor([4.0]), "a": torch.tensor([5.0, 2.0])})
    assert average.weights["a"].tolist() == pytest.approx([2.0, 2.0])
    assert average.weights["b"].tolist() == pytest.approx([1.0])
