#!/usr/bin/env bash
# Look up the locked versions among the known vulnerabilities. Fails where there is one; where no index or no
# database answers, says so and passes. What is known and does not concern us: tools/accepted_vulnerabilities.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
tool=.venv/audit
report=$(mktemp)
trap 'rm -f "$report"' EXIT
if [ ! -x "$tool/bin/pip-audit" ]; then
  python3 -m venv "$tool"
  if ! "$tool/bin/pip" install --quiet --disable-pip-version-check "pip-audit>=2.10" 2>/dev/null; then
    echo "dependency audit skipped: no package index answers"
    exit 0
  fi
fi
accepted=()
while read -r id _; do accepted+=(--ignore-vuln "$id"); done < <(grep -v '^#' tools/accepted_vulnerabilities.txt)
for lock in requirements.lock requirements-dev.lock; do
  : >"$report"
  timeout 300 "$tool/bin/pip-audit" --requirement "$lock" --no-deps --disable-pip --progress-spinner off \
    --format json --output "$report" ${accepted[@]+"${accepted[@]}"} >/dev/null 2>&1 || true
  python3 tools/audit_report.py "$report" "$lock" || [ $? = 3 ]
done
