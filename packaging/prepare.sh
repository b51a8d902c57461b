#!/bin/sh
# Finds a Python and hands over to prepare.py; the arguments go along.
set -eu
cd "$(dirname "$0")/.."

enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

for python in .venv/bin/python "${PYTHON:-python3}" python3.13 python3.12 python3.11 python3.14 python; do
    if enough "$python"; then
        exec "$python" packaging/prepare.py "$@"
    fi
done
echo "Facilitator needs Python 3.11 or newer, and none was found. Install it, or say where it is: PYTHON=/path/to/python3 make setup" >&2
exit 1
