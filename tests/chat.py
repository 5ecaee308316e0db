"""A scripted language model, and articles cut into segments, for the tests of the language-model option."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from models.chat_reply import Reply, no_answer
from service.adapters.prompt_files import load_prompts
from service.adapters.termbase import load_gazetteer
from service.domain.article import Article, Language, Payload, Segment
from service.pipeline.assistant import Assistant
from service.pipeline.ingest import Limits, ingest
from service.pipeline.segment import segment
from service.text.gazetteer import Gazetteer

ROOT = Path(__file__).parent.parent


@dataclass
class ScriptedChat:
    """Answers each kind of question, told by a key of its schema, with what the script says."""

    script: Mapping[str, object]
    asked: list[tuple[str, str]] = field(default_factory=list)
    version: str = "scripted@test"

    def complete(self, system: str, user: str, *, schema: str, max_tokens: int) -> Reply:
        self.asked.append((system, user))
        key = next(iter(json.loads(schema)["properties"]))
        answer = self.script.get(key)
        if answer is None:
            return no_answer("The server cannot be reached or broke off (ConnectError).")
        text = answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
        return Reply(text, None, 100, 10)


def assistant(chat: ScriptedChat, **changes: int | bool) -> Assistant:
    settings = {"context_tokens": 8192, "answer_tokens": 2048} | changes
    return Assistant(chat, load_prompts(ROOT / "prompts"), **settings)  # type: ignore[arg-type]  # names are right


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    return load_gazetteer(ROOT / "termbase")


def read(text: str, language: Language = "vi") -> tuple[Article, tuple[Segment, ...]]:
    article = ingest(Payload(text, "text", language=language), Limits(10**6, 10**6))
    return article, segment(article)
