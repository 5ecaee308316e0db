#!/usr/bin/env bash
# Run the published tests of deepl-python, turned to Vietnamese, against the real service:
#   tools/check_deepl.sh CHECKOUT     # of https://github.com/DeepLcom/deepl-python
# First as against DeepL's own servers, with a key; then those that are marked for DeepL's mock server, which
# is not there: what they want of it fails, the rest of them passes. The memory holds "proton beam".
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
diemnhan="$here/../.venv/bin/diemnhan"
checkout=${1:?a checkout of deepl-python}
work=$(mktemp -d)
service=
trap 'kill $service 2>/dev/null || true; rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet "deepl[keyring]==1.30.0" "pydantic<2" "pytest<9" click typing_extensions
"$work/venv/bin/python" "$here/turn_deepl_tests.py" "$checkout/tests" "$work/tests" >"$work/turned.tsv"
sed -i 's/"1\.29\.0" == deepl/"1.30.0" == deepl/' "$work/tests/test_general.py"  # as a release does
export DIEMNHAN_DATA_DIR="$work/data" DEEPL_SERVER_URL=http://127.0.0.1:18611
mkdir -p "$work/data"
printf 'language\tsource\ttarget\nen\tproton beam\tchùm proton\nvi\tchùm proton\tproton beam\n' >"$work/beam.tsv"
"$diemnhan" memory import "$work/beam.tsv"
DEEPL_AUTH_KEY=$("$diemnhan" keys create suite 2>/dev/null)
export DEEPL_AUTH_KEY

serve() {
  DIEMNHAN_API_KEYS=$1 "$diemnhan" serve --port 18611 >"$work/serve.log" 2>&1 &
  service=$!
  until curl -sf http://127.0.0.1:18611/readyz >/dev/null; do
    kill -0 $service || { cat "$work/serve.log" && exit 1; }
    sleep 1
  done
}
tests() {  # writes the outcomes of a run to a file
  (cd "$work" && venv/bin/pytest -q -p no:cacheprovider --no-header --tb=line -rA tests >"$1") || true
  grep -E "^FAILED" "$1" || true
  tail -1 "$1"
}
passed() { grep -h "^PASSED" "$@" | sort -u | wc -l; }

serve required
tests "$work/real"
kill $service && wait $service || true
serve auto
DEEPL_MOCK_SERVER_PORT=18611 tests "$work/mock"
echo "$(passed "$work/real") pass as against DeepL's servers, $(passed "$work/real" "$work/mock") with the second run"
