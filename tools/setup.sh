#!/usr/bin/env bash
# Sets up what `make build` or `make test` needs, on Debian or Ubuntu with Python 3.11 or newer.
# Usage: tools/setup.sh build|test
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*"; }

apt_packages=()
need() { # need COMMAND PACKAGE: remember PACKAGE where COMMAND is missing
  command -v "$1" >/dev/null 2>&1 || apt_packages+=("$2")
}

find_python() {
  local each
  for each in python3 python3.13 python3.12 python3.11; do
    if command -v "$each" >/dev/null 2>&1 && "$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
      printf '%s' "$each"
      return
    fi
  done
}

python=$(find_python)
if [ -z "$python" ]; then
  say "error: Coursewright needs Python 3.11 or newer; install it first (Debian: apt-get install python3 python3-venv)." >&2
  exit 1
fi
"$python" -c 'import ensurepip, venv' 2>/dev/null || apt_packages+=(python3-venv)
if [ "$1" = test ]; then
  need chromium chromium
  need node nodejs
  need npm npm
  # The letters of the reviewed pictures in tests/browser/pictures
  [ -d /usr/share/fonts/truetype/liberation ] || [ -d /usr/share/fonts/truetype/liberation2 ] || apt_packages+=(fonts-liberation)
fi

if [ "${#apt_packages[@]}" -gt 0 ]; then
  root=()
  [ "$(id -u)" = 0 ] || root=(sudo)
  if ! command -v apt-get >/dev/null 2>&1 || { [ "${#root[@]}" -gt 0 ] && ! command -v sudo >/dev/null 2>&1; }; then
    say "error: please install ${apt_packages[*]} and run this again." >&2
    exit 1
  fi
  say "Installing system packages: ${apt_packages[*]}"
  "${root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends "${apt_packages[@]}" >/dev/null
fi

if [ ! -x .venv/bin/python ]; then
  say "Making a virtual environment in .venv"
  "$python" -m venv .venv
fi
if [ "$1" = test ]; then
  say "Installing Coursewright and its test tools into .venv"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
else
  say "Installing Coursewright into .venv"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable .
fi
# Modules compiled once: where an environment forbids Python to write them (PYTHONDONTWRITEBYTECODE), each run would compile them all again.
.venv/bin/python -m compileall -q builder
