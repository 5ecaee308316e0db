"""What the command line works on in tests: fakes that can be looked at."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
import structlog
from fastapi import APIRouter

from service.adapters.glossary_files import FORMATS
from service.api.job_parts import JobParts
from service.api.metrics import Metrics
from service.api.parts import Parts
from service.cli import run
from service.cli.console import Commands
from service.domain.glossary import GlossaryFormats
from service.domain.model import ModelCard
from service.domain.stores import GlossaryStore, KeyStore
from service.settings import Settings
from tests.access_fakes import FakeAuditLog, FakeKeyStore
from tests.fakes import FakePipeline, fake_parts
from tests.glossary_fakes import FakeGlossaryStore
from tests.jobs import jobs_around

CARD = ModelCard("vien", "1", "translation", "CC-BY-4.0", 42_000_000)


@dataclass
class Desk:
    """What the commands work on in a test."""

    pipeline: FakePipeline = field(default_factory=FakePipeline)
    keys: FakeKeyStore = field(default_factory=FakeKeyStore)
    glossaries: FakeGlossaryStore = field(default_factory=FakeGlossaryStore)
    audit: FakeAuditLog = field(default_factory=FakeAuditLog)
    cards: tuple[ModelCard, ...] = (CARD,)
    build_error: Exception | None = None
    warning: str | None = None

    def build(self, settings: Settings) -> Parts:
        if self.warning:
            structlog.get_logger().warning(self.warning)
        if self.build_error:
            raise self.build_error
        return fake_parts(self.pipeline)

    def open_keys(self, settings: Settings) -> KeyStore:
        return self.keys

    def open_glossaries(self, settings: Settings) -> tuple[GlossaryStore, GlossaryFormats]:
        return self.glossaries, FORMATS

    def open_jobs(self, settings: Settings) -> JobParts:
        return jobs_around(self.pipeline, settings, Metrics())

    def run(self, *arguments: str) -> int:
        cards: Callable[[Settings], tuple[ModelCard, ...]] = lambda settings: self.cards  # noqa: E731  # used twice
        commands = Commands(
            self.build,
            self.open_keys,
            cards,
            cards,
            APIRouter,
            self.open_glossaries,
            self.open_jobs,
            open_audit=lambda settings: self.audit,
        )
        return run(commands, arguments)


def fresh_desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return a desk where no setting of the environment holds."""
    for name in [name for name in os.environ if name.startswith("DIEMNHAN_")]:
        monkeypatch.delenv(name)
    return Desk()
