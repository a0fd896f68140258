#!/usr/bin/env bash
# Generates requests from the API's own description, also invalid ones and chains of them, sends them to a
# running stack, and fails on any 5xx and on any answer that the description does not allow.
#
#   e2e/schemathesis.sh --url http://127.0.0.1:8080 --cases 20000    as many cases, in rounds
#   e2e/schemathesis.sh --url http://127.0.0.1:8080 --seconds 60     one short round
#   e2e/schemathesis.sh --install                                    only fetch what it needs
#
# Needs Python 3.10 or newer. Exits with 3 where that is missing.
set -euo pipefail

VERSION=4.32.5
HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
ROUND_SECONDS=300

url="" cases=0 seconds=60 seed=1 install_only=""
while [[ $# -gt 0 ]]; do
  case "$1" in
    --url) url="${2%/}" && shift 2 ;;
    --cases) cases="$2" && shift 2 ;;
    --seconds) seconds="$2" && shift 2 ;;
    --seed) seed="$2" && shift 2 ;;
    --install) install_only=yes && shift ;;
    *) echo "unknown option $1" >&2 && exit 2 ;;
  esac
done

# Streams never end and are left out. Requests that the API refuses for reasons no schema can say are fine;
# what counts is that it never breaks and always answers as described.
round() {
  SCHEMATHESIS_HOOKS=hooks PYTHONPATH="$HERE/schemathesis" COLUMNS=160 \
    "$VENV/bin/schemathesis" run "$url/openapi.json" \
    --url "$url" \
    --exclude-operation-id-regex '^stream' \
    --checks not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance,use_after_free \
    --phases examples,coverage,fuzzing,stateful \
    --max-examples "$3" --max-time "$2" --request-timeout 60 --seed "$1" \
    --continue-on-failure --warnings off --output-truncate true
}

VENV="$("$HERE/python.sh" "schemathesis-$VERSION" "schemathesis==$VERSION")"
[[ -n "$install_only" ]] && exit 0
[[ -n "$url" ]] || { echo "--url says where the API is" >&2 && exit 2; }

if [[ "$cases" -eq 0 ]]; then
  round "$seed" "$seconds" 10
  exit
fi

sent=0
result=0
log="$(mktemp)"
trap 'rm -f "$log"' EXIT
while [[ "$sent" -lt "$cases" ]]; do
  round "$seed" "$ROUND_SECONDS" 60 | tee "$log" || result=1
  generated="$(grep -oE '[0-9,]+ generated' "$log" | tail -1 | tr -dc 0-9)"
  [[ -n "$generated" && "$generated" -gt 0 ]] || { echo "The round generated nothing." >&2 && exit 1; }
  sent=$((sent + generated))
  seed=$((seed + 1))
  echo "==> $sent of $cases cases sent"
done
exit "$result"
