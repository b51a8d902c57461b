"""Where resources, files and logs are: in a checkout, an installed wheel and a frozen program."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def resources() -> Path:
    """The folder of data files that a facilitator, translator or designer may change."""
    if frozen := getattr(sys, "_MEIPASS", None):
        return Path(frozen) / "resources"
    here = Path(__file__).resolve().parent
    installed = here / "_resources"
    return installed if installed.is_dir() else here.parents[1] / "resources"


def user_data() -> Path:
    """The user's own folder for settings, own methods and logs; `FACILITATOR_HOME` overrides it. Not created here."""
    if home := os.environ.get("FACILITATOR_HOME"):
        return Path(home)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home() / "AppData/Local"))) / "Facilitator"
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support/Facilitator"
    return Path(os.environ.get("XDG_DATA_HOME", str(Path.home() / ".local/share"))) / "facilitator"


def own_methods() -> Path:
    """The folder of the facilitator's own method files. Not created here."""
    return user_data() / "methods"
