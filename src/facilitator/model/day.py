"""A workshop as it stands: agenda, open stage, clock, people. `folding` says how entries change it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from facilitator.model.bodies import Serving
from facilitator.model.clock import MINUTE, Clock
from facilitator.model.facts import PARKING, PARKING_STAGE, Block, Info, Screen
from facilitator.model.item import Item
from facilitator.model.method import Stage
from facilitator.model.notes import Note
from facilitator.model.numbering import Numbers
from facilitator.model.people import Groups, People
from facilitator.model.run import CLOSED, OPEN, Rules, StageRun


class Day:
    """The facts of one workshop. `rules_of` gives an activity's rules by its kind; `as_planned` are the ids of its
    stages before anybody put them in another order, `put` the places that they were put in then.

    `zone` is where its computer was when a stage was opened last; empty in files that do not say it.
    """

    def __init__(self, workshop_id: str, rules_of: Callable[[str], Rules[Any]]) -> None:
        self.id = workshop_id
        self._rules_of = rules_of
        self.clear()

    def clear(self) -> None:
        """Go back to before the first entry."""
        self.seq = 0
        self.created_at = 0
        self.info = Info()
        self.code = ""
        self.secret = ""
        """What only the file knows: the codes of cards are made from it."""
        self.rehearsal = False
        self.groups = Groups()
        self.blocks: list[Block] = []
        self.runs: dict[str, StageRun] = {}
        self.as_planned: list[str] = []
        self.put: dict[str, int] = {}
        self.people = People()
        self.parking = self.new_run(PARKING_STAGE, "")
        self.parking.status = OPEN
        self.open_id = ""
        self.screen = Screen()
        self.finished_at: int | None = None
        self.zone = ""
        self.serving: Serving | None = None
        self.serving_seq = 0
        self.numbers = Numbers()
        self._filed: dict[str, list[tuple[str, str]]] = {}

    def knows(self, activity: str) -> bool:
        """Whether there is such an activity."""
        try:
            self._rules_of(activity)
        except KeyError:
            return False
        return True

    def new_run(self, stage: Stage, block: str) -> StageRun:
        """A stage as it is before its first entry."""
        rules = self._rules_of(stage.activity)
        clock = Clock(stage.timer, stage.minutes * MINUTE)
        if stage.continues:
            state = self.runs[stage.continues].state
            stage = state.phases[stage.id] = state.sound(stage)
        else:
            state = rules.start(stage, lambda: self.feed(stage.id))
            if state.unfit(stage):
                stage = state.sound(stage)
                state = rules.start(stage, lambda: self.feed(stage.id))
        counted = sum(self.people.counted.values())
        return StageRun(stage, block, clock, rules, state, present=self.people.present(), counted=counted)

    def put_in_order(self) -> None:
        """Sort the stages: those that were put somewhere by their place, then the others as they were planned."""
        places = {name: (self.put.get(name, 1_000_000), n) for n, name in enumerate(self.as_planned)}
        self.runs = {name: self.runs[name] for name in sorted(self.runs, key=places.__getitem__)}

    def count_present(self) -> None:
        """Tell every stage how many people take part by now."""
        present, counted = self.people.present(), sum(self.people.counted.values())
        if (present, counted) != (self.parking.present, self.parking.counted):
            for run in (*self.runs.values(), self.parking):
                run.present, run.counted = present, counted

    @property
    def stages(self) -> list[StageRun]:
        """The agenda's stages in order, without the parking lot."""
        return list(self.runs.values())

    @property
    def current(self) -> StageRun | None:
        """The stage that is open, if one is."""
        return self.runs.get(self.open_id)

    def run(self, stage_id: str) -> StageRun | None:
        """The stage with that id, the parking lot among them."""
        return self.parking if stage_id == PARKING else self.runs.get(stage_id)

    def block_of(self, run: StageRun) -> Block | None:
        """The method that a stage belongs to."""
        return next((b for b in self.blocks if b.id == run.block), None)

    def neighbour(self, step: int) -> StageRun | None:
        """The stage `step` places after the open one; before the first opening, the first."""
        ids = list(self.runs)
        if not ids:
            return None
        if not self.open_id:
            done = [n for n, run in enumerate(self.stages) if run.status == CLOSED]
            place = (max(done) + step) if done else (0 if step > 0 else -1)
        else:
            place = ids.index(self.open_id) + step
        return self.runs[ids[place]] if 0 <= place < len(ids) else None

    def parked(self) -> list[tuple[StageRun, Note]]:
        """Every note in the parking lot, `(where it was written, note)`, in the order written."""
        found = [(self.parking, n) for n in self.parking.notes.having("live", "parked")]
        found += [(run, n) for run in self.runs.values() for n in run.own_notes() if n.status == "parked"]
        return sorted(found, key=lambda pair: pair[1].seq)

    def find(self, key: str) -> tuple[StageRun, Note] | None:
        """The note with that key and its stage."""
        for run in (*self.runs.values(), self.parking):
            note = run.notes.get(key)
            if note is not None:
                return run, note
        return None

    def filed(self, key: str) -> list[tuple[StageRun, str]]:
        """`(stage, key)` of the notes that a note became where it was filed again, however often."""
        found: dict[str, StageRun] = {}
        keys = [key]
        for origin in keys:
            for stage, copy in self._filed.get(origin, ()):
                run = self.run(stage)
                if run is not None and copy not in found and copy != key:
                    found[copy] = run
                    keys.append(copy)
        return [(run, copy) for copy, run in found.items()]

    def feed(self, stage_id: str) -> list[Item]:
        """What the stages that feed a stage have produced by now, in order."""
        run = self.runs.get(stage_id)
        sources = [self.runs[s] for s in run.stage.feeds] if run else []
        return [item for source in sources for item in source.items()]
