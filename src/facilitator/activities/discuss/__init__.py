"""A led conversation with lines to agree on."""

from __future__ import annotations

from facilitator.activities.contract import Activity
from facilitator.activities.discuss.bodies import HandCount, Support
from facilitator.model.entry import Body
from facilitator.model.kinds import WHOLE, Kind
from facilitator.model.say import say


def _no_answer(body: Body) -> bool:
    return not Support.read(body).choice


ACTIVITY = Activity(
    "Talk, and agree on lines",
    (
        Kind(
            "support",
            quiet=True,
            slow=True,
            thanks=say("Your answer to this line is saved on the facilitator's laptop."),
            back=say("Your answer to this line is taken back."),
            takes_back=_no_answer,
            words=(WHOLE,),
            echo=True,
            body=Support,
        ),
        Kind("hands", quiet=True, body=HandCount),
    ),
    plays=True,
)
