"""The room of a soak: notes that arrive in whatever the window has open: `room.py FOLDER SEED`, until it is ended.

Some are written into the file by this process, as another window would; some come over HTTP from the room page; and for
part of the time the pretend people of a rehearsal do all that its stages ask of phones.
"""

from __future__ import annotations

import contextlib
import json
import random
import secrets
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType
from typing import Any

from facilitator.model.entry import Draft
from facilitator.store.faults import Fault
from facilitator.store.feed import open_feed
from soak import programmes

PATIENCE_S = 5.0


class Room:
    """Everybody who is not at the window."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder, self._chance = folder, random.Random(seed + 3)
        self._crowd: subprocess.Popen[bytes] | None = None
        self._page = ""
        self.counts = {"written": 0, "sent": 0, "refused": 0, "crowds": 0}

    def play(self) -> None:
        """Send, until this process is ended."""
        while True:
            time.sleep(self._chance.choice((0.05, 0.1, 0.3, 1.0)))
            now = self._now()
            self._follow(now)
            if now.get("stage"):
                with contextlib.suppress(Fault, OSError):
                    self._send(now) if now["url"] and self._chance.random() < 0.5 else self._write(now)
            self._say()

    def end(self) -> None:
        """Send the pretend people home."""
        crowd, self._crowd = self._crowd, None
        if crowd is not None:
            crowd.terminate()
            try:
                crowd.wait(PATIENCE_S)
            except subprocess.TimeoutExpired:
                crowd.kill()
                crowd.wait()

    def _now(self) -> dict[str, Any]:
        try:
            found = json.loads((self._folder / "now").read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _follow(self, now: dict[str, Any]) -> None:
        """The pretend people come for half of the room pages there are, and go with them."""
        page = str(now.get("url", ""))
        if page == self._page:
            return
        self.end()
        self._page = page
        if page and self._chance.random() < 0.5:
            self.counts["crowds"] += 1
            words = [sys.executable, "-m", "facilitator", "rehearse", now["path"], "--join", page]
            words += ["--participants", "8", "--seed", str(self._chance.randint(1, 999))]
            with (self._folder / "crowd.errors").open("ab") as errors:
                self._crowd = subprocess.Popen(words, stdout=errors, stderr=errors)

    def _write(self, now: dict[str, Any]) -> None:
        path = Path(now["path"])
        if not path.exists():
            return
        body = {"text": programmes.words(self._chance), "source": "phone"}
        count = self._chance.choice((1, 1, 1, 20))
        with contextlib.closing(open_feed(path)) as log:
            log.append([Draft("note", body, now["workshop"], now["stage"]) for _ in range(count)])
        self.counts["written"] += count

    def _send(self, now: dict[str, Any]) -> None:
        body = {"text": programmes.words(self._chance), "key": secrets.token_hex(8), "group": "g1"}
        head = {"Accept": "application/json", "X-Requested-With": "fetch", "Content-Type": "application/json"}
        head["Cookie"] = f"seat={self._chance.getrandbits(128):032x}"
        asked = urllib.request.Request(f"{now['url']}/stage/{now['stage']}", json.dumps(body).encode(), head)
        try:
            with urllib.request.urlopen(asked, timeout=PATIENCE_S):
                self.counts["sent"] += 1
        except urllib.error.HTTPError as refused:
            refused.close()
            self.counts["refused"] += 1

    def _say(self) -> None:
        (self._folder / "room.new").write_text(json.dumps(self.counts), "utf-8")
        (self._folder / "room.new").replace(self._folder / "room")


def main(folder: Path, seed: int) -> int:
    """Play until this process is asked to end."""
    room = Room(folder, seed)

    def leave(number: int, frame: FrameType | None) -> None:
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, leave)
    try:
        room.play()
    finally:
        room.end()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
