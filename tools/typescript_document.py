"""The service's OpenAPI description as TypeScript types are made of it, and its fingerprint.

python -m tools.typescript_document FILE    writes it to FILE, prints the fingerprint
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import cast

import httpx

from benchmarks.server import running_service

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


if __name__ == "__main__":
    with running_service() as service:
        served = cast("Json", httpx.get(f"{service.url}/openapi.json").raise_for_status().json())
    Path(sys.argv[1]).write_text(json.dumps(folded(served)), encoding="utf-8")
    print(fingerprint(served))  # noqa: T201  # its output
