"""A speed dating and a board storm, entry by entry, for the tests of rotating."""

from __future__ import annotations

from typing import Any

from facilitator.activities import contract, library
from facilitator.activities.rotate import pace, planning
from facilitator.model import acts
from facilitator.model.entry import Draft, Entry, new_key
from facilitator.model.workshop import Workshop

GROUPS = [
    {"id": "VCS", "label": "Voluntary & community sector", "short": "VCS"},
    {"id": "CCM", "label": "Children's-centre managers", "short": "CCM"},
    {"id": "LA", "label": "Local authority professionals", "short": "LA"},
    {"id": "PAR", "label": "Parents", "short": "PAR"},
]
PEOPLE = ["VCS"] * 10 + ["CCM"] * 6 + ["LA"] * 5 + ["PAR"] * 4
START = 1_321_355_400_000


class Day:
    """A workshop with one method, and the means to let things happen in it."""

    def __init__(self, key: str) -> None:
        self.workshop = Workshop("w1", contract.rules)
        self.at = START
        info = {"title": "Sample", "tables": 4}
        for draft in acts.create(info, [library.find(key)], groups=GROUPS, workshop="w1"):
            self.fold(draft)

    def fold(self, draft: Draft) -> Entry:
        """Store a draft, as the log would."""
        self.at += 1000
        entry = Entry(
            self.workshop.seq + 1,
            draft.key,
            draft.workshop,
            draft.stage,
            self.at,
            draft.person,
            draft.kind,
            dict(draft.body),
        )
        self.workshop.fold(entry)
        return entry

    def run(self, stage: str) -> Any:
        """A stage as it runs."""
        return self.workshop.runs[stage]

    def do(self, stage: str, kind: str, body: dict[str, Any], person: str = "", key: str = "") -> Entry:
        """Enter something in a stage."""
        return self.fold(Draft(kind, body, "w1", stage, person, key or new_key()))

    def open(self, stage: str) -> Any:
        """Open a stage."""
        self.do(stage, "stage_opened", {})
        return self.run(stage)

    def seat(self, number: int, group: str = "", stage: str = "brief", **more: Any) -> str:
        """Somebody takes a number; gives the key of their seat."""
        key = f"seat{number:04}"
        self.do(stage, "seat", {"name": f"N{number}", "group": group, **more}, person=f"p{number}", key=key)
        return key

    def plan(self, stage: str = "rounds") -> None:
        """The desk makes the plan for what is left."""
        state = self.run(stage).state
        self.do(stage, "plan", planning.planned(state, state.begun + 1, pace.rounds_of(self.run(stage))).pack())

    def step(self, stage: str = "rounds") -> None:
        """The desk begins what comes next."""
        for said in pace.next_step(self.run(stage)):
            self.fold(said.draft("w1", stage))


def dating(form: str = "", people: int = 25) -> Day:
    """Everybody has a number and the talks are open."""
    day = Day("speed-dating" + (f":{form}" if form else ""))
    day.open("brief")
    for number in range(1, people + 1):
        day.seat(number, PEOPLE[(number - 1) % len(PEOPLE)])
    day.open("rounds")
    return day


def storm(form: str = "") -> Day:
    """Each of four groups has written two lines at its home board."""
    day = Day("board-storm" + (f":{form}" if form else ""))
    day.open("home")
    for number in range(8):
        table = str(number % 4 + 1)
        day.do("home", "note", {"text": f"Line {number + 1}", "table": table}, key=f"line{number + 1:04}")
    return day
