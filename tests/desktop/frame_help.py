"""What the tests of the window's frame share: a file with a workshop, and waiting for a condition."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent

from facilitator.activities import library
from facilitator.desktop.shell.frame import MainWindow
from facilitator.model import acts
from facilitator.model.entry import Draft, Entry
from facilitator.store import file
from facilitator.store.feed import open_feed

Opener = Callable[..., MainWindow]
"""Makes a window: `window_of(settings, rehearsal, serves=...)`."""
GROUPS = (
    {"id": "vcs", "label": "Voluntary & community sector", "short": "VCS"},
    {"id": "ccm", "label": "Children's-centre managers", "short": "CCM"},
    {"id": "la", "label": "Local authority professionals", "short": "LA"},
    {"id": "par", "label": "Parents", "short": "PAR"},
)
METHOD = "focused-conversation"
PATIENCE_S = 20.0


def until(condition: Callable[[], object], patience_s: float = PATIENCE_S) -> None:
    """Let the window work until the condition holds."""
    end = time.monotonic() + patience_s
    while not condition():
        assert time.monotonic() < end, "the window did not get there in time"
        QCoreApplication.processEvents()
        time.sleep(0.002)


def settle() -> None:
    """Let the window do what is due now, deletions included."""
    for _ in range(4):
        QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def programme(
    path: Path,
    *more: Draft,
    title: str = "What could we do together?",
    workshop: str = "w1",
    method: str = METHOD,
) -> Path:
    """Make a programme file with one workshop in it."""
    info = {"title": title, "date": "2026-11-24", "starts": "10:20", "challenge": "What next?"}
    file.create(path)
    append(path, Draft("programme", {"title": "Voluntary groups"}))
    append(path, *acts.create(info, [library.find(method)], groups=GROUPS, workshop=workshop), *more)
    return path


def append(path: Path, *drafts: Draft) -> None:
    """Write drafts as another process would."""
    log = open_feed(path)
    log.append(drafts)
    log.close()


def entries(path: Path, kind: str) -> list[Entry]:
    """What of one kind is in the file."""
    log = open_feed(path)
    found = [entry for entry in log.pull(0) if entry.kind == kind]
    log.close()
    return found


def note(text: str, stage: str, person: str = "", **body: str) -> Draft:
    """A note as a phone sends it."""
    return Draft("note", {"text": text, "source": "phone", **body}, "w1", stage, person)
