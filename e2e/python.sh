#!/usr/bin/env bash
# Prints the folder of a virtual environment of Python that has just these packages, and makes it where it is not there.
#
#   e2e/python.sh clients xdk==0.10.6
#
# Needs Python 3.10 or newer. Exits with 3 where that, or a package, cannot be had.
set -euo pipefail

name="$1"
shift
venv="${XDG_CACHE_HOME:-$HOME/.cache}/stitch/$name"

if [[ "$(cat "$venv/complete" 2>/dev/null)" != "$*" ]]; then
  if ! python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then
    echo "$name needs Python 3.10 or newer with venv; it is skipped here." >&2
    exit 3
  fi
  echo "Fetching $* into $venv" >&2
  rm -rf "$venv"
  python3 -m venv "$venv"
  if ! "$venv/bin/pip" install --quiet --disable-pip-version-check "$@" >&2; then
    rm -rf "$venv"
    echo "$name could not be fetched; it is skipped here." >&2
    exit 3
  fi
  echo "$*" >"$venv/complete"
fi
echo "$venv"
