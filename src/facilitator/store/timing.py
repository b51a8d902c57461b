"""Whether the computer's clock was put right since something was last stored in a workshop, and by how much.

Asked with the write lock held, so that the note of it stands before everything that has its time by the new clock.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from facilitator.model.bodies import ClockSet
from facilitator.model.entry import Draft
from facilitator.model.moment import STEP_MS, Reading, speed


def asks(draft: Draft) -> bool:
    """Whether a draft asks if the clock was put right."""
    return draft.kind == ClockSet.kind and draft.at is None


def notes(db: sqlite3.Connection, drafts: Sequence[Draft], now: Reading) -> list[Draft]:
    """What must be noted before these drafts: in each workshop where any gets its time now, a note if it was put right.

    How the clock lies now is remembered, unless nothing but that was asked.
    """
    found = []
    for workshop in sorted({draft.workshop for draft in drafts if draft.at is None and draft.workshop}):
        by = _put_right(db, workshop, now)
        if by:
            found.append(ClockSet(by).draft(workshop))
        if by or any(draft.workshop == workshop and not asks(draft) for draft in drafts):
            _lay(db, workshop, now, by)
    return found


def _put_right(db: sqlite3.Connection, workshop: str, now: Reading) -> int:
    """By how many milliseconds the clock was put forward, or back (below zero); 0 where it was not, or nobody knows.

    Of one start of the computer it is known exactly. Since another start, or where the computer does not tell one from
    another, the clock may only have been put back, and then by no less than what lies between the last entry and now.
    A rehearsal's time is no computer's.
    """
    row = db.execute("SELECT start, laid FROM clock WHERE workshop = ?", (workshop,)).fetchone()
    if row is None:
        return 0
    start, laid = row
    by = 0
    if start and start == now.start:
        by = now.laid - laid
    elif " " not in start + now.start:
        (last,) = db.execute("SELECT at FROM log WHERE workshop = ? ORDER BY seq DESC", (workshop,)).fetchone()
        by = min(0, now.wall - last)
    return by if abs(by) > STEP_MS * max(1.0, speed()) else 0


def _lay(db: sqlite3.Connection, workshop: str, now: Reading, by: int) -> None:
    if by or db.execute("SELECT start FROM clock WHERE workshop = ?", (workshop,)).fetchone() != (now.start,):
        db.execute("INSERT OR REPLACE INTO clock VALUES (?, ?, ?)", (workshop, now.start, now.laid))
