"""What pretend people are made of: who they are, what each sends and when. Used by the `play.py` of each activity."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any

from facilitator.model.method import Stage
from facilitator.model.packed import Packed
from facilitator.paths import resources


@dataclass(slots=True)
class Role:
    """One pretend person. `late` is when they come, `(stage, part of its length)`; without a phone a host writes; who
    `leaves` is gone in the last two stages.
    """

    id: str
    group: str = ""
    table: str = ""
    phone: bool = True
    late: tuple[str, float] | None = None
    leaves: bool = False


@dataclass(slots=True)
class Turn:
    """One thing that one person sends: a form, `at` a part (0 to 1) of the stage's length after it opened.

    It waits for the turn `after` to be saved. `twice` sends it again with the same key, as a phone does that got no
    answer; a `late` one only when the stage takes nothing any more; `row` when it is a row of a CSV. `done` once the
    answer is in; `seq` is its place in the log, 0 if refused.
    """

    by: str
    stage: str
    at: float
    form: dict[str, Any]
    key: str
    name: str = ""
    group: str = ""
    after: Turn | None = None
    twice: bool = False
    late: bool = False
    shown_in: str = ""
    row: bool = False
    done: bool = False
    seq: int = 0

    @property
    def during(self) -> str:
        """The stage that is open when it is sent: its own, or for the parking lot another."""
        return self.shown_in or self.stage


@dataclass(slots=True)
class Act:
    """One thing that the facilitator does, `at` a part of the stage's length: `do` and what it needs."""

    stage: str
    at: float
    do: str
    what: Mapping[str, Any]


def enter(
    stage: str, at: float, said: Packed, *, key: str = "", after: Sequence[str] = (), clock: int | None = None
) -> Act:
    """The facilitator enters something, under a `key` where others must know it, once the turns `after` are saved.

    `clock`: the stage's clock starts anew with it, and runs so many seconds.
    """
    return Act(stage, at, "enter", {"said": said, "key": key, "notes": tuple(after), "clock": clock})


@dataclass(frozen=True, slots=True)
class Alike:
    """Notes that belong together, the title that the room gives them, and others that people propose."""

    title: str
    notes: tuple[str, ...]
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What is said in one stage: `notes`, and what the facilitator tends: `hide` points to a person, `same` are two in
    other words, `park` is for another day, `wrong` belongs elsewhere. After a bar stands the reason, or the kind.
    """

    notes: tuple[str, ...] = ()
    hide: str = ""
    same: tuple[str, ...] = ()
    park: str = ""
    wrong: str = ""


@cache
def told(name: str) -> Mapping[str, Any]:
    """What pretend people say in a method that comes with the program, by its stages: a file of the samples."""
    path = resources() / "samples" / "pretend" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def halves(words: str) -> tuple[str, str]:
    """The words before a bar, and those after it; "" where there is none."""
    text, _, more = words.partition("|")
    return text.strip(), more.strip()


@dataclass(slots=True)
class Cast:
    """What those who invent turns may use: the people, chance, and words to say.

    `turns` are those of the stages before; `made` are keys that a stage hands to later ones; `acts` the facilitator's;
    `given` is what a sample says of an activity, by the activity's key; `said` what is said in a stage, by its id, and
    `alike` what belongs together of it. `order` are the stages one after the other, `titles` those of groups by key.
    """

    roles: list[Role]
    rng: Random
    words: Mapping[str, Sequence[str]]
    turns: list[Turn] = field(default_factory=list)
    made: dict[str, list[str]] = field(default_factory=dict)
    acts: list[Act] = field(default_factory=list)
    given: Mapping[str, Any] = field(default_factory=dict)
    said: Mapping[str, Said] = field(default_factory=dict)
    alike: Sequence[Alike] = ()
    spoken: dict[str, int] = field(default_factory=dict)
    order: Sequence[str] = ()
    titles: dict[str, str] = field(default_factory=dict)

    def key(self) -> str:
        """A key as a phone would make one, but the same for the same seed."""
        return f"{self.rng.getrandbits(128):032x}"

    def here(self, stage: str) -> list[Role]:
        """Those with a phone who have come before a stage begins."""
        return [role for role in self.roles if role.phone and self.has_come(role, stage)]

    def has_come(self, role: Role, stage: str) -> bool:
        """Whether somebody is there when a stage begins."""
        if not role.late:
            return True
        known = role.late[0] in self.order and stage in self.order
        return known and self.order.index(role.late[0]) < self.order.index(stage)

    def say(self, stage: Stage) -> str:
        """A few words that fit a stage: what is said there one after the other, else by the stage's level."""
        return halves(self.line(stage))[0]

    def line(self, stage: Stage) -> str:
        """The same, with what stands after the bar."""
        own = self.said.get(stage.id)
        if own is None or not own.notes:
            return self.rng.choice(self.words.get(stage.level) or self.words[""])[: stage.limit]
        number = self.spoken.get(stage.id)
        self.spoken[stage.id] = number = self.rng.randrange(len(own.notes)) if number is None else number + 1
        return own.notes[number % len(own.notes)]

    def sorted(self, stage: Stage, more: str) -> dict[str, str]:
        """The answer that stands after a bar: to the stage's choice of a kind, or the reason it asks for."""
        for one in stage.fields if more else ():
            if one.kind == "choice" and more in {choice.value for choice in one.choices}:
                return {one.id: more}
            if one.id == "why":
                return {one.id: more}
        return {}

    def answers(self, stage: Stage) -> dict[str, Any]:
        """Answers to a stage's fields: every choice, and whatever else is required."""
        found: dict[str, Any] = {}
        for one in stage.fields:
            if one.kind == "choice":
                found[one.id] = self.rng.choice(one.choices).value
            elif one.required:
                usual = {"date": "2026-12-01", "flag": "1", "group": self.roles[0].group}
                found[one.id] = usual.get(one.kind) or self.rng.choice(self.words["owners"])
        return found

    def tables(self) -> dict[str, list[Role]]:
        """The people by table."""
        found: dict[str, list[Role]] = {}
        for role in self.roles:
            found.setdefault(role.table, []).append(role)
        return found


def answer(line: Turn, seats: Sequence[Role], cast: Cast, choices: Sequence[str]) -> list[Turn]:
    """One answer a seat to a line that a table agreed on."""
    return [
        Turn(
            role.id,
            line.stage,
            cast.rng.uniform(0.62, 0.9),
            {"target": line.key, "choice": choice},
            cast.key(),
            after=line,
        )
        for role, choice in zip(seats, choices, strict=False)
    ]
