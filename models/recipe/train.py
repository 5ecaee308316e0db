"""Trains a Marian network: resumable at any step, seeded, the same on a CPU and a GPU.

Writes checkpoints and a log into the run's folder; export.py makes a model folder of them.
"""

import argparse
import logging
import signal
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

import torch
from torch import Tensor, nn
from transformers import MarianMTModel

from models.recipe.batches import Batching, Position
from models.recipe.checkpoint import (
    Checkpoint,
    random_states,
    read_checkpoint,
    restore_random,
    write_checkpoint,
)
from models.recipe.corpora import read_weighted
from models.recipe.network import (
    EMBEDDING,
    PRESETS,
    choose_device,
    configure,
    has_bf16_units,
    loaded,
    set_dropout,
    trainable,
)
from models.recipe.objective import Likelihood, Objective
from models.recipe.optimiser import MovingAverage, Optimiser
from models.recipe.paths import runs_folder
from models.recipe.schedule import ByTheClock, Rates, Schedule
from models.recipe.validate import DevSet, weights_swapped
from models.recipe.vocabulary import Vocabulary

log = logging.getLogger("train")

B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Plan:
    """How a run goes, whatever it learns from; every counts updates."""

    schedule: Rates
    average: float = 0.998
    log_every: int = 20
    save_every: int = 100
    dev_every: int = 200


@dataclass(slots=True)
class Progress:
    """Counters of a run and of the stretch since the last log line."""

    step: int = 0
    tokens: int = 0
    position: Position = field(default_factory=Position)
    since: float = field(default_factory=time.monotonic)
    recent_tokens: int = 0
    recent_padded: int = 0
    recent_loss: float | Tensor = 0.0  # stays on the device until it is logged


class Training(Generic[B]):
    """One run: a model, its optimiser and average, what it learns from, a folder."""

    def __init__(self, model: MarianMTModel, objective: Objective[B], plan: Plan, *, pad: int) -> None:
        self.model = model.train()
        self.plan = plan
        self.progress = Progress()
        self.optimiser = Optimiser(trainable(model))
        self.average = MovingAverage(self.optimiser.state()["master"], plan.average)
        self._pad = pad
        self._objective = objective

    def update(self, batch: B) -> None:
        """Train on one batch."""
        loss = self._objective.loss(self.model, batch)
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
        self._spare_pad()
        self.optimiser.step(self.plan.schedule.rate(self.progress.step))
        self.average.update(self.optimiser.state()["master"])
        real, padded = self._objective.size(batch)
        self.progress.step += 1
        self.progress.tokens += real
        self.progress.recent_tokens += real
        self.progress.recent_padded += padded
        self.progress.recent_loss += loss.detach() * real

    def _spare_pad(self) -> None:
        """Keep <pad>'s row at zero: it starts every decoder and is exported as zeros."""
        gradient = self.model.get_parameter(EMBEDDING).grad
        if gradient is not None:
            gradient[self._pad] = 0.0

    def run(self, until: int, stop: "StopSignal", folder: Path, dev: DevSet | None) -> None:
        """Train until a step or a signal; save at the end in both cases."""
        plan, progress = self.plan, self.progress
        for batch, following in self._objective.batches(progress.position):
            if progress.step >= until or stop.asked or plan.schedule.over(progress.step):
                break
            self.update(batch)
            progress.position = following
            if progress.step % plan.log_every == 0:
                self.report()
            if progress.step % plan.save_every == 0:
                self.save(folder)
            if dev and progress.step % plan.dev_every == 0:
                self.validate(dev)
        self.save(folder)

    def report(self) -> None:
        """Log one line and start a new stretch."""
        p, now = self.progress, time.monotonic()
        seconds = now - p.since
        log.info(
            "step=%d loss=%.4f lr=%.2e tokens=%d padded_tokens_s=%.0f target_tokens_s=%.0f epoch=%d",
            p.step,
            float(p.recent_loss) / max(1, p.recent_tokens),
            self.plan.schedule.rate(p.step),
            p.tokens,
            p.recent_padded / seconds,
            p.recent_tokens / seconds,
            p.position.epoch,
        )
        p.since, p.recent_tokens, p.recent_padded, p.recent_loss = now, 0, 0, 0.0

    def validate(self, dev: DevSet) -> None:
        """Log the dev scores of the averaged weights; the time is not counted as training."""
        started = time.monotonic()
        with weights_swapped(self.model, self.average.weights):
            score = dev.score(self.model)
        seconds = time.monotonic() - started
        log.info("step=%d average %s seconds=%.0f", self.progress.step, score, seconds)
        self.progress.since += seconds

    def save(self, folder: Path) -> None:
        """Write the checkpoint of this moment."""
        p = self.progress
        state, average = self.optimiser.state(), self.average.weights
        now = Checkpoint(p.step, p.tokens, p.position, state, average, random_states())
        write_checkpoint(folder / "last.pt", now)

    def resume(self, checkpoint: Checkpoint) -> None:
        """Go on from a checkpoint."""
        self.optimiser.load(checkpoint.optimiser)
        for name, tensor in self.average.weights.items():
            tensor.copy_(checkpoint.average[name])
        self.progress = Progress(checkpoint.step, checkpoint.tokens, checkpoint.position)
        restore_random(checkpoint.random)


