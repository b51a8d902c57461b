"""A led conversation with lines to agree on."""

from __future__ import annotations

from facilitator.activities.contract import Activity
from facilitator.activities.discuss import bodies
from facilitator.model.kinds import WHOLE, Kind
from facilitator.model.say import say

ACTIVITY = Activity(
    say("Talk, and agree on lines"),
    (
        Kind(
            bodies.Support,
            quiet=True,
            slow=True,
            thanks=say("Your answer to this line is saved on the facilitator's laptop."),
            back=say("Your answer to this line is taken back."),
            words=(WHOLE,),
            echo=True,
        ),
        Kind(bodies.HandCount, quiet=True),
    ),
    plays=True,
    by_hand=bodies.HandCount,
    prints=True,
)
