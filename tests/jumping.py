"""A computer whose clock is put forward and back, whose processes begin anew, and which may be started again."""

from __future__ import annotations

import time

import pytest

from facilitator.model import moment
from facilitator.model.clock import MINUTE

START = 1_700_000_000_000
HOUR = 60 * MINUTE


class Computer:
    """Its clocks stand still unless time `passes`; milliseconds."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.wall, self.up, self.started = START, 5 * HOUR, "one"
        patch.setattr(time, "time_ns", lambda: self.wall * 1_000_000)
        patch.setattr(moment, "uptime_ns", lambda: self.up * 1_000_000)
        patch.setattr(moment, "computer_start", lambda: self.started)
        patch.setattr(moment, "laid_by", {})

    def passes(self, ms: int) -> None:
        """So much time passes."""
        self.wall += ms
        self.up += ms

    def put(self, by: int) -> None:
        """Somebody puts its clock forward, or back."""
        self.wall += by

    def process(self) -> None:
        """Another process begins, which knows nothing of what the clock was."""
        moment.catch_up()

    def start_anew(self, ms: int) -> None:
        """It is switched off, and on again so much later."""
        self.wall += ms
        self.up, self.started = 0, self.started + "+"
        self.process()
