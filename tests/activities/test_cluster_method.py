"""The KJ method as a whole, folded: what each stage hands to the next, and a rehearsal without a server."""

from random import Random

import pytest
from cluster_day import LONER, SAMPLE

from facilitator.activities import contract, library
from facilitator.activities.cluster.facts import look
from facilitator.activities.contract import Sender
from facilitator.activities.playing import Cast, Role
from facilitator.model import acts
from facilitator.model.entry import Draft, Entry, public
from facilitator.model.workshop import Workshop
from facilitator.rehearsal import people
from facilitator.rehearsal.script import words
from upstream import posted


class Day:
    """A workshop in memory; `do` folds a draft and gives its key."""

    def __init__(self, method: str = "kj") -> None:
        self.workshop = Workshop("w", contract.rules)
        self.seq = 0
        for draft in acts.create({"title": "KJ"}, [library.find(method)], workshop="w"):
            self.do(draft)

    def do(self, draft: Draft) -> str:
        self.seq += 1
        at = 1000 * self.seq
        self.workshop.fold(Entry(self.seq, draft.key, "w", draft.stage, at, draft.person, draft.kind, draft.body))
        return draft.key

    def act(self, kind: str, stage: str, **body: object) -> str:
        return self.do(Draft(kind, body, "w", stage))


def test_the_sample_day_goes_from_notes_to_what_is_voted_on():
    day = Day()
    notes = {}
    for text in [text for _title, those in SAMPLE.values() for text in those] + [LONER]:
        stage = "post" if text == LONER else "write"
        notes[text] = day.act("note", stage, text=text, source="phone")
    found = {
        name: day.act("grouped", "group", notes=[notes[t] for t in those], cluster="")
        for name, (_t, those) in SAMPLE.items()
    }
    for name, (title, _those) in SAMPLE.items():
        day.act("titled", "title", cluster=found[name], title=title)
    run = day.workshop.runs["vote"]
    assert [(i.id, i.text) for i in day.workshop.feed("vote")] == [(found[n], SAMPLE[n][0]) for n in SAMPLE]
    assert (run.stage.options["style"], run.stage.options["budget"]) == ("rank", 3)
    assert [s.text for s in look(day.workshop.runs["combine"].state).loners] == [LONER]


def test_a_note_withdrawn_upstream_leaves_the_wall_and_an_undo_brings_a_group_back():
    day = Day()
    keys = [day.act("note", "write", text=f"note {n}", source="phone") for n in range(3)]
    grouped = day.act("grouped", "group", notes=keys, cluster="")
    day.act("withdrawn", "write", target=keys[0], by="phone")
    state = day.workshop.runs["group"].state
    assert [s.text for s in look(state).members[grouped]] == ["note 1", "note 2"]
    day.act("placed", "group", note=keys[1], x=10, y=10)
    undone = acts.undo(day.workshop)
    assert undone is not None
    day.do(undone)
    state = day.workshop.runs["title"].state
    assert [s.text for s in look(state).members[grouped]] == ["note 1", "note 2"]


def test_the_ready_forms_stand():
    method = library.find("kj")
    assert method.minutes == 65
    assert [p.key for p in method.presets] == ["one-wall", "runners", "tables", "under-an-hour"]
    short = method.form("under-an-hour")
    assert "relations" not in [s.id for s in short.stages] and short.minutes < 60
    assert next(s for s in method.form("tables").stages if s.id == "group").options == {
        "phase": "group",
        "mode": "tables",
    }
    assert [s.priority for s in method.stages if s.id in ("relations", "vote")] == [3, 1]


def rehearse(day: Day, count: int) -> list[str]:
    """Play the pretend people's turns and the facilitator's acts in their order; every refusal, in words."""
    roles = [Role(f"X{n}", "", str(n % 5 + 1)) for n in range(count)]
    script = people.write(day.workshop, Cast(roles, Random(3), words()), {})
    refused: list[str] = []
    for run in day.workshop.stages:
        due = [(t.at, t) for t in script.turns if t.stage == run.id]
        due += [(a.at, a) for a in script.acts if a.stage == run.id and a.do == "enter"]
        for _at, step in sorted(due, key=lambda pair: pair[0]):
            if hasattr(step, "do"):
                draft = step.what["said"].draft("w", run.id, key=step.what["key"] or f"act-{day.seq}")
            elif "withdraw" in step.form:
                body = {"target": step.form["withdraw"], "by": "phone"}
                draft = Draft("withdrawn", body, "w", run.id, key=step.key)
            else:
                form = {**step.form, **({"target": public(step.form["target"])} if "target" in step.form else {})}
                kind, body = posted(contract.page(run.stage.activity), run, form, Sender(token=step.by))
                draft = Draft(kind, {**body, "source": "phone"}, "w", run.id, key=step.key)
            sentence = run.rules.check(run.state, draft)
            refused += [sentence] if sentence else []
            day.do(draft)
    return refused


@pytest.mark.parametrize(("form", "count"), [("kj", 7), ("kj", 25), ("kj:runners", 12), ("kj:tables", 20)])
def test_a_rehearsal_groups_titles_relates_and_joins(form, count):
    day = Day(form)
    assert rehearse(day, count) == []
    state = day.workshop.runs["combine"].state
    now = look(state)
    assert now.groups and all(group.title for group in now.groups.values())
    if len(state.groups) > 2:
        assert now.relations and any(poll.result for poll in state.polls.values())
    assert state.story()
