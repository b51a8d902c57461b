"""What the journeys over HTTP share: a day's file and a web process over it."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from children import line_of
from facilitator.activities.library import find
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.store import file
from facilitator.store.feed import open_feed

W = "journey1"
PATIENCE_S = 60.0
GROUPS = [{"id": "vcs", "label": "Voluntary & community sector"}, {"id": "par", "label": "Parents"}]


INFO: Mapping[str, object] = {
    "title": "Local groups and centres",
    "challenge": "What could we do together?",
    "wifi": "Hall",
}


def make_day(
    path: Path,
    stage: str = "objective",
    *,
    info: Mapping[str, object] = INFO,
    groups: Sequence[Mapping[str, str]] = (),
) -> Path:
    """A programme with the focused conversation, one stage open."""
    file.create(path)
    append(path, *acts.create(dict(info), [find("focused-conversation")], groups=groups, workshop=W))
    append(path, act("stage_opened", stage), act("timer", stage, verb="start"))
    return path


def act(kind: str, stage: str, **body: object) -> Draft:
    """An act of the facilitator on a stage."""
    return Draft(kind, body, W, stage)


def append(path: Path, *drafts: Draft) -> None:
    """Write into the file as the desktop does."""
    with contextlib.closing(open_feed(path)) as log:
        log.append(drafts)


@contextlib.contextmanager
def serving(path: Path, *words: str, port: int = 0) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A web process over the file: the process, and the address of its workshop."""
    command = list(words) or ["-m", "facilitator", "serve", str(path), "--host", "127.0.0.1", "--port", str(port)]
    child = subprocess.Popen([sys.executable, *command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        yield child, json.loads(line_of(child))["url"]
    finally:
        if child.poll() is None:
            child.kill()
        child.communicate(timeout=20)


def open_stage(url: str) -> str:
    """The id of the stage that is open as the web process knows it; empty where none is."""
    with urllib.request.urlopen(f"{url}/state", timeout=PATIENCE_S) as answer:
        stage = json.load(answer)["stage"]
    return str(stage["id"]) if stage else ""


def wait_for_stage(url: str, stage: str) -> None:
    """Until the web process has heard which stage is open."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        if open_stage(url) == stage:
            return
    raise AssertionError(f"The stage '{stage}' did not open.")
