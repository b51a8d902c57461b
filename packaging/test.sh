#!/bin/sh
# Every check and test, in order; stops at the first that fails and names it.
set -u
cd "$(dirname "$0")/.." || exit 1
PATH="$PWD/.venv/bin:$PATH"
QT_QPA_PLATFORM=offscreen
export PATH QT_QPA_PLATFORM

step() {
    name=$1
    shift
    echo "== $name"
    "$@" || {
        echo "FAILED: $name ($*)" >&2
        exit 1
    }
}

step "style" ruff check src tests packaging
step "types" mypy
step "imports" lint-imports
rm -rf build/coverage
mkdir -p build/coverage
step "tests" coverage run -m pytest -n 2 --dist worksteal
step "coverage" python packaging/covered.py
echo "All checks and tests passed."
