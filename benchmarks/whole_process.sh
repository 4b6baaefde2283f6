#!/usr/bin/env bash
# Time and memory of the whole program on the stories of corpora/, best of five runs each.
# Usage: whole_process.sh QIAO
set -euo pipefail
qiao=$(realpath "${1:?the qiao program}")
cd "$(dirname "$0")/.."
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

for story in corpora/*/; do
  story=$(basename "$story")
  [ -e "corpora/$story/zh.txt" ] && [ -e "corpora/$story/de.txt" ] || continue
  for _ in 1 2 3 4 5; do
    /usr/bin/time -a -o "$out/$story" -f '%e %U %M' \
      "$qiao" align "corpora/$story/zh.txt" "corpora/$story/de.txt" -o "$out/$story.tmx"
  done
  # The answer first: a memory with pairs in it.
  grep -q '</tu>' "$out/$story.tmx"
  sort -n "$out/$story" | awk -v name="$story" \
    'NR == 1 { printf "%-14s %s s, %s s of processor time, %d MB\n", name, $1, $2, $3 / 1024 }'
done
