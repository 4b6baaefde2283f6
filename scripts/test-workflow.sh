#!/usr/bin/env bash
# Runs the Snakemake workflow on this machine and compares its corpus with that of one run, byte by byte. ctest runs it.
#
#   scripts/test-workflow.sh [QIAO]     the program; build/release/qiao when not said
set -euo pipefail
unset CDPATH
cd "$(dirname "${BASH_SOURCE[0]}")/.."
command -v snakemake >/dev/null || { echo "test-workflow: snakemake is missing; apt-get install snakemake" >&2; exit 1; }
. scripts/workflow_story.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_CACHE_HOME=$work/cache
prepare "$work"
snakefile=$PWD/corpora/workflow/Snakefile
profile=$PWD/corpora/workflow/profiles/local
(cd "$work" && snakemake --quiet -s "$snakefile" --profile "$profile" \
  --config source=zh target=de output=sharded parts=3 qiao="$qiao")
compare "$work"
echo "test-workflow: three parts make the same corpus as one run"
