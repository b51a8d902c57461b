"""What the journeys of a phone in a real browser share: the phone, and writing on it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from playwright.sync_api import Browser, BrowserContext, Page, expect

PATIENCE_S = 60.0
expect.set_options(timeout=PATIENCE_S * 1000)


@contextlib.contextmanager
def phone(
    browser: Browser, *, script: bool = True, width: int = 390, forced: bool = False
) -> Iterator[tuple[BrowserContext, Page]]:
    """A phone's browser; afterwards its console must be free of errors, failed loads while offline apart.

    `forced`: its owner has all colours replaced by a few of the system's own.
    """
    context = browser.new_context(
        viewport={"width": width, "height": 844},
        java_script_enabled=script,
        forced_colors="active" if forced else "none",
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield context, page
    context.close()
    assert [text for text in said if "Failed to load resource" not in text] == []


def write(page: Page, text: str) -> None:
    """Write a note and press the button."""
    page.locator("#stage textarea").fill(text)
    page.locator("#stage form.write button.main").click()
