"""What the computer's other programs show: a file, a folder, a web page, the system's settings."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices


def open_outside(path: Path) -> None:
    """Open a file or a folder with the computer's own program for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


_LINUX_SETTINGS = {
    "network": (
        ("gnome-control-center", "wifi"),
        ("systemsettings", "kcm_networkmanagement"),
        ("nm-connection-editor",),
    ),
    "firewall": (("firewall-config",), ("gufw",)),
    "sound": (("gnome-control-center", "sound"), ("systemsettings", "kcm_pulseaudio"), ("pavucontrol",)),
}
_SETTINGS = {
    "win32": {
        "network": "ms-settings:network-status",
        "firewall": "windowsdefender://network",
        "sound": "ms-settings:sound",
    },
    "darwin": {
        "network": "x-apple.systempreferences:com.apple.preference.network",
        "firewall": "x-apple.systempreferences:com.apple.preference.security?Firewall",
        "sound": "x-apple.systempreferences:com.apple.preference.sound",
    },
}


def has_settings(of: str) -> bool:
    """Whether the system has a page of settings of its "network", "firewall" or "sound" that can be opened."""
    return of in _SETTINGS.get(sys.platform, {}) or _program(of) is not None


def open_settings(of: str) -> None:
    """Open that page."""
    page, program = _SETTINGS.get(sys.platform, {}).get(of, ""), _program(of)
    if page:
        QDesktopServices.openUrl(QUrl(page))
    elif program is not None:
        QProcess.startDetached(program[0], list(program[1:]))


def _program(of: str) -> tuple[str, ...] | None:
    return next((words for words in _LINUX_SETTINGS.get(of, ()) if shutil.which(words[0])), None)
