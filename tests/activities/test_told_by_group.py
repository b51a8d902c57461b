"""Where it was settled that partner groups are reported together, none of them is told by itself, whatever it did."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from forces_day import Day
from programme_waves import both, held, programme
from survey_day import AT, GROUPS
from test_survey_evaluations import held as evaluated
from vote_day import GROUPS as VOTERS
from vote_day import a_vote, cast
from waves_day import REPORTING

from facilitator.activities.contract import report
from facilitator.activities.paper import Context
from facilitator.documents.contract import Order, find
from facilitator.documents.writing import make
from facilitator.model.people import Groups
from facilitator.model.programme import Programme
from facilitator.model.run import StageRun
from facilitator.model.suppression import Reported, decide, place
from facilitator.programme.disclosure import decided
from facilitator.records.exports import export_whole

LABELS = {group["label"] for group in GROUPS}
SETTLED = (Reported("both", "Everybody who came", ("A", "B", "VCS", "LA")), Reported("none", "Nobody", ("C",)))


def forms(**groups: int) -> list[dict[str, Any]]:
    """Forms of which so many came from each partner group, not all of one mind."""
    return [{"overall": 2 + n % 4, "partner_group": group} for group, many in groups.items() for n in range(many)]


def settled() -> Programme:
    """One workshop that settled by which groups people are reported, and one that evaluates with all four."""
    before, _after = both()
    return programme(
        held("w1", "Before", "before", before, reporting=REPORTING),
        evaluated("w2", forms(VCS=9, CCM=7, LA=8, PAR=6), present=30),
    )


def test_an_evaluation_is_told_by_the_settled_groups_alone(tmp_path: Path) -> None:
    made = settled()
    files = export_whole(made, ["csv"], tmp_path, made_at=AT)
    table = {name: next(p for p in files if p.name.endswith(f"_{name}.csv")) for name in ("evaluation", "counts")}
    rows = {name: list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig")))) for name, path in table.items()}
    told = [row for row in rows["evaluation"] if row["item"] == "overall" and row["value"] == "5"]
    assert [(row["group"], row["n"]) for row in told] == [("all", "30"), ("community", "15"), ("statutory", "15")]
    every = {value for name in rows for row in rows[name] for key, value in row.items() if key in ("group", "answer")}
    assert {"community", "statutory"} <= every and not every & LABELS


def test_nor_does_its_paper_name_another(tmp_path: Path) -> None:
    made = settled()
    content, plain = make(find("evaluation-summary"), Order(made.workshops["w2"], made, AT), "html")
    assert not plain
    page = content.decode()
    table = page[page.rindex("By partner group") :]
    table = table[: table.index("</table>")]
    assert "community" in table and "statutory" in table
    assert not [label for label in LABELS if label in table]


def a_ballot() -> tuple[StageRun, Groups]:
    run = a_vote("rank")
    for n in range(12):
        cast(run, f"t{n}", "AB"[n % 2], **{f"k{n % 3}": 1})
    return run, VOTERS


def a_force_field() -> tuple[StageRun, Groups]:
    day = Day()
    day.name_forces()
    day.open("score")
    for n in range(12):
        said = {"scale": "strength", "value": 2 + n % 3, "token": f"t{n}", "group": ("VCS", "LA")[n % 2]}
        day.act("score", "rating", target="D1", **said)
    return day.run("score"), day.workshop.groups


@pytest.mark.parametrize("made", [a_ballot, a_force_field])
def test_votes_and_scores_are_told_by_them_too(made: Callable[[], tuple[StageRun, Groups]]) -> None:
    run, groups = made()
    part = report(run.stage.activity)
    decision = replace(decide(part.published(run, place("", run.id), SETTLED)), reported=SETTLED)
    told = str(part.section(run, Context(groups, AT, decision=decision)))
    assert "Everybody who came" in told
    assert not [group.short for group in groups if f"'{group.short}'" in told or f"{group.short} (n=" in told]


def test_where_two_workshops_settled_it_otherwise_each_group_stands_by_itself() -> None:
    before, _after = both()
    other = [{"id": "all", "label": "all of them", "of": ["VCS", "CCM", "LA", "PAR"]}]
    made = programme(
        held("w1", "One", "before", before, reporting=REPORTING),
        held("w2", "Two", "before", before, reporting=other),
        evaluated("w3", forms(VCS=9, CCM=7, LA=8, PAR=6), present=30),
    )
    assert decided(made).reported == ()
