"""What changed between two briefs."""

from typing import Literal, TypedDict

from diemnhan_client.nouns.briefs import Bilingual, Highlight


class TextChange(TypedDict):
    """A text before and after; None where it was added or removed."""

    before: str | None
    after: str | None


class FactChange(TypedDict):
    """What a highlight no longer says and what it says now of one of its fields."""

    aspect: Literal["who", "what", "when", "where", "how_much"]
    field: str
    removed: list[str]
    added: list[str]


class HighlightChange(TypedDict):
    """One act in both briefs, with what changed; `before` and `after` are its ranks."""

    before: int
    after: int
    gist: Bilingual
    changes: list[FactChange]


class BriefDiff(TypedDict):
    """What changed from brief `against` to brief `id`, in the language of brief `id`."""

    id: str
    against: str
    same_article: bool
    headline: TextChange | None
    summary: list[TextChange]
    added: list[Highlight]
    removed: list[Highlight]
    changed: list[HighlightChange]
    unchanged: int
    segments: list[TextChange]
