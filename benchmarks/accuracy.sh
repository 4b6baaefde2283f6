#!/usr/bin/env bash
# Aligns sets of documents that have gold and prints the figures of docs/accuracy.md.
#
#   benchmarks/accuracy.sh FOLDER...   each holds NAME.zh (or .zhHant), NAME.de (or .en) and NAME.gold, or
#                                      NAME.tsv with a gold 1-1 bead a row, or is corpora/
set -euo pipefail
qiao=${QIAO:-$(dirname "${BASH_SOURCE[0]}")/../build/release/qiao}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

align_one() {  # NAME SOURCE TARGET GOLD
  cp "$4" "$work/gold/$1.gold"
  # Texts of strangers are warned of; here that is no news.
  "$qiao" align --pre-split "$2" "$3" --format ladder -o "$work/pred/$1.pred" 2>/dev/null
}

for folder in "$@"; do
  rm -rf "$work/gold" "$work/pred"
  mkdir -p "$work/gold" "$work/pred"
  for gold in "$folder"/*/gold; do
    [ -e "$gold" ] || continue
    story=$(dirname "$gold")
    align_one "$(basename "$story")" "$story/zh.lines" "$story/de.lines" "$gold"
  done
  for gold in "$folder"/*.gold; do
    [ -e "$gold" ] || continue
    name=${gold%.gold}
    source=$name.zhHant; [ -e "$source" ] || source=$name.zh
    target=$name.de; [ -e "$target" ] || target=$name.en
    align_one "$(basename "$name")" "$source" "$target" "$gold"
  done
  for rows in "$folder"/*.tsv; do
    [ -e "$rows" ] || continue
    cut -f1 "$rows" > "$work/source"
    cut -f2 "$rows" > "$work/target"
    awk '{ print "[" NR-1 "]:[" NR-1 "]" }' "$rows" > "$work/rows"
    align_one "$(basename "$rows" .tsv)" "$work/source" "$work/target" "$work/rows"
  done
  echo "== $folder"
  "$qiao" eval "$work/gold" "$work/pred"
done
