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

# The tests make thousands of small files: in memory, where there is room, rather than on a disk.
SHM=/dev/shm
if [ -z "${TMPDIR:-}" ] && [ -w "$SHM" ] && [ "$(df -Pk "$SHM" | awk 'NR == 2 { print $4 }')" -gt 4000000 ]; then
    TMPDIR=$(mktemp -d "$SHM/facilitator-tests-XXXXXX") || exit 1
    export TMPDIR
    trap 'rm -rf "$TMPDIR"' EXIT
    trap 'exit 1' HUP INT TERM
fi

# These only read the program: they go side by side, the types on a processor of their own.
(step "types" mypy) &
types=$!
step "style" ruff check src tests packaging
step "imports" lint-imports
wait "$types" || exit 1
rm -rf build/coverage
mkdir -p build/coverage
# One worker more than the two processors it is meant for: some tests only wait for what other processes do.
step "tests" coverage run -m pytest -n 3 --dist worksteal
step "coverage" python packaging/covered.py
echo "All checks and tests passed."
