"""Secrets out of files, as container engines hand them over: `DIEMNHAN_<NAME>_FILE` names the file.

Promises a ConfigurationError that never holds what the file says. Refuses to know what a secret opens.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from service.domain.errors import ConfigurationError

SUFFIX = "_FILE"


def read_secrets(variables: Iterable[str], environment: Mapping[str, str]) -> dict[str, str]:
    """Return what the files say that `<variable>_FILE` names; a variable without a file is left out."""
    found = {}
    for variable in variables:
        file = environment.get(variable + SUFFIX)
        if not file:
            continue
        if environment.get(variable):
            raise ConfigurationError(
                f"Both {variable} and {variable}{SUFFIX} are set.", "Unset one of them: only one can hold."
            )
        found[variable] = _read(variable + SUFFIX, Path(file))
    return found


def _read(variable: str, file: Path) -> str:
    try:
        secret = file.read_text(encoding="utf-8-sig").strip()
    except OSError as error:
        raise ConfigurationError(
            f"{variable} names {file}, which cannot be read: {error.strerror}.",
            "Name a file that the service's user can read.",
        ) from None
    except UnicodeDecodeError:
        raise ConfigurationError(
            f"{variable} names {file}, which is not UTF-8.", "Save it as UTF-8."
        ) from None
    if not secret:
        raise ConfigurationError(f"{variable} names {file}, which is empty.", "Write the secret into it.")
    return secret
