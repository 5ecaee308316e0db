#!/usr/bin/env bash
# Renew clients/typescript/diemnhan.d.ts from the OpenAPI description of the service in this tree:
#   tools/typescript_types.sh [FILE]
# Needs Node.js and npm; openapi-typescript is installed as clients/typescript/package-lock.json pins it.
set -euo pipefail
cd "$(dirname "$0")/.."
types=$(realpath -m "${1:-clients/typescript/diemnhan.d.ts}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fingerprint=$(.venv/bin/python -m tools.typescript_document "$work/openapi.json" | tail -n 1) # after its log
cd clients/typescript
[ -x node_modules/.bin/openapi-typescript ] || npm ci --silent
generator=$(node -p 'require("openapi-typescript/package.json").version')
node_modules/.bin/openapi-typescript "$work/openapi.json" --output "$work/types" \
  --default-non-nullable false --root-types --root-types-no-schema-prefix >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
{
  echo "// The service's types: made by tools/typescript_types.sh with openapi-typescript $generator, not by hand."
  echo "// OpenAPI: sha256 $fingerprint"
  tail -n +5 "$work/types"
} >"$types"
