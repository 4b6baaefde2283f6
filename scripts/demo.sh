#!/usr/bin/env bash
# Sets up, builds, and aligns a story that ships with Qiao: summary, excerpt, and where the
# translation memory is.
set -euo pipefail
unset CDPATH
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/build.sh qiao
story=corpora/fable
out=build/demo/fable
mkdir -p build/demo

echo
echo "qiao align $story/zh.txt $story/de.txt -o $out.tmx"
build/release/qiao align "$story/zh.txt" "$story/de.txt" -o "$out.tmx" --verbose 2>&1
build/release/qiao align "$story/zh.txt" "$story/de.txt" -o "$out.tsv"
build/release/qiao align "$story/zh.txt" "$story/de.txt" -o "$out.html"

echo
echo "The first pairs, and what only one side says:"
awk -F '\t' '
  NR == 1 { next }
  $5 == "dropped" { if (dropped++ < 3) print "\n  dropped  " $1; next }
  $5 == "added" { if (added++ < 3) print "\n  added    " $2; next }
  pairs++ < 6 { printf "\n  %-7s  %s\n           %s\n", $4, $1, $2 }
' "$out.tsv"

echo
echo "Translation memory: $PWD/$out.tmx"
echo "Table:              $PWD/$out.tsv"
echo "Review page:        $PWD/$out.html"
