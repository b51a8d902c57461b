"""Private votes on what earlier stages brought."""

from __future__ import annotations

from facilitator.activities.contract import Activity
from facilitator.activities.vote import bodies
from facilitator.model.kinds import Kind
from facilitator.model.say import say

ACTIVITY = Activity(
    say("Vote or rank"),
    (
        Kind(
            bodies.Ballot,
            quiet=True,
            slow=True,
            thanks=say("Your vote is saved on the facilitator's laptop."),
            back=say("Your vote is taken back."),
        ),
        Kind(bodies.HandCount, quiet=True),
    ),
    plays=True,
    prints=True,
)
