#!/usr/bin/env bash
# Make the secrets that docker-compose.yml hands over as files, in ops/secrets (or the folder given), unless
# they are there. The files can be read by the users inside the containers, the folder only by its owner.
set -euo pipefail
cd "$(dirname "$0")"
folder=${1:-secrets}
mkdir -p "$folder"
chmod 700 "$folder"
secret() {  # NAME CONTENT
  [ -e "$folder/$1" ] && return
  printf '%s\n' "$2" >"$folder/$1"
  chmod 444 "$folder/$1"
}
random() { head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n'; }
secret postgres_password "$(random)"
secret database_url "postgresql://diemnhan:$(cat "$folder/postgres_password")@db/diemnhan"
secret grafana_password "$(random)"
