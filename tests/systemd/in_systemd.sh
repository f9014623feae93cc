#!/usr/bin/env bash
# Runs as root inside of a booted systemd, in a folder with tidings.deb, demo_site and site/: installs the
# package, runs the service through its life, and purges the package.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
work=$PWD
corpus=/var/lib/tidings/corpus

step() { echo "-- $*"; }
fail() {
  echo "FAILED: $*"
  systemctl status --no-pager --full tidings || true
  journalctl --no-pager -n 60 -u tidings -u tidings-fetch || true
  ls -laR /var/lib/tidings /run/tidings /etc/tidings || true
  exit 1
}
# within SECONDS COMMAND...: waits until the command succeeds.
within() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$end" ] || fail "not in time: $*"
    sleep 0.05
  done
}
documents() { find "$corpus" -maxdepth 1 -name '[0-9]*_*.txt' 2>/dev/null | wc -l; }
has_documents() { [ "$(documents)" -ge "$1" ]; }
property() { systemctl show -P "$1" tidings; }
restarted() { [ "$(property NRestarts)" -ge 1 ] && [ "$(property ActiveState)" = active ]; }
logged() { [ -n "$(journalctl -q --no-pager -o cat _SYSTEMD_UNIT=tidings.service "$@")" ]; }
grow() {
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  printf 'GET /__grow HTTP/1.0\r\n\r\n' >&3
  cat <&3 >/dev/null
  exec 3>&-
}
entry() {  # entry NAME MORE...: a source of the demo site
  printf '  - {name: %s, connect_to: ["courier.example:80:127.0.0.1:%s"], allow_private: true, %s}\n' \
    "$1" "$port" "$2"
}

step "a news site on loopback"
mkfifo /run/site-input
sleep infinity >/run/site-input &
"$work/demo_site" "$work/site" </run/site-input >/run/site-port &
within 5 test -s /run/site-port
port=$(cat /run/site-port)

step "install"
dpkg -i tidings.deb >/dev/null
[ "$(systemctl is-active tidings)" = inactive ] || fail "an installation starts nothing"
man -w tidings >/dev/null 2>&1 || test -s /usr/share/man/man1/tidings.1.gz || fail "no manual"
systemd-analyze verify /lib/systemd/system/tidings.service || fail "the unit is not valid"

step "configure, start"
cat >/etc/tidings/tidings.yaml <<END
corpus: $corpus
state: /var/lib/tidings/state.db
site_rules: sites
fetch: {host_delay: 0s}
sources:
$(entry courier "feed: http://courier.example/feed.xml, revisit: true, every: 1h")
END
tidings check || fail "check"
mkdir -p /etc/systemd/system/tidings.service.d
printf '[Service]\nWatchdogSec=3\nTimeoutAbortSec=1\nRestartSec=100ms\n' >/etc/systemd/system/tidings.service.d/test.conf
systemctl daemon-reload
systemctl enable --now tidings 2>/dev/null || fail "start"
begun=$(property ExecMainStartTimestampMonotonic) ready=$(property ActiveEnterTimestampMonotonic)
echo "   ready after $(((ready - begun) / 1000)) ms, status: $(property StatusText)"
[ "$((ready - begun))" -le 5000000 ] || fail "ready took more than 5 seconds"

step "documents appear"
within 20 has_documents 3
[ "$(stat -c %U:%G "$corpus")" = tidings:tidings ] || fail "the corpus has another owner"
[ "$(stat -c %a "$corpus"/000_*.txt)" = 640 ] || fail "documents are not readable by the group alone"
for file in "$corpus"/[0-9]*_*.txt; do
  hash=$(tail -n +3 "$file" | sha256sum)
  [ "${file##*_}" = "${hash:0:16}.txt" ] || fail "$file has another hash"
done

step "the journal has the fields"
within 5 logged SOURCE=courier EVENT=document.written
within 5 logged EVENT=service.ready PRIORITY=6
tidings logs --source courier --event document.written | grep -q . || fail "tidings logs shows nothing"
tidings status >/dev/null || fail "status"

step "reload with a new source"
{ echo "sources:"; entry ferry "page: http://courier.example/harbour/2026/11/16/night-ferry-returns.html"; } \
  >/etc/tidings/sources.d/ferry.yaml
systemctl reload tidings || fail "reload"
within 5 logged EVENT=service.reloaded
within 20 logged SOURCE=ferry

step "a broken configuration changes nothing"
cp /etc/tidings/tidings.yaml /run/good.yaml
echo "sorces: []" >>/etc/tidings/tidings.yaml
if systemctl reload tidings 2>/dev/null; then fail "a broken configuration was taken up"; fi
[ "$(property ActiveState)" = active ] || fail "a failed reload ended the service"
logged --grep 'tidings.yaml:[0-9]+:1: unknown key "sorces"; did you mean "sources"' || fail "the mistake is not logged"
cp /run/good.yaml /etc/tidings/tidings.yaml

step "trigger once, while the daemon runs"
grow
systemctl start tidings-fetch || fail "tidings-fetch"
within 20 has_documents 4

step "a hanging daemon is restarted, and nothing is lost"
before=$(documents)
kill -STOP "$(property MainPID)"
within 20 restarted
has_documents "$before" || fail "documents were lost"

step "stop"
from=$(date +%s%N)
systemctl stop tidings
took=$((($(date +%s%N) - from) / 1000000))
echo "   stopped after $took ms"
[ "$took" -le 5000 ] || fail "stopping took $took ms"
[ "$(property Result)" = success ] || fail "stopped with $(property Result)"

step "upgrade with the service running"
systemctl start tidings || fail "start again"
old=$(property MainPID)
dpkg -i tidings.deb >/dev/null
within 5 systemctl -q is-active tidings
[ "$(property MainPID)" != "$old" ] || fail "the upgrade left the old program running"
grep -q courier /etc/tidings/tidings.yaml || fail "the upgrade took the configuration away"

step "remove, purge"
kept=$(documents)
dpkg -r tidings >/dev/null 2>&1
[ "$(systemctl is-active tidings)" != active ] || fail "removed, but it runs"
dpkg -P tidings >/dev/null 2>&1
rm -rf /etc/systemd/system/tidings.service.d
has_documents "$kept" || fail "the purge took documents away"
left=$(find /etc /usr /var /run -xdev -name '*tidings*' ! -path /var/lib/tidings ! -path '/var/log/*' \
  ! -path '/var/cache/*' -print)
[ -z "$left" ] || fail "left behind: $left"
others=$(find /var/lib/tidings -type f ! -path "$corpus/[0-9]*_*.txt" ! -path "$corpus/INDEX.md" ! -path "$corpus/.corpus")
[ -z "$others" ] || fail "left behind: $others"
echo "all is well"
