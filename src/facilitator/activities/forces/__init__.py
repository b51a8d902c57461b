"""Force-field analysis: what drives a change, what holds it back."""

from __future__ import annotations

from facilitator.activities.contract import Activity
from facilitator.model.entry import Body
from facilitator.model.kinds import Kind, Told


def _no_answer(body: Body) -> bool:
    return not body.get("choice")


ACTIVITY = Activity(
    "Force field",
    (
        Kind("change", told=Told.STATE),
        Kind(
            "clear",
            quiet=True,
            slow=True,
            thanks="Whether the change is clear to you is saved on the facilitator's laptop.",
        ),
        Kind("clear_hands"),
        Kind("rating", quiet=True, slow=True, thanks="Your score is saved on the facilitator's laptop."),
        Kind("tally"),
        Kind("agreed"),
        Kind("after"),
        Kind(
            "verdict",
            quiet=True,
            slow=True,
            thanks="Your verdict is saved on the facilitator's laptop.",
            back="Your verdict is taken back.",
            takes_back=_no_answer,
        ),
        Kind("hands", quiet=True),
        Kind("focus"),
    ),
    plays=True,
)
