#!/usr/bin/env bash
# Sets up, builds and runs every test. The last lines are ctest's own.
set -euo pipefail
unset CDPATH
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/build.sh
echo "test: ctest in build/release" >&2
ctest --preset release -j "$(nproc)"
