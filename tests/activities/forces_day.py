"""The sample day's force field, entry by entry, for the tests of its page, board and record."""

from __future__ import annotations

from typing import Any

from facilitator.activities import contract, library
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
CHANGE = {
    "now": "voluntary groups hold small separate agreements",
    "wanted": "several groups jointly deliver part of centre services",
    "by": "24 months",
    "scope": "Poole",
}
FORCES: list[tuple[str, str, int, int, int, int, int, str]] = [
    # id, text, strength, lowest, highest, n, changeability, reason
    ("D1", "Families already trust local groups", 5, 3, 5, 25, 3, ""),
    ("D2", "Larger charities offer to mentor small ones", 4, 2, 5, 24, 4, ""),
    ("D3", "Council not tied to a single model", 4, 1, 5, 25, 3, "kept at 4 after hearing a 1 and a 5"),
    ("D4", "Parents keen to volunteer", 3, 2, 4, 25, 4, ""),
    ("D5", "Pressure to show early-help results", 3, 2, 5, 23, 2, ""),
    ("R1", "Small groups have no spare staff hours", 5, 4, 5, 25, 3, ""),
    ("R2", "Contract size and tender forms", 4, 3, 5, 25, 4, ""),
    ("R3", "Budget unknown beyond 18 months", 5, 3, 5, 25, 1, ""),
    ("R4", "Fear of losing identity in a consortium", 3, 1, 5, 25, 4, ""),
    ("R5", "Thin governance and legal know-how", 4, 2, 5, 24, 4, ""),
    ("R6", "Earlier consultations brought no visible result", 3, 1, 5, 25, 5, ""),
]
ACTIONS = [
    ("A1", "R2", "weaken", "split lots so a small group can bid", "LA"),
    ("A2", "R5", "weaken", "governance clinic run by a larger charity", "VCS"),
    ("A3", "R6", "remove", "publish what was done within six weeks", "LA"),
    ("A4", "D4", "strengthen", "volunteer route in two centres", "CCM"),
]
VERDICT = {"go": 4, "go_if": 18, "not_yet": 3}
START = 1_321_355_400_000


class Day:
    """A workshop with the force field, and the means to let things happen in it."""

    def __init__(self, form: str = "") -> None:
        method = library.find("force-field" + (f":{form}" if form else ""))
        self.workshop = Workshop("w1", contract.rules)
        self.at = START
        for draft in acts.create({"title": "Sample"}, [method], groups=GROUPS, workshop="w1"):
            self.fold(draft)

    def fold(self, draft: Draft) -> Entry:
        """Store a draft, as the log would."""
        seq = self.workshop.seq + 1
        self.at += 1000
        key = draft.key or new_key()
        entry = Entry(seq, key, draft.workshop, draft.stage, self.at, draft.person, draft.kind, draft.body)
        self.workshop.fold(entry)
        self.workshop.seq = seq
        return entry

    def act(self, stage: str, kind: str, key: str = "", **body: Any) -> None:
        """Something that happens in a stage."""
        self.fold(Draft(kind, body, "w1", stage, key=key or new_key()))

    def open(self, stage: str) -> None:
        """Open a stage."""
        self.fold(acts.open_stage(self.workshop, stage))

    def run(self, stage: str) -> Any:
        """A stage as it runs."""
        return self.workshop.runs[stage]

    def state_change(self) -> None:
        """The change, and how clear it is."""
        self.open("state")
        self.act("state", "change", **CHANGE)
        for person, group in enumerate(PEOPLE):
            self.act("state", "clear", clear=person > 2, token=f"c{person}", group=group)
        self.act("state", "note", text="Which services are meant?", group="PAR", table="4")

    def name_forces(self) -> None:
        """All forces, two of them said twice."""
        self.open("name")
        for name, text, *_rest in FORCES:
            side = "driver" if name[0] == "D" else "restrainer"
            self.act("name", "note", name, text=text, group="VCS", table="1", fields={"side": side, "feels": ""})
        extra = {"side": "restrainer", "feels": "small groups"}
        self.act("name", "note", "R2b", text="Tender forms are too long", group="PAR", table="4", fields=extra)
        self.open("merge")
        self.act("merge", "merged", targets=["R2b"], into="R2")

    def score(self) -> None:
        """Everybody scores everything, in private."""
        self.open("score")
        for name, _text, strength, low, high, n, change, _reason in FORCES:
            for scale, (middle, least, most) in {"strength": (strength, low, high)}.items():
                self.rate(name, scale, [least, most, *[middle] * (n - 2), *[0] * (25 - n)])
            self.rate(name, "changeability", [change] * 24 + [0])

    def rate(self, force: str, scale: str, values: list[int]) -> None:
        """One number a person."""
        for person, value in enumerate(values):
            self.act(
                "score", "rating", target=force, scale=scale, value=value, token=f"t{person}", group=PEOPLE[person]
            )

    def rest(self) -> None:
        """Spread, actions, what is expected, the verdict."""
        self.act("score", "revealed")
        self.open("spread")
        self.act("spread", "agreed", target="D3", strength=4, reason="kept at 4 after hearing a 1 and a 5")
        self.open("act")
        for key, force, effect, idea, who in ACTIONS:
            fields = {"effect": effect, "force": force, "who": who, "first_step": "ask at the next meeting"}
            self.act("act", "note", key, text=idea, group=who, table="2", fields=fields)
        self.act("act", "after", target="R2", strength=2)
        self.open("read")
        self.act("read", "hands", counts=VERDICT, condition="a tested small service first")


def whole_day() -> Day:
    """The whole sample day."""
    day = Day()
    day.state_change()
    day.name_forces()
    day.score()
    day.rest()
    return day
