#!/usr/bin/env bash
# From corpora to weights: the whole recipe in the order in which it runs.
#
#   models/recipe/run.sh [phase ...]     phases: prepare student cooldown indomain export shortlist evaluate ship
#                                        after export: distil student_distilled, then ENDS="distilled ..." export,
#                                        or distil student_preferring, then ENDS=preferring export
#                                        without a GPU before wide: backtranslate
#                                        with a GPU after prepare: grow wide synthesise wide_synthetic,
#                                        then PRESET=wide ENDS=wide export
#
# Without arguments all but ship, which changes the checkout: VERSION=5 models/recipe/run.sh ship. Each phase
# can be stopped (SIGTERM, Ctrl-C or kill -9) and started again: training goes on from its last checkpoint,
# the others begin anew. Runs lie outside the checkout in ${DIEMNHAN_RUNS:-~/.cache/diemnhan/runs}.
#
# The student trains at a constant rate and never cools down itself: cooldown and indomain branch off from its
# checkpoint and bring the rate down, and what is exported is the mean of the ends. So the next sitting goes
# on from the student: raise STEPS and name new branches (COOLDOWN=cooldown2 INDOMAIN=indomain2).
#
# The vocabulary (8,000 SentencePiece pieces, both languages in one) is not made here: it comes with the
# starting point, $START, whose embeddings it fits, and every model of the recipe keeps it, a teacher too.
#
# Times are for two cores. "AMX" has AVX-512 bf16/AMX and trains in bf16 at 8,500 padded tokens a second;
# "AVX2" has neither, trains in float32 at 1,900 alone, and at 1,000 to 1,500 beside other work.
set -euo pipefail
cd "$(dirname "$0")/../.."

python=${PYTHON:-.venv/bin/python}
shared=${SHARED:-../shared}
runs=${DIEMNHAN_RUNS:-$HOME/.cache/diemnhan/runs}
start=${START:-$shared/models/vien}        # weights to start from, and the vocabulary
classes=${CLASSES:-A,A2,B,C,D}             # licence classes of the data; A,A2 is permissive only
seed=${SEED:-1}
steps=${STEPS:-6000}                       # of the main phase, over all its sittings
cooldown_steps=${COOLDOWN_STEPS:-400}      # of the branch on the main phase's data
indomain_steps=${INDOMAIN_STEPS:-1000}     # of the branch on in-domain data
cooldown=${COOLDOWN:-cooldown}             # the runs of the two branches: another name is another branch
indomain=${INDOMAIN:-indomain}
ends=${ENDS:-$cooldown $indomain}          # what export takes the mean of: runs, or checkpoint files
preset=${PRESET:-student}                  # the network that is exported
threads=${THREADS:-2}
workers=${WORKERS:-2}                      # processes that prepare batches or measure, for a GPU

