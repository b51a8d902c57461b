"""Stories that people read, mark, judge and answer."""

from __future__ import annotations

from facilitator.activities.contract import Activity
from facilitator.activities.read.bodies import Added, HandMarks, Joined, Mark
from facilitator.activities.read.scenario_file import look_over
from facilitator.model.kinds import Kind, switched_off
from facilitator.model.say import say

ACTIVITY = Activity(
    "Read and mark a text",
    (
        Kind(
            "mark",
            thanks=say("Your mark is saved on the facilitator's laptop."),
            back=say("Your mark is taken back."),
            takes_back=switched_off,
            body=Mark,
        ),
        Kind("hand_marks", body=HandMarks),
        Kind("paragraph_added", body=Added),
        Kind("roles_joined", body=Joined),
    ),
    finish=look_over,
    plays=True,
)
