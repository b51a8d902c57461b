"""What a survey of attitudes asks beside its statements, and forms that were answered on the telephone."""

from __future__ import annotations

import re

from survey_day import AT, W, folded
from test_survey_waves_report import FONTS, context, printed
from waves_day import day, form, method, opened

from facilitator.activities.survey import figures, report
from facilitator.activities.survey.bodies import CALLER
from facilitator.looks.blocks import About
from facilitator.looks.html.document import render
from facilitator.model.entry import Draft
from facilitator.records.tables import tables

MORE = [
    {"id": "staff", "kind": "choice", "text": "How many paid staff?", "role": "detail", "step": 5,
     "choices": [{"value": "none", "label": "None"}, {"value": "some", "label": "Some"}]},
    {"id": "stands", "kind": "several", "text": "What stands in your way?", "role": "detail", "step": 5,
     "choices": [{"value": "hours", "label": "Hours"}, {"value": "forms", "label": "Forms"}]},
    {"id": "ready", "kind": "scale", "text": "How ready are you?", "role": "detail", "step": 6, "low": "not at all",
     "high": "now", "none": "no idea"},
    {"id": "when", "kind": "date", "text": "From when?", "role": "by", "step": 6},
    {"id": "why", "kind": "text", "text": "Why?", "role": "comment", "step": 7, "waves": ["after"]},
    {"id": "quote", "kind": "consent", "text": "May we quote you?", "role": "consent", "step": 7, "waves": ["after"]},
]  # fmt: skip


def asked(n: int, *rung: Draft) -> list[Draft]:
    """A day of both waves with further questions, of so many people, and perhaps some who were rung."""
    survey = dict(method().stages[0].options["survey"])
    survey["questions"] = [*survey["questions"], *MORE]
    drafts = day([], survey=survey)
    for wave in ("before", "after"):
        drafts.append(opened(wave))
        for at in range(n):
            answers = {
                "A1": at % 5 + 1,
                "staff": "some" if at % 3 else "none",
                "stands": ["hours", "forms"][: at % 2 + 1],
            }
            answers |= {"ready": at % 4 + 1 if at else "na", "when": f"2012-0{at % 2 + 1}-01"}
            if wave == "after":
                answers |= {"why": f"Reason {at}", "quote": "yes" if at % 2 else "no"}
            drafts.append(form(wave, f"token{at}", answers))
    return [*drafts, *rung, Draft("stage_closed", {}, W, "after")]


def test_choices_ratings_days_and_words_are_printed_with_their_numbers() -> None:
    text = printed(asked(9))
    for words in (
        "What else was asked",
        "How many paid staff? None 3 Some 6 n=9",
        "Hours 9 Forms 4 n=9; several answers were possible.",
        "1 January 2012 5 1 February 2012 4 n=9",
        "Comments",
        "Reason",
    ):
        assert words in text, (words, text)
    assert "no idea 1 n=8" in text


def test_they_stand_in_the_records_wave_by_wave() -> None:
    found = tables(*folded(asked(9)), AT)
    counts = {(row["stage_no"], row["question"], row["answer"]): row["n"] for row in found["counts"]}
    assert counts[1, "How many paid staff?", "Some"] == counts[2, "How many paid staff?", "Some"] == 6
    assert counts[2, "What stands in your way?", "Forms"] == 4
    assert counts[1, "From when?", "1 January 2012"] == 5
    words = [row for row in found["survey_answers"] if row["question"] == "Why?"]
    assert len(words) == 9 and {row["partner_group"] for row in words} == {""}
    assert sum(row["may_be_quoted"] == "yes" for row in words) == 4


def test_of_few_nothing_is_told() -> None:
    text, found = printed(asked(4)), tables(*folded(asked(4)), AT)
    assert "Too few people answered to show." in text and "Reason" not in text
    assert found["counts"] == [] and not found.get("survey_answers")


def test_forms_answered_on_the_telephone_are_marked_counted_and_printed() -> None:
    drafts = asked(6, *(form("after", f"rung{n}", {"A1": 3}, source=CALLER, form=n + 1) for n in range(3)))
    workshop = folded(drafts)[1]
    state = workshop.run("after").state
    assert figures.response(state, wave="after").by_caller == 3
    assert "3 forms were answered on the telephone, and keyed in by the caller." in printed(drafts)
    assert [e.body["source"] for e in workshop.entries if e.kind == "answers"].count(CALLER) == 3


def test_a_figure_opens_of_how_many_it_is_and_no_single_answer() -> None:
    workshop = folded(asked(9))[1]
    page = render(About("t"), [report.section(workshop.run("after"), context(workshop))], FONTS).decode()
    opened = re.findall(r"(\d+) of the (\d+) people who answered this", page)
    assert ("3", "9") in opened, "none of the staff is paid"
    assert {of for _n, of in opened} == {"8", "9"}, "one had no idea how ready"
    assert not any(f"token{n}" in page for n in range(9))
