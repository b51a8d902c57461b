"""A questionnaire that people fill in once each."""

from __future__ import annotations

from facilitator.activities.contract import Activity
from facilitator.activities.survey import bodies
from facilitator.activities.survey.files import FILES
from facilitator.activities.survey.instrument import WAVES, of_stage
from facilitator.activities.survey.instrument_file import fill
from facilitator.activities.survey.pairing import CARD
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


def _without_code(stage: Stage) -> frozenset[str]:
    """Only a second form, or one that is paired by a code of one's own, asks for a code."""
    wave, way = stage.options.get("wave", ""), stage.options.get("pairing", CARD)
    asks = wave == WAVES[1] or (wave == WAVES[0] and way != CARD)
    return frozenset() if asks else frozenset({"code"})


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
            unasked=_without_code,
            once=True,
        ),
        Kind(bodies.AllCounted),
        Kind(bodies.Withheld),
        Kind(bodies.Reporting),
    ),
    finish=fill,
    keeps_group=False,
    counts_people=True,
    plays=True,
    prints=True,
    files=FILES,
)
