"""A stage of each activity with what people put into it, and one more thing that changes what its boards show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from facilitator.activities import library
from facilitator.model.method import Stage
from facilitator.model.run import StageRun

Act = tuple[str, dict[str, Any]]
"""An entry of a stage: its kind and its body."""

_MARKS = ("like", "worry", "unlikely", "missing")
_BOARDS = ("What works well?", "What stops people?", "What could we share?", "What would help?")


def stage(activity: str, feeds: tuple[str, ...]) -> Stage:
    """The stage that is measured; `feeds` is what comes before it."""
    plain = Stage("work", "Work", activity, minutes=60, timer="OPEN", prompt="What matters most?", feeds=feeds)
    if activity == "forces":
        return replace(plain, options={"phase": "merge"})
    if activity == "vote":
        return replace(plain, visibility="private", options={"style": "dots", "budget": 3})
    if activity == "rotate":
        storm = {"play": "storm", "phase": "home", "movement": "carousel"}
        return replace(plain, questions=_BOARDS, options=storm)
    if activity in ("read", "survey"):
        method = library.find("scenario-workshop" if activity == "read" else "evaluation")
        own = next(s for s in method.stages if s.activity == activity)
        return replace(own, id="work", feeds=(), continues="", minutes=60, timer="OPEN")
    return plain


def all_before(activity: str) -> bool:
    """Whether people write nothing here: everything that counts comes from the stage before, or is no comment."""
    return activity in ("vote", "read", "survey")


def acts(run: StageRun, count: int) -> Iterator[Act]:
    """What that many people do in the stage; then the room sees it."""
    if not all_before(run.stage.activity):
        return
    yield from (one_more(run, number) for number in range(count))
    if run.stage.activity != "survey":
        yield "revealed", {}


def stands(run: StageRun, keys: list[str], texts: list[str]) -> int:
    """How many things a board draws: paragraphs, items voted on, forms; else what it says stands on it."""
    if run.stage.activity == "read":
        return len(run.state.paragraphs())
    if run.stage.activity == "vote":
        return len(run.state.candidates())
    return len(run.state.forms) if run.stage.activity == "survey" else max(len(keys), len(texts))


def one_more(run: StageRun, number: int) -> Act:
    """One more thing that people send, numbered; where they write, one comment is put into other words."""
    makers: dict[str, Callable[[StageRun, int], Act]] = {"vote": _ballot, "read": _mark, "survey": _form}
    return makers.get(run.stage.activity, _reworded)(run, number)


def _reworded(run: StageRun, number: int) -> Act:
    keys = [note.key for note in run.notes]
    return "edited", {"target": keys[number * 7 % len(keys)], "text": f"Reworded: it would help us here ({number})"}


def _ballot(run: StageRun, number: int) -> Act:
    items = run.state.candidates()
    return "vote", {"token": f"t{number}", "choices": {items[number * 7 % len(items)].id: 1 + number % 3}}


def _mark(run: StageRun, number: int) -> Act:
    paragraphs = list(run.state.paragraphs())
    mark = _MARKS[number % len(_MARKS)]
    return "mark", {"paragraph": paragraphs[number % len(paragraphs)], "mark": mark, "on": True, "token": f"t{number}"}


def _form(run: StageRun, number: int) -> Act:
    instrument = run.state.instrument
    answers = {q.id: 1 + (number + n) % 5 for n, q in enumerate(instrument.questions) if q.kind == "scale"}
    return "answers", {"version": instrument.version, "answers": answers, "token": f"t{number}", "source": "phone"}
