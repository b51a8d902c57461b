"""Grouping by affinity, the KJ way."""

from __future__ import annotations

from facilitator.activities.contract import Activity
from facilitator.model.kinds import Kind
from facilitator.model.say import say

_MOVED = say("Your move is saved on the facilitator's laptop.")

ACTIVITY = Activity(
    "Group notes on a wall",
    (
        Kind("placed", thanks=_MOVED),
        Kind("grouped", thanks=_MOVED),
        Kind("group_moved"),
        Kind("copied", thanks=say("The copy of the note is saved on the facilitator's laptop.")),
        Kind("uncopied"),
        Kind("nested"),
        Kind("split"),
        Kind("titled"),
        Kind("related"),
        Kind("declined"),
        Kind("unrelated"),
        Kind("merge_asked"),
        Kind("merge_answer", thanks=say("Your answer, the same or two, is saved on the facilitator's laptop.")),
        Kind("merge_hands"),
        Kind("merge_settled"),
    ),
    plays=True,
)
