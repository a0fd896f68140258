#!/usr/bin/env bash
# Builds the console into target/classes/console; does nothing when nothing has changed since.
# Without Node there is no console: the API runs without one and says so at its address.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

SPEC=../api/target/classes/META-INF/swagger/openapi.json
STAMP=target/built
OUTPUT=target/classes/console

without_console() {
  echo "[WARNING] The console is not built: $*" >&2
  rm -rf "$OUTPUT"
  mkdir -p target
  # The launcher builds again when there is another Node.
  printf 'without %s' "$(node --version 2>/dev/null)" >"$STAMP"
  exit 0
}

command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 ||
  without_console "it needs Node.js 20.19 or newer with npm, which are not on the PATH."
node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' ||
  without_console "it needs Node.js 20.19 or newer, and this is $(node --version)."
[[ -f "$SPEC" ]] || {
  echo "[ERROR] $SPEC is missing: build the module api before the console." >&2
  exit 1
}

fingerprint() {
  {
    node --version
    find . \( -name node_modules -o -name target \) -prune -o -type f -print |
      LC_ALL=C sort | xargs cksum
    cksum "$SPEC"
  } | cksum
}

now="$(fingerprint)"
if [[ -f "$STAMP" && "$(<"$STAMP")" == "$now" && -f "$OUTPUT/files.txt" ]]; then
  exit 0
fi

# npm writes this file last, so a broken installation has none.
if ! cmp -s package-lock.json node_modules/.installed-lock; then
  echo "Installing the console's libraries (npm ci)"
  npm ci --prefer-offline --no-audit --no-fund --loglevel=error
  cp package-lock.json node_modules/.installed-lock
fi

mkdir -p target/classes
rm -f "$STAMP"
npx --no-install openapi-ts --silent
npx --no-install vite build --logLevel warn
node build/compress.mjs
# What changed while it was built is built the next time.
printf '%s' "$now" >"$STAMP"