class StopSignal:
    """Turns SIGTERM and SIGINT into a request to save and end after the present update."""

    def __init__(self) -> None:
        self.asked = False

    def listen(self) -> None:
        """Install the handlers; only the program does, never a test."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask)

    def _ask(self, *_: object) -> None:
        self.asked = True


def parse(arguments: list[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", nargs="+", required=True, help="files; FILE@0.3: weights times 0.3")
    parser.add_argument("--sampled", type=float, default=0.0, help="share of sampled sources")
    return add_run_options(parser).parse_args(arguments)


def add_run_options(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Add the options of every run, whatever it learns from."""
    parser.add_argument("--run", type=Path, default=runs_folder() / "student")
    parser.add_argument("--vocabulary", type=Path, required=True, help="a Marian folder")
    parser.add_argument("--start", type=Path, help="a Marian folder whose weights to start from")
    parser.add_argument("--preset", choices=sorted(PRESETS), default="student")
    parser.add_argument("--dev", type=Path)
    parser.add_argument("--device", default="auto")
    parser.add_argument("--precision", choices=("auto", "bf16", "f32"), default="auto")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--steps", type=int, default=6000, help="the last step, in all sittings")
    parser.add_argument("--minutes", type=float, help="end by the clock: of this sitting, instead of --steps")
    parser.add_argument(
        "--decay-share", type=float, default=0.0, help="of the minutes: linear decay at the end"
    )
    parser.add_argument("--workers", type=int, default=0, help="processes that prepare batches")
    parser.add_argument("--decay-steps", type=int, default=0, help="linear decay before --steps")
    parser.add_argument("--warmup", type=int, default=200)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--tokens", type=int, default=6144, help="padded tokens a step")
    parser.add_argument("--dropout", type=float, default=0.0)
    parser.add_argument("--average", type=float, default=0.998)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dev-every", type=int, default=200)
    parser.add_argument("--new-data", action="store_true", help="resume, but at the data's start")
    return parser


def build_model(args: argparse.Namespace, vocabulary: Vocabulary) -> MarianMTModel:
    """Return the starting point on its device, in its training precision."""
    device = choose_device(args.device)
    bf16 = args.precision == "bf16" or (args.precision == "auto" and has_bf16_units(device))
    model = loaded(args.start) if args.start else MarianMTModel(configure(args.preset, vocabulary))
    set_dropout(model, args.dropout)
    nn.Module.to(model, device, torch.bfloat16 if bf16 else torch.float32)
    log.info("device=%s dtype=%s parameters=%d", device, model.dtype, model.num_parameters())
    return model


def batching_of(args: argparse.Namespace, dtype: torch.dtype) -> Batching:
    """Return the batches that the command line asks for."""
    cuda = choose_device(args.device).type == "cuda"
    return Batching(
        args.tokens,
        chunk=30_000 if cuda else 40_000,  # the first chunk is waited for
        seed=args.seed,
        fixed_shapes=dtype == torch.bfloat16 and not cuda,
        sampled=args.sampled,
        multiple=8 if cuda else 1,
    )


def plan_of(args: argparse.Namespace) -> Plan:
    """Return the plan that the command line asks for."""
    schedule: Rates = Schedule(args.rate, args.warmup, args.decay_steps, args.steps)
    if args.minutes:
        schedule = ByTheClock(args.rate, args.warmup, args.minutes, args.decay_share)
    quick = choose_device(args.device).type == "cuda"  # a hundred steps take seconds there
    return Plan(
        schedule,
        average=args.average,
        log_every=200 if quick else 20,
        save_every=10_000 if quick else 100,
        dev_every=args.dev_every,
    )


def begin(args: argparse.Namespace, arguments: list[str]) -> None:
    """Make the run's folder, its log and what chance is drawn from."""
    args.run.mkdir(parents=True, exist_ok=True)
    handlers: list[logging.Handler] = [logging.StreamHandler(), logging.FileHandler(args.run / "train.log")]
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", handlers=handlers)
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    log.info("start %s", " ".join(arguments))


def carry_out(args: argparse.Namespace, training: Training[B], vocabulary: Vocabulary) -> None:
    """Train until the last step or a signal, from the run's checkpoint if it has one."""
    if (args.run / "last.pt").exists():
        training.resume(read_checkpoint(args.run / "last.pt"))
        if args.new_data:
            training.progress.position = Position()
        log.info("resumed at step=%d %s", training.progress.step, training.progress.position)
    scored = 400 if training.model.device.type == "cuda" else 100
    dev = DevSet(args.dev, vocabulary, rows=300, scored=scored) if args.dev else None
    if dev and not args.minutes and not training.progress.step:
        training.validate(dev)
    stop = StopSignal()
    stop.listen()
    training.run(sys.maxsize if args.minutes else args.steps, stop, args.run, dev)
    if dev:
        training.validate(dev)


def main(arguments: list[str]) -> None:
    """Train, or go on training, the run that the command line names."""
    args = parse(arguments)
    begin(args, arguments)
    vocabulary = Vocabulary(args.vocabulary)
    model = build_model(args, vocabulary)
    pairs = [pair for name in args.pairs for pair in read_weighted(name)]
    learning = Likelihood(pairs, vocabulary, batching_of(args, model.dtype), workers=args.workers)
    carry_out(args, Training(model, learning, plan_of(args), pad=vocabulary.pad), vocabulary)


if __name__ == "__main__":
    main(sys.argv[1:])
