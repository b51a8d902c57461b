"""What pretend people, and a pretend facilitator, do in a force field."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from facilitator.activities.forces import bodies, rules
from facilitator.activities.playing import Act, Cast, Role, Turn, enter
from facilitator.model.entry import public
from facilitator.model.run import RunOf

EACH = 2
"""So many forces each person names."""
SCORES = 5
"""So many forces each phone scores: with both scales a pretend person keeps within what the server takes at a time."""
CHANGE = bodies.Changed(
    now="each group books and pays for its own room",
    wanted="one shared calendar for all rooms in the quarter",
    by="9 months",
    scope="the quarter",
)
FORCES = (
    ("driver", "Two halls stand empty in the afternoon"),
    ("restrainer", "There is one key to the store room"),
    ("driver", "Families ask for one place to look"),
    ("restrainer", "Each group has its own rules for hiring"),
    ("driver", "The council pays for a trial year"),
    ("restrainer", "Nobody has hours to keep the calendar"),
    ("driver", "Volunteers already share a phone list"),
    ("restrainer", "The rent of two halls is paid in cash"),
    ("driver", "The library offers a free page"),
    ("restrainer", "Older members do not use the web"),
    ("driver", "Three groups want the same evening"),
    ("restrainer", "Insurance names a single hirer"),
    ("driver", "The caretaker retires in spring"),
    ("restrainer", "A booking page failed here before"),
)
DOUBTS = ("Which rooms are meant?", "Who may see the calendar?")
IDEAS = {
    "driver": (
        ("strengthen", "Ask the council to say so in writing"),
        ("strengthen", "Show the list at the next fair"),
    ),
    "restrainer": (
        ("weaken", "Write the rules of all groups on one page"),
        ("remove", "Have three more keys cut"),
        ("weaken", "Two people keep it for a month in turn"),
    ),
}
FIRST_STEP = "ring the others this week"


def people(run: RunOf[rules.State], cast: Cast) -> list[Turn]:
    """The turns of one part of the method."""
    parts = {"state": _state, "name": _name, "score": _score, "act": _act, "read": _read}
    part = parts.get(rules.phase_of(run))
    return part(run, cast, _there(cast)) if part else []


def deeds(run: RunOf[rules.State], cast: Cast) -> list[Act]:
    """What the facilitator enters for the room in one part of the method."""
    parts = {"state": _say_change, "merge": _merge, "score": _paper, "spread": _agree, "act": _expect, "read": _hands}
    part = parts.get(rules.phase_of(run))
    return part(run, _there(cast)) if part else []


def _there(cast: Cast) -> list[Role]:
    return [role for role in cast.roles if not role.late]


def _number(run: RunOf[rules.State], person: int, which: int) -> str:
    """The key of one person's force: the same in every part of one force field, without any memory between them."""
    return hashlib.sha256(f"{run.state.stage.id}/{person}/{which}".encode()).hexdigest()[:32]


def _standing(run: RunOf[rules.State], people: int) -> list[tuple[str, str, str]]:
    """`(key, side, name of its turn)` of each force once duplicates are joined."""
    found = []
    for place, (side, _text) in enumerate(FORCES[: people * EACH]):
        person, which = divmod(place, EACH)
        found.append((_number(run, person, which), side, _named(run, person, which)))
    return found


def _named(run: RunOf[rules.State], person: int, which: int) -> str:
    return f"{run.state.stage.id}-force-{person}-{which}"


