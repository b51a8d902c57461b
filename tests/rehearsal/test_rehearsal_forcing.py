"""Pretend people in a force field: whatever they send is taken, and every part of the method gets something."""

from __future__ import annotations

import re
from random import Random
from typing import Any

import pytest

from facilitator.activities import contract, library, samples
from facilitator.activities.contract import Sender
from facilitator.activities.forces import figures, page, rules
from facilitator.activities.forces import play as forcing
from facilitator.activities.forces.play_story import story
from facilitator.activities.playing import Act, Cast, Role, Turn
from facilitator.model import acts
from facilitator.model.entry import Draft, Entry, public
from facilitator.model.workshop import Workshop
from facilitator.rehearsal.script import words
from upstream import posted

GROUPS = [{"id": name, "label": name} for name in ("residents", "groups", "council")]


class Play:
    """A workshop in which a script happens at once, without a server."""

    def __init__(self, form: str, people: int, given: dict[str, Any] | None = None) -> None:
        self.workshop = Workshop("w", contract.rules)
        for draft in acts.create({"title": "T"}, [library.find(form)], groups=GROUPS, workshop="w"):
            self.fold(draft)
        roles = [Role(f"X{n}", GROUPS[n % 3]["id"], str(n // 5 + 1), phone=n % 6 != 5) for n in range(people)]
        self.cast = Cast(roles, Random(3), words(), given=given or {})
        self.keys: dict[str, str] = {}

    def fold(self, draft: Draft) -> None:
        """Store a draft, as the log would."""
        seq = self.workshop.seq + 1
        at = 1000 * seq
        self.workshop.fold(Entry(seq, draft.key, "w", draft.stage, at, draft.person, draft.kind, draft.body))
        self.workshop.seq = seq

    def play(self) -> None:
        """Every stage: what people send and what the facilitator enters, in the order of time."""
        for run in self.workshop.stages:
            self.fold(acts.open_stage(self.workshop, run.id))
            todo: list[Turn | Act] = [*forcing.people(run, self.cast), *forcing.deeds(run, self.cast)]
            for one in sorted(todo, key=lambda each: each.at):
                self.send(run, one) if isinstance(one, Turn) else self.enter(run, one)

    def send(self, run: Any, turn: Turn) -> None:
        """What a phone sends: read, checked, stored."""
        role = next(role for role in self.cast.roles if role.id == turn.by)
        form = {**turn.form, **({"target": public(turn.form["target"])} if "target" in turn.form else {})}
        kind, body = posted(page, run, form, Sender(token=f"{run.id}{role.id}", group=role.group, table=role.table))
        draft = Draft(kind, {**body, "group": role.group}, "w", run.id, key=turn.key)
        assert run.rules.check(run.state, draft) is None
        self.fold(draft)
        self.keys[turn.name] = turn.key

    def enter(self, run: Any, act: Act) -> None:
        """What the facilitator enters."""
        if act.do == "merge":
            keys = [self.keys[name] for name in act.what["notes"]]
            self.fold(acts.merge(self.workshop, run, keys, self.keys[act.what["into"]]))
            return
        assert set(act.what["notes"]) <= set(self.keys), "it waits for what is never sent"
        self.fold(act.what["said"].draft("w", run.id))


@pytest.mark.parametrize("form", ["force-field", "force-field:short", "force-field:thorough"])
@pytest.mark.parametrize("people", [3, 7, 25, 80])
def test_every_part_gets_something_and_nothing_is_refused(form: str, people: int) -> None:
    play = Play(form, people)
    play.play()
    state: rules.State = play.workshop.runs["score"].state
    assert state.change.wanted == story({}).change.wanted
    assert sum(figures.clarity(state)) > 0
    for side in rules.SIDES:
        assert 0 < len(rules.forces(state, side)) <= rules.CAP
        assert figures.over_cap(state, side) == 0
    assert any(force.leverage for force in rules.leverage(state))
    assert state.actions()
    assert state.after
    assert sum(figures.verdicts(state).values()) == people
    assert state.condition


def test_a_phone_sends_no_more_than_the_server_takes_at_a_time() -> None:
    play = Play("force-field", 25)
    turns = forcing.people(play.workshop.runs["score"], play.cast)
    assert max(sum(t.by == role.id for t in turns) for role in play.cast.roles) <= 10


def test_a_sample_is_played_with_its_own_words_and_numbers() -> None:
    given = samples.find("poole-day").play["given"]
    play = Play("force-field", 25, given)
    play.play()
    state: rules.State = play.workshop.runs["score"].state
    forces = {force.note.text: force for side in rules.SIDES for force in rules.forces(state, side)}
    told = {each["text"]: each for each in given["forces"]["forces"]}
    assert forces.keys() == told.keys()
    for text, force in forces.items():
        spread = force.spread["strength"]
        assert [spread.median, spread.low, spread.high, spread.n] == told[text]["strength"], text
        assert force.spread["changeability"].median == told[text]["changeability"]
    assert figures.verdicts(state) == given["forces"]["verdict"]
    turns = forcing.people(play.workshop.runs["score"], play.cast)
    assert max(sum(turn.by == role.id for turn in turns) for role in play.cast.roles) <= 16


@pytest.mark.parametrize("given", [{}, samples.find("poole-day").play["given"]])
def test_a_reason_that_names_scores_names_those_that_were_given(given: dict[str, Any]) -> None:
    play = Play("force-field", 25, given)
    play.play()
    state: rules.State = play.workshop.runs["score"].state
    kept = [force for side in rules.SIDES for force in rules.forces(state, side) if force.reason]
    assert kept
    for force in kept:
        if named := re.findall(r"after a (\d) and a (\d)", force.reason):
            spread = force.spread["strength"]
            assert [(str(spread.low), str(spread.high))] == named
