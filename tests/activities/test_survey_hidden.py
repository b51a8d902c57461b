"""What small groups' hiding holds against, and the two ways around it that it does not hold against."""

from __future__ import annotations

from collections import Counter
from typing import Any

from survey_day import AT, day, folded

from facilitator.model.suppression import LEAST
from facilitator.records.tables import tables

QUESTION, HIDDEN = "overall", ""


def forms(**ratings: list[int]) -> list[dict[str, Any]]:
    """A form a rating, by group."""
    return [{QUESTION: value, "partner_group": group} for group, values in ratings.items() for value in values]


def exported(given: list[dict[str, Any]]) -> tuple[Counter[str], dict[str, Counter[str]]]:
    """Of the rated question, as others get it: how many gave each answer, and the same by the group that is told."""
    programme, workshop = folded(day(given, VCS=10, CCM=6, LA=5, PAR=4))
    every = tables(programme, workshop, AT)
    asked = next(q.text for q in workshop.runs["evaluation"].state.instrument.questions if q.id == QUESTION)
    total: Counter[str] = Counter()
    by_group: dict[str, Counter[str]] = {}
    for row in every["counts"]:
        if row["question"] == asked and row["n"]:
            total[row["answer"]] = row["n"]
    for row in every["survey_answers"]:
        if row["question"] == asked:
            by_group.setdefault(row["partner_group"], Counter())[row["answer"]] += 1
    return total, by_group


def test_what_is_hidden_is_at_least_two_groups_and_five_forms() -> None:
    total, by_group = exported(forms(VCS=[1, 2, 3, 4, 5, 5], CCM=[1, 2, 2, 3, 4], LA=[5, 1, 4], PAR=[2, 3]))
    told = {group for group in by_group if group != HIDDEN}
    assert told == {"Voluntary & community sector", "Children's-centre managers"}
    assert by_group[HIDDEN].total() == total.total() - sum(by_group[group].total() for group in told) == LEAST


def test_a_hidden_remainder_that_answered_alike_is_not_known() -> None:
    """Nor is any group of it told: who else is hidden with it answered otherwise."""
    _total, by_group = exported(forms(VCS=[1, 2, 3, 4, 5, 5], CCM=[1, 2, 2, 3, 4], LA=[5, 5, 5], PAR=[5, 5]))
    assert set(by_group) == {"Voluntary & community sector", HIDDEN}
    assert len(by_group[HIDDEN]) > 1


def test_two_exports_with_one_form_between_them_differ_by_that_form() -> None:
    """As it stands: whoever has both exports, and knows who handed in between, knows what that person gave."""
    given = forms(VCS=[1, 2, 3, 4, 5, 5], CCM=[1, 2, 2, 3, 4])
    before, _ = exported(given)
    after, _ = exported([*given, {QUESTION: 2, "partner_group": "PAR"}])
    (answer,) = (after - before).elements()
    assert answer.startswith("2")
    assert before - after == Counter()
