#!/usr/bin/env bash
# Time and memory of qiao tmx on a made memory of a million units, beside xmllint reading the same
# file. Usage: tmx_size.sh QIAO [UNITS]
set -euo pipefail
qiao=${1:?the qiao program}
units=${2:-1000000}
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
PYTHONIOENCODING=utf-8 python3 "$here/tmx_memory.py" "$units" > "$folder/m.tmx"

# The answers first: every unit is read, and none is lost.
"$qiao" tmx stats --json "$folder/m.tmx" | grep -q "\"units\": $units,"
"$qiao" tmx merge "$folder/m.tmx" -o "$folder/merged.tmx"
test "$(grep -c '<tu ' "$folder/merged.tmx")" = "$units"

measure() { /usr/bin/time -f "%U s user, %S s system, %e s, %M KB: $1" "${@:2}" > /dev/null; }
measure "xmllint --stream" xmllint --stream --noout "$folder/m.tmx"
measure validate "$qiao" tmx validate "$folder/m.tmx"
measure stats "$qiao" tmx stats "$folder/m.tmx"
measure filter "$qiao" tmx filter "$folder/m.tmx" --min-score 0.5 --script --max-ratio 4 \
  --different -o "$folder/f.tmx"
measure merge "$qiao" tmx merge "$folder/m.tmx" -o "$folder/g.tmx"
