"""A questionnaire that people fill in once each."""

from __future__ import annotations

from facilitator.activities.contract import Activity
from facilitator.activities.survey import bodies
from facilitator.activities.survey.instrument import of_stage
from facilitator.activities.survey.instrument_file import fill
from facilitator.model.entry import Body
from facilitator.model.kinds import Kind, Path
from facilitator.model.method import Stage
from facilitator.model.say import say


def _ticked(stage: Stage, body: Body) -> frozenset[Path]:
    """The answers that are chosen, not written; of another version's questions nobody knows which those are."""
    instrument = of_stage(stage)
    if body.get("version") != instrument.version:
        return frozenset()
    return frozenset(("answers", question.id) for question in instrument.questions if question.kind != "text")


ACTIVITY = Activity(
    say("Questionnaire"),
    (
        Kind(bodies.GivenOut),
        Kind(
            bodies.FilledIn,
            thanks=say("Your form is saved on the facilitator's laptop."),
            back=say("Your form is taken back."),
            words=("answers.*",),
            spared=_ticked,
            once=True,
        ),
        Kind(bodies.Withheld),
    ),
    finish=fill,
    keeps_group=False,
    counts_people=True,
    plays=True,
    prints=True,
)
