#!/usr/bin/env bash
# demo_test.sh TIDINGS DEMO_SITE: the demo writes what the news site says, once, and nothing else.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

fail() { echo "FAILED: $*"; cat "$out/log"; exit 1; }

"$here/run.sh" "$1" "$2" "$out/demo" >"$out/log" 2>&1 || fail "the demo ends with status $?"
cd "$out/demo/corpus"

# Three articles at first, then a new one and a correction; neither the gallery nor the agency's copy.
files=([0-9]*_*.txt)
[ "${#files[@]}" -eq 5 ] || fail "${#files[@]} documents: ${files[*]}"
[ "$(grep -c '^| 00' INDEX.md)" -eq 5 ] || fail "the index has other rows"
for title in "Night ferry returns to Ansley after eleven years" "Lighthouse opens its stairs to school classes" \
  "Bakers buy the whole rye harvest of the northern farms" "Council votes for a footbridge over the mill race"; do
  grep -qxF "$title" -- "${files[@]}" || fail "no document has the title: $title"
done
for file in "${files[@]}"; do
  hash=$(tail -n +3 "$file" | sha256sum)
  [ "${file:4}" = "${hash:0:16}.txt" ] || fail "$file has another hash"
  head -1 "$file" | grep -qE '^ date 2026-11-1[678] http://courier\.example/[a-z0-9/-]+\.html$' || fail "head of $file"
done
for noise in Advertisement "Read also" partners "Share on" "Most read" Breaking "Scripts are not text" Topics: \
  seagull_77 "writes for the Courier" "morning letter" "All rights reserved" "Photo:" "2 hours ago"; do
  if grep -lF "$noise" -- "${files[@]}"; then fail "noise: $noise"; fi
done
grep -qxF "Cabins instead of a bar" -- "${files[@]}" || fail "a subheading is missing"
grep -qF "twenty-one nautical miles" -- "${files[@]}" || fail "the correction is missing"
