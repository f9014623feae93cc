#!/usr/bin/env bash
# corpus_check.sh SHARED COMMAND...: runs COMMAND when the shared corpora are there, else skips (77).
set -euo pipefail
shared=$1
shift
if [ ! -d "$shared/corpus" ]; then
  echo "skipped: no corpora in $shared (set TIDINGS_SHARED)"
  exit 77
fi
export TIDINGS_SHARED="$shared"
exec "$@"
