"""What journeys in a real browser share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for all journeys of a module."""
    from playwright.sync_api import sync_playwright

    names = (os.environ.get("FACILITATOR_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    found = next((where for name in names if name and (where := shutil.which(name))), None)
    assert found, "These tests need Chromium; `make setup` installs it."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield browser
        browser.close()
