#!/usr/bin/env bash
# Renew requirements.lock (what runs) and requirements-dev.lock (what tests). torch is pinned without its
# local version, so that the same lock takes the CPU build where an index offers one.
set -euo pipefail
cd "$(dirname "$0")/.."
options=(--quiet --strip-extras --no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host
  --no-emit-options --annotation-style=line)
.venv/bin/pip-compile "${options[@]}" -o requirements.lock pyproject.toml
.venv/bin/pip-compile "${options[@]}" --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml
sed -i -E 's/^(torch==[0-9.]+)\+[a-z0-9]+/\1/' requirements.lock requirements-dev.lock
