"""QR codes as rows of light and dark modules, and what a code for a Wi-Fi says."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

import qrcode
from qrcode.constants import ERROR_CORRECT_M

QUIET = 4
"""White modules round a QR code, so that a camera finds its edge."""
_LONGEST_NAME, _LONGEST_PASSWORD = 32, 64
"""Bytes, as the standard for Wi-Fi has it."""
_SPECIAL = re.compile(r'([\\;,":])')


@lru_cache(maxsize=16)
def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """A QR code as rows of dark (True) and light modules, with its quiet zone."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    code.make(fit=True)
    return tuple(tuple(bool(cell) for cell in row) for row in code.get_matrix())


def bars(text: str) -> list[tuple[int, int, int]]:
    """The dark modules of a QR code in as few bars as there are: row from the top, first module, how many."""
    found: list[tuple[int, int, int]] = []
    for y, row in enumerate(modules(text)):
        start = -1
        for x, dark in enumerate((*row, False)):
            if dark and start < 0:
                start = x
            elif not dark and start >= 0:
                found.append((y, start, x - start))
                start = -1
    return found


def wifi_text(name: str, password: str) -> str:
    """What a Wi-Fi QR code says; a network without a password is open. Empty for what no network can be called."""
    if len(name.encode()) > _LONGEST_NAME or len(password.encode()) > _LONGEST_PASSWORD:
        return ""
    escaped = [_SPECIAL.sub(r"\\\1", text) for text in (name, password)]
    return f"WIFI:T:WPA;S:{escaped[0]};P:{escaped[1]};;" if password else f"WIFI:T:nopass;S:{escaped[0]};;"


def typed_address(url: str) -> str:
    """What people type: host and port alone."""
    return urlsplit(url).netloc
