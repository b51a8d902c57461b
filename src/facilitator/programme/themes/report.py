"""The themes of a programme in documents and in the records."""

from __future__ import annotations

from facilitator.looks.blocks import Block
from facilitator.model.programme import Programme
from facilitator.programme.aspect import Report
from facilitator.programme.themes.offering import suggested


def section(programme: Programme) -> list[Block]:
    """Nothing so far."""
    return []


REPORT = Report(section, suggested=suggested)
