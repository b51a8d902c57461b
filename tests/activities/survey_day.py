"""The sample day's evaluation: 25 people took part, 23 were present when the forms were given out, 23 came back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from facilitator.activities import library
from facilitator.model import acts
from facilitator.model.entry import Draft, Entry
from facilitator.model.method import Method
from facilitator.model.programme import Programme
from facilitator.model.workshop import Workshop
from facilitator.programme import contract as programmes

GROUPS = [
    {"id": "VCS", "label": "Voluntary & community sector", "short": "VCS"},
    {"id": "CCM", "label": "Children's-centre managers", "short": "CCM"},
    {"id": "LA", "label": "Local authority professionals", "short": "LA"},
    {"id": "PAR", "label": "Parents", "short": "PAR"},
]
RATED = {
    "overall": [0, 1, 3, 11, 8],
    "purpose_met": [0, 1, 4, 12, 6],
    "heard": [0, 2, 4, 9, 8],
}
PACE = {"too_slow": 1, "right": 17, "too_fast": 5}
MOST_USEFUL = {"m4": 8, "m3": 7, "m2": 6, "m1": 2}
PARTS = ("Rotation", "Conversation", "Force field", "KJ groups")
WORST = ("not enough time to read the wall", "room echo")
INTENTION = "ring the group next door before the next bid"
AT = 1_321_370_640_000
W = "wday0001"


def filled() -> list[dict[str, Any]]:
    """The answers of the 23 forms."""
    forms: list[dict[str, Any]] = [{} for _ in range(23)]
    spread = {name: dict(zip(range(1, 6), counts, strict=True)) for name, counts in RATED.items()}
    for name, counts in {**spread, "pace": PACE, "most_useful": MOST_USEFUL}.items():
        values = [value for value, number in counts.items() for _ in range(number)]
        for form, value in zip(forms, values, strict=True):
            form[name] = value
    for form, words in zip(forms[3:], WORST, strict=False):
        form |= {"worst": words, "quote": "yes"}
    forms[6] |= {"do_differently": INTENTION, "by_when": "2011-12-15", "likely": 4, "quote": "yes"}
    return forms


def part(key: str, title: str) -> Method:
    """A part of the day of which only the title matters."""
    base = library.find("focused-conversation")
    return replace(base, key=key, title=title, stages=(replace(base.stages[0], id=key, title=title),))


CLOSED = Draft("stage_closed", {}, W, "evaluation")


def day(forms: list[dict[str, Any]] | None = None, *, present: int | None = 23, **groups: int) -> list[Draft]:
    """The drafts of the whole day; `groups` is how many of each there were."""
    methods = [*(part(f"a{n}", title) for n, title in enumerate(PARTS)), library.find("evaluation")]
    drafts = acts.create({"title": "Local groups", "date": "2011-11-15"}, methods, groups=GROUPS, workshop=W)
    drafts.append(Draft("attendance", {"groups": groups or {"VCS": 10, "CCM": 6, "LA": 5, "PAR": 4}}, W))
    drafts.append(Draft("stage_opened", {}, W, "evaluation"))
    if present is not None:
        drafts.append(Draft("forms_given_out", {"present": present}, W, "evaluation"))
    for number, answers in enumerate(filled() if forms is None else forms):
        body = {"version": "E1", "answers": answers, "token": f"token{number}", "source": "phone"}
        drafts.append(Draft("answers", body, W, "evaluation"))
    return [*drafts, CLOSED]


def folded(drafts: list[Draft]) -> tuple[Programme, Workshop]:
    """The programme and its workshop, a second between any two entries."""
    programme = programmes.empty()
    for n, d in enumerate(drafts, 1):
        programme.fold(Entry(n, d.key, d.workshop, d.stage, AT + n * 1000, d.person, d.kind, d.body))
    return programme, programme.workshops[W]
