#!/usr/bin/env bash
# Every test, fast ones first. Stops at the first step that fails, unless KEEP_GOING is set.
set -uo pipefail
cd "$(dirname "$0")/.."
failed=0

step() { # step NAME COMMAND…
  local name=$1 start=$SECONDS
  shift
  printf '\n== %s\n' "$name"
  if "$@"; then
    printf -- '-- %s: passed in %d s\n' "$name" $((SECONDS - start))
  else
    printf -- '-- %s: FAILED after %d s\n' "$name" $((SECONDS - start))
    failed=1
    [ -n "${KEEP_GOING:-}" ] || exit 1
  fi
}

step "ruff" .venv/bin/ruff check .
step "ruff format" .venv/bin/ruff format --check .
step "mypy" .venv/bin/mypy
step "tsc" tests/js/node_modules/.bin/tsc --project tests/js/tsconfig.json
step "JavaScript" node --test tests/js/*.test.js
step "Python" .venv/bin/pytest -q -n auto --dist loadfile -m "not browser"
step "browser" .venv/bin/pytest -q -n auto --dist loadfile -m browser
exit $failed
