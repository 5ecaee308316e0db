"""What is known of how a translation came about, for an estimate of how far to trust it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decoding:
    """A piece of a text, the translation that was chosen for it, and its mean log-probability a token."""

    source: str
    text: str
    score: float
