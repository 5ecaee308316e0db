"""What a chat model answered, or why it did not: the same for a server and for a local model."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reply:
    """`fault` says why there is no answer; `text` is then empty. Token counts are 0 where nobody counted.

    `answered`: the fault lies in this question or its answer, so that another one may well be answered.
    """

    text: str
    fault: str | None = None
    prompt_tokens: int = 0
    completion_tokens: int = 0
    answered: bool = False


def no_answer(why: str) -> Reply:
    """Return the reply of a model that did not answer."""
    return Reply("", why)
