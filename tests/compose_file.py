"""docker-compose.yml as `docker compose` reads it: variables filled in, services by profile."""

import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
Model = dict[str, Any]  # as the specification's schema has it
_VARIABLE = re.compile(r"\$(\$)|\$\{(?P<name>\w+)(?::-(?P<default>[^}]*))?\}")


def variables(*files: str) -> dict[str, str]:
    """Return what env files set."""
    found = {}
    for file in files:
        for line in (ROOT / file).read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                name, _, value = line.partition("=")
                found[name] = value
    return found


def compose(*env_files: str) -> Model:
    """Return the file with its variables filled in."""
    given = variables(*env_files)
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    lines = (line if not line.lstrip().startswith("#") else "" for line in text.splitlines())
    filled = _VARIABLE.sub(lambda match: _value(match, given), "\n".join(lines))
    loaded: Model = yaml.safe_load(filled)
    return loaded


def services(model: Model, *profiles: str) -> Model:
    """Return the services that run with some profiles."""
    found: Model = {
        name: service
        for name, service in model["services"].items()
        if not service.get("profiles") or set(service["profiles"]) & set(profiles)
    }
    return found


def environment(service: Model) -> dict[str, str]:
    """Return the variables of a service that are not empty."""
    return {
        name: str(value) for name, value in service.get("environment", {}).items() if value not in (None, "")
    }


def _value(match: re.Match[str], given: dict[str, str]) -> str:
    if match[1]:
        return "$"
    default = match["default"]
    value = given.get(match["name"]) or default
    if value is None:
        raise KeyError(f"{match['name']} has no value and no default")
    return value
