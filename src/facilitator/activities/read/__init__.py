"""Stories that people read, mark, judge and answer."""

from __future__ import annotations

from facilitator.activities.contract import Activity
from facilitator.activities.read import bodies
from facilitator.activities.read.scenario_file import look_over
from facilitator.model.kinds import Kind
from facilitator.model.say import say

ACTIVITY = Activity(
    say("Read and mark a text"),
    (
        Kind(
            bodies.Mark,
            thanks=say("Your mark is saved on the facilitator's laptop."),
            back=say("Your mark is taken back."),
        ),
        Kind(bodies.HandMarks),
        Kind(bodies.Added, words=("text",)),
        Kind(bodies.Joined),
    ),
    finish=look_over,
    plays=True,
    prints=True,
)
