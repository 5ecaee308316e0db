"""A translation that a reader proposes: nothing uses it before an editor has looked at it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from service.domain.article import Language


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A source text in `language`, and what somebody would have it be in the other language."""

    id: str
    language: Language
    source: str
    target: str
    owner: str
    sent_at: datetime


class SuggestionStore(Protocol):
    """Keeps suggestions, one for the same words: who sends them again changes nothing."""

    def add(self, suggestion: Suggestion) -> None: ...

    def get(self, suggestion_id: str) -> Suggestion:
        """Raise NotFound where there is none."""
        ...

    def newest(self, limit: int) -> tuple[Suggestion, ...]: ...

    def delete(self, suggestion_id: str) -> None:
        """Raise NotFound where there is none."""
        ...
