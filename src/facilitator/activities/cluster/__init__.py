"""Grouping by affinity, the KJ way."""

from __future__ import annotations

from facilitator.activities.cluster import bodies
from facilitator.activities.contract import Activity
from facilitator.model.kinds import Kind, Told
from facilitator.model.say import say

_MOVED = say("Your move is saved on the facilitator's laptop.")

ACTIVITY = Activity(
    say("Group notes on a wall"),
    (
        Kind(bodies.Placed, told=Told.STATE, thanks=_MOVED),
        Kind(bodies.Grouped, told=Told.STATE, thanks=_MOVED),
        Kind(bodies.GroupMoved, told=Told.STATE),
        Kind(bodies.Copied, told=Told.STATE, thanks=say("The copy of the note is saved on the facilitator's laptop.")),
        Kind(bodies.Uncopied, told=Told.STATE),
        Kind(bodies.Nested, told=Told.STATE),
        Kind(bodies.SplitOff, told=Told.STATE, words=("why",)),
        Kind(bodies.Titled, told=Told.STATE, words=("title",)),
        Kind(bodies.Related, told=Told.STATE, words=("why",)),
        Kind(bodies.Declined, told=Told.STATE, words=("why",)),
        Kind(bodies.Unrelated, told=Told.STATE),
        Kind(bodies.MergeAsked, told=Told.STATE),
        Kind(bodies.MergeAnswer, thanks=say("Your answer, the same or two, is saved on the facilitator's laptop.")),
        Kind(bodies.MergeHands),
        Kind(bodies.MergeSettled, told=Told.STATE, words=("title",)),
    ),
    plays=True,
    prints=True,
)
