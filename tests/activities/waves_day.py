"""Two waves of the sample day: 25 took part, 24 answered before, 23 after, and 22 of them both times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from survey_day import AT, GROUPS, W, folded

from facilitator.activities import library
from facilitator.activities.survey.instrument_file import find
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.model.method import Method
from facilitator.model.programme import Programme
from facilitator.model.workshop import Workshop

__all__ = ["AT", "GROUPS", "PAIRS", "REPORTING", "W", "day", "folded", "form", "method", "opened"]

REPORTING = [
    {"id": "community", "label": "community", "of": ["VCS", "PAR"]},
    {"id": "statutory", "label": "statutory", "of": ["CCM", "LA"]},
]
CLOSED = Draft("stage_closed", {}, W, "after")
PAIRS: Mapping[str, Mapping[str, str]] = {
    "VCS": {
        "A1": "23 24 12 33 22 44 34 11 24",
        "A2": "43 54 44 33 43 22 33 55 43",
        "A3": "23 33 22 34 22 34 44 12 33",
    },
    "CCM": {"A1": "34 22 44 33 44", "A2": "33 43 33 22 33", "A3": "33 44 34 33 33"},
    "LA": {"A1": "44 34 45 54", "A2": "22 33 22 23", "A3": "54 44 44 44"},
    "PAR": {"A1": "13 22 33 23", "A2": "33 43 33 44", "A3": "23 22 34 11"},
}
"""A digit before and one after, a pair a person, by group and statement."""


def method(**options: Any) -> Method:
    """The method with the sample's three statements."""
    found = library.find("attitude-survey")
    asked = {"instrument": "attitudes-S1", "survey": find("attitudes-S1").to_dict(), **options}
    return replace(found, stages=tuple(replace(s, options={**s.options, **asked}) for s in found.stages))


def form(stage: str, token: str, answers: Mapping[str, Any], **more: Any) -> Draft:
    """One form of a phone."""
    body = {"version": "S1", "answers": dict(answers), "token": token, "wave": stage, "source": "phone", **more}
    return Draft("answers", body, W, stage)


def opened(stage: str) -> Draft:
    """A stage opens."""
    return Draft("stage_opened", {}, W, stage)


def people() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """The forms of all who answered both times, `(before, after)`."""
    found = []
    for group, items in PAIRS.items():
        for row in zip(*(items[name].split() for name in items), strict=True):
            waves = [
                {"partner_group": group, **{name: int(pair[wave]) for name, pair in zip(items, row, strict=True)}}
                for wave in (0, 1)
            ]
            found.append((waves[0], waves[1]))
    return found


def day(pairs: Sequence[tuple[dict[str, Any], dict[str, Any]]] | None = None, **options: Any) -> list[Draft]:
    """The drafts of the day: two answered only before, one only after."""
    drafts = acts.create(
        {"title": "Local groups", "date": "2011-11-15"}, [method(**options)], groups=GROUPS, workshop=W
    )
    drafts.append(Draft("attendance", {"groups": {"VCS": 10, "CCM": 6, "LA": 5, "PAR": 4}}, W))
    both = people() if pairs is None else pairs
    drafts.append(opened("before"))
    drafts += [form("before", f"token{n}", before) for n, (before, _after) in enumerate(both)]
    if pairs is None:
        alone = {"A1": 2, "A2": 4, "A3": 3}
        drafts += [form("before", f"left{group}", {**alone, "partner_group": group}) for group in ("VCS", "CCM")]
    drafts.append(opened("after"))
    drafts += [form("after", f"token{n}", after) for n, (_before, after) in enumerate(both)]
    if pairs is None:
        drafts.append(form("after", "late", {"A1": 4, "A2": 3, "A3": 4, "partner_group": "LA"}))
    return [*drafts, CLOSED]


def made(drafts: Sequence[Draft]) -> tuple[Programme, Workshop]:
    """The day, folded."""
    return folded(list(drafts))