# Page faults ate most of the time until freed memory stayed with the process (Debian: libjemalloc2).
jemalloc=$(ls /usr/lib/*/libjemalloc.so.2 2>/dev/null | head -n 1 || true)
if [[ -n $jemalloc ]]; then
  export LD_PRELOAD=$jemalloc
  export MALLOC_CONF="thp:always,dirty_decay_ms:-1,muzzy_decay_ms:-1,oversize_threshold:0"
fi
# A thread that waits must not spin: the machine is shared, and a second busy process collapses the rate.
export OMP_NUM_THREADS=$threads OMP_WAIT_POLICY=PASSIVE PYTHONPATH=.

fail() { # message
  echo "run.sh: $1" >&2
  exit 1
}

train() { # run pairs... -- options...
  local run=$1 pairs=()  # a file may end in @0.3: its weights times 0.3
  shift
  while [[ $1 != -- ]]; do pairs+=("$1"); shift; done
  shift
  nice -n "${NICE:-10}" "$python" -m models.recipe.train --run "$runs/$run" --pairs "${pairs[@]}" \
    --vocabulary "$start" --dev "$shared/data/dev/vlsp-dev.tsv" --device auto --threads "$threads" \
    --seed "$seed" "$@"
}

# Read, clean, filter, deduplicate, keep clear of dev, test and gold: 177,392 of 179,795 pairs. 45 seconds.
# News at 0.7 to 2, in-domain 2, technical prose 0.1: it has been seen by the starting point.
prepare() {
  "$python" -m models.recipe.prepare --shared "$shared" --classes "$classes" \
    --indomain 2 --technical 0.1 --out "$runs/data/pairs-main.tsv"
  "$python" -m models.recipe.prepare --shared "$shared" --classes "$classes" \
    --indomain 4 --technical 0.02 --out "$runs/data/pairs-last.tsv"
  # What both sides say alike becomes a placeholder: 98,706 copies, 0.3 of their originals' weight. 70 seconds.
  "$python" -m models.recipe.protect "$runs/data/pairs-last.tsv" --shared "$shared" \
    --out "$runs/data/protected.tsv"
  # Sources without diacritics or in small letters: 14,000. And the sentences of news without translations.
  "$python" -m models.recipe.noise "$runs/data/pairs-main.tsv" --out "$runs/data/noised.tsv"
  "$python" -m models.recipe.news --shared "$shared" --out "$runs/data/news.txt"
}

# The student, from the embedded weights: warm-up, constant rate. 6,000 steps of 5,000 target tokens:
# AMX about 70 minutes, AVX2 about 6 hours. As many sittings as it takes: raise STEPS while dev loss falls.
student() {
  train student "$runs"/data/{pairs-main,protected}.tsv -- --start "$start" --steps "$steps" \
    --warmup 60 --rate 7e-4 --average 0.995
}

step_of() { # checkpoint
  "$python" -c "import sys; from pathlib import Path; from models.recipe.checkpoint import read_checkpoint
print(read_checkpoint(Path(sys.argv[1])).step)" "$1"
}

branch() { # run steps same-data|new-data pairs...
  # The run starts from a copy of the student's checkpoint and keeps where it branched off. New data is read
  # from its beginning as long as the checkpoint is that copy; a run that went on goes on where it stood.
  local run=$1 length=$2 data=$3 folder=$runs/$1 first rewind=()
  shift 3
  if [[ ! -e $folder/last.pt ]]; then
    [[ -f $runs/student/last.pt ]] || fail "there is no $runs/student/last.pt: run student first."
    mkdir -p "$folder"
    cp "$runs/student/last.pt" "$folder/copied.pt"
    step_of "$folder/copied.pt" > "$folder/first-step"
    mv "$folder/copied.pt" "$folder/last.pt"
  fi
  first=$(< "$folder/first-step")
  if [[ $data == new-data && $(step_of "$folder/last.pt") == "$first" ]]; then rewind=(--new-data); fi
  train "$run" "$@" -- "${rewind[@]}" --start "$start" --rate 7e-4 --warmup 60 --average 0.99 \
    --steps $((first + length)) --decay-steps "$length"
}

# A branch of the student on the same data, rate down to 2 %. AVX2: 25 minutes for 400 steps.
cooldown() {
  branch "$cooldown" "$cooldown_steps" same-data "$runs"/data/{pairs-main,protected}.tsv
}

# Another with in-domain data weighed up. AMX 12 minutes, AVX2 an hour for 1,000 steps.
indomain() {
  branch "$indomain" "$indomain_steps" new-data "$runs"/data/{pairs-last,protected}.tsv
}

# The mean of the ends (of their moving averages) as a Marian folder: seconds. It was better than each end.
export_weights() {
  local end checkpoints=()
  for end in $ends; do
    [[ -f $end ]] || end=$runs/$end/last.pt
    [[ -f $end ]] || fail "there is no $end: run its phase first, or name the ends in ENDS."
    checkpoints+=("$end")
  done
  "$python" -m models.recipe.export "${checkpoints[@]}" --vocabulary "$start" --preset "$preset" --placeholders \
    --packed --out "$runs/export"
}

# Which pieces may translate which, for the decoder: IBM model 1 over the pairs. 4 minutes.
shortlist() {
  "$python" -m models.recipe.shortlist "$runs/export" --pairs "$runs/data/pairs-main.tsv"
}

# Targets out of the student's own eight hypotheses: of each pair the one nearest to the reference, 4 chrF above
# the first. AVX2: 45 outputs a second; 38,600 pairs (in-domain and VLSP) both ways half an hour, all 104,000 80 minutes.
distil() {
  "$python" -m models.recipe.distil "$runs/export" --pairs "$runs/data/pairs-main.tsv" \
    --out "$runs/data/distilled.tsv"
}

# A branch of the student on them, rate down to 2 %: its end is exported in the place of the others, or with them.
student_distilled() {
  branch distilled "${DISTILLED_STEPS:-700}" new-data "$runs"/data/{distilled,protected}.tsv
}

# On from the exported weights: of the hypotheses that distil kept, the better ones become likelier than the worse ones.
# 3 to 6 seconds a step. It brought nothing in 411 steps (LOG.md).
student_preferring() {
  nice -n "${NICE:-10}" "$python" -m models.recipe.prefer --run "$runs/preferring" --start "$runs/export" \
    --vocabulary "$start" --hypotheses "$runs/data/distilled.jsonl" --pairs "$runs/data/protected.tsv" \
    --dev "$shared/data/dev/vlsp-dev.tsv" --steps "${PREFERRING_STEPS:-1200}" --decay-steps 1200 --warmup 40 \
    --rate 4e-4 --average 0.98 --tokens 5000 --threads "$threads" --seed "$seed"
}

# BLEU, chrF, fidelity of numbers, dates and names, before and after, CTranslate2 int8 beam 4: 2 to 4 minutes each.
evaluate() {
  "$python" -m models.recipe.evaluate "$start" --shared "$shared" --out "$runs/before.json"
  "$python" -m models.recipe.evaluate "$runs/export" --shared "$shared" --out "$runs/after.json"
}

# The exported weights become those of the service: files, version, sha256, confidence (3 minutes). What stays
# to be written by hand: the scores of after.json in the manifest and the card, docs/models.md and LOG.md.
ship() {
  local weights=models/weights/vien manifest=models/manifests/vien.toml
  [[ ${VERSION:-} =~ ^[0-9]+(\.[0-9]+)*$ ]] || fail "VERSION=... must be the version of the new weights."
  [[ -f $runs/export/config.json ]] || fail "there is no $runs/export: run export first."
  rm -f "$weights"/*.safetensors "$weights"/*.safetensors.index.json "$weights"/{calibration.toml,shortlist.npz}
  cp "$runs"/export/* "$weights/"
  sed -i "s/^version = .*/version = \"$VERSION\"/" "$manifest"
  "$python" -m models.registry vien
  "$python" -m models.recipe.calibrate vien --shared "$shared"
  grep -q '^"calibration.toml"' "$manifest" || fail "$manifest does not pin calibration.toml."
}

