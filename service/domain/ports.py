"""What the pipeline needs from models, as Protocols that implementations fit by shape (stores: stores.py)."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from service.domain.article import Language
from service.domain.confidence import Decoding


class Translator(Protocol):
    """A translation model. Safe to call from several threads at once."""

    @property
    def version(self) -> str:
        """Name and version as in the model's manifest, `vien@1+ct2-int8`."""
        ...

    @property
    def placeholders(self) -> tuple[str, ...]:
        """Characters that it has learned to carry across in the place of protected words; most have none."""
        ...

    def translate(
        self, texts: Sequence[str], *, source: Language, target: Language, alternatives: int = 1
    ) -> list[list[tuple[str, float]]]:
        """Translate sentences; for each, its hypotheses, best first.

        A hypothesis is (text, mean log-probability a token). `len(result) == len(texts)` and each holds
        1..alternatives hypotheses. Raises nothing of its own: any text has a translation.
        """
        ...


class ConfidenceEstimator(Protocol):
    """Says how likely a translation is good, from how its model came to it."""

    @property
    def low(self) -> float:
        """The confidence below which somebody should look."""
        ...

    def confidence(self, decodings: Sequence[Decoding], *, target: Language) -> float:
        """Return a chance, 0..1, for a text that was translated in these pieces (one at least)."""
        ...


class Salience(Protocol):
    """How good a summary each sentence would be by itself, and each two of the best together, 0..1."""

    @property
    def sentences(self) -> tuple[float, ...]: ...

    @property
    def pairs(self) -> Mapping[tuple[int, int], float]:
        """The places of the two in reading order; not all pairs are there."""
        ...


class SalienceRanker(Protocol):
    """Says how much each sentence belongs into a summary of the article."""

    @property
    def version(self) -> str:
        """Name and version as in the model's manifest."""
        ...

    def rank(self, sentences: Sequence[str], *, title: str, language: Language) -> Salience:
        """Return the scores of the sentences, which are given in reading order."""
        ...


class ChatReply(Protocol):
    """What a language model answered: `fault` says why there is no answer, and `text` is then empty."""

    @property
    def text(self) -> str: ...

    @property
    def fault(self) -> str | None: ...

    @property
    def prompt_tokens(self) -> int: ...

    @property
    def completion_tokens(self) -> int: ...


class ChatModel(Protocol):
    """A language model that answers in JSON. Safe to call from several threads at once."""

    @property
    def version(self) -> str:
        """What it is called, `qwen3-8b@http`."""
        ...

    def complete(self, system: str, user: str, *, schema: str, max_tokens: int) -> ChatReply:
        """Answer at temperature 0 by a JSON schema (as JSON text), as far as the back end can hold to it.

        Raises nothing of its own: a server that is away or answers badly is a reply with a `fault`.
        """
        ...


class WrittenSummary(Protocol):
    """A summary as a model wrote it, and how many of the text's tokens the model read of how many."""

    @property
    def text(self) -> str: ...

    @property
    def tokens(self) -> int: ...

    @property
    def tokens_read(self) -> int: ...


class Summariser(Protocol):
    """Writes a summary in its own words, unchecked. Safe to call from several threads at once."""

    @property
    def version(self) -> str: ...

    def summarise(self, text: str) -> WrittenSummary:
        """Summarise a text of any length; what is past the model's window is not read, and counted."""
        ...


class Link(Protocol):
    """Words of two texts that stand for each other, by code-point offsets (end exclusive), weight 0..1."""

    @property
    def source_start(self) -> int: ...

    @property
    def source_end(self) -> int: ...

    @property
    def target_start(self) -> int: ...

    @property
    def target_end(self) -> int: ...

    @property
    def weight(self) -> float: ...


class Aligner(Protocol):
    """Says which words of a translation stand for which of its source. Safe from several threads at once."""

    def align(
        self, pairs: Sequence[tuple[str, str]], *, source: Language, target: Language
    ) -> Sequence[tuple[Link, ...]]:
        """Return the links of each (source sentence, target sentence), whoever wrote the target.

        Deterministic, and the same alone and in company. Raises nothing of its own: texts that share nothing
        have no links.
        """
        ...
