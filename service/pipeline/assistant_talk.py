"""Talking to the language model: which prompt, how much of the article at a time, what it cost.

Promises that a model which gives no answer is asked no more for the same article, that each failure becomes
one finding, and that every token is counted. Believes nothing that is answered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from service.domain.article import Language, Segment
from service.domain.brief import Finding
from service.domain.highlight import Bilingual
from service.domain.ports import ChatModel
from service.domain.prompt import Prompt
from service.text.instructions import is_instruction

_LETTERS_A_TOKEN = 2.0  # Vietnamese in tokenizers that were not made for it
_MOST_CHUNKS = 16
_LEAST_LETTERS = 400


@dataclass(frozen=True, slots=True)
class Assistant:
    """The language model and how to use it. Prices are for a million tokens; 0 says nothing of cost."""

    chat: ChatModel
    prompts: Mapping[str, Prompt]
    context_tokens: int = 8192
    answer_tokens: int = 2048
    price_in: float = 0
    price_out: float = 0
    judge: bool = False


@dataclass(frozen=True, slots=True)
class Usage:
    """What one article took."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0


@dataclass(slots=True)
class Talk:
    """One article's conversation; each question stands by itself."""

    assistant: Assistant
    language: Language
    usage: Usage = Usage()
    asked: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    away: bool = False

    def ask(self, prompt_id: str, values: Mapping[str, str]) -> str | None:
        """Return the answer's text, None where there is none (then `faults` says why)."""
        if self.away:
            return None
        prompt = self.assistant.prompts[prompt_id]
        wording = prompt.render(self.language, values)
        reply = self.assistant.chat.complete(
            wording.system, wording.user, schema=prompt.schema, max_tokens=self.assistant.answer_tokens
        )
        self.asked.append(prompt.label)
        self.usage = Usage(
            self.usage.calls + 1,
            self.usage.prompt_tokens + reply.prompt_tokens,
            self.usage.completion_tokens + reply.completion_tokens,
        )
        if reply.fault is not None:
            self.faults.append(reply.fault)
            self.away = reply.completion_tokens == 0
            return None
        return reply.text

    def misread(self, prompt_id: str) -> None:
        """Note that an answer was not of the wanted shape."""
        self.faults.append(f"The answer to {prompt_id} is not of the asked shape.")

    def finding(self) -> tuple[Finding, ...]:
        """Return one finding for all that failed."""
        if not self.faults:
            return ()
        why = " ".join(dict.fromkeys(self.faults))
        return (
            Finding(
                "assistant_unavailable",
                "info",
                None,
                Bilingual(
                    f"Mô hình ngôn ngữ không trả lời đủ; phần thiếu theo cách mặc định. ({why})",
                    f"The language model did not answer in full; what is missing is by the default. ({why})",
                ),
            ),
        )

    def provenance(self) -> str:
        """Return prompts, model, tokens and cost in one line, for Provenance.prompt."""
        usage, assistant = self.usage, self.assistant
        cost = (
            usage.prompt_tokens * assistant.price_in + usage.completion_tokens * assistant.price_out
        ) / 1e6
        parts = (
            " ".join(dict.fromkeys(self.asked)),
            assistant.chat.version,
            f"{usage.calls} calls, {usage.prompt_tokens}+{usage.completion_tokens} tokens",
            f"cost {cost:.6f}" if assistant.price_in or assistant.price_out else "",
        )
        return "; ".join(part for part in parts if part)


def chunks(
    segments: Sequence[Segment], assistant: Assistant, *, prompt_id: str, language: Language
) -> tuple[tuple[tuple[Segment, ...], ...], int]:
    """Cut the article where it is longer than the model can hold; also return how many segments are left out.

    Sentences that speak to a machine are not shown to it.
    """
    prompt = assistant.prompts[prompt_id]
    empty = prompt.render(language, dict.fromkeys(prompt.variables, ""))
    letters = (assistant.context_tokens - assistant.answer_tokens) * _LETTERS_A_TOKEN
    room = max(int(letters) - len(empty.system) - len(empty.user) - len(prompt.schema), _LEAST_LETTERS)
    found: list[list[Segment]] = [[]]
    filled = 0
    for segment in segments:
        if is_instruction(segment.text) or not segment.text.strip():
            continue
        shown = replace(segment, text=segment.text[: room - 1])
        if filled + len(shown.text) + 1 > room and found[-1]:
            found.append([])
            filled = 0
        found[-1].append(shown)
        filled += len(shown.text) + 1
    left_out = sum(len(chunk) for chunk in found[_MOST_CHUNKS:])
    return tuple(tuple(chunk) for chunk in found[:_MOST_CHUNKS] if chunk), left_out


def as_text(segments: Sequence[Segment]) -> str:
    """Return segments as the article is shown to the model."""
    return "\n".join(segment.text for segment in segments)
