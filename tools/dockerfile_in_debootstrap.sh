#!/usr/bin/env bash
# Carry out the Dockerfile's steps without a container engine, each stage in a Debian of its own, and start what
# comes out as a container would: without root, on a read-only file system, with the command of the image.
#
#   sudo tools/dockerfile_in_debootstrap.sh FOLDER [NAME=VALUE ...]        build arguments, as --build-arg
#   BIND="/srv/wheels /etc/pip.conf"     files and folders of this machine that the steps see (an index of packages)
#   MIRROR=http://deb.debian.org/debian  where Debian comes from
#   KEEP=yes                             leave the stages in FOLDER
#
# What differs from `docker build`: the base is Debian bookworm with its own Python 3.11, not the image that FROM
# names (which has 3.11.13 in /usr/local); COPY takes what git tracks; there are no layers, so the size is that of
# the files; USER, VOLUME, EXPOSE, STOPSIGNAL, HEALTHCHECK and CMD are used in the trial at the end alone.
# Understood are the instructions that our Dockerfile has; any other one ends the run.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:?a folder for the stages}; shift
limit=$((1500 * 1000 * 1000))
mirror=${MIRROR:-http://deb.debian.org/debian}
[ "$(id -u)" = 0 ] || { echo "This mounts and changes root: run it as root." >&2; exit 2; }
for program in debootstrap unshare chroot setpriv ip; do
  command -v "$program" >/dev/null || { echo "$program is missing (apt-get install debootstrap util-linux iproute2)." >&2; exit 2; }
done
mkdir -p "$folder"; folder=$(cd "$folder" && pwd)

declare -A argument variable given      # ARG before the first FROM; what a stage's steps see; what the caller says
for pair in "$@"; do given[${pair%%=*}]=${pair#*=}; done
declare -A noted
stage=0 root="" place=/ name=""

base() {  # a Debian that stands for the image of FROM
  [ -d "$folder/base" ] && return
  debootstrap --variant=minbase --include=python3,python3-venv,python3-pip,ca-certificates bookworm "$folder/base.part" "$mirror" >"$folder/debootstrap.log"
  rm -rf "$folder/base.part"/var/cache/apt/archives/*.deb "$folder/base.part"/var/lib/apt/lists/* \
    "$folder/base.part"/usr/lib/python3*/EXTERNALLY-MANAGED  # in the image nothing but pip manages Python
  ln -s /usr/bin/python3 "$folder/base.part/usr/local/bin/python"
  mv "$folder/base.part" "$folder/base"
}

inside() {  # root command...: with /proc, /dev, names of hosts and what BIND names, none of which stays
  local where=$1; shift
  unshare --mount --pid --fork --kill-child bash -s -- "$where" "$@" <<'INSIDE'
set -e
root=$1; shift
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
for one in /etc/resolv.conf /etc/hosts ${BIND:-}; do
  if [ -d "$one" ]; then mkdir -p "$root$one"; else mkdir -p "$(dirname "$root$one")"; [ -e "$root$one" ] || touch "$root$one"; fi
  mount --bind "$one" "$root$one"
done
exec "$@" </dev/null
INSIDE
}

environment() {  # the variables of the stage, as arguments of env
  local key
  for key in "${!variable[@]}"; do printf '%s\0' "$key=${variable[$key]}"; done
}

run() {  # a RUN step
  local settings
  mapfile -d '' settings < <(environment)
  inside "$root" chroot "$root" /usr/bin/env -i PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin HOME=/root \
    "${settings[@]}" /bin/sh -c "cd '$place' && $1"
}

expanded() {  # a text with the variables of the stage in it
  local settings
  mapfile -d '' settings < <(environment)
  env -i PATH=/usr/local/bin:/usr/bin:/bin "${settings[@]}" /bin/sh -c "printf %s \"$1\""
}

copy() {  # COPY [--from=STAGE] SOURCE... TARGET
  local from="" sources=() target
  if [[ $1 == --from=* ]]; then from=$folder/${1#--from=}; shift; fi
  sources=("${@:1:$#-1}"); target=${!#}
  [[ $target == /* ]] || target=$place/$target
  if [ -n "$from" ]; then
    mkdir -p "$root$target"; cp -a "$from${sources[0]}/." "$root$target/"; return  # ours are folders
  fi
  local source
  for source in "${sources[@]}"; do
    [ -n "$(git ls-files -- "$source")" ] || { echo "COPY: git tracks no $source" >&2; exit 1; }
    if [ -d "$source" ]; then
      mkdir -p "$root$target"; git ls-files -z -- "$source" | tar --create --null --anchored --exclude-from=.dockerignore --files-from=- \
        --ignore-failed-read --transform="s,^$source/,," | tar --extract --no-same-owner --directory="$root$target"
    else
      mkdir -p "$root$target"; cp "$source" "$root$target/"
    fi
  done
}

begin() {  # FROM IMAGE [AS NAME]
  stage=$((stage + 1)); place=/
  name=$stage; [ "${2:-}" = AS ] && name=$3
  root=$folder/$name
  variable=()
  rm -rf "$root"; cp -a "$folder/base" "$root"
}

step() {  # INSTRUCTION ARGUMENTS
  local what=$1 rest=$2 words key
  echo "== $name: $what ${rest:0:150}"
  case $what in
    ARG)
      key=${rest%%=*}; local value=""; [[ $rest == *=* ]] && value=${rest#*=}
      value=${value#\"}; value=${value%\"}
      if [ "$stage" = 0 ]; then argument[$key]=${given[$key]:-$value}; else variable[$key]=${given[$key]:-$value}; fi ;;
    FROM) read -ra words <<<"$rest"; begin "${words[@]}" ;;
    WORKDIR) place=$rest; mkdir -p "$root$place" ;;
    COPY) read -ra words <<<"$rest"; copy "${words[@]}" ;;
    RUN) run "$rest" ;;
    ENV)
      read -ra words <<<"$rest"
      variable[PATH]=${variable[PATH]:-/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin}
      for key in "${words[@]}"; do variable[${key%%=*}]=$(expanded "${key#*=}"); done ;;
    USER | VOLUME | EXPOSE | STOPSIGNAL | HEALTHCHECK | CMD) noted[$what]=$rest ;;
    *) echo "$what is not understood here." >&2; exit 1 ;;
  esac
}

trial() {  # start the image's command as its user, read-only, without capabilities, in a network of its own
  local settings
  mapfile -d '' settings < <(environment)
  local ids=${noted[USER]} volume=${noted[VOLUME]}
  cat >"$folder/trial.sh" <<TRIAL
set -e
root=$root
mount --bind "\$root" "\$root"
mount -t proc proc "\$root/proc"
mount --rbind /dev "\$root/dev"
mount -o remount,bind,ro "\$root"
mount -t tmpfs -o mode=1777,size=256m tmpfs "\$root/tmp"
mount -t tmpfs -o mode=0700,uid=${ids%:*},gid=${ids#*:} tmpfs "\$root$volume"
ip link set lo up
TRIAL
  cat >>"$folder/trial.sh" <<'TRIAL'
as() { setpriv --no-new-privs --bounding-set -all,+sys_chroot,+setuid,+setgid chroot --userspec="$ids" "$root" /usr/bin/env -i HOME="$volume" "${settings[@]}" sh -c 'cd "$1"; shift; exec "$@"' - "$place" "$@"; }
as sh -c 'touch /app/x 2>/dev/null && echo "!! the file system can be written to" || echo "the file system is read-only"; id -u; grep CapEff /proc/self/status'
key=$(as diemnhan keys create trial)
begun=$(date +%s)
as diemnhan serve >"$log" 2>&1 &
server=$!
for _ in $(seq 240); do as python -c "$check" 2>/dev/null && break; kill -0 $server || { tail -n 5 "$log"; exit 1; }; sleep 1; done
as python -c "$check" && echo "healthy after $(($(date +%s) - begun)) s"
as python -c '
import json, sys, urllib.request
asked = urllib.request.Request("http://127.0.0.1:8000/v1/translations", json.dumps({"texts": ["Hai bên ký bản ghi nhớ."], "target": "en"}).encode(), {"Authorization": "Bearer " + sys.argv[1], "Content-Type": "application/json"})
print(urllib.request.urlopen(asked, timeout=60).read().decode())' "$key"
pkill -TERM -P "$server" || kill -TERM "$server"
wait "$server" && echo "stopped in order" || echo "stopped with $?"
TRIAL
  local check
  check=$(printf '%s' "${noted[HEALTHCHECK]}" | sed -E 's/.*CMD \["python", "-c", "(.*)"\]$/\1/')
  export root ids volume place check log=$folder/serve.log
  { printf 'settings=('; printf '%q ' "${settings[@]}"; printf ')\n'; cat "$folder/trial.sh"; } >"$folder/trial.full.sh"
  unshare --mount --pid --net --fork --kill-child --mount-proc bash "$folder/trial.full.sh"
}

base
# Comments out, lines that go on joined, the instruction parted from its arguments.
while IFS= read -r -u 3 line; do
  step "${line%% *}" "${line#* }"
done 3< <(sed -E '/^[[:space:]]*#/d' Dockerfile | sed -E ':a; /\\$/N; s/\\\n[[:space:]]*//; ta' | sed '/^[[:space:]]*$/d')

size=$(du --summarize --block-size=1 --one-file-system "$root" | cut -f1)
added=$((size - $(du --summarize --block-size=1 "$folder/base" | cut -f1)))
echo "image root: $size bytes, of which $added are not the base's; limit $limit"
trial
[ "${KEEP:-no}" = yes ] || rm -rf --one-file-system "${folder:?}"/{base,build,[0-9]*}
[ "$size" -le "$limit" ] || { echo "larger than the limit" >&2; exit 1; }
