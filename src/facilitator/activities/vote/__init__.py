"""Private votes on what earlier stages brought."""

from __future__ import annotations

from facilitator.activities.contract import Activity
from facilitator.activities.vote.bodies import Ballot, HandCount
from facilitator.model.entry import Body
from facilitator.model.kinds import Kind
from facilitator.model.say import say


def _empty(body: Body) -> bool:
    return not Ballot.read(body).choices


ACTIVITY = Activity(
    "Vote or rank",
    (
        Kind(
            "vote",
            quiet=True,
            slow=True,
            thanks=say("Your vote is saved on the facilitator's laptop."),
            back=say("Your vote is taken back."),
            takes_back=_empty,
            body=Ballot,
        ),
        Kind("hand_votes", quiet=True, body=HandCount),
    ),
    plays=True,
)
