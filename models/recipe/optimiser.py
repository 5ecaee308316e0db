"""Muon on the matrices, Adam elsewhere, over float32 master weights.

Muon: K. Jordan et al. 2024; the update's scale 0.2 * sqrt(longer side) lets both parts share one
learning rate (J. Liu et al. 2025, "Muon is scalable for LLM training").
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypedDict

import torch
from torch import Tensor, nn

MOMENTUM = 0.95
BETAS = (0.9, 0.98)
EPSILON = 1e-8
_QUINTIC = (3.4445, -4.7750, 2.0315)


class OptimiserState(TypedDict):
    """All that a resumed run needs; tensors in the order of the parameters' names."""

    master: dict[str, Tensor]
    momentum: dict[str, Tensor]
    first: dict[str, Tensor]
    second: dict[str, Tensor]
    step: int


def orthogonalise(matrices: Tensor, iterations: int = 5) -> Tensor:
    """Bring the singular values of each matrix (n, rows, columns) near 1 by Newton-Schulz."""
    a, b, c = _QUINTIC
    tall = matrices.size(1) > matrices.size(2)
    x = matrices.mT if tall else matrices
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(iterations):
        gram = x @ x.mT
        polynomial = torch.baddbmm(gram, gram, gram, beta=b, alpha=c)
        x = torch.baddbmm(x, polynomial, x, beta=a)
    return x.mT if tall else x


def is_matrix(name: str, parameter: Tensor) -> bool:
    """Tell whether Muon takes a parameter: a matrix of a layer, not an embedding."""
    return parameter.ndim == 2 and ".layers." in name


class Optimiser:
    """Updates the float32 master weights and copies them into the model's (perhaps bf16) ones."""

    def __init__(self, parameters: Iterable[tuple[str, nn.Parameter]]) -> None:
        self._parameters = dict(parameters)
        self._master = {n: p.detach().float().clone() for n, p in self._parameters.items()}
        shapes: dict[torch.Size, list[str]] = defaultdict(list)
        for name, parameter in self._parameters.items():
            if is_matrix(name, parameter):
                shapes[parameter.shape].append(name)
        self._stacks = list(shapes.values())  # same-shaped matrices share one batched product
        matrices = {name for stack in self._stacks for name in stack}
        zeros = {n: torch.zeros_like(m) for n, m in self._master.items()}
        self._momentum = {n: z for n, z in zeros.items() if n in matrices}
        self._first = {n: z for n, z in zeros.items() if n not in matrices}
        self._second = {n: torch.zeros_like(z) for n, z in self._first.items()}
        self._step = 0

    @torch.no_grad()
    def step(self, rate: float) -> None:
        """Apply the gradients at a learning rate, then clear them."""
        self._step += 1
        for stack in self._stacks:
            self._muon(stack, rate)
        self._adam(list(self._first), rate)
        torch._foreach_copy_(list(self._parameters.values()), list(self._master.values()))
        for parameter in self._parameters.values():
            parameter.grad = None

    def _gradients(self, names: list[str]) -> list[Tensor]:
        """Return float32 gradients; zeros for what was not used."""
        found = [(self._parameters[name].grad, self._master[name]) for name in names]
        return [torch.zeros_like(m) if gradient is None else gradient.float() for gradient, m in found]

    def _muon(self, stack: list[str], rate: float) -> None:
        gradients = torch.stack(self._gradients(stack))
        momentum = torch.stack([self._momentum[name] for name in stack])
        momentum.lerp_(gradients, 1 - MOMENTUM)
        # Autocast-free half precision pays on CUDA only; the CPU without AMX loses ten-fold.
        nesterov = gradients.lerp_(momentum, MOMENTUM)
        half = nesterov.bfloat16() if nesterov.is_cuda else nesterov
        update = orthogonalise(half).float()
        scale = 0.2 * max(update.shape[1:]) ** 0.5
        torch._foreach_copy_([self._momentum[name] for name in stack], list(momentum.unbind()))
        torch._foreach_add_(
            [self._master[name] for name in stack], list(update.unbind()), alpha=-rate * scale
        )

    def _adam(self, names: list[str], rate: float) -> None:
        gradients = self._gradients(names)
        first, second = [self._first[name] for name in names], [self._second[name] for name in names]
        torch._foreach_lerp_(first, gradients, 1 - BETAS[0])
        torch._foreach_lerp_(second, torch._foreach_mul(gradients, gradients), 1 - BETAS[1])
        unbiased = torch._foreach_div(second, 1 - BETAS[1] ** self._step)
        torch._foreach_sqrt_(unbiased)
        torch._foreach_add_(unbiased, EPSILON)
        step = -rate / (1 - BETAS[0] ** self._step)
        torch._foreach_addcdiv_([self._master[name] for name in names], first, unbiased, value=step)

    def state(self) -> OptimiserState:
        """Return references to the state; copy before the next step if it must stay."""
        return OptimiserState(
            master=self._master,
            momentum=self._momentum,
            first=self._first,
            second=self._second,
            step=self._step,
        )

    @torch.no_grad()
    def load(self, state: OptimiserState) -> None:
        """Take over a saved state and refresh the model's weights from its master copy."""
        for mine, theirs in (
            (self._master, state["master"]),
            (self._momentum, state["momentum"]),
            (self._first, state["first"]),
            (self._second, state["second"]),
        ):
            for name, tensor in mine.items():
                tensor.copy_(theirs[name])
        self._step = state["step"]
        for name, parameter in self._parameters.items():
            parameter.copy_(self._master[name])


class MovingAverage:
    """Exponential moving average of the master weights, float32."""

    def __init__(self, master: dict[str, Tensor], decay: float) -> None:
        self.weights = {name: tensor.clone() for name, tensor in master.items()}
        self._decay = decay

    @torch.no_grad()
    def update(self, master: dict[str, Tensor]) -> None:
        """Move a little towards the present weights."""
        present = [master[name] for name in self.weights]
        torch._foreach_lerp_(list(self.weights.values()), present, 1 - self._decay)
