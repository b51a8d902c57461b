"""The register of answers: what people said above all, and what those who decide answer to each of it."""

from __future__ import annotations

from facilitator.model.kinds import Kind
from facilitator.model.say import say
from facilitator.programme.answers import bodies, play
from facilitator.programme.aspect import Aspect

ASPECT = Aspect(
    (
        Kind(
            bodies.AnswerAsked, words=("point",), about="id", called=say("What people said, in the register of answers")
        ),
        Kind(bodies.AnswerGiven, words=("words", "who"), about="id", called=say("An answer to what people said")),
        Kind(bodies.AnswerRemoved),
        Kind(bodies.AnswersDue, words=("contact",), about="", called=say("Whom to ask about the answers")),
    ),
    place="evaluate",
    title=say("Answers"),
    made=play.made,
)
