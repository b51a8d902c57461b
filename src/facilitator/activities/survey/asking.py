"""A questionnaire where it was asked, for what spans several workshops."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.activities.survey.rules import State
from facilitator.model.run import StageRun
from facilitator.model.suppression import place
from facilitator.model.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Asking:
    """A workshop, and the stage of it in which people filled in a questionnaire."""

    workshop: Workshop
    run: StageRun

    @property
    def state(self) -> State:
        """Its forms."""
        state: State = self.run.state
        return state

    @property
    def where(self) -> str:
        """What it is called among all figures."""
        return place(self.workshop.id, self.run.id)
