"""Grouping by affinity, the KJ way."""

from __future__ import annotations

from facilitator.activities.cluster import bodies
from facilitator.activities.contract import Activity
from facilitator.model.kinds import Kind
from facilitator.model.say import say

_MOVED = say("Your move is saved on the facilitator's laptop.")

ACTIVITY = Activity(
    "Group notes on a wall",
    (
        Kind(bodies.Placed, thanks=_MOVED),
        Kind(bodies.Grouped, thanks=_MOVED),
        Kind(bodies.GroupMoved),
        Kind(bodies.Copied, thanks=say("The copy of the note is saved on the facilitator's laptop.")),
        Kind(bodies.Uncopied),
        Kind(bodies.Nested),
        Kind(bodies.SplitOff),
        Kind(bodies.Titled),
        Kind(bodies.Related),
        Kind(bodies.Declined),
        Kind(bodies.Unrelated),
        Kind(bodies.MergeAsked),
        Kind(bodies.MergeAnswer, thanks=say("Your answer, the same or two, is saved on the facilitator's laptop.")),
        Kind(bodies.MergeHands),
        Kind(bodies.MergeSettled),
    ),
    plays=True,
)
