#!/usr/bin/env bash
# Installs the packages of scripts/packages.txt that are missing, and nothing else. Nothing is
# downloaded when all are there. Runs as root or with sudo, asks no questions.
set -euo pipefail
unset CDPATH
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { echo "setup: $*" >&2; }
fail() {
  say "$@"
  exit 1
}

installed() {
  dpkg-query -W -f '${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed
}

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  say "no Debian here, so nothing is installed; the build needs what scripts/packages.txt names"
  exit 0
fi

missing=()
while read -r package _; do
  case $package in '' | '#'*) continue ;; esac
  installed "$package" || missing+=("$package")
done <scripts/packages.txt

if [ ${#missing[@]} -eq 0 ]; then
  say "all packages are installed"
  exit 0
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! sudo -n true 2>/dev/null; then
    fail "cannot become root without a password; first run: sudo apt-get install ${missing[*]}"
  fi
  as_root=(sudo -n)
fi

# A lock held by another apt (unattended upgrades after the first boot) is waited for.
apt() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -q -o DPkg::Lock::Timeout=300 "$@" >>"$log" 2>&1 </dev/null
}

say "installing ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# Lists that are out of date may still do, so it is the installation that decides.
apt update || say "apt-get update failed; trying with the package lists there are"
if ! apt install -y --no-install-recommends "${missing[@]}"; then
  fail "apt-get install failed: $(grep -E '^(E|Err)' "$log" | tail -n 3 | tr '\n' ' ')"
fi
for package in "${missing[@]}"; do
  installed "$package" || fail "$package is still missing after apt-get install"
done
say "done"
