"""What one stage hands to a later one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a stage produced. `id` is the key of the entry behind it, so a correction upstream shows here."""

    id: str
    text: str
    stage: str
    group: str = ""
    score: float | None = None
    withdrawn: bool = False
