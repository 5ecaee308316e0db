"""Holds a local model to a JSON schema, token by token, and completes an answer that ran out of tokens.

Promises that what `Constraint` lets through and `completed` closes is JSON by the schema, whatever the model
prefers. Needs lm-format-enforcer (the extra `llm`), imported when first used.
"""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from models.registry import ModelError

if TYPE_CHECKING:
    import torch
    from lmformatenforcer import JsonSchemaParser, TokenEnforcerTokenizerData

# What ends an answer soonest; among the rest, whatever the grammar asks for.
_CLOSERS = ('"', "}", "]", ",", ":", "0", "e")
_STEPS = 4000


class Tokenizer(Protocol):
    """The part of a transformers tokenizer that is used here."""

    @property
    def all_special_ids(self) -> list[int]: ...

    @property
    def eos_token_id(self) -> int | None: ...

    def decode(self, token_ids: Sequence[int]) -> str: ...

    def __len__(self) -> int: ...


def tokens_of(tokenizer: Tokenizer) -> "TokenEnforcerTokenizerData":
    """Prepare a tokenizer's vocabulary, once a model. Raise ModelError where it cannot be done."""
    try:
        from lmformatenforcer import TokenEnforcerTokenizerData
    except ImportError:
        raise ModelError(
            "A local chat model needs lm-format-enforcer, which is not installed.",
            "Install the extra: pip install 'diemnhan[llm]'.",
        ) from None
    if tokenizer.eos_token_id is None:
        raise ModelError("The chat model's tokenizer has no end-of-sequence token.", "Use another model.")
    special = set(tokenizer.all_special_ids)
    size = len(tokenizer)
    zero = _one_token(tokenizer, "0", size)
    words = []
    for token in range(size):
        if token not in special:
            alone, after = tokenizer.decode([token]), tokenizer.decode([zero, token])[1:]
            # A byte of a longer character has no text of its own yet.
            if after and "\ufffd" not in after:
                words.append((token, after, len(after) > len(alone)))
    return TokenEnforcerTokenizerData(
        words, lambda ids: tokenizer.decode(ids).rstrip("\ufffd"), tokenizer.eos_token_id, False, size
    )


def _one_token(tokenizer: Tokenizer, text: str, size: int) -> int:
    return next((token for token in range(size) if tokenizer.decode([token]) == text), 0)


class Constraint:
    """A logits processor: leaves only tokens that keep to the grammar, after `prompt` tokens."""

    def __init__(self, tokens: "TokenEnforcerTokenizerData", schema: str, *, prompt: int) -> None:
        from lmformatenforcer import TokenEnforcer

        self._enforcer = TokenEnforcer(tokens, _parser(schema))
        self._prompt = prompt

    def __call__(self, input_ids: "torch.Tensor", scores: "torch.Tensor") -> "torch.Tensor":
        """Return the scores (rows, vocabulary) with every token that is not allowed at minus infinity."""
        import torch

        masked = torch.full_like(scores, -torch.inf)
        for row, ids in enumerate(input_ids.tolist()):
            allowed = self._enforcer.get_allowed_tokens(ids[self._prompt :]).allowed_tokens
            masked[row, allowed] = scores[row, allowed]
        return masked


def completed(text: str, schema: str) -> str:
    """Return the text, closed by the schema in the shortest way where it stops half-way."""
    parser = _parser(schema)
    kept = []
    for character in text:
        if character not in parser.get_allowed_characters() and not _is_free(character, parser):
            break
        parser = parser.add_character(character)
        kept.append(character)
    for _ in range(_STEPS):
        if parser.can_end():
            break
        allowed = parser.get_allowed_characters()
        closer = next((one for one in _CLOSERS if one in allowed), None)
        closer = closer or min(one for one in allowed if not one.isspace())
        parser = parser.add_character(closer)
        kept.append(closer)
    return "".join(kept)


def _is_free(character: str, parser: "JsonSchemaParser") -> bool:
    """A letter that the grammar's own alphabet lacks (it knows ASCII) inside a string."""
    return ord(character) > 127 and "x" in parser.get_allowed_characters()


def _parser(schema: str) -> "JsonSchemaParser":
    from lmformatenforcer import JsonSchemaParser

    return JsonSchemaParser(json.loads(schema))
