#!/usr/bin/env bash
# Fetches the claude program that tests of agents run, into the user's cache folder, and prints where it is.
# It is not free software: it is fetched by whoever tests, and never a part of what is built here.
# Exits with 3 where it cannot be had: those tests then say that they were left out.
set -euo pipefail

VERSION=2.1.332

case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) platform=linux-x64 ;;
  Linux-aarch64) platform=linux-arm64 ;;
  Darwin-arm64) platform=darwin-arm64 ;;
  Darwin-x86_64) platform=darwin-x64 ;;
  *) echo "There is no claude for $(uname -s) on $(uname -m); tests with it are left out." >&2 && exit 3 ;;
esac

folder="${XDG_CACHE_HOME:-$HOME/.cache}/stitch/claude-code-$VERSION"
program="$folder/node_modules/@anthropic-ai/claude-code-$platform/claude"
if [[ ! -x "$program" ]]; then
  echo "Fetching the claude program $VERSION" >&2
  mkdir -p "$folder"
  # The program itself, without the wrapper and what that would run when it is installed.
  npm install --prefix "$folder" --no-audit --no-fund --ignore-scripts --silent \
    "@anthropic-ai/claude-code-$platform@$VERSION" >&2 || true
fi
if [[ ! -x "$program" ]]; then
  echo "The claude program could not be fetched; tests with it are left out." >&2
  exit 3
fi
echo "$program"
