"""A reader who has every exported table of a programme at once: evaluations, forms and answers by group together."""

from __future__ import annotations

import csv
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from programme_waves import both, held, programme
from survey_day import AT, GROUPS
from test_survey_evaluations import held as evaluated
from waves_day import REPORTING

from attack import Reader
from facilitator.model.entry import Draft
from facilitator.records.exports import export_whole

FINE = [group["id"] for group in GROUPS]
MERGED = {str(each["label"]): [str(of) for of in each["of"]] for each in REPORTING}
ITEMS = ("overall", "heard")
Rows = list[dict[str, str]]


def forms(lot: random.Random) -> list[dict[str, Any]]:
    """Forms of some of each group; not everybody answers everything, and some name no group."""
    found: list[dict[str, Any]] = []
    for group in (*FINE, ""):
        for _ in range(lot.choice([0, 1, 2, 3, 4, 5, 7, 9, 12])):
            form: dict[str, Any] = {item: lot.randrange(1, 6) for item in ITEMS if lot.random() < 0.85}
            found.append({**form, "pace": "right", **({"partner_group": group} if group else {})})
    return found


def exported(folder: Path, sheets: dict[str, list[dict[str, Any]]], least: int) -> dict[str, Rows]:
    """The tables for others of a programme that settled two groups, with an evaluation each."""
    before, _after = both()
    days = [evaluated(where, some, when=f"2012-0{no}-15") for no, (where, some) in enumerate(sheets.items(), 1)]
    told = Draft("programme", {"least": least})
    made = programme([told, *held("w0", "Before", "before", before, reporting=REPORTING)], *days)
    return {
        path.stem.rpartition("_")[2]: list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
        for path in export_whole(made, ["csv"], folder, made_at=AT)
    }


def n_of(some: list[dict[str, Any]], item: str, groups: list[str]) -> int:
    """How many forms of those groups answer an item."""
    return sum(item in form and form.get("partner_group", "") in groups for form in some)


@pytest.mark.parametrize("least", [5, 8])
@pytest.mark.parametrize("seed", range(8))
def test_no_hidden_number_of_answers_is_found_out_from_all_tables(seed: int, least: int, tmp_path: Path) -> None:
    lot = random.Random(seed)
    sheets = {where: forms(lot) for where in ("w1", "w2", "w3")}
    tables = exported(tmp_path, sheets, least)
    rows = tables.get("evaluation", [])
    assert not {row["group"] for row in rows} - {"all", *MERGED}
    assert not {row["partner_group"] for row in tables.get("survey_answers", [])} - {"", *MERGED}
    for item in ITEMS:
        told = {
            (row["workshop_id"], row["group"]): int(row["n"])
            for row in rows
            if row["item"] == item and row["shown"] == "yes"
        }
        sums = [(cells(where, group), n) for (where, group), n in told.items()]
        named = Counter(
            (row["workshop_id"], row["partner_group"])
            for row in tables.get("survey_answers", [])
            if row["question"] == QUESTIONS[item] and row["partner_group"]
        )
        assert all(n == n_of(sheets[where], item, MERGED[group]) for (where, group), n in named.items())
        reader = Reader([*sums, *((cells(where, group), n) for (where, group), n in named.items())])
        for where, some in sheets.items():
            for group, of in MERGED.items():
                if (n := n_of(some, item, of)) and (where, group) not in {*told, *named}:
                    low, high = reader.bounds(cells(where, group))
                    by_total = (low, high) == (0, told.get((where, "all")))
                    assert high is None or high - low >= least or by_total, (where, group, n)


QUESTIONS = {
    "overall": "Overall, how was today?",
    "heard": "Could you say what mattered to you, and were you heard?",
}


def cells(where: str, group: str) -> list[tuple[str, str]]:
    """The finest numbers that a row is the sum of; a row without a workshop is of all of them."""
    groups = [*FINE, ""] if group == "all" else MERGED[group]
    return [(each, fine) for each in ([where] if where else ["w1", "w2", "w3"]) for fine in groups]
