#!/usr/bin/env bash
# Checks the types, the style and the behaviour of the console's parts; its pages are tested in e2e.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if [[ ! -d node_modules ]]; then
  echo "[WARNING] The console is not tested: it was not built, because there is no Node.js." >&2
  exit 0
fi
npm run --silent check
npm run --silent test
