"""What is written on forms is among the comments of the programme, by the public name of its form and of no group."""

from __future__ import annotations

from survey_day import W, day, folded

from facilitator.activities import contract
from facilitator.programme import comments


def test_answers_on_forms_are_among_the_comments() -> None:
    workshop = folded(day())[1]
    texts = contract.report("survey").texts(workshop.run("evaluation"))
    found = [each for each in comments.of_workshop(workshop) if not each.no]
    assert [(each.key, each.text) for each in found] == [(each.key, each.text) for each in texts]
    assert len({each.key for each in found}) == len(found) > 0
    assert all(each.group == "" and each.workshop == W for each in found)
