#!/usr/bin/env bash
# Builds the fuzz targets and runs each for SECONDS, one after the other, from our seeds. What they
# learn stays in build/fuzz/corpus; what breaks them is left in build/fuzz/findings and ends the script.
# Usage: scripts/fuzz.sh [SECONDS [NAME...]]
set -euo pipefail
unset CDPATH
cd "$(dirname "${BASH_SOURCE[0]}")/.."

seconds=${1:-20}
shift || true
names=("$@")
[ ${#names[@]} -gt 0 ] ||
  names=(text html subtitles container memory beads ladder model vec fasttext matrix jobs lists)

cmake --preset fuzz >/dev/null
cmake --build --preset fuzz -j "$(nproc)" --target "${names[@]/#/fuzz_}" >/dev/null
for name in "${names[@]}"; do
  echo "fuzz: $name for $seconds s" >&2
  mkdir -p "build/fuzz/corpus/$name" build/fuzz/findings
  options=(-max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1
           -artifact_prefix="build/fuzz/findings/$name-")
  dictionary=fuzz/dictionaries/$name.dict
  [ ! -e "$dictionary" ] || options+=(-dict="$dictionary")
  log=build/fuzz/$name.log
  if ! "build/fuzz/fuzz/fuzz_$name" "${options[@]}" "build/fuzz/corpus/$name" "fuzz/seeds/$name" \
    >"$log" 2>&1; then
    grep -E "ERROR|SUMMARY|Test unit" "$log" >&2 || tail -n 5 "$log" >&2
    exit 1
  fi
  grep -E "^#.*DONE" "$log"
done
