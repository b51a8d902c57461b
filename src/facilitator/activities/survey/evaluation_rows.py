"""Evaluation forms as a table for others: a row an answer, of one workshop by group, and of all of them together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from facilitator.activities.survey.evaluations import pools
from facilitator.activities.survey.figures import Count, by_group, groups_of, told_counts
from facilitator.activities.survey.instrument import Question
from facilitator.activities.survey.rules import State
from facilitator.model.people import Groups
from facilitator.model.suppression import Decision, Reported
from facilitator.model.workshop import Workshop

Row = dict[str, Any]
ALL = "all"
COLUMNS = ("survey", "version", "item", "group", "n", "na", "value", "count", "shown")
"""What stands in the table, promised to the outside."""


def rows(state: State, groups: Groups, decision: Decision, where: str) -> list[Row]:
    """The answers of one workshop, of everybody first and then of each partner group that answered."""
    instrument = state.instrument
    head = {"survey": instrument.key, "version": instrument.version}
    told = {c.question.id: c for c in told_counts(state, decision, where)}
    found: list[Row] = []
    for question in instrument.questions:
        if question.role == "group" or question.kind in ("text", "date", "group"):
            continue
        found += _told(head, question, ALL, told.get(question.id))
        telling = dict(by_group(state, question, decision, where))
        for group in _in_order(groups, decision.groups(groups_of(state).values())):
            found += _told(head, question, groups.label(group.label), telling.get(group.id))
    return found


def _in_order(groups: Groups, there: Sequence[Reported]) -> list[Reported]:
    """Those settled as they were, partner groups as their list has them, and none that is in no list."""
    places = {group.id: place for place, group in enumerate(groups)}
    known = [each for each in there if set(each.of) <= places.keys()]
    return sorted(known, key=lambda each: min(places[partner] for partner in each.of))


def across(workshops: Sequence[Workshop], decision: Decision) -> Mapping[str, list[Row]]:
    """The answers of all workshops together: questions in the same words are added up, others stand by themselves."""
    found: list[Row] = []
    place = {"workshop_id": "", "workshop": ALL, "date": "", "stage_no": "", "stage": ""}
    for pool in pools(workshops):
        if len(pool.asked) > 1:
            counted = pool.count()
            told = decision.shows(pool.key) and counted.n >= decision.least
            head = {**place, "survey": ";".join(pool.surveys), "version": ";".join(pool.versions)}
            found += _told(head, pool.question, ALL, counted if told else None)
    return {"evaluation": found} if found else {}


def _told(head: Row, question: Question, group: str, counted: Count | None) -> list[Row]:
    """A row for each answer that there is; one with nothing in it where it may not be told."""
    start = {**head, "item": question.id, "group": group}
    if counted is None:
        return [{**start, "n": "", "na": "", "value": "", "count": "", "shown": False}]
    whole = {**start, "n": counted.n, "na": counted.none}
    return [{**whole, "value": value, "count": n, "shown": True} for value, _label, n in counted.answers]