def _state(run: RunOf[rules.State], cast: Cast, there: Sequence[Role]) -> list[Turn]:
    turns = []
    for place, role in enumerate(r for r in there if r.phone):
        choice = "unclear" if place % 5 == 4 else "clear"
        form = {"target": "change", "choice": choice}
        turns.append(Turn(role.id, run.id, cast.rng.uniform(0.3, 0.8), form, cast.key()))
        if choice == "unclear" and place < EACH * 5:
            form = {"text": DOUBTS[place // 5 % len(DOUBTS)]}
            turns.append(Turn(role.id, run.id, 0.82, form, cast.key()))
    return turns


def _name(run: RunOf[rules.State], cast: Cast, there: Sequence[Role]) -> list[Turn]:
    turns = []
    for person, role in enumerate(there):
        for which in range(EACH):
            side, text = FORCES[(person * EACH + which) % len(FORCES)]
            form = {"text": text, "side": side}
            if (person + which) % 4 == 0:
                form["feels"] = "small groups"
            at = cast.rng.uniform(0.08, 0.7)
            name = _named(run, person, which)
            turns.append(Turn(role.id, run.id, at, form, _number(run, person, which), name))
    return turns


def _score(run: RunOf[rules.State], cast: Cast, there: Sequence[Role]) -> list[Turn]:
    standing = _standing(run, len(there))
    turns = []
    for place, role in enumerate(r for r in there if r.phone):
        for step in range(min(SCORES, len(standing))):
            key, side, _name = standing[(place * SCORES + step) % len(standing)]
            for scale in rules.SCALES:
                middle = 4 if side == "restrainer" else 3
                value = cast.rng.choice((0, 1, middle, middle, middle, middle + 1, middle - 1))
                form = {"target": key, "scale": scale, "choice": str(value)}
                turns.append(Turn(role.id, run.id, cast.rng.uniform(0.1, 0.6), form, cast.key()))
    return turns


def _act(run: RunOf[rules.State], cast: Cast, there: Sequence[Role]) -> list[Turn]:
    """Each table writes an idea about one force, those that hold back first; the last adds a new driver."""
    standing = sorted(_standing(run, len(there)), key=lambda force: force[1], reverse=True)
    speakers = list({role.table: role for role in reversed(there) if role.phone}.values())
    turns = []
    for place, role in enumerate(speakers):
        key, side, _name = standing[place % len(standing)]
        effect, text = IDEAS[side][place % len(IDEAS[side])]
        form = {"text": text, "effect": effect, "force": public(key), "who": role.group, "first_step": FIRST_STEP}
        turns.append(Turn(role.id, run.id, cast.rng.uniform(0.2, 0.7), form, cast.key()))
    if speakers:
        form = {"text": "A shared tea after each season", "effect": "add", "who": speakers[0].group}
        turns.append(Turn(speakers[0].id, run.id, 0.75, form, cast.key()))
    return turns


def _read(run: RunOf[rules.State], cast: Cast, there: Sequence[Role]) -> list[Turn]:
    choices = cast.rng.choices(tuple(rules.VERDICTS), (2, 6, 1), k=len(there))
    return [
        Turn(role.id, run.id, cast.rng.uniform(0.2, 0.8), {"target": "verdict", "choice": choice}, cast.key())
        for role, choice in zip(there, choices, strict=True)
        if role.phone
    ]


def _say_change(run: RunOf[rules.State], there: Sequence[Role]) -> list[Act]:
    return [enter(run.id, 0.01, CHANGE)]


def _merge(run: RunOf[rules.State], there: Sequence[Role]) -> list[Act]:
    """Those who said the same are joined with the one who said it first."""
    same: dict[int, list[str]] = {}
    for person in range(len(there)):
        for which in range(EACH):
            same.setdefault((person * EACH + which) % len(FORCES), []).append(_named(run, person, which))
    return [
        Act(run.id, 0.1 + 0.05 * place, "merge", {"notes": names[1:], "into": names[0]})
        for place, names in same.items()
        if len(names) > 1
    ]


def _paper(run: RunOf[rules.State], there: Sequence[Role]) -> list[Act]:
    """Scores read from the paper of those without a phone."""
    mute = sum(not role.phone for role in there)
    if not mute:
        return []
    key, _side, name = _standing(run, len(there))[0]
    read = [bodies.Tally(key, scale, (4,) * mute, source="paper") for scale in rules.SCALES]
    return [enter(run.id, 0.7, tally, after=[name]) for tally in read]


def _agree(run: RunOf[rules.State], there: Sequence[Role]) -> list[Act]:
    standing = _standing(run, len(there))
    (first, _, its_turn), (last, _, last_turn) = standing[0], standing[-1]
    strong = bodies.Agreed(last, strength=4, reason="kept at 4 after a 1 and a 5")
    fixed = bodies.Agreed(first, changeability=1, reason="it is not ours to move")
    return [
        enter(run.id, 0.1, bodies.Focus(last), after=[last_turn]),
        enter(run.id, 0.5, strong, after=[last_turn]),
        enter(run.id, 0.8, fixed, after=[its_turn]),
    ]


def _expect(run: RunOf[rules.State], there: Sequence[Role]) -> list[Act]:
    held = [(key, name) for key, side, name in _standing(run, len(there)) if side == "restrainer"][:2]
    return [enter(run.id, 0.8, bodies.After(key, 2), after=[name]) for key, name in held]


def _hands(run: RunOf[rules.State], there: Sequence[Role]) -> list[Act]:
    mute = sum(not role.phone for role in there)
    return [enter(run.id, 0.7, bodies.Hands({"go_if": mute}, "a trial with two halls first"))]
