#!/usr/bin/env bash
# run.sh TIDINGS DEMO_SITE OUT: the whole job against the small news site of this folder, three times: the
# first look, after the site has grown, and once more with nothing new. OUT is emptied first.
set -euo pipefail
tidings=$(realpath "$1") site=$(realpath "$2") out=$3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

say() { printf '\n\033[1m== %s\033[0m\n' "$*"; }
grow() {
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  printf 'GET /__grow HTTP/1.0\r\n\r\n' >&3
  cat <&3 >/dev/null
  exec 3>&-
}

rm -rf "$out"
mkdir -p "$out"
cd "$out"
coproc SITE { "$site" "$here/site"; }
read -r port <&"${SITE[0]}"
cat >tidings.yaml <<END
corpus: corpus
state: state.db
fetch: {host_delay: 0s}
sources:
  - name: courier
    feed: http://courier.example/feed.xml
    connect_to: ["courier.example:80:127.0.0.1:$port"]
    allow_private: true
    revisit: true
END

say "a news site on 127.0.0.1:$port, first look"
"$tidings" --config tidings.yaml fetch || [ $? -eq 1 ]
say "the site has grown: a new article, a correction, an agency's copy"
grow
"$tidings" --config tidings.yaml fetch || [ $? -eq 1 ]
say "once more, nothing is new"
"$tidings" --config tidings.yaml fetch || [ $? -eq 1 ]
say "written to $PWD/corpus"
cat corpus/INDEX.md
