"""Stages that build on others, what is written in the first of them, and what is changed there later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator.activities import lenses, library
from facilitator.activities.contract import Sender
from facilitator.model import acts, bodies
from facilitator.model.entry import Draft
from facilitator.model.method import Method
from facilitator.model.run import StageRun
from facilitator.model.workshop import Workshop

WORDS = ("A bench by the school", "Warm rooms in winter", "The late bus", "Longer library hours", "A bench by the shop")


def pairs(method: Method) -> list[tuple[str, str]]:
    """Every stage of a method, by its id, with each that continues it or builds on it."""
    return [
        (upper.id, lower.id)
        for upper in method.stages
        for lower in method.stages
        if upper.id in (lower.continues, *lower.feeds)
    ]


METHODS = {key: found for key, method in sorted(library.methods().items()) if (found := pairs(method))}


def few_methods() -> list[str]:
    """Some methods that have every activity among them."""
    chosen, seen = [], set[str]()
    for key, method in sorted(library.methods().items(), key=lambda one: -len({s.activity for s in one[1].stages})):
        if more := {stage.activity for stage in method.stages} - seen:
            chosen.append(key)
            seen |= more
    return chosen


def notes(workshop: Workshop, run: StageRun) -> list[Draft]:
    """A few notes for a stage; every field that can be chosen has its first answer."""
    fields = {field.id: field.choices[0].value for field in run.stage.fields if field.choices}
    return [acts.note(workshop, run, words, fields=fields) for words in WORDS]


def changes(workshop: Workshop, run: StageRun, keys: list[str]) -> dict[str, Draft]:
    """What may become of the notes of a stage, by a word for it, in an order in which all of it can be done."""
    found = {
        "hidden": acts.at(workshop, run, bodies.Hidden(keys[0])),
        "restored": acts.at(workshop, run, bodies.Restored(keys[0])),
        "edited": acts.at(workshop, run, bodies.Edited(keys[1], text="Quite another thing")),
        "shown": acts.at(workshop, run, bodies.Shown(keys[1])),
        "merged": acts.merge(workshop, run, [keys[4]], keys[0]),
        "withdrawn": acts.at(workshop, run, bodies.Withdrawn(keys[2])),
        "parked": acts.at(workshop, run, bodies.Parked(keys[3])),
    }
    worn = lenses.of(run.stage)
    others = [each for each in workshop.stages if lenses.of(each.stage) not in (None, worn)]
    if worn and others:
        found["filed"] = acts.file_again(workshop, run, keys[1], others[-1])
    return found


def posted(page: Any, run: StageRun, form: Mapping[str, Any], sender: Sender) -> tuple[str, dict[str, Any]]:
    """What a phone page makes of a form: the kind of the entry, and its body as it is stored."""
    said = page.read(run, form, sender)
    return said.kind, said.pack()
