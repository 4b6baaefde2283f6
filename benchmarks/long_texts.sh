#!/usr/bin/env bash
# Time, memory and correctness of `qiao align` by the length of the texts.
# Usage: long_texts.sh QIAO PAIRS.tsv [LINES...]     (default: 1000 10000 100000 1000000)
# PAIRS.tsv: source, target a line, lines in the order of a text. For each number its first lines make
# a book (repeated, when there are fewer) that is disturbed: 10 % of the lines split, 8 % merged, 8 %
# missing on one side, 2 % foreign, and of every ten chapters of 60 lines one missing on one side
# (disturb.py). Strict F1 against the gold that this makes, and F1 of untranslated lines.
set -euo pipefail
qiao=$(realpath "${1:?the qiao program}")
pairs=$(realpath "${2:?lines of source and target}")
shift 2
[ $# -gt 0 ] || set -- 1000 10000 100000 1000000
here=$(dirname "$(realpath "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

[ -s "$pairs" ] || { echo "$pairs: no lines; give source and target, separated by a tab" >&2; exit 1; }
printf '%9s %9s %9s %8s %8s %8s %8s %7s %12s\n' \
  lines source target wall CPU MB 'CPU/1000' F1 'nulls F1'
for lines in "$@"; do
  # The reader ends before the writer does.
  { while cat "$pairs"; do :; done 2> /dev/null || true; } | head -n "$lines" > "$work/rows.tsv"
  python3 "$here/disturb.py" "$work/rows.tsv" "$work/book" --split .1 --merge .08 \
    --drop-target .05 --drop-source .03 --foreign .02 --foreign-from "$pairs" --missing-chapters .1
  /usr/bin/time -o "$work/time" -f '%e %U %S %M' \
    "$qiao" align --pre-split --source-lang zh-Hant --target-lang de \
    "$work/book.zh" "$work/book.de" -o "$work/book.ladder"
  "$qiao" eval "$work/book.gold" "$work/book.ladder" > "$work/scores"
  # The answer first: nine beads of ten are right.
  awk '$1 == "strict" { exit $4 < 0.9 }' "$work/scores"
  f1=$(awk '$1 == "strict" { print $4 }' "$work/scores")
  nulls=$(awk '$2 == "nulls" { printf "%s%s", sep, $5; sep = " / " }' "$work/scores")
  read -r wall user system kilobytes < "$work/time"
  n=$(wc -l < "$work/book.zh") m=$(wc -l < "$work/book.de")
  awk -v l="$lines" -v n="$n" -v m="$m" -v w="$wall" -v u="$user" -v s="$system" -v k="$kilobytes" \
    -v f="$f1" -v z="$nulls" 'BEGIN { printf "%9d %9d %9d %8.1f %8.1f %8d %8.2f %7s %12s\n",
      l, n, m, w, u + s, k / 1024, 1000 * (u + s) / n, f, z }'
done
