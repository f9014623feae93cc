#!/usr/bin/env bash
# package.sh BOOT BUILD DEMO_SITE: makes the Debian package and tries it, with in_systemd.sh, under a systemd
# that BOOT boots. Status 77: skipped, and why.
set -euo pipefail
boot=$1 build=$2 demo_site=$3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

skip() { echo "skipped: $*"; exit 77; }
[ "$(id -u)" -eq 0 ] || skip "booting a systemd needs root"
[ -x "$boot" ] || skip "there is no $boot"
command -v dpkg-shlibdeps >/dev/null || skip "the package dpkg-dev is not installed"
"$boot" "$here" -- true || skip "no systemd can be booted here"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$build" && cpack -G DEB -B "$work/package" >/dev/null)
mkdir "$work/inside"
cp "$work"/package/*.deb "$work/inside/tidings.deb"
cp "$demo_site" "$work/inside/demo_site"
cp -r "$here/../demo/site" "$here/in_systemd.sh" "$work/inside/"
"$boot" --timeout 240 "$work/inside" -- bash ./in_systemd.sh
