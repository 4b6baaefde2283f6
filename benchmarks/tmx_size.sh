#!/usr/bin/env bash
# Time and memory of qiao tmx on a made memory of a million units, beside xmllint reading the same
# file in the same round: the medians of the rounds, and of their ratios.
# Usage: tmx_size.sh QIAO [UNITS [ROUNDS]]
set -euo pipefail
qiao=${1:?the qiao program}
units=${2:-1000000}
rounds=${3:-3}
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
PYTHONIOENCODING=utf-8 python3 "$here/tmx_memory.py" "$units" > "$folder/m.tmx"

# The answers first: every unit is read, and none is lost.
"$qiao" tmx stats --json "$folder/m.tmx" | grep -q "\"units\": $units,"
"$qiao" tmx merge "$folder/m.tmx" -o "$folder/merged.tmx"
test "$(grep -c '<tu ' "$folder/merged.tmx")" = "$units"

measure() {
  /usr/bin/time -a -o "$folder/times" -f "$round $1 %e %U %S %M" "${@:2}" > /dev/null 2>&1
}
for round in $(seq "$rounds"); do
  measure xmllint xmllint --stream --noout "$folder/m.tmx"
  measure validate "$qiao" tmx validate "$folder/m.tmx"
  measure stats "$qiao" tmx stats "$folder/m.tmx"
  measure filter "$qiao" tmx filter "$folder/m.tmx" --min-score 0.5 --script --max-ratio 4 \
    --different -o "$folder/f.tmx"
  measure merge "$qiao" tmx merge "$folder/m.tmx" -o "$folder/g.tmx"
done
python3 - "$folder/times" <<'PYTHON'
import statistics
import sys

rounds = {}
for line in open(sys.argv[1]):
    number, command, wall, user, system, memory = line.split()
    rounds.setdefault(command, []).append(
        (float(wall), float(user) + float(system), int(memory) / 1000))
print(f"{'':10}{'wall s':>8}{'x xmllint':>22}{'CPU s':>8}{'x xmllint':>11}{'peak MB':>9}")
for command, runs in rounds.items():
    wall, cpu, memory = (statistics.median(column) for column in zip(*runs))
    times, work = ([run[k] / first[k] for run, first in zip(runs, rounds["xmllint"])]
                   for k in (0, 1))
    print(f"{command:10}{wall:8.1f}{statistics.median(times):9.2f} "
          f"({min(times):.2f}-{max(times):.2f}){cpu:8.1f}{statistics.median(work):11.2f}"
          f"{memory:9.0f}")
PYTHON
