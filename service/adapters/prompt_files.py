"""Reads the prompt files: `<id>.v<version>.md`, TOML front matter between `+++` lines, then the templates.

Promises a clear ConfigurationError that names the file and what is wrong in it: a key missing or unknown, a
variable used but not declared (or declared but not used), a schema that is no JSON. Renders nothing.
"""

import json
import re
import tomllib
from pathlib import Path

from service.domain.errors import ConfigurationError
from service.domain.prompt import SLOT, Prompt, Wording

_KEYS = {"id", "version", "languages", "variables", "schema"}
_PARTS = ("system vi", "user vi", "system en", "user en")
_PART = re.compile(r"^=== (.+)$", re.MULTILINE)
_NAME = re.compile(r"(?P<id>[a-z][a-z-]*)\.v(?P<version>\d+)\.md")


def load_prompts(folder: Path) -> dict[str, Prompt]:
    """Read the newest version of every prompt of a folder, by id."""
    found: dict[str, Prompt] = {}
    for path in sorted(folder.glob("*.v*.md")):
        prompt = load_prompt(path)
        if prompt.id not in found or found[prompt.id].version < prompt.version:
            found[prompt.id] = prompt
    if not found:
        raise ConfigurationError(f"{folder} holds no prompt files.", "Restore the folder `prompts`.")
    return found


def load_prompt(path: Path) -> Prompt:
    """Read one prompt file."""
    try:
        pieces = path.read_text(encoding="utf-8").split("+++\n", 2)
    except (OSError, UnicodeDecodeError) as error:
        raise _wrong(path, f"it cannot be read ({error})") from None
    if len(pieces) != 3 or pieces[0]:
        raise _wrong(path, "it does not start with front matter between two lines of +++")
    try:
        head = tomllib.loads(pieces[1])
    except tomllib.TOMLDecodeError as error:
        raise _wrong(path, f"its front matter is not TOML ({error})") from None
    prompt = _built(path, head, _templates(path, pieces[2]))
    _check_variables(path, prompt)
    return prompt


def _built(path: Path, head: dict[str, object], templates: dict[str, str]) -> Prompt:
    if set(head) != _KEYS:
        raise _wrong(path, f"its front matter must have exactly the keys {', '.join(sorted(_KEYS))}")
    name = _NAME.fullmatch(path.name)
    if not name or (head["id"], head["version"]) != (name["id"], int(name["version"])):
        raise _wrong(path, "its name is not <id>.v<version>.md with its own id and version")
    if head["languages"] != ["vi", "en"]:
        raise _wrong(path, 'its languages are not ["vi", "en"]')
    variables = head["variables"]
    if not isinstance(variables, list) or not all(isinstance(name, str) for name in variables):
        raise _wrong(path, "its variables are no list of names")
    return Prompt(
        id=name["id"],
        version=int(name["version"]),
        variables=tuple(variables),
        schema=_schema(path, head["schema"]),
        vi=Wording(templates["system vi"], templates["user vi"]),
        en=Wording(templates["system en"], templates["user en"]),
    )


def _schema(path: Path, text: object) -> str:
    try:
        schema = json.loads(str(text))
    except json.JSONDecodeError as error:
        raise _wrong(path, f"its schema is no JSON ({error})") from None
    if not isinstance(schema, dict) or schema.get("type") != "object":
        raise _wrong(path, "its schema does not describe an object")
    return json.dumps(schema, ensure_ascii=False)


def _templates(path: Path, body: str) -> dict[str, str]:
    before, *rest = _PART.split(body)
    if before.strip() or tuple(rest[::2]) != _PARTS:
        raise _wrong(path, f"its parts are not, in this order: {', '.join(f'=== {p}' for p in _PARTS)}")
    return {name: text.strip() for name, text in zip(rest[::2], rest[1::2], strict=True)}


def _check_variables(path: Path, prompt: Prompt) -> None:
    for wording in (prompt.vi, prompt.en):
        used = set(SLOT.findall(wording.system + wording.user))
        if used != set(prompt.variables):
            wrong = ", ".join(sorted(used ^ set(prompt.variables)))
            raise _wrong(path, f"undeclared or unused in one of its languages: {wrong}")
        if "{{" in SLOT.sub("", wording.system + wording.user):
            raise _wrong(path, "it has a {{ that starts no variable")


def _wrong(path: Path, what: str) -> ConfigurationError:
    return ConfigurationError(
        f"The prompt file {path.name} is wrong: {what}.", "docs/language_models.md has the format."
    )
