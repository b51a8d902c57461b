"""Somebody who has the exported tables of an evaluation, and solves for the answers of the groups that are left out."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest
from survey_day import AT, day, folded

from attack import Reader
from facilitator.records.tables import tables

ROOMS = 40
ASKED = ("overall", "purpose_met", "heard")
GROUPS = {"VCS": "Voluntary & community sector", "CCM": "Children's-centre managers",
          "LA": "Local authority professionals", "PAR": "Parents"}  # fmt: skip


def a_room(chance: random.Random) -> list[dict[str, Any]]:
    """The forms of one room: groups of any size, of one mind now and then, not every question answered."""
    forms: list[dict[str, Any]] = []
    for group in (*GROUPS, ""):
        most = chance.choice([1, 2, 5, 5])
        for _ in range(chance.choice([0, 1, 3, 4, 5, 6, 8, 12])):
            given = {q: chance.randint(6 - most, 5) for q in ASKED if chance.random() < 0.9}
            forms.append({**given, "pace": "right", **({"partner_group": group} if group else {})})
    return forms if len(forms) > 4 else a_room(chance)


def exported(forms: list[dict[str, Any]]) -> dict[str, tuple[Counter[str], dict[str, Counter[str]]]]:
    """Of each question how many gave each answer, and the same by the groups that are told beside answers."""
    programme, workshop = folded(day(forms, present=len(forms), VCS=12, CCM=12, LA=12, PAR=12))
    made = tables(programme, workshop, AT)
    instrument = workshop.runs["evaluation"].state.instrument
    found = {}
    for question in (q for q in instrument.questions if q.id in ASKED):
        none = question.none
        total = Counter({str(row["answer"]): int(row["n"]) for row in made["counts"]
                         if row["question"] == question.text and row["answer"] != none and row["n"]})  # fmt: skip
        told: dict[str, Counter[str]] = {}
        for row in made["survey_answers"]:
            if row["question"] == question.text:
                told.setdefault(str(row["partner_group"]), Counter())[str(row["answer"])] += 1
        told.pop("", None)
        found[question.id] = total, told
    return found


@pytest.mark.parametrize("part", range(4))
def test_exported_answers_tell_of_no_group_that_is_left_out_how_many_they_are_nor_what_all_of_them_gave(
    part: int,
) -> None:
    hidden = 0
    for seed in range(part * ROOMS // 4, (part + 1) * ROOMS // 4):
        forms = a_room(random.Random(seed))
        for question, (total, told) in exported(forms).items():
            truth = Counter(form.get("partner_group", "") for form in forms if question in form)
            given = {name: Counter(f[question] for f in forms if f.get("partner_group") == group and question in f)
                     for group, name in GROUPS.items()}  # fmt: skip
            assert all(told[name].total() == given[name].total() >= 5 for name in told)
            left = [name for name in (*GROUPS.values(), "") if name not in told]
            whole = Reader([((*GROUPS.values(), ""), total.total()),
                            *(((name,), n.total()) for name, n in told.items())])  # fmt: skip
            for group in (g for g, name in GROUPS.items() if truth[g] and name in left):
                hidden += 1
                assert whole.width([GROUPS[group]]) >= min(5, total.total()), (seed, question, group)
                rest = Counter(total)
                rest.subtract(sum(told.values(), Counter[str]()))
                assert len(+rest) > 1 or len(total) == 1, (seed, question, group)
    assert hidden > 5
