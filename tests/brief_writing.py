"""Briefs written by every stage as it is, with models that take no time: the translation is in brackets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from service.adapters.termbase import load_glossary
from service.domain.article import Language, Payload
from service.domain.brief import Brief
from service.domain.glossary import Glossary
from service.domain.request import BriefOptions
from service.pipeline.assistant import Assistant
from service.pipeline.highlight import load_acts
from service.pipeline.ingest import Limits
from service.pipeline.telling import Writers
from service.pipeline.write_brief import Engine, write_brief
from tests.chat import ROOT, gazetteer
from tests.samples import NOON


class Brackets:
    """A translator that puts a text into brackets."""

    version = "brackets@1"
    placeholders = ()

    def translate(
        self, texts: Sequence[str], *, source: Language, target: Language, alternatives: int = 1
    ) -> list[list[tuple[str, float]]]:
        return [[(f"[{text}]", -0.1)] for text in texts]


@dataclass(frozen=True)
class Judged:
    """What the ranker says, which knows nothing of pairs."""

    sentences: tuple[float, ...]
    pairs: Mapping[tuple[int, int], float] = field(default_factory=dict)


class Longest:
    """A ranker that prefers what is long, as orders are."""

    version = "longest@1"

    def rank(self, sentences: Sequence[str], *, title: str, language: Language) -> Judged:
        return Judged(tuple(len(sentence) / 1000 for sentence in sentences))


@lru_cache(maxsize=1)
def _glossary() -> Glossary:
    return load_glossary(ROOT / "termbase" / "institutions.csv")


def brief_of(
    text: str,
    language: Language,
    *,
    options: BriefOptions | None = None,
    assistant: Assistant | None = None,
    title: str | None = None,
) -> Brief:
    """Write the brief of a plain text."""
    engine = Engine(
        translator=Brackets(),
        ranker=Longest(),
        glossary=_glossary(),
        gazetteer=gazetteer(),
        acts=load_acts(),
        limits=Limits(),
        service_version="test",
        observe=lambda stage, seconds: None,
        writers=Writers(assistant),
    )
    payload = Payload(text, "text", language=language, title=title)
    return write_brief(payload, options or BriefOptions(), engine, brief_id="b", created_at=NOON)
