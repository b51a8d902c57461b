#!/bin/sh
# The main job: the sample workshop in rehearsal, on the screen if there is one.
set -eu
cd "$(dirname "$0")/.."

if [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ] || [ "$(uname -s)" = Darwin ]; then
    exec .venv/bin/facilitator rehearse
fi
echo "There is no screen here, so the sample workshop runs by itself, from the first stage to the printed summary."
exec .venv/bin/facilitator rehearse --no-screen --speed 60
