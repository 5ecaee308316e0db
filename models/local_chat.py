"""A chat model in a folder, run with transformers, its answers held to a JSON schema.

Promises JSON by the schema at any token limit, greedily decoded, from any causal model, even a random one.
Torch is loaded when a model is, not when this module is imported. One answer at a time.
"""

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from models.chat_reply import Reply, no_answer
from models.json_grammar import Constraint, Tokenizer, completed, tokens_of
from models.registry import ModelError

if TYPE_CHECKING:
    import torch
    from lmformatenforcer import TokenEnforcerTokenizerData


class Causal(Protocol):
    """The part of a causal language model that is used here."""

    @property
    def device(self) -> "torch.device": ...

    def generate(self, inputs: "torch.Tensor", **settings: object) -> "torch.Tensor": ...


class ChatTokenizer(Tokenizer, Protocol):
    """A tokenizer that may know how its model wants a conversation written."""

    @property
    def chat_template(self) -> str | None: ...

    def encode(self, text: str, *, add_special_tokens: bool = True) -> list[int]: ...

    def apply_chat_template(self, conversation: list[dict[str, str]], **settings: object) -> str: ...


class LocalChat:
    """Asks a loaded model. `context` is how many tokens it can hold, prompt and answer together."""

    def __init__(self, model: Causal, tokenizer: ChatTokenizer, *, name: str, context: int) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._context = context
        self._tokens: TokenEnforcerTokenizerData = tokens_of(tokenizer)
        self._one_at_a_time = threading.Lock()
        self.version = f"{name}@local"

    @classmethod
    def load(cls, folder: Path, *, context: int) -> "LocalChat":
        """Load a folder with config.json, weights and tokenizer. Raise ModelError where that fails."""
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer

        try:
            tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
            model = AutoModelForCausalLM.from_pretrained(folder, local_files_only=True)
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(
                f"{folder} holds no chat model that can be loaded: {error}.",
                "Name a folder with config.json, weights and a tokenizer.",
            ) from None
        torch.nn.Module.to(model, "cuda" if torch.cuda.is_available() else "cpu")
        torch.nn.Module.train(model, mode=False)
        own = getattr(model.config, "max_position_embeddings", None) or context
        return cls(
            cast(Causal, model), cast(ChatTokenizer, tokenizer), name=folder.name, context=min(own, context)
        )

    def complete(self, system: str, user: str, *, schema: str, max_tokens: int) -> Reply:
        """Answer by the schema; a fault where the prompt leaves no room for an answer."""
        prompt = self._prompt(system, user)
        room = min(max_tokens, self._context - len(prompt))
        if room < 1:
            return no_answer(f"The prompt has {len(prompt)} tokens, the model holds {self._context}.")
        with self._one_at_a_time:
            answer = self._generate(prompt, schema, room)
        special = set(self._tokenizer.all_special_ids)
        text = self._tokenizer.decode([token for token in answer if token not in special])
        return Reply(completed(text, schema), None, len(prompt), len(answer))

    def _prompt(self, system: str, user: str) -> list[int]:
        if not self._tokenizer.chat_template:
            return self._tokenizer.encode(f"{system}\n\n{user}\n\n")
        turns = [{"role": "system", "content": system}, {"role": "user", "content": user}]
        text = self._tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=True)
        return self._tokenizer.encode(text, add_special_tokens=False)

    def _generate(self, prompt: list[int], schema: str, room: int) -> list[int]:
        """Return the ids of the answer, those of the prompt left out."""
        import torch

        ids = torch.tensor([prompt], device=self._model.device)
        with torch.inference_mode():
            output = self._model.generate(
                ids,
                attention_mask=torch.ones_like(ids),
                do_sample=False,
                num_beams=1,
                max_new_tokens=room,
                pad_token_id=self._tokenizer.eos_token_id,
                logits_processor=[Constraint(self._tokens, schema, prompt=len(prompt))],
            )
        answer: list[int] = output[0, len(prompt) :].tolist()
        return answer
