"""Which notes a stage of a scenario workshop shows, and what the ids in their answers mean."""

from __future__ import annotations

from facilitator.activities.read import rules
from facilitator.model.notes import Note
from facilitator.model.run import StageRun


def belongs(run: StageRun, note: Note) -> bool:
    """Whether a note is shown in a stage: its own, and in the plenary what the role groups wrote before."""
    state: rules.State = run.state
    told = state.phase(run.id) == rules.PLENARY and state.phase(note.stage) == rules.CRITIQUE
    return note.stage == run.id or told


def names_of(run: StageRun) -> dict[str, str]:
    """What the ids in a stage's item fields mean, in words."""
    state: rules.State = run.state
    found: dict[str, str] = {}
    for stage in state.phases.values():
        for one in stage.fields:
            if one.kind == "item":
                found |= dict(state.choices(stage.id, one))
    return found
