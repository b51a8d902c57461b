"""Who is in a rehearsal and what each of them sends, in which stage and when: made before it begins, from a seed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from facilitator import paths
from facilitator.activities import contract
from facilitator.activities.playing import Act, Alike, Cast, Role, Said, Turn, halves, told
from facilitator.model.run import StageRun
from facilitator.model.workshop import PARKING, Workshop

OPENERS = "openers"
"""The file with what is said where a method has none of its own."""
MANY = 12
"""So many invented people are a room in which somebody has no phone, comes late, or leaves."""
PEOPLE = 25
"""How many come where nobody says how many."""


@dataclass(slots=True)
class Script:
    """The whole rehearsal, ready to be played. `unsent` counts rows of a CSV that were empty or too long."""

    roles: list[Role]
    turns: list[Turn] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    rows: int = 0
    unsent: int = 0

    def named(self, name: str) -> Turn | None:
        """The turn with that name."""
        return next((turn for turn in self.turns if turn.name and turn.name == name), None)


def words() -> dict[str, list[str]]:
    """What pretend people say where a workshop brings no words of its own, by level."""
    path = paths.resources() / "samples" / "pretend" / "words.json"
    found: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def spoken(workshop: Workshop) -> tuple[dict[str, Said], list[Alike]]:
    """What is said in each stage of the methods that come with the program, by its id, and what belongs together."""
    folder = paths.resources() / "samples" / "pretend"
    read = {path.stem: told(path.stem) for path in sorted(folder.glob("*.toml"))}
    said: dict[str, Said] = {}
    for run in workshop.stages:
        block = workshop.block_of(run)
        tables = read.get(block.method.key if block else "") or read[OPENERS]
        name = max((name for name in tables if f"{run.id}-".startswith(f"{name}-")), key=len, default="")
        if name:
            said[run.id] = _said(tables[name])
    groups = [group for tables in read.values() for group in _groups(tables)]
    return said, [Alike(g["title"], tuple(halves(n)[0] for n in g["notes"]), tuple(g["others"])) for g in groups]


def _groups(tables: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    nested = [table.get("groups", ()) for table in tables.values() if isinstance(table, dict)]
    return [*(group for groups in nested for group in groups), *tables.get("known", ())]


def _said(table: Mapping[str, Any]) -> Said:
    grouped = [note for group in table.get("groups", ()) for note in group["notes"]]
    words = {name: table[name] for name in ("hide", "park", "wrong") if name in table}
    return Said((*table.get("notes", ()), *grouped), same=tuple(table.get("same", ())), **words)


def people(workshop: Workshop, play: Mapping[str, Any], count: int | None) -> list[Role]:
    """The people: the sample's own, fewer or more of them when asked; else invented ones, spread over the tables."""
    known = [_role(data) for data in play.get("people", ())]
    wanted = count or len(known) or PEOPLE
    if wanted < len(known):
        return _fewer(known, wanted)
    groups = [group.id for group in workshop.groups] or [""]
    tables = workshop.info.tables or len({role.table for role in known})
    seats = [str(n + 1) for n in range(tables)] or [""]
    more = [Role(f"X{n + 1:03}", groups[n % len(groups)], seats[n % len(seats)]) for n in range(len(known), wanted)]
    if len(more) >= MANY and len(workshop.stages) > 1:
        _as_people_are(more, workshop.stages[1].id)
    return [*known, *more]


def _as_people_are(roles: Sequence[Role], second: str) -> None:
    """Of invented people some have no phone, some come late, and some have to leave before the end."""
    for number, role in enumerate(roles):
        role.phone = number % 11 != 7
        role.late = (second, 0.4) if number % 13 == 5 and role.phone else None
        role.leaves = number % 17 == 9


def _role(data: Mapping[str, Any]) -> Role:
    late = data.get("late")
    when = (str(late["stage"]), float(late["at"])) if late else None
    return Role(data["id"], data.get("group", ""), data.get("table", ""), data.get("phone", True), when)


def _fewer(roles: list[Role], wanted: int) -> list[Role]:
    """Some of the people, spread over groups and tables; at least one of them has a phone."""
    chosen = [roles[n * len(roles) // wanted] for n in range(wanted)]
    if not any(role.phone for role in chosen):
        chosen[0] = next(role for role in roles if role.phone)
    return chosen


def stand_in(roles: Sequence[Role], wanted: str, group: str) -> Role:
    """Who says what somebody would have said: that person, else one of the same group, else anybody, with a phone."""
    own = next((role for role in roles if role.id == wanted), None)
    if own:
        return own
    fit = [role for role in roles if role.group == group and role.phone] or [role for role in roles if role.phone]
    return fit[sum(map(ord, wanted)) % len(fit)]


def collecting(workshop: Workshop) -> list[StageRun]:
    """The stages that a list of comments is spread over; the parking lot where there is none."""
    return [run for run in workshop.stages if contract.activity(run.stage.activity).takes_words] or [workshop.parking]


def from_comments(workshop: Workshop, cast: Cast, rows: Sequence[tuple[str, str]]) -> list[Turn]:
    """A turn for each `(text, group)`: the collecting stages in turn, each by somebody of its group."""
    stages = collecting(workshop)
    first = workshop.stages[0].id if workshop.stages else ""
    phones = [role for role in cast.roles if role.phone]
    turns = []
    for number, (text, named) in enumerate(rows):
        run = stages[number % len(stages)]
        group = workshop.groups.find(named) if named else ""
        fit = [role for role in phones if role.group == group] if group else []
        who = (fit or phones)[(number // len(stages)) % len(fit or phones)]
        form = {"text": text, "question": "0", **cast.answers(run.stage)}
        turn = Turn(who.id, run.id, cast.rng.uniform(0.03, 0.9), form, cast.key(), group=group, row=True)
        turn.shown_in = first if run.id == PARKING else ""
        turns.append(turn)
    return turns
