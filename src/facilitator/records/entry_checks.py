"""What an entry that comes from elsewhere must be, so that it breaks nothing later: its words, numbers and shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from facilitator.activities import contract
from facilitator.model.bodies import MethodAdded, StageEdited, Timed
from facilitator.model.clock import LONGEST_MINUTES
from facilitator.model.entry import LATEST, Entry
from facilitator.model.method import Stage
from facilitator.model.method_stored import changed_stage, read_method
from facilitator.model.programme import Programme
from facilitator.model.say import say
from facilitator.model.workshop import Workshop

LONGEST = 10_000
"""Characters of one text; longer is refused, never cut."""
_LONGEST_NAME = 100
_DEEPEST = 20
_LARGEST = 2**53


def problem(entry: Entry, before: Programme) -> str:
    """What is wrong with an entry that follows those before it, in a sentence; empty where nothing is."""
    names = (entry.key, entry.workshop, entry.stage, entry.person, entry.kind)
    if not 0 <= entry.at <= LATEST:
        return say("Its time lies before 1970 or after 2100.")
    if any(len(name) > _LONGEST_NAME for name in names):
        return say(
            "One of its names is longer than {n} character.",
            "One of its names is longer than {n} characters.",
            n=_LONGEST_NAME,
        )
    if wrong := _beyond(entry.body, _DEEPEST):
        return wrong
    workshop = before.workshops.get(entry.workshop)
    if entry.kind == MethodAdded.kind:
        return _method(MethodAdded.read(entry.body).method, entry.body.get("method"))
    if entry.kind == StageEdited.kind:
        return _change(workshop, entry)
    run = workshop.run(entry.stage) if workshop else None
    odd = contract.kind_of(run, entry.kind).body.odd(entry.body)
    if odd:
        return say("Its '{name}' is not what it should be.", name=odd[0])
    seconds = Timed.read(entry.body).seconds if entry.kind == Timed.kind else None
    if seconds is not None and abs(seconds) > LONGEST_MINUTES * 60:
        return say("It lengthens or shortens the clock by more than a day.")
    return ""


def _beyond(value: object, deepest: int) -> str:
    """What is too long, too deep or too large in a body."""
    if isinstance(value, str) and len(value) > LONGEST:
        return say(
            "A text in it is {n} character long; {most} fit.",
            "A text in it is {n} characters long; {most} fit.",
            n=len(value),
            most=LONGEST,
        )
    if isinstance(value, (int, float)) and abs(value) > _LARGEST:
        return say("A number in it is larger than this program can count.")
    inner: list[object] = [*value, *value.values()] if isinstance(value, Mapping) else []
    inner += value if isinstance(value, (list, tuple)) else []
    if inner and not deepest:
        return say("What it holds is nested too deep.")
    return next(filter(None, (_beyond(each, deepest - 1) for each in inner)), "")


def _method(data: Mapping[str, Any], given: object) -> str:
    method = read_method(data)
    if method is None:
        return say("Its method has no stages that this program can read.")
    for stage in method.stages:
        if stage.activity not in contract.KINDS:
            return say("This program does not know the activity '{activity}'.", activity=stage.activity)
        if odd := contract.unfit(stage):
            return _odd_option(odd[0], stage)
    return "" if agrees(given, method.to_dict()) else say("Its method is not as a method should be.")


def _change(workshop: Workshop | None, entry: Entry) -> str:
    run = workshop.run(entry.stage) if workshop else None
    changed = changed_stage(run.stage, entry.body) if run else None
    if changed and (odd := contract.unfit(changed)):
        return _odd_option(odd[0], changed)
    made = asdict(changed) if changed else {}
    return "" if agrees(dict(entry.body), made) else say("It changes a stage to what no stage can be.")


def _odd_option(name: str, stage: Stage) -> str:
    return say("The option '{name}' of its stage '{stage}' is not what it may be.", name=name, stage=stage.id)


def agrees(given: object, made: object) -> bool:
    """Whether everything that was given, as far as this program knows its name, is in what was made of it."""
    if isinstance(given, Mapping) and isinstance(made, Mapping):
        return all(agrees(value, made[name]) for name, value in given.items() if name in made)
    if isinstance(given, (list, tuple)) and isinstance(made, (list, tuple)):
        return len(given) == len(made) and all(map(agrees, given, made))
    return given == made
