"""The browser of the journeys: where it is, and how it is started."""

from __future__ import annotations

import os
import shutil

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str:
    """Where the browser is."""
    names = (os.environ.get("FACILITATOR_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    found = next((where for name in names if name and (where := shutil.which(name))), None)
    assert found, "These tests need Chromium; `make setup` installs it."
    return found