# English for the Vietnamese news without a GPU, by the weights of $START: sampled, for en to vi. AVX2: 36 to 45
# sentences a second, an hour for 166,000. What it brings is PAIRS for wide.
backtranslate() {
  "$python" -m models.recipe.backtranslate "$start" --shared "$shared" --temperature 0.8 \
    --out "$runs/data/backtranslated.tsv"
}

# The wide network from the small one's weights: dev loss 1.958 before and 1.962 after. 10 seconds.
grow() {
  head -n 70 "$runs/data/pairs-main.tsv" | cut -f 4,5 > "$runs/data/fit.tsv"
  "$python" -m models.recipe.grow "$start" --fit "$runs/data/fit.tsv" --out "$runs/grown"
}

# GPU: the wide network on all pairs that there are, by the clock: a hired machine has minutes, not steps. PAIRS
# names what there is besides, as of earlier models: distilled.tsv, backtranslated.tsv@0.7.
wide() {
  train wide "$runs/data/"{pairs-main.tsv,protected.tsv@0.4,noised.tsv@0.5} ${PAIRS:-} -- --start "$runs/grown" \
    --preset wide --minutes "${WIDE_MINUTES:-5}" --warmup 300 --rate 1.2e-3 --tokens "${TOKENS:-40960}" \
    --dropout 0.1 --sampled 0.15 --average 0.998 --workers "$workers" --dev-every 3000
}

# GPU: both sides of the pairs and 166,000 sentences of news, six hypotheses each.
synthesise() {
  "$python" -m models.recipe.synthesise "$runs/wide/last.pt" --preset wide --vocabulary "$start" --seed "$seed" \
    --pairs "$runs/data/pairs-main.tsv" --news "$runs/data/news.txt" --workers "$workers" \
    --out "$runs/data/synthetic.tsv" --heat 0 0.5 0.5 0.5 0.6 0.6
}

# GPU: on from there on its own better hypotheses, rate down to 2 %.
wide_synthetic() {
  train wide "$runs/data/"{pairs-main.tsv@0.35,protected.tsv@0.5,noised.tsv@0.5,synthetic.tsv} -- --preset wide \
    --new-data --minutes "${SYNTHETIC_MINUTES:-5.5}" --decay-share 0.85 --warmup 1 --rate 1e-3 \
    --tokens "${TOKENS:-40960}" --dropout 0.1 --sampled 0.15 --average 0.998 --workers "$workers" --dev-every 3000
}

[[ $# -gt 0 ]] || set -- prepare student cooldown indomain export shortlist evaluate
phases="prepare student cooldown indomain export shortlist evaluate ship distil student_distilled student_preferring
backtranslate grow wide synthesise wide_synthetic"
for phase in "$@"; do
  grep -qxF -- "$phase" <(tr ' ' '\n' <<< "$phases") || fail "there is no phase $phase; there are: ${phases//$'\n'/ }"
done
for phase in "$@"; do
  [[ $phase == export ]] && phase=export_weights
  echo "== $phase $(date -u +%FT%TZ)"
  "$phase"
done
