"""What pretend people, and a pretend facilitator, do in a force field."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from facilitator.activities.forces import bodies, rules
from facilitator.activities.forces.play_story import Story, story
from facilitator.activities.playing import Act, Cast, Role, Turn, enter
from facilitator.model.entry import public
from facilitator.model.run import RunOf

EACH = 2
"""So many forces each person names."""
AGAIN = 7
"""One in so many thinks again."""
IDEAS = 3
"""So many ideas a table has at most."""
SCORES = 5
"""So many forces each phone scores: with both scales a pretend person keeps within what the server takes at a time."""
STEADY = 4
"""So many forces each phone also says how far it can be shifted, where a sample's numbers are given."""


def people(run: RunOf[rules.State], cast: Cast) -> list[Turn]:
    """The turns of one part of the method."""
    parts = {"state": _state, "name": _name, "score": _score, "act": _act, "read": _read}
    part = parts.get(rules.phase_of(run))
    return part(run, cast, _there(cast)) if part else []


def deeds(run: RunOf[rules.State], cast: Cast) -> list[Act]:
    """What the facilitator enters for the room in one part of the method."""
    parts = {"state": _say_change, "merge": _merge, "score": _paper, "spread": _agree, "act": _expect, "read": _hands}
    part = parts.get(rules.phase_of(run))
    return part(run, cast, _there(cast)) if part else []


def _there(cast: Cast) -> list[Role]:
    """Those who were there from the beginning; with a sample's numbers everybody, who has come by then."""
    return [role for role in cast.roles if not role.late or cast.given.get("forces")]


def _story(cast: Cast) -> Story:
    return story(cast.given.get("forces", {}))


def _number(run: RunOf[rules.State], person: int, which: int) -> str:
    """The key of one person's force: the same in every part of one force field, without any memory between them."""
    return hashlib.sha256(f"{run.state.stage.id}/{person}/{which}".encode()).hexdigest()[:32]


def _standing(run: RunOf[rules.State], story: Story, people: int) -> list[tuple[str, str, str]]:
    """`(key, side, name of its turn)` of each force once duplicates are joined."""
    found = []
    for place, force in enumerate(story.forces[: people * EACH]):
        person, which = divmod(place, EACH)
        found.append((_number(run, person, which), force.side, _named(run, person, which)))
    return found


def _named(run: RunOf[rules.State], person: int, which: int) -> str:
    return f"{run.state.stage.id}-force-{person}-{which}"


