"""A room page that phones go on using while the window shows another workshop, or none."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from facilitator.desktop.roompage import process as page_process
from facilitator.desktop.roompage.process import Up
from facilitator.model.bodies import ServingStopped
from facilitator.store.feed import open_feed


@dataclass(frozen=True)
class LeftOn:
    """The room page of a workshop that is no longer open in the window."""

    path: Path
    workshop: str
    title: str
    up: Up

    def lives(self) -> bool:
        """Whether its process is still there."""
        return page_process.alive(self.up)

    def stop(self) -> None:
        """Ask it to end, as phones are told. Raises Fault."""
        with contextlib.closing(open_feed(self.path)) as feed:
            feed.append([ServingStopped().draft(self.workshop)])

    def see_off(self) -> None:
        """Make sure that it ends. Takes a while, and is called aside."""
        page_process.see_off(self.up)
