"""The service's OpenAPI description as TypeScript types are made of it, and its fingerprint.

python -m tools.typescript_document FILE    writes it to FILE, prints the fingerprint
"""

import hashlib
import json
import sys
import tempfile
from pathlib import Path
from typing import cast

from service.settings import Settings
from tests.api.whole_service import whole_service

Json = dict[str, object]
PROBLEM = "application/problem+json"
SHARED = "#/components/responses/Problem"


def fingerprint(document: Json) -> str:
    """Return what changes with everything in a description but its title and version."""
    said = {name: value for name, value in document.items() if name != "info"}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def folded(document: Json) -> Json:
    """Return the description with one answer for all problems of an operation, as they all have one shape."""
    copy = cast("Json", json.loads(json.dumps(document)))
    paths = cast("dict[str, dict[str, dict[str, dict[str, Json]]]]", copy["paths"])
    for operations in paths.values():
        for operation in operations.values():
            answers = operation["responses"]
            problems = [
                status for status, said in answers.items() if PROBLEM in cast("Json", said.get("content", {}))
            ]
            for status in problems:
                shape = answers.pop(status)
                answers["default"] = {"$ref": SHARED}
                cast("Json", copy["components"])["responses"] = {"Problem": shape}
    return copy


def served() -> Json:
    """Return the description of the service in this tree; as it needs no model, of the one of the tests."""
    with tempfile.TemporaryDirectory() as folder, whole_service(Settings(data_dir=Path(folder))) as service:
        return cast("Json", service.json("GET", "/openapi.json").json())


if __name__ == "__main__":
    document = served()
    Path(sys.argv[1]).write_text(json.dumps(folded(document)), encoding="utf-8")
    print(fingerprint(document))  # noqa: T201  # its output
