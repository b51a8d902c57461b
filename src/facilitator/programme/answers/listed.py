"""The register as it is read: theme after theme, and how many rows have which answer."""

from __future__ import annotations

from collections import Counter

from facilitator.model.programme import Programme
from facilitator.model.say import Message, say
from facilitator.programme.answers.rules import ANSWERS, Point, State
from facilitator.programme.aspect import Subject
from facilitator.programme.listed import under_subjects


def by_theme(programme: Programme) -> list[tuple[Subject, list[Point]]]:
    """Every theme with its rows, which may be none; last those of no theme that is there, if there are any."""
    state: State = programme.aspects["answers"]
    return under_subjects(programme, state.points.values(), lambda each: each.theme)


def counts(state: State) -> dict[str, int]:
    """How many rows have which answer, in the order of ANSWERS; "" are those without one."""
    found = Counter(each.answer for each in state.points.values())
    return {answer: found[answer] for answer in ANSWERS}


def told(state: State) -> Message:
    """How many points people made, and how many of them were answered how."""
    many = counts(state)
    return say(
        "{n} point: {done} done, {will} to be done, {cannot} that cannot be done, {not_ours} not for us, {none} "
        "without an answer yet.",
        "{n} points: {done} done, {will} to be done, {cannot} that cannot be done, {not_ours} not for us, {none} "
        "without an answer yet.",
        n=len(state.points),
        done=many["done"],
        will=many["will"],
        cannot=many["cannot"],
        not_ours=many["not_ours"],
        none=many[""],
    )
