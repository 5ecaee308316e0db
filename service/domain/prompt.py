"""A Prompt: a versioned template for a language model, in both languages, with the schema of its answer.

Promises strict rendering: a value too many or too few is an error, and a value is data. It is put in once,
never read as template, and cannot close the tag around it. Knows no file and no model.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from service.domain.article import Language
from service.domain.errors import ConfigurationError

SLOT = re.compile(r"\{\{ *([a-z_]+) *\}\}")
_TAGS = str.maketrans({"<": "‹", ">": "›"})


@dataclass(frozen=True, slots=True)
class Wording:
    """The template of the system's and of the user's message, in one language."""

    system: str
    user: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """`schema` is the JSON schema of the answer, as JSON text."""

    id: str
    version: int
    variables: tuple[str, ...]
    schema: str
    vi: Wording
    en: Wording

    @property
    def label(self) -> str:
        """Name and version, `summarise@1`."""
        return f"{self.id}@{self.version}"

    def render(self, language: Language, values: Mapping[str, str]) -> Wording:
        """Fill in the values. Raise ConfigurationError unless they are exactly the declared variables."""
        wrong = sorted(set(values) ^ set(self.variables))
        if wrong:
            raise ConfigurationError(
                f"The prompt {self.label} declares the variables {', '.join(self.variables)}; "
                f"missing or undeclared: {', '.join(wrong)}.",
                "Give each declared variable, and nothing else.",
            )
        wording = self.vi if language == "vi" else self.en
        return Wording(_filled(wording.system, values), _filled(wording.user, values))


def _filled(template: str, values: Mapping[str, str]) -> str:
    return SLOT.sub(lambda slot: values[slot[1]].translate(_TAGS), template)
