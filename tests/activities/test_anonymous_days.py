"""Mixing what was sent where nobody is kept changes no count, no state and no word of any activity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from any_day import DAYS

from facilitator.model import mixing
from facilitator.model.entry import Entry
from facilitator.programme import contract as programmes
from facilitator.records import tables as records

NUMBERS = (
    "comment_id",
    "topic_id",
    "force_id",
    "submitted_at",
    "edited_at",
    "at",
    "seq",
    "id",
    "order",
    "number",
    "no",
    "comment_ids",
    "status_reason",
)


def tables(entries: Sequence[Entry]) -> object:
    """Every table of the records, in whatever order and with whatever numbers."""
    programme = programmes.empty()
    programme.fold_all(entries)
    (workshop,) = programme.workshops.values()
    found = records.tables(programme, workshop, entries[-1].at)
    return {
        name: sorted(str({key: value for key, value in row.items() if key not in NUMBERS}) for row in rows)
        for name, rows in found.items()
    }


@pytest.mark.parametrize("name", list(DAYS))
def test_every_activity_comes_to_the_same_where_all_of_it_keeps_nobody(name: str) -> None:
    entries = [nameless(entry) for entry in DAYS[name]()]
    programme = programmes.empty()
    programme.fold_all(entries)
    (workshop,) = programme.workshops.values()
    after = mixing.mixed(workshop)
    assert after is not workshop
    assert tables(after.entries) == tables(workshop.entries)
    assert mixing.mixed(after) is after


def nameless(entry: Entry) -> Entry:
    """The same in a day in which every stage keeps nobody."""
    body = dict(entry.body)
    if entry.kind == "method":
        stages = [{**stage, "anonymity": "nothing"} for stage in body["method"]["stages"]]
        body["method"] = {**body["method"], "stages": stages}
    if body.get("source") == "phone" or (entry.stage and entry.person):
        body |= {"source": "phone", "group": "", "table": ""}
        return replace(entry, body=body, person="")
    return replace(entry, body=body)
