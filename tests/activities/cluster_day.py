"""A wall to try things on: its stages in memory, and the sample day's seven groups as they were found."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.activities.cluster import rules
from facilitator.activities.cluster.facts import Look, State, look
from facilitator.model.clock import Clock
from facilitator.model.entry import Draft, Entry
from facilitator.model.item import Item
from facilitator.model.method import Stage
from facilitator.model.run import StageRun

QUESTION = "Which results should a specification ask for so that parents and local groups share in delivery?"
SAMPLE = {
    "G1": (
        "Involve families and groups before decisions harden",
        (
            "Parents on the panel from the first draft",
            "Share options early, not one plan",
            "Say what changed because of us",
        ),
    ),
    "G2": (
        "Let local partners describe the need together",
        ("Use what playgroups already know", "Joint needs walk each year", "Count reach, not only visits"),
    ),
    "G3": (
        "Build the contract from one shared outcomes frame",
        ("Same five outcomes for all", "Small providers report on one page", "Parents define 'better'"),
    ),
    "G4": (
        "Take outreach to streets where need gathers",
        ("Hall sessions on the estate", "Evening slot for working parents", "Dads' worker two days"),
    ),
    "G5": (
        "Give every volunteer a proper way in and on",
        ("Induction in each centre", "Expenses paid the same day", "Route to a qualification"),
    ),
    "G6": (
        "Make agreements small enough to bid for",
        ("Lots under a set value", "Longer terms", "Plain-English forms"),
    ),
    "G7": (
        "Have big charities back the small ones",
        ("Lend policies and payroll", "Pair for first bid", "Mentor a trustee"),
    ),
}
LONER = "Who pays for crèche at meetings?"
ARROWS = (("G1", "G2", "leads_to"), ("G2", "G3", "leads_to"), ("G7", "G6", "supports"), ("G4", "G5", "causes"))


class Wall:
    """The four stages on one state; `do` asks and folds, `try_to` folds what the rules may refuse."""

    def __init__(self, notes: int | list[str] = 6, mode: str = "phones") -> None:
        texts = [f"note {n}" for n in range(notes)] if isinstance(notes, int) else notes
        self.items = [Item(f"n{n}", text, "write", "vcs" if n % 2 else "") for n, text in enumerate(texts)]
        phases = ("group", "title", "relations", "combine")
        stages = [
            Stage(p, p.title(), "cluster", prompt=QUESTION, limit=120, options={"phase": p, "mode": mode})
            for p in phases
        ]
        self.state: State = rules.start(stages[0], lambda: self.items)
        self.state.phases.update({s.id: s for s in stages})
        self.runs = {s.id: StageRun(s, "m", Clock("SOFT", 60_000), rules, self.state, status="open") for s in stages}
        self.seq = 0

    def refusal(self, kind: str, stage: str, body: dict) -> str | None:
        """What the rules say to an act."""
        return rules.check(self.state, Draft(kind, body, "w", stage))

    def try_to(self, kind: str, stage: str = "group", /, **body: object) -> str:
        """Fold an act whatever the rules say to it; its key."""
        self.seq += 1
        entry = Entry(self.seq, f"e{self.seq:03}", "w", stage, 1000 * self.seq, "", kind, body)
        rules.fold(self.state, entry)
        return entry.key

    def do(self, kind: str, stage: str = "group", /, **body: object) -> str:
        """Fold an act that the rules must take; its key."""
        assert self.refusal(kind, stage, dict(body)) is None
        return self.try_to(kind, stage, **body)

    def group(self, *notes: str, **more: object) -> str:
        """A new group of these notes."""
        return self.do("grouped", notes=list(notes), cluster="", **more)

    def titled(self, *notes: str, title: str) -> str:
        """A new group with a title."""
        group = self.group(*notes)
        self.do("titled", "title", cluster=group, title=title)
        return group

    @property
    def now(self) -> Look:
        """What stands on the wall."""
        return look(self.state)

    def texts(self, group: str) -> list[str]:
        """The words in a group."""
        return [slip.text for slip in self.now.members.get(group, ())]


def sample_wall(alone: Sequence[str] = (LONER,)) -> tuple[Wall, dict[str, str]]:
    """The sample day's wall with these notes on their own, and its groups' keys by their names there."""
    texts = [text for _title, notes in SAMPLE.values() for text in notes]
    wall = Wall([*texts, *alone])
    keys = {item.text: item.id for item in wall.items}
    found = {name: wall.group(*(keys[text] for text in notes)) for name, (_title, notes) in SAMPLE.items()}
    for name, (title, _notes) in SAMPLE.items():
        wall.do("titled", "title", cluster=found[name], title=title)
    for start, end, kind in ARROWS:
        wall.do("related", "relations", **{"from": found[start], "to": found[end], "kind": kind})
    return wall, found
