#!/usr/bin/env bash
# Features and vectors of a million sentences of a text, beside what ICU takes of the time.
#
#   benchmarks/sentence_vectors.sh BUILD TEXT... [-- SENTENCES]
#
# BUILD holds qiao and qiao_sentence_vectors (cmake -DQIAO_BENCHMARKS=ON). Each TEXT is a plain text
# of one language, the longer the better: its sentences are taken from the start again until there
# are SENTENCES (1,000,000), so a short text is kinder to what is kept of words than a long one.
set -euo pipefail
build=${1:?the folder of qiao and qiao_sentence_vectors}
shift
texts=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do texts+=("$1"); shift; done
count=${2:-1000000}
model=${QIAO_MODEL:-$(dirname "${BASH_SOURCE[0]}")/../embed/models/default.qiao}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "Sentences a second: on one thread by processor time, on two by the clock"
printf '%-16s %7s %6s %6s %9s %9s %9s | %9s %9s %9s | %9s %9s %9s\n' text own chars words fold \
  ICU features units '2 thr.' 'peak MB' sums '2 thr.' 'ICU %'
for text in "${texts[@]}"; do
  "$build/qiao" split "$text" > "$work/own"
  own=$(wc -l < "$work/own")
  # Not `yes | head`: a broken pipe would end the script.
  awk -v n="$count" '{ line[NR] = $0 } END { for (i = 0; i < n; ++i) print line[i % NR + 1] }' \
    "$work/own" > "$work/sentences"
  chars=$(wc -m < "$work/sentences")
  for threads in 1 2; do
    /usr/bin/time -o "$work/time$threads" -f %M \
      "$build/qiao_sentence_vectors" "$model" "$threads" "$work/sentences" > "$work/row$threads"
  done
  text_bytes=$(stat -c %s "$work/sentences")
  paste "$work/row1" "$work/row2" "$work/time2" | awk -F'\t' -v name="$(basename "$text")" \
    -v own="$own" -v chars="$((chars / count))" -v bytes="$text_bytes" '{
      printf "%-16s %7d %6d %6.1f %9d %9d %9d | %9d %9d %9d | %9d %9d %9d\n", name, own, chars, $2,
        $4, $5, $6, $7, $19, $23 / 1024 - bytes / 1048576, $9, $21, $11 }'
done