def _state(run: RunOf[rules.State], cast: Cast, there: Sequence[Role]) -> list[Turn]:
    turns = []
    for place, role in enumerate(r for r in there if r.phone):
        choice = "unclear" if place % 5 == 4 else "clear"
        form = {"target": "change", "choice": choice}
        turns.append(Turn(role.id, run.id, cast.rng.uniform(0.3, 0.8), form, cast.key()))
        if choice == "unclear":
            doubts = _story(cast).doubts
            form = {"text": doubts[place // 5 % len(doubts)]}
            turns.append(Turn(role.id, run.id, 0.82, form, cast.key()))
    return turns


def _name(run: RunOf[rules.State], cast: Cast, there: Sequence[Role]) -> list[Turn]:
    turns = []
    forces = _story(cast).forces
    for person, role in enumerate(there):
        for which in range(EACH):
            again, place = divmod(person * EACH + which, len(forces))
            force = forces[place]
            form = {"text": force.says[again % len(force.says)], "side": force.side}
            if (person + which) % 4 == 0:
                form["feels"] = "small groups"
            at = cast.rng.uniform(0.08, 0.7)
            name = _named(run, person, which)
            turns.append(Turn(role.id, run.id, at, form, _number(run, person, which), name))
    return turns


def _score(run: RunOf[rules.State], cast: Cast, there: Sequence[Role]) -> list[Turn]:
    story = _story(cast)
    standing = _standing(run, story, len(there))
    if story.forces[0].scores:
        return _given_scores(run, cast, there)
    turns = []
    for place, role in enumerate(cast.here(run.id)):
        for step in range(min(SCORES, len(standing))):
            key, side, _name = standing[(place * SCORES + step) % len(standing)]
            for scale in rules.SCALES:
                middle = 4 if side == "restrainer" else 3
                value = cast.rng.choice((0, 1, middle, middle, middle, middle + 1, middle - 1))
                form = {"target": key, "scale": scale, "choice": str(value)}
                turns.append(Turn(role.id, run.id, cast.rng.uniform(0.1, 0.6), form, cast.key()))
    return turns


def _given_scores(run: RunOf[rules.State], cast: Cast, there: Sequence[Role]) -> list[Turn]:
    """Every phone says how strong each force of the sample is, and of some how far they can be shifted."""
    turns = []
    story = _story(cast)
    for at, (key, _side, _name) in enumerate(_standing(run, story, len(there))):
        scores = story.forces[at].scores
        if scores is None:
            continue
        for place, (role, value) in enumerate(zip(there, scores.values(len(there)), strict=True)):
            steady = (at - place) % len(story.forces) < STEADY
            values = [("strength", value), *([("changeability", scores.changeability)] if steady else [])]
            for scale, said in values if role.phone else ():
                form = {"target": key, "scale": scale, "choice": str(said)}
                turns.append(Turn(role.id, run.id, cast.rng.uniform(0.05, 0.6), form, cast.key()))
    return turns


def _act(run: RunOf[rules.State], cast: Cast, there: Sequence[Role]) -> list[Turn]:
    """Tables write ideas about forces, those that hold back first and each idea once; the first adds a new driver."""
    story = _story(cast)
    standing = _standing(run, story, len(there))
    forces = sorted(range(len(standing)), key=lambda at: standing[at][1], reverse=True)
    most = max(len(force.ideas) for force in story.forces)
    open_to = [(at, idea) for n in range(most) for at in forces for idea in story.forces[at].ideas[n : n + 1]]
    unlike = list({idea.text: (at, idea) for at, idea in reversed(open_to)}.values())[::-1]
    speakers = list({role.table: role for role in reversed(there) if role.phone}.values())
    turns = []
    for place, (at, idea) in enumerate(unlike[: len(speakers) * IDEAS]):
        role = speakers[place % len(speakers)]
        form = {"text": idea.text, "effect": idea.effect, "force": public(standing[at][0]), "who": role.group}
        form["first_step"] = idea.first_step
        turns.append(Turn(role.id, run.id, cast.rng.uniform(0.2, 0.7), form, cast.key()))
    if speakers:
        form = {"text": story.new.text, "effect": story.new.effect, "who": speakers[0].group}
        form["first_step"] = story.new.first_step
        turns.append(Turn(speakers[0].id, run.id, 0.75, form, cast.key()))
    return turns


def _read(run: RunOf[rules.State], cast: Cast, there: Sequence[Role]) -> list[Turn]:
    phones = [role for role in there if role.phone]
    choices = cast.rng.choices(tuple(rules.VERDICTS), (2, 6, 1), k=len(phones))
    if given := _story(cast).verdict:
        every = [
            choice for choice, n in given.items() for _ in range(n - (len(there) - len(phones)) * (choice == "go_if"))
        ]
        choices = [every[place % len(every)] for place in range(len(phones))]
    turns = []
    for place, (role, choice) in enumerate(zip(phones, choices, strict=True)):
        said = {"target": "verdict", "choice": "not_yet"}
        first = Turn(role.id, run.id, 0.15, said, cast.key()) if place % AGAIN == 3 else None
        turns += [first] if first else []
        at = cast.rng.uniform(0.2, 0.8)
        turns.append(Turn(role.id, run.id, at, {**said, "choice": choice}, cast.key(), after=first))
    return turns


def _say_change(run: RunOf[rules.State], cast: Cast, there: Sequence[Role]) -> list[Act]:
    return [enter(run.id, 0.01, _story(cast).change)]


def _merge(run: RunOf[rules.State], cast: Cast, there: Sequence[Role]) -> list[Act]:
    """Those who said the same are joined with the one who said it first."""
    same: dict[int, list[str]] = {}
    many = len(_story(cast).forces)
    for person in range(len(there)):
        for which in range(EACH):
            same.setdefault((person * EACH + which) % many, []).append(_named(run, person, which))
    return [
        Act(run.id, 0.1 + 0.05 * place, "merge", {"notes": names[1:], "into": names[0]})
        for place, names in same.items()
        if len(names) > 1
    ]


def _paper(run: RunOf[rules.State], cast: Cast, there: Sequence[Role]) -> list[Act]:
    """Scores read from the paper of those without a phone."""
    mute = sum(not role.phone for role in there)
    if not mute:
        return []
    story = _story(cast)
    found: list[Act] = []
    for at, (key, _side, name) in enumerate(_standing(run, story, len(there))):
        scores = story.forces[at].scores
        if scores is None:
            read = [bodies.Tally(key, scale, (4,) * mute, source="paper") for scale in rules.SCALES]
            return [enter(run.id, 0.7, tally, after=[name]) for tally in read]
        values = scores.values(len(there))
        said = tuple(value for role, value in zip(there, values, strict=True) if not role.phone and value)
        found.append(enter(run.id, 0.7, bodies.Tally(key, "strength", said, source="paper"), after=[name]))
    return found


def _agree(run: RunOf[rules.State], cast: Cast, there: Sequence[Role]) -> list[Act]:
    story = _story(cast)
    standing = _standing(run, story, len(there))
    place, strength, reason = story.kept
    (first, _, its_turn), (last, _, last_turn) = standing[0], standing[place if place < len(standing) else -1]
    strong = bodies.Agreed(last, strength=strength, reason=reason)
    if story.forces[0].scores:
        talk = enter(run.id, 0.1, bodies.Focus(last), after=[last_turn])
        return [talk, enter(run.id, 0.5, strong, after=[last_turn])]
    fixed = bodies.Agreed(first, changeability=1, reason="it is not ours to move")
    return [
        enter(run.id, 0.1, bodies.Focus(last), after=[last_turn]),
        enter(run.id, 0.5, strong, after=[last_turn]),
        enter(run.id, 0.8, fixed, after=[its_turn]),
    ]


def _expect(run: RunOf[rules.State], cast: Cast, there: Sequence[Role]) -> list[Act]:
    standing = _standing(run, _story(cast), len(there))
    held = [(key, name) for key, side, name in standing if side == "restrainer"][:2]
    return [enter(run.id, 0.8, bodies.After(key, 2), after=[name]) for key, name in held]


def _hands(run: RunOf[rules.State], cast: Cast, there: Sequence[Role]) -> list[Act]:
    mute = sum(not role.phone for role in there)
    return [enter(run.id, 0.7, bodies.Hands({"go_if": mute}, _story(cast).condition))]
