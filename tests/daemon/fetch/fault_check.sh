#!/usr/bin/env bash
# fault_check.sh PROGRAM: runs it against two shared fault servers on free ports; one has the faults.
set -euo pipefail
folder=$(mktemp -d)
servers=()
trap 'kill "${servers[@]}"; rm -r "$folder"' EXIT
for name in faults healthy; do
  /usr/bin/env python3 "$TIDINGS_SHARED/tools/fault_server.py" --port 0 --port-file "$folder/$name" &
  servers+=($!)
done
for _ in $(seq 200); do
  [ -s "$folder/faults" ] && [ -s "$folder/healthy" ] && break
  sleep 0.05
done
"$1" "$(cat "$folder/faults")" "$(cat "$folder/healthy")"
