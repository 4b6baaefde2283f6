#!/usr/bin/env bash
# Sets up and builds the release preset into build/release: the targets named, or everything.
# demo.sh and test.sh start with it.
set -euo pipefail
unset CDPATH
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# A compiler at work on Eigen's templates takes up to a gigabyte, so on a small machine it is
# memory, not cores, that says how many may run at once.
jobs() {
  local cores memory_kb
  cores=$(nproc)
  memory_kb=$(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo)
  local by_memory=$((memory_kb / 1200000))
  local jobs=$((by_memory < cores ? by_memory : cores))
  echo $((jobs > 0 ? jobs : 1))
}

scripts/setup.sh
echo "build: release into build/release, $(jobs) at a time" >&2
# A tree that was copied or moved with its build folder carries the old place in the cache.
fresh=()
cache=build/release/CMakeCache.txt
if [ -e "$cache" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" "$cache"; then
  fresh=(--fresh)
fi
# Only what goes wrong is of interest, and that is on standard error.
cmake --preset release "${fresh[@]}" >/dev/null
cmake --build --preset release -j "$(jobs)" --target "${@:-all}"
