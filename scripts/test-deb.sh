#!/usr/bin/env bash
# Builds the Debian packages, installs them on a bare Debian 12 in a folder, and uses them there as
# a translator and a programmer would. Needs root, the packages debootstrap and dpkg-dev, and a
# Debian mirror: the one that this machine's apt uses, or $MIRROR.
#
#   scripts/test-deb.sh [FOLDER]     FOLDER is kept, and used again; without it all is thrown away
set -euo pipefail
unset CDPATH
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { echo "test-deb: $*" >&2; }
# Either kind of list may be missing, and neither need name a mirror.
mirror=${MIRROR:-$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
  grep -oEm1 'https?://[^ ]+/debian/?( |$)' | tr -d ' ' || true)}
mirror=${mirror:-http://deb.debian.org/debian}

if [ $# -gt 0 ]; then
  debian=$1
else
  debian=$(mktemp -d)
  trap 'rm -rf --one-file-system "$debian"' EXIT
fi

say "building the packages"
cmake --workflow --preset package >/dev/null
package=$(ls -t build/package/qiao_*.deb | head -n 1)
library=$(ls -t build/package/libqiao-dev_*.deb | head -n 1)
dpkg-deb --field "$package" Package Version Depends Installed-Size

if [ ! -e "$debian/etc/debian_version" ]; then
  say "making a bare Debian 12 in $debian"
  debootstrap --variant=minbase bookworm "$debian" "$mirror" >/dev/null
fi
inside() { chroot "$debian" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
  DEBIAN_FRONTEND=noninteractive ${http_proxy:+http_proxy="$http_proxy"} "$@"; }
cp -f /etc/resolv.conf "$debian/etc/resolv.conf"
rm -rf "$debian/root/try"
mkdir "$debian/root/try"
cp "$package" "$library" corpora/fairy-tale/zh.txt corpora/fairy-tale/de.txt "$debian/root/try"
cp -r examples "$debian/root/try/examples"

say "installing $(basename "$package")"
inside apt-get -q update >/dev/null
inside apt-get -q install -y --no-install-recommends "/root/try/$(basename "$package")" >/dev/null

say "aligning a story there"
inside sh -ec 'cd /root/try
  qiao --version
  qiao align zh.txt de.txt -o story.tmx --verbose
  qiao tmx validate story.tmx
  qiao check zh.txt de.txt --format json >report.json
  test -s /usr/share/man/man1/qiao-align.1.gz -o -s /usr/share/man/man1/qiao-align.1
  test -s /usr/share/bash-completion/completions/qiao'

say "installing $(basename "$library") and building the examples there"
inside apt-get -q install -y --no-install-recommends "/root/try/$(basename "$library")" \
  g++ cmake make pkg-config >/dev/null
inside sh -ec 'cd /root/try
  cmake -S examples -B build -DCMAKE_BUILD_TYPE=Release >/dev/null
  cmake --build build >/dev/null
  QIAO_MODEL=$(pkg-config --variable=model qiao) build/align_two_texts zh.txt de.txt | head -n 3
  build/own_score | head -n 1'

say "removing both leaves nothing behind"
inside apt-get -q purge -y libqiao-dev qiao >/dev/null
if left=$(inside find / -xdev -path /root -prune -o -path /proc -prune -o -iname '*qiao*' -print | grep .); then
  say "left behind: $left"
  exit 1
fi
say "done"
