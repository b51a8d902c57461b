"""Time zones: the one that this computer says it is in, and the one in which the papers of a workshop tell the time."""

from __future__ import annotations

import os
import re
import time
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

UNKNOWN = "UTC"
"""The zone of a workshop that does not say one."""
_APART = re.compile(r"UTC([+-])(\d{1,2}):(\d{2})")


def here() -> str:
    """The zone that this computer is in: `Europe/London`, or `UTC+01:00` where it has no name that others know."""
    for name in (os.environ.get("TZ", "").lstrip(":"), linked()):
        if name and _known(name) is not None:
            return name
    return offset(datetime.fromtimestamp(time.time_ns() / 1e9).astimezone())


def zone(name: str) -> tzinfo:
    """The zone of that name; UTC where this computer does not know it."""
    found = _known(name)
    return UTC if found is None else found


def written(name: str, at: datetime) -> str:
    """How a paper calls the zone of a time in it: `UTC`, `Europe/London (UTC+01:00)`."""
    apart = offset(at)
    return apart if name == apart or _known(name) is None else f"{name} ({apart})"


def offset(at: datetime) -> str:
    """How far a time's zone is from UTC: `UTC`, `UTC+01:00`."""
    minutes = round((at.utcoffset() or timedelta()).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}" if minutes else "UTC"


@cache
def _known(name: str) -> tzinfo | None:
    if name == "UTC":
        return UTC
    if apart := _APART.fullmatch(name):
        minutes = int(apart[2]) * 60 + int(apart[3])
        length = timedelta(minutes=-minutes if apart[1] == "-" else minutes)
        return timezone(length) if minutes < 24 * 60 else None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def linked() -> str:
    """The name of the zone that the system's own time is linked to, where it is."""
    return str(Path("/etc/localtime").resolve()).rpartition("/zoneinfo/")[2]
