"""How a programme is kept going: what is to happen by when, the task group's meetings, indicators, and the papers that
each of its events owes.
"""

from __future__ import annotations

from facilitator.model.kinds import Kind
from facilitator.model.say import say
from facilitator.programme.aspect import Aspect
from facilitator.programme.delivery import bodies, play

ASPECT = Aspect(
    (
        Kind(bodies.StepTold, words=("text", "owner"), about="id", called=say("A step of the delivery plan")),
        Kind(bodies.StepRemoved),
        Kind(bodies.MeetingTold, words=("called", "note"), about="id", called=say("A meeting of the task group")),
        Kind(bodies.MeetingRemoved),
        Kind(
            bodies.IndicatorTold, words=("text", "measure", "target", "result"), about="id", called=say("An indicator")
        ),
        Kind(bodies.IndicatorRemoved),
        Kind(bodies.PaperTold, words=("why",), about="paper", called=say("Why a paper is not there")),
    ),
    title=say("Delivery plan"),
    planned=play.planned,
    made=play.made,
)
