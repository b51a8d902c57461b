"""Stages that build on others, what is written in the first of them, and what is changed there later."""

from __future__ import annotations

from facilitator.activities import library
from facilitator.model import acts
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


def notes(workshop: Workshop, run: StageRun) -> list[Draft]:
    """A few notes for a stage; every field that can be chosen has its first answer."""
    fields = {field.id: field.choices[0].value for field in run.stage.fields if field.choices}
    return [acts.note(workshop, run, words, fields=fields) for words in WORDS]


def changes(workshop: Workshop, run: StageRun, keys: list[str]) -> dict[str, Draft]:
    """What may become of the notes of a stage, by a word for it, in an order in which all of it can be done."""
    return {
        "hidden": acts.about(workshop, run, "hidden", keys[0]),
        "restored": acts.about(workshop, run, "restored", keys[0]),
        "edited": acts.about(workshop, run, "edited", keys[1], text="Quite another thing"),
        "shown": acts.about(workshop, run, "shown", keys[1]),
        "merged": acts.merge(workshop, run, [keys[4]], keys[0]),
        "withdrawn": acts.about(workshop, run, "withdrawn", keys[2]),
        "parked": acts.about(workshop, run, "parked", keys[3]),
    }
