"""What is known of how a translation came about, for an estimate of how far to trust it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decoding:
    """A piece of a text and the translation that was chosen for it; `others` are what was not chosen.

    Scores are mean log-probabilities a token.
    """

    source: str
    text: str
    score: float
    others: tuple[tuple[str, float], ...]
