"""A scenario workshop's stages as they run, for the tests of its rules, pages, boards and record."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from facilitator.activities import library
from facilitator.activities.read import rules
from facilitator.model.clock import Clock
from facilitator.model.entry import Entry
from facilitator.model.item import Item
from facilitator.model.method import Stage
from facilitator.model.people import Groups
from facilitator.model.run import StageRun, no_feed

GROUPS = Groups.from_body([{"id": "PAR", "label": "Parents"}, {"id": "VCS", "label": "Voluntary groups"}])
STORIES = [
    {"title": "Many hands", "values": "together", "paragraphs": ["Six groups run it.", "Half are volunteers."]},
    {"title": "One door", "values": "the same for all", "paragraphs": ["One team runs it.", "The bus takes long."]},
]
IDEAS = [Item("idea1", "One calendar (who: the caretaker)", "ideas", "table:1", 7.0), Item("idea2", "A van", "ideas")]


def stage_of(name: str, **options: Any) -> Stage:
    """A stage of the method that comes with the program, with other options."""
    stage = next(s for s in library.find("scenario-workshop").stages if s.id == name)
    return replace(stage, options={**stage.options, **options})


def a_run(name: str, items: list[Item] | None = None, **options: Any) -> StageRun:
    """One stage that is open; `read` has two short stories."""
    more = {"scenarios": STORIES, **options} if name == "read" else options
    stage = stage_of(name, **more)
    feed = (lambda: items) if items else no_feed
    run = StageRun(stage, "b", Clock(stage.timer, 900_000), rules, rules.start(stage, feed))
    run.open(1)
    return run


def going_on(run: StageRun, name: str) -> StageRun:
    """A later stage that shares the state of an earlier one."""
    stage = stage_of(name)
    run.state.phases[name] = stage
    made = StageRun(stage, "b", Clock(stage.timer, 900_000), rules, run.state)
    made.open(2)
    return made


_seq = iter(range(1, 10**9))


def act(run: StageRun, kind: str, key: str = "", /, **body: Any) -> set[str]:
    """One entry of a stage."""
    seq = next(_seq)
    return rules.fold(run.state, Entry(seq, key or f"{kind}{seq}", "w", run.id, seq, "", kind, body))


def paragraph(run: StageRun, name: str) -> str:
    """The id of a paragraph by its name, such as A2."""
    state: rules.State = run.state
    return next(p.id for s in state.scenarios() for p in s.paragraphs if f"{s.letter}{p.number}" == name)


def mark(run: StageRun, token: str, name: str, kind: str = "like", on: bool = True) -> set[str]:
    """One mark of one person."""
    return act(run, rules.MARK, paragraph=paragraph(run, name), mark=kind, on=on, token=token)
