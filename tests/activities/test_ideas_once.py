"""Ideas of a scenario workshop are printed once, and that nobody voted for their own is said only where it was held."""

from __future__ import annotations

import pytest
from hats_day import Day

from facilitator.activities import contract, paper
from facilitator.activities.contract import Sender
from facilitator.activities.vote import page
from facilitator.documents.paper_forms import blank
from upstream import posted

IDEAS = ("Share the hall on Mondays", "Lend a van", "Translate the form for every family that asks")
HELD = "Nobody could vote for what their own group brought."


def ideas(*tables: str) -> Day:
    """A day with an idea from each table, and the vote open."""
    day = Day("scenario-workshop")
    day.add("ideas", "stage_opened")
    for text, table in zip(IDEAS, tables, strict=True):
        fields = {"who": "The caretaker", "first_step": "Ring the council"}
        day.add("ideas", text=text, fields=fields, table=table, source="phone")
    day.add("vote", "stage_opened")
    return day


def vote(day: Day, token: str, table: str, idea: int) -> None:
    """A phone gives a dot."""
    run = day.run("vote")
    view = page.view(run, Sender(token=token, table=table), day.workshop.groups)
    form = {"target": view["choices"][idea]["name"], "choice": "1"}
    kind, body = posted(page, run, form, Sender(token=token, table=table))
    day.add("vote", kind, **body)


def section(day: Day, *stages: str) -> str:
    """What the record prints of some stages."""
    context = paper.Context(day.workshop.groups, 0)
    runs = [day.run(stage) for stage in stages]
    return " ".join(str(contract.report(run.stage.activity).section(run, context)) for run in runs)


def test_each_idea_is_printed_word_for_word_once() -> None:
    day = ideas("1", "2", "3")
    vote(day, "t1", "1", 1)
    day.add("commit", "stage_opened")
    day.add("commit", text="We", fields={"idea": day.run("commit").feed()[0].id, "kind": "lead"}, source="phone")
    printed = section(day, "ideas", "vote", "commit")
    assert [printed.count(text) for text in IDEAS] == [1, 1, 1]
    no = day.run("ideas").own_notes()[2].no
    assert f"no. {no}, Translate the form for\u2026" in section(day, "vote")
    assert section(day, "ideas").count("The caretaker") == 3


@pytest.mark.parametrize(
    ("tables", "voter", "hands", "said"),
    [
        (("1", "2", "3"), "1", 0, HELD),
        (("", "", ""), "1", 0, "Nobody knew which group had brought what, so everyone could vote for everything."),
        (("1", "2", ""), "1", 0, "Of 1 ballot by phone the records show for 1"),
        (("1", "2", "3"), "", 0, "Of 1 ballot by phone the records show for 0"),
        (("1", "2", "3"), "1", 4, "hands and paper were not checked"),
    ],
)
def test_that_nobody_voted_for_their_own_is_said_only_where_it_was_held(
    tables: tuple[str, ...], voter: str, hands: int, said: str
) -> None:
    day = ideas(*tables)
    vote(day, "t1", voter, 1)
    if hands:
        day.add("vote", "hand_votes", counts={day.run("vote").feed()[0].id: hands}, voters=hands)
    printed = section(day, "vote")
    assert said in printed
    assert (HELD in printed) is (said == HELD)


def test_the_stories_print_with_the_names_that_slips_ask_for() -> None:
    run = Day("scenario-workshop").run("read")
    sheets = str(contract.forms(run, blank(Day("scenario-workshop").workshop, run, 2)))
    for story in run.state.scenarios():
        assert story.name in sheets
        assert all(f"{story.letter}{p.number}" in sheets and p.text in sheets for p in story.paragraphs)
