#!/usr/bin/env bash
# Run Weblate's and wagtail-localize's own translator classes, from PyPI, against a running service:
#   tools/check_clients.sh http://127.0.0.1:8000 [KEY]
# Fonts (cairo, gi) and other vendors' clients, which Weblate imports and these checks do not use, are left out.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
url=${1:?the URL of the service}
key=${2:-any}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/tools"
"$work/tools/bin/pip" install --quiet uv
new() {
  python3 -m venv "$work/$1"
  shift
}
install() { "$work/tools/bin/uv" pip install --quiet --python "$work/$1/bin/python" "${@:2}"; }
new wagtail
install wagtail wagtail-localize==1.14.5 requests
"$work/wagtail/bin/python" "$here/check_wagtail.py" "$url" "$key"
new weblate
install weblate --no-deps weblate==5.14.3
"$work/weblate/bin/python" - >"$work/needs" <<'PYTHON'
from importlib.metadata import requires
left_out = ("pycairo", "pygobject", "borgbackup", "hiredis", "psycopg", "standardwebhooks")
for one in requires("weblate"):
    if "extra ==" not in one and not one.lower().startswith(left_out):
        print(one)
PYTHON
install weblate --only-binary :all: -r "$work/needs" httpx
DIEMNHAN_CHECK_DIR="$work" "$work/weblate/bin/python" "$here/check_weblate.py" "$url" "$key"
