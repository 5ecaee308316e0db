#!/usr/bin/env bash
# Install PostgreSQL, HAProxy, Chromium, LibreOffice, gettext, epubcheck and npm from Debian's packages where they
# are missing, start a throw-away PostgreSQL, run the command given.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
need=()
[ -n "$(ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null)" ] || need+=(postgresql)
[ -x /usr/sbin/haproxy ] || need+=(haproxy)
command -v soffice >/dev/null || need+=(libreoffice-writer-nogui)
command -v msgfmt >/dev/null || need+=(gettext)
[ -e /usr/share/java/epubcheck.jar ] || need+=(epubcheck)
command -v npm >/dev/null || need+=(npm)
command -v chromium >/dev/null || need+=(chromium)
command -v chromedriver >/dev/null || need+=(chromium-driver)
fc-list 2>/dev/null | grep -qi noto || need+=(fonts-noto-core)
if [ ${#need[@]} -gt 0 ]; then
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${need[@]}"
fi
bin=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb | tail -n 1)")
data=$(mktemp -d)
chown postgres "$data"
as_postgres() { runuser -u postgres -- "$@"; }
as_postgres "$bin/initdb" --auth=trust --encoding=UTF8 --locale=C.UTF-8 -D "$data" >/dev/null
port=${DIEMNHAN_TEST_POSTGRES_PORT:-54329}
as_postgres "$bin/pg_ctl" -D "$data" -w -l "$data/log" -o "-p $port -c listen_addresses=127.0.0.1 -k $data" start >/dev/null
trap 'as_postgres "$bin/pg_ctl" -D "$data" -m immediate stop >/dev/null; rm -rf "$data"' EXIT
export DIEMNHAN_TEST_POSTGRES_URL="postgresql+psycopg://postgres@127.0.0.1:$port/postgres"
"$@"
